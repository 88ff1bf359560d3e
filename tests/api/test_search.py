"""Search over the API: what is found and in which order, where it matched, and what was meant."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient

from app.api.cursors import make_cursor
from app.api.prepared import build_database
from app.core.locales import LOCALES, Locale
from app.db import Database
from app.main import create_app
from app.queries.events import find_event_ids
from app.queries.filters import EventFilters
from app.queries.paging import Edge
from app.queries.search import find_hits
from app.queries.words import understand
from app.settings import Settings
from tests.api.answers import EVENTS, LAW_ID, PAGED, STREAMED, list_ids, read, read_codes
from tests.api.test_paging import (
    DECEMBER,
    LANGUAGE,
    OATH,
    add_events_before,
    drop_language_law,
    open_cursor,
    read_cursor,
    walk,
)
from tests.content.search_table import ASKED, DAYS, FIRST, Ask, expand
from tests.document import parse_html

# Searches with many hits, in several languages, in each form that a query may have.
WIDE = ["Назарбаев", "казак", "tenge", '"верховный совет"', "столица -Астана", "1993", "қабылдау Конституция"]
FILTERS = [
    *("theme=diplomacy", "era=independence", "milestone=true", "from=1991&to=1993", "confidence=high"),
    *("bbox=60,40,80,55", "near=43.25,76.9&radius_km=20", "person=nursultan-nazarbayev", "has_media=false"),
    *("updated_since=2026-01-01", "on=12-16", "disputed=true", "place=almaty"),
]


def search(client: TestClient, query: str, locale: Locale = "ru", rest: str = "") -> dict[str, Any]:
    """Give the answer to a search."""
    return read(client, f"{EVENTS}?q={quote(query)}&locale={locale}{rest}")


def find(client: TestClient, query: str, locale: Locale = "ru", rest: str = "") -> list[str]:
    """Give the ids that a search finds, in their order."""
    return [item["id"] for item in search(client, query, locale, f"&limit=200&fields=id{rest}")["data"]]


@pytest.fixture(scope="module")
def session(real_database: Path) -> Iterator[Session]:
    """Give a session on the real seed."""
    database = Database(real_database, 1)
    with database.session() as session:
        yield session
    database.close()


@pytest.fixture(params=[0, 2_000], ids=["too common to be ranked", "ranked"])
def own_client(
    request: pytest.FixtureRequest, real_database: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TestClient]:
    """Give a client of an application that keeps no answers of other tests, and ranks so many hits."""
    monkeypatch.setattr("app.queries.search.MOST_RANKED", request.param)
    app = create_app(Settings(database=real_database, connections=2))
    with TestClient(app, base_url="http://localhost") as client:
        yield client


@pytest.fixture(scope="module")
def known(session: Session) -> list[str]:
    """Give the id of each event by its number, less one."""
    return find_event_ids(session)


@pytest.mark.parametrize("ask", ASKED, ids=lambda ask: f"{ask.locale} {ask.query}")
def test_a_search_finds_what_a_historian_expects(real_client: TestClient, known: list[str], ask: Ask) -> None:
    found = set(find(real_client, ask.query, ask.locale))
    missed, wrong = expand(known, ask.hits) - found, expand(known, ask.misses) & found
    assert (sorted(missed), sorted(wrong)) == ([], [])


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("query", "ids"), DAYS.items(), ids=DAYS)
def test_a_day_finds_what_happened_on_it(
    real_client: TestClient, query: str, ids: list[str], locale: Locale
) -> None:
    assert find(real_client, query, locale) == ids


@pytest.mark.parametrize(("ask", "name"), FIRST.items(), ids=lambda part: " ".join(part) if part else "")
def test_the_event_that_everybody_means_comes_first(
    real_client: TestClient, ask: tuple[str, Locale], name: str
) -> None:
    assert name in find(real_client, *ask)[0]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("query", WIDE)
def test_a_search_is_sorted_by_relevance_unless_another_sort_is_asked_for(
    real_client: TestClient, session: Session, known: list[str], query: str, locale: Locale
) -> None:
    hits = find_hits(session, EventFilters(query=query, search=understand(session, query)), locale)
    ranked = [known[hit.number - 1] for hit in hits]
    assert find(real_client, query, locale) == ranked
    assert find(real_client, query, locale, "&sort=relevance") == ranked
    assert find(real_client, query, locale, "&sort=date") == sorted(ranked, key=known.index)
    assert ranked != sorted(ranked, key=known.index)
    assert set(ranked) == set(find(real_client, query, "kk"))


@pytest.mark.parametrize("narrowing", FILTERS)
def test_a_filter_narrows_a_search_and_keeps_its_order(real_client: TestClient, narrowing: str) -> None:
    passing = set(list_ids(real_client, f"limit=200&{narrowing}"))
    ranked = find(real_client, "Казахстан")
    assert find(real_client, "Казахстан", rest=f"&{narrowing}") == [key for key in ranked if key in passing]


@pytest.mark.parametrize("query", [*WIDE, "тәуелсіздік", "UN", "zqxjv"])
def test_the_timeline_finds_what_the_api_finds(real_client: TestClient, query: str) -> None:
    page = parse_html(real_client.get(f"/ru/events?q={quote(query)}&zoom=year").text)
    shown = [link.attributes["data-event"] for link in page.find_all("a", "item__link")]
    assert shown == find(real_client, query, rest="&sort=date")


@pytest.mark.parametrize("query", ["тәуелсіздігінің", "казахстаном", "tenge", "-Алматы"])
def test_a_day_of_the_year_is_searched_as_the_whole_list_is(real_client: TestClient, query: str) -> None:
    day = read(real_client, f"/api/v1/on-this-day/12-16?q={quote(query)}&locale=ru")
    assert [item["id"] for item in day["data"]] == find(real_client, query, rest="&on=12-16&sort=date")
    assert day["meta"]["total"] == len(day["data"])


@pytest.mark.parametrize("query", ["Назарбаев", "Казахстан", "zqxjv"])
def test_facets_count_what_a_search_finds(real_client: TestClient, query: str) -> None:
    total = len(find(real_client, query))
    facets = search(real_client, query, rest="&facets=era,year")["facets"]
    assert [sum(value["count"] for value in values) for values in facets.values()] == [total, total]
    alone = read(real_client, f"/api/v1/facets?q={quote(query)}&locale=ru")
    assert (alone["data"]["era"], alone["meta"]["total"]) == (facets["era"], total)


@pytest.mark.parametrize("end", [*PAGED, *STREAMED])
def test_every_format_holds_what_a_search_finds_in_its_own_order(real_client: TestClient, end: str) -> None:
    sort = {"atom": "-updated", "geojson": "relevance", "timelinejs.json": "relevance"}.get(end, "date")
    wanted = find(real_client, "Назарбаева", "kk", f"&sort={sort}")
    limit = "&limit=200" if end in PAGED else ""
    text = real_client.get(f"{EVENTS}.{end}?q={quote('Назарбаева')}{limit}").text.replace("\r\n ", "")
    pattern = {
        "atom": r"<entry>.*?<id>[^<]*/([a-z0-9-]+)</id>",
        "geojson": r'"type": ?"Feature", ?"id": ?"([a-z0-9-]+)"',
        "timelinejs.json": r'"unique_id": ?"([a-z0-9-]+)"',
        "csv": r"(?m)^([a-z0-9-]{12,}),",
        "ndjson": r'(?m)^{"id":"([a-z0-9-]+)"',
        "ics": r"UID:([0-9][a-z0-9-]+)@",
    }[end]
    found = re.findall(pattern, text, re.DOTALL)
    # A calendar holds only what is known to the day.
    assert found == ([key for key in wanted if key in found] if end == "ics" else wanted)
    assert len(found) > 20


def test_a_match_tells_where_and_in_which_words(real_client: TestClient) -> None:
    items = {item["id"]: item for item in search(real_client, "независимости", rest="&limit=200")["data"]}
    match = items[LAW_ID]["match"]
    assert list(match) == ["member", "snippet", "ranges"]
    assert (match["member"], items[LAW_ID]["matched_locale"]) == ("title", "ru")
    assert match["snippet"] == items[LAW_ID]["title"]
    assert [match["snippet"][start:end] for start, end in match["ranges"]] == ["независимость"]


@pytest.mark.parametrize("sort", ["relevance", "date", "-date", "-updated", "title"])
def test_every_item_of_a_search_has_a_match_however_it_is_sorted(real_client: TestClient, sort: str) -> None:
    items = search(real_client, "tenge", "kk", f"&sort={sort}&limit=200")["data"]
    assert items
    for item in items:
        assert item["match"]["ranges"], item["id"]
        assert "<" not in item["match"]["snippet"]


def test_what_is_found_only_in_another_language_says_so(real_client: TestClient) -> None:
    items = {item["id"]: item for item in search(real_client, "tenge", "kk")["data"]}
    tenge = items["1993-11-15-tenge"]
    assert (tenge["matched_locale"], tenge["text_locale"]) == ("en", "kk")
    assert "tenge" in tenge["match"]["snippet"].lower()


def test_a_list_without_a_search_has_no_matches(reader: TestClient) -> None:
    items = read(reader, EVENTS)["data"]
    assert [item for item in items if {"match", "matched_locale"} & item.keys()] == []


def test_a_match_may_be_chosen_and_left_out(reader: TestClient) -> None:
    assert search(reader, "независимость", rest="&fields=matched_locale")["data"] == [
        {"id": LAW_ID, "matched_locale": "ru"}
    ]
    assert search(reader, "независимость", rest="&fields=id")["data"] == [{"id": LAW_ID}]
    assert read_codes(reader, f"{EVENTS}?fields=match") == [("query.fields", "unknown_value")]


@pytest.mark.parametrize(
    ("query", "locale", "meant"),
    [
        ("тәуелсіздк", "kk", "тәуелсіздік"),
        ("незавсимость", "ru", "независимость"),
        ("indepndence", "en", "independence"),
        ("ntyut", "ru", "тенге"),
        ("zqxjv", "en", None),
        ("🎉", "kk", None),
    ],
)
def test_a_search_that_finds_nothing_says_what_may_be_meant(
    real_client: TestClient, query: str, locale: Locale, meant: str | None
) -> None:
    answer = search(real_client, query, locale)
    assert (answer["data"], answer["meta"]["total"]) == ([], 0)
    assert answer["meta"]["did_you_mean"] == meant
    assert meant is None or find(real_client, meant, locale)


@pytest.mark.parametrize("query", ["q=law", "q=tenge&theme=sport", "theme=science", ""])
def test_nothing_else_is_meant_when_the_words_are_right(real_client: TestClient, query: str) -> None:
    assert read(real_client, f"{EVENTS}?{query}")["meta"]["did_you_mean"] is None


def test_relevance_needs_a_search(reader: TestClient) -> None:
    assert read_codes(reader, f"{EVENTS}?sort=relevance") == [("query.sort", "parameters_conflict")]


@pytest.mark.parametrize("narrowing", ["", "&milestone=false", "&theme=diplomacy"])
@pytest.mark.parametrize("query", ["Назарбаев", "казак", "столица -Астана"])
def test_a_walk_by_relevance_equals_the_whole_list_both_ways(
    own_client: TestClient, query: str, narrowing: str
) -> None:
    url = f"{EVENTS}?q={quote(query)}&locale=ru&limit=5&fields=title{narrowing}"
    forth = walk(own_client, url)
    assert [key for page in forth for key in page] == find(own_client, query, rest=narrowing)
    last = url
    while following := read(own_client, last)["links"]["next"]:
        last = following
    back = walk(own_client, last, "prev")
    # The last page may be short, and then so is the first one of the way back.
    assert [key for page in reversed(back) for key in page] == [key for page in forth for key in page]


@pytest.mark.parametrize(
    "other", ["sort=date", "sort=title", "sort=-updated", "locale=kk", "q=x", "theme=law", "milestone=true"]
)
def test_a_cursor_of_a_search_serves_no_other_list(reader: TestClient, other: str) -> None:
    asked = {"q": "Назарбаев", "locale": "ru", "limit": "1"}
    cursor = read_cursor(reader, "&".join(f"{name}={quote(value)}" for name, value in asked.items()))
    asked |= {name: value for name, _, value in [other.partition("=")]}
    asked |= {"theme": "culture"} if "theme" in asked else {}
    url = f"{EVENTS}?cursor={cursor}&" + "&".join(f"{name}={quote(value)}" for name, value in asked.items())
    assert read_codes(reader, url) == [("query.cursor", "cursor_mismatch")]


@pytest.mark.parametrize(
    ("key", "status"),
    {
        (): 400,
        ("0", "0", "-10000", "0"): 400,
        ("0", "0", "-10000", "2", "1991-12-10", "1991-12-10", OATH): 400,
        ("0", "x", "-10000", "0", "1991-12-10", "1991-12-10", OATH): 400,
        ("0", "0", "-10000", "0", "1991-12-10", "1991-13-10", OATH): 400,
        ("9" * 30, "0", "-" + "9" * 30, "1", "1991-12-10", "1991-12-10", "gone"): 200,
    }.items(),
    ids=ascii,
)
def test_a_forged_cursor_is_refused_or_leads_on(
    own_client: TestClient, key: tuple[str, ...], status: int
) -> None:
    query = f"q={quote('Назарбаев')}&limit=1"
    digest = open_cursor(read_cursor(own_client, query))["filters"]
    for backward in (False, True):
        answer = own_client.get(f"{EVENTS}?{query}&cursor={make_cursor(Edge(key, backward), digest)}")
        assert answer.status_code == status
        assert status == 200 or answer.json()["code"] == "invalid_cursor"


def test_a_page_begins_where_an_event_stood_that_is_gone(own_client: TestClient) -> None:
    ranked = find(own_client, "Алматы")
    url = f"{EVENTS}?q={quote('Алматы')}&locale=ru&limit=1"
    for place in range(20):
        url = read(own_client, url)["links"]["next"]
        told = open_cursor(parse_qs(urlsplit(url).query)["cursor"][0])
        key = (*told["key"][:-1], f"{ranked[place]}-a")
        for backward, neighbour in ((False, place + 1), (True, place)):
            cursor = make_cursor(Edge(key, backward), told["filters"])
            assert find(own_client, "Алматы", rest=f"&cursor={cursor}")[-backward] == ranked[neighbour]


@pytest.mark.parametrize("direction", ["next", "prev"])
@pytest.mark.parametrize(
    ("change", "added"),
    [(drop_language_law, []), (add_events_before, ["1989-09-22-z"])],
    ids=["gone", "added"],
)
def test_a_cursor_of_a_search_outlives_a_rebuild(
    reader: TestClient,
    tmp_path: Path,
    tiny_seed: Path,
    change: Callable[[Path], None],
    added: list[str],
    direction: str,
) -> None:
    ranked = find(reader, "the", "en")
    assert ranked[1:3] == [LANGUAGE, DECEMBER]
    following = search(reader, "the", "en", "&limit=2")["links"]["next"]
    back = read(reader, following)["links"]["prev"]
    change(tiny_seed)
    build_database(tiny_seed, tmp_path / "new.sqlite", cards=False)
    app = create_app(Settings(database=tmp_path / "new.sqlite", connections=2))
    with TestClient(app, base_url="http://localhost") as client:
        again = find(client, "the", "en")
        if direction == "next":
            assert [key for page in walk(client, following) for key in page] == [*added, *ranked[2:]]
        else:
            before = [key for page in reversed(walk(client, back, "prev")) for key in page]
            assert before == again[: again.index(DECEMBER)]


def test_the_page_of_a_search_names_itself(reader: TestClient) -> None:
    url = search(reader, "Назарбаев", "ru", "&limit=1")["links"]["next"]
    assert read(reader, url)["links"]["self"] == url
    assert parse_qs(urlsplit(url).query)["q"] == ["Назарбаев"]
