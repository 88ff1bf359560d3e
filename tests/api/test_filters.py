"""Asking for events: filters, search, and walking a long list."""

from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from app.api.prepared import build_database
from app.main import create_app
from app.settings import Settings
from tests.api.answers import EVENTS, LAW_ID, list_ids, read
from tests.content.seeds import add_photograph

DECEMBER, LANGUAGE = "1986-12-16-december-events", "1989-09-22-language-law"
OATH, SYMBOLS, NOTES = "1991-12-10-inauguration", "1992-06-state-symbols", "1993-first-notes"
ALL = [DECEMBER, LANGUAGE, OATH, LAW_ID, SYMBOLS, NOTES]

FILTERS = {
    "": ALL,
    "theme=culture": [LANGUAGE, SYMBOLS],
    "theme=culture&theme=economy": [LANGUAGE, SYMBOLS, NOTES],
    "theme=culture&theme=culture": [LANGUAGE, SYMBOLS],
    "theme=science": [],
    "era=eve": [DECEMBER, LANGUAGE],
    "era=eve&era=founding": [DECEMBER, LANGUAGE, SYMBOLS, NOTES],
    "place=republic-square": [DECEMBER],
    "collection=thirty": [OATH, LAW_ID],
    "milestone=true": [DECEMBER, OATH, LAW_ID],
    "milestone=false": [LANGUAGE, SYMBOLS, NOTES],
    "theme=statehood&era=independence&milestone=true": [OATH, LAW_ID],
    "theme=culture&place=almaty": [SYMBOLS],
    "from=1991": [OATH, LAW_ID, SYMBOLS, NOTES],
    "from=1991-12-11": [LAW_ID, SYMBOLS, NOTES],
    "to=1991": [DECEMBER, LANGUAGE, OATH, LAW_ID],
    "to=1991-12-10": [DECEMBER, LANGUAGE, OATH],
    "to=1991-12": [DECEMBER, LANGUAGE, OATH, LAW_ID],
    "from=1991-12-16&to=1991-12-16": [LAW_ID],
    "from=1986-12-18&to=1986-12-18": [DECEMBER],
    "from=1986-12-19&to=1989-09-21": [],
    "from=1992-06-30&to=1992-07": [SYMBOLS],
    "from=1993-05-01&to=1993-05-02": [NOTES],
    "from=1700&to=2100": ALL,
    "from=1986-12-17&span=possible": ALL,
    "from=1986-12-17&span=certain": [LANGUAGE, OATH, LAW_ID, SYMBOLS, NOTES],
    "to=1986-12-17&span=certain": [],
    "to=1986-12-18&span=certain": [DECEMBER],
    "from=1992-06&to=1992-06&span=certain": [SYMBOLS],
    "from=1992-06-02&to=1992-06-30&span=certain": [],
    "on=12-16": [DECEMBER, LAW_ID],
    "on=1991-12-16": [LAW_ID],
    "on=1986-12-16": [DECEMBER],
    "on=1986-12-17": [],
    "on=06-01": [],
    "on=01-01": [],
    "on=02-29": [],
    "person=nursultan-nazarbayev": [OATH, LAW_ID],
    "person=nursultan-nazarbayev&person=dinmukhamed-kunaev": [DECEMBER, OATH, LAW_ID],
    "source=law-text": [LAW_ID],
    "source=museum-guide&milestone=false": [LANGUAGE, SYMBOLS],
    "confidence=high": [DECEMBER, OATH, LAW_ID],
    "confidence=medium": [LANGUAGE, SYMBOLS],
    "confidence=low": [NOTES],
    "disputed=true": [DECEMBER],
    "disputed=false": [LANGUAGE, OATH, LAW_ID, SYMBOLS, NOTES],
    "has_media=false": ALL,
    "has_media=true": [],
    "bbox=76,43,77,44": [DECEMBER, OATH, LAW_ID, SYMBOLS, NOTES],
    "bbox=76.94,43.2,76.95,43.24": [DECEMBER],
    "bbox=170,43,77,44": [DECEMBER, OATH, LAW_ID, SYMBOLS, NOTES],
    "bbox=170,-90,-170,90": [],
    "bbox=-180,-90,180,90": [DECEMBER, OATH, LAW_ID, SYMBOLS, NOTES],
    "near=43.2386,76.9455&radius_km=0.1": [DECEMBER],
    "near=43.2386,76.9455": [DECEMBER, OATH, LAW_ID, SYMBOLS, NOTES],
    "near=-43.2386,-103&radius_km=500": [],
    f"ids={NOTES},{DECEMBER}": [NOTES, DECEMBER],
    f"ids={NOTES},nope,{NOTES},{DECEMBER}": [NOTES, DECEMBER],
    f"ids={NOTES},{DECEMBER}&milestone=true": [DECEMBER],
    f"ids={NOTES},{DECEMBER}&sort=date": [DECEMBER, NOTES],
    "ids=nope": [],
    "updated_since=2026-11-04": [LAW_ID, SYMBOLS, NOTES],
    "updated_since=2026-11-04T23:59:59Z": [LAW_ID, SYMBOLS, NOTES],
    "updated_since=2026-11-05T00:00:00.000Z": [LAW_ID],
    "updated_since=2026-11-06": [],
}
SEARCHES = {
    "independence": [LAW_ID],
    "Тәуелсіздік": [LAW_ID],
    "тәуелс": [LAW_ID],
    "тауелсиздик": [LAW_ID],
    "ТӘУЕЛСІЗДІК ЗАҢ": [LAW_ID],
    "тәуелсіздік теңге": [],
    "валюта": [NOTES],
    "теңге": [NOTES],
    "тенге": [NOTES],
    "молодёжь": [DECEMBER],
    "молодежь": [DECEMBER],
    "мол\u00adодежь": [DECEMBER],
    "Назарбаев": [OATH, LAW_ID],
    "uprising": [DECEMBER],
    "қазaқ": [LANGUAGE],
    '"independence"': [LAW_ID],
    "independence*": [LAW_ID],
    "-independence": [],
    "law -independence": [LANGUAGE],
    "independence AND zzz": [],
    "title:independence": [],
}
HARMLESS = [
    *('"', '""', "*", "-", "--", "NEAR(", "NEAR(a b, 2)", "a:b", "'; DROP TABLE event;--", "🎉"),
    *("()", "^", "+", "{a b}", "\\", "%", "_", "___", "?", "!?.,;", "\u200b", "\u0301"),
    *("\x00", "a\x00b", "\ud7ff", "ﷺ", "OR", "NOT"),
    *("a AND", "AND AND", "x" * 200, " ", "\t", "«»", "–", "²", "ⅷ", "\U0010ffff"),
]
WORDLESS = ['"', "*", "-", "🎉", "\x00", "()", "___", "!?.,;", " ", "\u200b", "«»"]


@pytest.mark.parametrize(("query", "ids"), FILTERS.items(), ids=[key or "nothing" for key in FILTERS])
def test_a_filter_lets_its_events_pass(reader: TestClient, query: str, ids: list[str]) -> None:
    assert list_ids(reader, query) == ids


@pytest.mark.parametrize(("words", "ids"), SEARCHES.items(), ids=SEARCHES)
def test_a_search_finds_its_events(reader: TestClient, words: str, ids: list[str]) -> None:
    assert list_ids(reader, f"q={quote(words)}") == ids


@pytest.mark.parametrize("words", HARMLESS, ids=ascii)
def test_a_search_never_fails(reader: TestClient, words: str) -> None:
    assert reader.get(f"{EVENTS}?q={quote(words)}").status_code == 200


@pytest.mark.parametrize("words", WORDLESS, ids=ascii)
def test_a_search_without_a_word_finds_nothing(reader: TestClient, words: str) -> None:
    answer = read(reader, f"{EVENTS}?q={quote(words)}")
    assert (answer["data"], answer["meta"]["total"]) == ([], 0)


def test_an_event_without_an_end_lasts(reader: TestClient, real_client: TestClient) -> None:
    assert list_ids(reader, "from=2100") == list_ids(real_client, "from=2100") == []


def test_the_total_counts_all_that_pass(reader: TestClient) -> None:
    assert read(reader, f"{EVENTS}?theme=statehood&limit=1")["meta"]["total"] == 3


def test_unknown_ids_are_named(reader: TestClient) -> None:
    meta = read(reader, f"{EVENTS}?ids=none,{LAW_ID},nope")["meta"]
    assert (meta["missing"], meta["total"]) == (["none", "nope"], 1)


def test_an_event_with_a_photograph_has_media(tmp_path: Path, tiny_seed: Path) -> None:
    add_photograph(tiny_seed)
    path = tmp_path / "timeline.sqlite"
    build_database(tiny_seed, path, cards=False)
    with TestClient(create_app(Settings(database=path)), base_url="http://localhost") as client:
        assert list_ids(client, "has_media=true") == [LAW_ID]
        assert list_ids(client, "has_media=false") == [key for key in ALL if key != LAW_ID]


def test_what_is_near_says_how_far_it_is(reader: TestClient) -> None:
    events = read(reader, f"{EVENTS}?near=43.2525,76.9115")["data"]
    assert {event["id"]: event["distance_km"] for event in events} == {
        DECEMBER: pytest.approx(3.16, abs=0.02),
        **dict.fromkeys([OATH, LAW_ID, SYMBOLS, NOTES], 0.0),
    }


def test_a_distance_is_told_only_when_it_was_asked_for(reader: TestClient) -> None:
    assert [event for event in read(reader, EVENTS)["data"] if "distance_km" in event] == []
