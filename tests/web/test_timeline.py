"""The timeline: order, filters, search, what is empty and what is refused."""

import pytest
from starlette.testclient import TestClient

from app.core.locales import LOCALES, Locale
from app.settings import ROOT
from tests.document import Element, parse_html

LAW = "1991-12-16-independence-law"
REFUSED = [
    "theme=none",
    "place=none",
    "era=none",
    "theme=science&theme=none",
    f"q={'x' * 101}",
    f"q={'a+' * 11}",
]
IGNORED = ["unknown=1", "theme=", "q=", "q=+++", "era=&place=", "utm_source=x"]


def read(client: TestClient, query: str = "", locale: Locale = "en") -> Element:
    """Give the timeline with filters."""
    response = client.get(f"/{locale}/events?{query}")
    assert response.status_code == 200
    return parse_html(response.text)


def list_events(page: Element) -> list[str]:
    """Give the ids of the events that the list shows, in its order."""
    return [link.attributes["data-event"] for link in page.find_all("a", "item__link")]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_event_is_shown_in_order_of_time(real_client: TestClient, locale: Locale) -> None:
    events = list_events(read(real_client, "zoom=year", locale))
    assert len(events) == len(list((ROOT / "seed" / "events").iterdir()))
    assert [key[:4] for key in events] == sorted(key[:4] for key in events)


def test_every_event_is_shown_once(real_client: TestClient) -> None:
    events = list_events(read(real_client, "zoom=year"))
    assert sorted(set(events)) == sorted(events)


def test_the_home_page_is_the_timeline(reader: TestClient) -> None:
    assert list_events(parse_html(reader.get("/en/").text)) == list_events(read(reader))


@pytest.mark.parametrize("rest", ["events", "about"])
def test_the_field_of_search_takes_what_the_page_answers(reader: TestClient, rest: str) -> None:
    field = parse_html(reader.get(f"/en/{rest}").text).get("input", name="q")
    longest = "x" * int(field.attributes["maxlength"])
    assert reader.get(f"/en/events?q={longest}").status_code == 200
    assert reader.get(f"/en/events?q={longest}x").status_code == 400


@pytest.mark.parametrize("key", ["theme", "place", "era"])
def test_the_count_of_a_filter_is_what_choosing_it_shows(reader: TestClient, key: str) -> None:
    options = [
        link
        for link in read(reader).find_all("a", "chip")
        if f"?{key}=" in link.attributes.get("href", "") and link.find_all("span", "chip__count")
    ]
    counts = {
        link.attributes["href"].partition("?")[2]: int(link.get("span", "chip__count").text)
        for link in options
    }
    assert counts
    assert {query: len(list_events(read(reader, query))) for query in counts} == counts


def test_filters_of_two_kinds_narrow_the_list(reader: TestClient) -> None:
    both = set(list_events(read(reader, "theme=independence&place=almaty")))
    one, other = (set(list_events(read(reader, part))) for part in ("theme=independence", "place=almaty"))
    assert both == one & other


def test_a_chosen_filter_is_marked_and_can_be_removed(reader: TestClient) -> None:
    page = read(reader, "theme=independence")
    assert page.get("a", id="chosen-independence").attributes["href"] == "/en/events"
    assert [link.text.split()[0] for link in page.find_all("a", "chip", **{"aria-current": "true"})] == [
        "Independence"
    ]


@pytest.mark.parametrize(
    ("locale", "query"), [("en", "proclaimed"), ("ru", "НЕЗАВИСИМОСТЬ"), ("kk", "тауелсиздик")]
)
def test_a_search_finds_the_law(reader: TestClient, locale: Locale, query: str) -> None:
    assert LAW in list_events(read(reader, f"q={query}", locale))


def test_the_search_keeps_its_words_and_its_filters(reader: TestClient) -> None:
    page = read(reader, "theme=independence&q=law")
    form = page.get("form").attributes["id"]
    assert page.get("input", name="q").attributes["value"] == "law"
    assert page.get("input", type="hidden", form=form).attributes["value"] == "independence"


def test_the_words_of_a_search_are_escaped(reader: TestClient) -> None:
    html = reader.get("/en/events", params={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in html


@pytest.mark.parametrize("locale", LOCALES)
def test_an_empty_search_names_its_words_and_a_way_out(reader: TestClient, locale: Locale) -> None:
    page = read(reader, "q=zqxj", locale)
    assert "zqxj" in page.get("p", "empty__text").text
    assert page.get("ul", "empty__ways").find_all("a", href=f"/{locale}/events")


def test_an_empty_list_has_no_band_of_years(reader: TestClient) -> None:
    assert read(reader, "q=zqxj").find_all("nav", "band") == []


@pytest.mark.parametrize("query", REFUSED)
@pytest.mark.parametrize("locale", LOCALES)
def test_a_wrong_value_is_an_error_page(reader: TestClient, locale: Locale, query: str) -> None:
    response = reader.get(f"/{locale}/events?{query}")
    assert response.status_code == 400
    assert parse_html(response.text).get("html").attributes["lang"] == locale


@pytest.mark.parametrize("query", IGNORED)
def test_what_means_nothing_is_ignored(reader: TestClient, query: str) -> None:
    assert list_events(read(reader, query)) == list_events(read(reader))


def test_a_disputed_event_says_so(reader: TestClient) -> None:
    article = read(reader).get("article", id="e-1986-12-16-december-events")
    assert article.find_all("p", "item__doubt")
