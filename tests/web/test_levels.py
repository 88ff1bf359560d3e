"""The five levels of zoom: what each shows, what it leaves out and counts, and the true-time scale."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.api.prepared import build_database
from app.content.generate import write_generated_seed
from app.core.locales import LOCALES, Locale
from app.main import create_app
from app.settings import ROOT, Settings
from tests.document import Element, parse_html

ZOOMS = ["all", "era", "year", "month", "day"]
REFUSED = [
    "zoom=week",
    "zoom=ERA",
    "scale=log",
    "from=16",
    "from=1991-13",
    "from=1991-12-32",
    "from=1699",
    "from=٢٠",
]
every_zoom = pytest.mark.parametrize("zoom", ZOOMS)


def read(client: TestClient, query: str = "", locale: Locale = "en") -> Element:
    """Give the timeline in a state."""
    response = client.get(f"/{locale}/events?{query}")
    assert response.status_code == 200
    return parse_html(response.text)


def list_events(page: Element) -> list[str]:
    """Give the ids of the events that the list shows, in its order."""
    return [link.attributes["data-event"] for link in page.find_all("a", "item__link")]


def count_hidden(page: Element) -> int:
    """Give how many events the years say they leave out."""
    return sum(int(re.sub(r"\D", "", link.text)) for link in page.find_all("a", "year__link"))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("zoom", ["all", "era", "year"])
def test_what_is_not_shown_is_counted(real_client: TestClient, zoom: str, locale: Locale) -> None:
    page = read(real_client, f"zoom={zoom}", locale)
    total = int(re.sub(r"\D", "", page.get("p", "filters__count").text))
    assert len(list_events(page)) + count_hidden(page) == total


def test_everything_shows_milestones_alone(real_client: TestClient) -> None:
    page = read(real_client, "zoom=all")
    assert len(page.find_all("li", "item--milestone")) == len(list_events(page)) > 40


def test_a_year_of_the_eras_has_at_most_seven_events(real_client: TestClient) -> None:
    years = read(real_client).find_all("section", "year")
    assert max(len(list_events(year)) for year in years) == 7


@pytest.fixture(scope="module")
def full_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Give a client of a timeline with a thousand made-up events."""
    folder = tmp_path_factory.mktemp("full")
    write_generated_seed(ROOT / "seed", folder / "seed", 1000, 1)
    build_database(folder / "seed", folder / "timeline.sqlite", cards=False)
    app = create_app(Settings(database=folder / "timeline.sqlite"))
    with TestClient(app, base_url="http://localhost") as client:
        yield client


def test_a_thousand_events_make_the_first_view_no_larger(
    full_client: TestClient, real_client: TestClient
) -> None:
    page = full_client.get("/kk/events").text
    full, real = (text.count("</") for text in (page, real_client.get("/kk/events").text))
    assert full <= 1.2 * real
    assert len(re.findall("<[a-z]", page)) <= 1500
    years = read(full_client).find_all("section", "year")
    assert len(years) >= 38
    assert min(len(list_events(year)) for year in years) > 0
    assert count_hidden(read(full_client)) > 800


def test_what_a_year_leaves_out_is_no_milestone(real_client: TestClient) -> None:
    shown = set(list_events(read(real_client)))
    left = [key for key in list_events(read(real_client, "zoom=year")) if key not in shown]
    milestones = read(real_client, "zoom=all")
    assert left
    assert set(left) & set(list_events(milestones)) == set()


def test_milestones_of_the_eras_have_their_summary_and_the_rest_a_line(real_client: TestClient) -> None:
    items = read(real_client).find_all("li", "item")
    assert {
        bool(item.find_all("p", "item__summary"))
        for item in items
        if "item--milestone" in item.attributes["class"]
    } == {True}
    assert {
        bool(item.find_all("p", "item__summary"))
        for item in items
        if "item--milestone" not in item.attributes["class"]
    } == {False}


def test_the_link_of_a_year_leads_to_all_its_events(real_client: TestClient) -> None:
    link = read(real_client).find_all("a", "year__link")[0]
    address, _, anchor = link.attributes["href"].partition("#")
    page = parse_html(real_client.get(address).text)
    assert len(list_events(page.get("section", id=anchor))) > 7


def test_years_are_told_by_months(reader: TestClient) -> None:
    months = [month.text for month in read(reader, "zoom=year").find_all("p", "year__month")]
    assert months == ["December", "September", "December", "June"]


def test_months_are_cards_with_a_drawing(real_client: TestClient) -> None:
    page = read(real_client, "zoom=month")
    assert len(page.find_all("span", "vignette")) == len(list_events(page)) == 24


def test_days_tell_the_whole_story(real_client: TestClient) -> None:
    page = read(real_client, "zoom=day&from=1991-12-16")
    assert list_events(page)[0] == "1991-12-16-independence-law"
    assert len(page.find_all("div", "item__story")) == 5


def test_notes_of_a_story_lead_to_the_event(real_client: TestClient) -> None:
    notes = read(real_client, "zoom=day&from=1991-12-16").find_all("sup", "note")
    addresses = {note.find_all("a")[0].attributes["href"] for note in notes}
    assert addresses
    assert all(re.fullmatch(r"/en/events/[a-z0-9-]+#source-[0-9]+", one) for one in addresses)


@pytest.mark.parametrize("zoom", ["month", "day"])
def test_the_pages_of_a_level_hold_every_event_once(real_client: TestClient, zoom: str) -> None:
    found, address = list[str](), f"/en/events?zoom={zoom}"
    while address:
        page = parse_html(real_client.get(address).text)
        found += list_events(page)
        following = [
            link.attributes["href"]
            for link in page.find_all("a", "pages__link")
            if link.attributes["rel"] == "next"
        ]
        address = following[0] if following else ""
    assert found == list_events(read(real_client, "zoom=year"))


@every_zoom
def test_the_chosen_level_is_marked_and_every_level_keeps_the_state(reader: TestClient, zoom: str) -> None:
    page = read(reader, f"zoom={zoom}&theme=independence&scale=true")
    links = page.find_all("a", "levels__link")
    assert [link.attributes["id"] for link in links if link.attributes.get("aria-current")] == [
        f"zoom-{zoom}"
    ]
    assert all(
        "theme=independence" in link.attributes["href"] and "scale=true" in link.attributes["href"]
        for link in links
    )


@every_zoom
def test_one_sign_leads_closer_and_one_wider(reader: TestClient, zoom: str) -> None:
    signs = {
        link.attributes["id"]: link.attributes["data-keys"].split()
        for link in read(reader, f"zoom={zoom}").find_all("a", "levels__link")
    }
    place = ZOOMS.index(zoom)
    closer = [key for key, keys in signs.items() if "+" in keys]
    wider = [key for key, keys in signs.items() if "-" in keys]
    assert closer == [f"zoom-{one}" for one in ZOOMS[place + 1 : place + 2]]
    assert wider == [f"zoom-{one}" for one in ZOOMS[max(0, place - 1) : place]]
    assert "0" in signs["zoom-all"]


def test_true_time_parts_events_by_their_months(reader: TestClient) -> None:
    items = read(reader, "scale=true&zoom=year").find_all("li", "item")
    gaps = [re.findall(r"gap-(\d+)", item.attributes["class"]) for item in items]
    assert gaps == [[], ["24"], ["24"], [], ["6"], ["7"]]


def test_even_steps_have_no_gaps(reader: TestClient) -> None:
    assert not [item for item in read(reader).find_all("li", "item") if "gap-" in item.attributes["class"]]


def test_years_without_an_entry_are_said(reader: TestClient) -> None:
    folds = [fold.text for fold in read(reader).find_all("p", "fold")]
    assert folds == ["Years without an entry: 2", "Years without an entry: 1"]


def test_a_search_hides_nothing(real_client: TestClient) -> None:
    page = read(real_client, "q=constitution")
    assert count_hidden(page) == 0
    assert len(list_events(page)) == int(re.sub(r"\D", "", page.get("p", "filters__count").text)) > 0


@pytest.mark.parametrize("query", REFUSED)
def test_an_unknown_state_is_refused(reader: TestClient, query: str) -> None:
    assert reader.get(f"/en/events?{query}").status_code == 400


@pytest.mark.parametrize("query", ["zoom=", "scale=", "from=", "zoom=era&scale=even"])
def test_an_empty_state_is_the_default(reader: TestClient, query: str) -> None:
    assert list_events(read(reader, query)) == list_events(read(reader))


def test_the_start_view_has_at_most_1500_elements(real_client: TestClient) -> None:
    assert len(list(read(real_client, locale="kk").walk())) <= 1500
