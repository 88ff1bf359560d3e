"""Asking for events: filters, search, and walking a long list."""

import base64
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tests.api.answers import EVENTS, LAW_ID, list_ids, read, read_codes

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
    "-independence": [LAW_ID],
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


@pytest.mark.parametrize("filters", ["", "&milestone=true", "&theme=diplomacy&theme=economy", "&q=1991"])
def test_a_walk_of_three_at_a_time_equals_the_whole_list(real_client: TestClient, filters: str) -> None:
    url, walked = f"{EVENTS}?limit=3&locale=ru{filters}", list[str]()
    while url:
        answer = read(real_client, url)
        assert len(answer["data"]) <= 3
        walked += [event["id"] for event in answer["data"]]
        url = answer["links"]["next"]
    assert walked == list_ids(real_client, f"limit=200&locale=ru{filters}")


def test_the_last_page_has_no_next(reader: TestClient) -> None:
    assert read(reader, f"{EVENTS}?limit=6")["links"]["next"] is None


def test_a_cursor_serves_every_locale_and_size(reader: TestClient) -> None:
    following = read(reader, f"{EVENTS}?limit=2")["links"]["next"]
    url = following.replace("locale=kk", "locale=en").replace("limit=2", "limit=3")
    assert [event["id"] for event in read(reader, url)["data"]] == ALL[2:5]


def make_cursor(client: TestClient, query: str = "limit=2") -> str:
    """Give the cursor of the second page."""
    link = str(read(client, f"{EVENTS}?{query}")["links"]["next"])
    return link.partition("cursor=")[2].partition("&")[0]


@pytest.mark.parametrize("size", [1, 5, 20])
def test_a_cut_cursor_is_refused(reader: TestClient, size: int) -> None:
    cursor = make_cursor(reader)[:size]
    assert read_codes(reader, f"{EVENTS}?cursor={cursor}") == [("query.cursor", "invalid_cursor")]


@pytest.mark.parametrize(
    "cursor",
    ["x", "%00", "🎉", "AAAA", "=", "a" * 2000, "MTIzNDU2Nzg5OTk5LTk5LTk5YQ", "../../etc"],
    ids=ascii,
)
def test_a_made_up_cursor_is_refused(reader: TestClient, cursor: str) -> None:
    url = f"{EVENTS}?cursor={quote(cursor, safe='%')}"
    assert read_codes(reader, url) == [("query.cursor", "invalid_cursor")]


@pytest.mark.parametrize("filters", ["theme=culture", "from=1990", "q=a", "milestone=true"])
def test_a_cursor_of_other_filters_is_refused(reader: TestClient, filters: str) -> None:
    cursor = make_cursor(reader)
    assert read_codes(reader, f"{EVENTS}?{filters}&cursor={cursor}") == [("query.cursor", "cursor_mismatch")]


def test_a_cursor_outlives_the_event_it_stands_behind(reader: TestClient) -> None:
    raw = base64.urlsafe_b64decode(make_cursor(reader) + "==").decode()
    gone = base64.urlsafe_b64encode(raw.replace("language-law", "gone").encode()).decode().rstrip("=")
    ids = list_ids(reader, f"cursor={gone}")
    assert ids[-4:] == ALL[2:]
