"""Halls, collections, the strategy, figures and sources: what stands in them."""

import pytest
from starlette.testclient import TestClient

from app.core.locales import LOCALES, Locale
from tests.document import Element, parse_html

every_locale = pytest.mark.parametrize("locale", LOCALES)
WRONG = ["halls/none", "collections/none", "figures/none", "sources/none", "halls/Origins", "figures/%00"]


def read(client: TestClient, address: str) -> Element:
    """Give a page."""
    response = client.get(address)
    assert response.status_code == 200
    return parse_html(response.text)


@every_locale
def test_the_halls_lead_into_each_hall(reader: TestClient, locale: Locale) -> None:
    links = read(reader, f"/{locale}/halls").get("ol", "rooms").find_all("a", "room__link")
    assert [link.attributes["href"] for link in links] == [
        f"/{locale}/halls/origins",
        f"/{locale}/halls/future",
    ]


@every_locale
@pytest.mark.parametrize("room", ["halls/origins", "collections/thirty"])
def test_a_room_shows_its_events_in_their_order(reader: TestClient, room: str, locale: Locale) -> None:
    lines = read(reader, f"/{locale}/{room}").find_all("a", "line__link")
    ids = ("1991-12-10-inauguration", "1991-12-16-independence-law")
    assert [line.attributes["href"] for line in lines] == [f"/{locale}/events/{key}" for key in ids]


@every_locale
def test_a_note_of_a_hall_leads_to_its_source(reader: TestClient, locale: Locale) -> None:
    page = read(reader, f"/{locale}/halls/origins")
    assert page.get("sup", "note").find_all("a")[0].attributes["href"] == "#source-1"
    assert "museum" in page.get("li", id="source-1").text.lower()


@every_locale
def test_a_priority_tells_what_was_planned_and_what_reached(reader: TestClient, locale: Locale) -> None:
    priority = read(reader, f"/{locale}/almaty-2050").get("section", "priority")
    assert len(priority.get("div", "priority__facts").find_all("h2")) == 2
    notes = [note.find_all("a")[0].attributes["href"] for note in priority.find_all("sup", "note")]
    assert notes == ["#green-city-source-1"] * 2
    assert priority.find_all("li", id="green-city-source-1")


@every_locale
def test_a_series_shows_every_point_with_its_source(reader: TestClient, locale: Locale) -> None:
    page = read(reader, f"/{locale}/figures/city-people")
    rows = page.get("tbody").find_all("tr")
    assert [row.get("sup", "note").text for row in rows] == ["1", "1", "2"]
    assert ["points__break" in row.attributes["class"] for row in rows] == [False, True, False]


@pytest.mark.parametrize(
    ("locale", "note"), [("kk", "ауыл қосылды"), ("ru", "присоединили село"), ("en", "took in a village")]
)
def test_a_break_is_explained_once(reader: TestClient, locale: str, note: str) -> None:
    assert read(reader, f"/{locale}/figures/city-people").get("main").text.count(note) == 1


def test_a_point_of_another_standing_says_so(reader: TestClient) -> None:
    page = read(reader, "/en/figures/city-people")
    assert [status.text for status in page.find_all("span", "points__status")] == [
        "as reported in a speech or the press"
    ]


@every_locale
def test_a_claim_shows_its_verdict_and_its_document(reader: TestClient, locale: Locale) -> None:
    claim = read(reader, f"/{locale}/figures").get("li", "claim")
    assert claim.get("p", "claim__verdict--rounded").text
    assert (
        claim.get("p", "claim__source").find_all("a")[0].attributes["href"]
        == f"/{locale}/sources/museum-guide"
    )


def test_a_source_shows_the_facts_that_rest_on_it(reader: TestClient) -> None:
    page = read(reader, "/en/sources/law-text")
    facts = [fact.text for fact in page.get("ul", "support__facts").find_all("li")]
    assert facts == ["The law was adopted on 16 December.", "The President signed it the same day."]


def test_the_sources_count_their_events(reader: TestClient) -> None:
    lines = read(reader, "/en/sources").find_all("li", "line")
    assert [line.text.rpartition("·")[2].strip() for line in lines] == ["1 event", "4 events", "3 events"]


@every_locale
@pytest.mark.parametrize("rest", WRONG)
def test_an_unknown_room_is_not_found(reader: TestClient, rest: str, locale: Locale) -> None:
    assert reader.get(f"/{locale}/{rest}").status_code in {400, 404}
