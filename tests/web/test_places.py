"""The map and the pages of places: what stands in them."""

import pytest
from starlette.testclient import TestClient

from app.core.locales import LOCALES, Locale
from tests.document import Element, parse_html

every_locale = pytest.mark.parametrize("locale", LOCALES)
APPROXIMATE = {"kk": "шамамен", "ru": "приблизительное", "en": "approximate position"}


def read(client: TestClient, address: str) -> Element:
    """Give a page."""
    response = client.get(address)
    assert response.status_code == 200
    return parse_html(response.text)


def list_hrefs(nodes: list[Element]) -> list[str]:
    """Give where links lead."""
    return [node.attributes["href"] for node in nodes]


@every_locale
def test_every_place_with_events_stands_in_a_table_once(reader: TestClient, locale: Locale) -> None:
    page = read(reader, f"/{locale}/places")
    assert list_hrefs(page.find_all("a", "places__link")) == [
        f"/{locale}/places/almaty",
        f"/{locale}/places/republic-square",
    ]
    assert [cell.text for cell in page.find_all("td", "places__count")] == ["5", "1"]


@every_locale
def test_every_mark_is_a_link_with_its_words(real_client: TestClient, locale: Locale) -> None:
    marks = read(real_client, f"/{locale}/places").find_all("a", "map__place")
    assert len(marks) > 30
    for mark in marks:
        assert mark.attributes["href"].startswith(f"/{locale}/places/")
        assert mark.attributes["aria-label"] == mark.get("title").text


@every_locale
def test_the_ten_largest_marks_of_the_map_have_names(real_client: TestClient, locale: Locale) -> None:
    marks = read(real_client, f"/{locale}/places").get("figure", "map--wide").find_all("a", "map__place")[:10]
    assert all(mark.find_all("text", "map__step--wide") for mark in marks)
    assert all(mark.find_all("text", "map__step--least") for mark in marks[:2])


@every_locale
def test_every_mark_leads_to_a_line_of_a_table(real_client: TestClient, locale: Locale) -> None:
    page = read(real_client, f"/{locale}/places")
    assert set(list_hrefs(page.find_all("a", "map__place"))) <= set(
        list_hrefs(page.find_all("a", "places__link"))
    )


@every_locale
def test_what_lies_beyond_the_map_is_listed_under_it(real_client: TestClient, locale: Locale) -> None:
    page = read(real_client, f"/{locale}/places")
    listed = list_hrefs(page.get("ul", "map__list").find_all("a"))
    assert {f"/{locale}/places/{key}" for key in ("moscow", "un-headquarters", "wto-headquarters")} <= set(
        listed
    )
    assert set(listed) & set(list_hrefs(page.find_all("a", "map__place"))) == set()


@every_locale
def test_a_city_has_a_plan_with_a_scale_and_the_numbers_of_its_table(
    real_client: TestClient, locale: Locale
) -> None:
    page = read(real_client, f"/{locale}/places")
    plans = page.find_all("figure", "plan__map")
    assert len(plans) == 2
    for plan, table in zip(plans, page.find_all("table", "places__table"), strict=False):
        assert plan.find_all("path", "map__scale")
        shown = {label.text for label in plan.find_all("text", "map__step--wide")}
        assert shown == {cell.text for cell in table.find_all("td", "places__number")}


@every_locale
def test_an_approximate_place_has_a_ring_and_says_so(real_client: TestClient, locale: Locale) -> None:
    marks = read(real_client, f"/{locale}/places").find_all("a", "map__place")
    ringed = [mark for mark in marks if mark.find_all("circle", "map__ring")]
    said = [mark for mark in marks if APPROXIMATE[locale] in mark.attributes["aria-label"]]
    assert ringed
    assert ringed == said


@every_locale
def test_a_place_shows_its_events_in_order_of_time(reader: TestClient, locale: Locale) -> None:
    page = read(reader, f"/{locale}/places/almaty")
    lines = list_hrefs(page.find_all("a", "line__link"))
    assert len(lines) == 5
    assert lines == sorted(lines)


@every_locale
def test_a_place_leads_to_the_timeline_and_to_the_map(reader: TestClient, locale: Locale) -> None:
    links = list_hrefs(read(reader, f"/{locale}/places/almaty").find_all("a", "block__link"))
    assert links == [f"/{locale}/places", f"/{locale}/events?place=almaty"]


@every_locale
def test_a_place_is_lit_on_the_map_and_on_the_plan(reader: TestClient, locale: Locale) -> None:
    page = read(reader, f"/{locale}/places/republic-square")
    assert len(page.get("figure", "map--small").find_all("", "map__place--lit")) == 1
    lit = page.get("figure", "plan__map").get("a", "map__place--lit")
    assert lit.attributes["href"] == f"/{locale}/places/republic-square"


@pytest.mark.parametrize(
    ("place_id", "words"),
    [
        ("medeu", "43.16° N · 77.06° E · to the site · approximate position"),
        ("palace-republic", "43.243° N · 76.96° E · to the building"),
        ("kazakhstan", "the whole country"),
    ],
)
def test_a_place_says_how_exactly_it_is_known(real_client: TestClient, place_id: str, words: str) -> None:
    assert read(real_client, f"/en/places/{place_id}").get("p", "place__meta").text == words


@pytest.mark.parametrize("place_id", ["moscow", "kazakhstan"])
def test_a_place_without_a_spot_has_no_map(real_client: TestClient, place_id: str) -> None:
    assert read(real_client, f"/kk/places/{place_id}").find_all("figure", "map") == []


def test_a_place_without_events_says_so(real_client: TestClient) -> None:
    page = read(real_client, "/en/places/shymkent")
    assert page.find_all("a", "line__link") == []
    assert "No event of the timeline" in page.get("main").text


@every_locale
def test_an_event_has_a_small_map_that_leads_to_its_place(reader: TestClient, locale: Locale) -> None:
    page = read(reader, f"/{locale}/events/1991-12-16-independence-law")
    small = page.get("aside", "event__facts").get("figure", "map--small")
    assert list_hrefs(small.find_all("a", "map__place")) == [f"/{locale}/places/almaty"]


def test_the_small_map_weighs_at_most_6_kb(reader: TestClient) -> None:
    html = reader.get("/kk/events/1991-12-16-independence-law").text
    figure = html[html.index('<figure class="map') :].partition("</figure>")[0]
    assert len(figure.encode()) <= 6_000


@every_locale
@pytest.mark.parametrize("key", ["none", "Almaty", "%00", "almaty/"])
def test_an_unknown_place_is_not_found(reader: TestClient, key: str, locale: Locale) -> None:
    assert reader.get(f"/{locale}/places/{key}").status_code in {307, 308, 301, 400, 404}
