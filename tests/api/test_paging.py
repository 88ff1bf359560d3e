"""Sorting and paging: every row once, in either direction, whatever is rebuilt meanwhile."""

import base64
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from starlette.testclient import TestClient

from app.api.cursors import make_cursor
from app.api.prepared import build_database
from app.core.alphabet import sort_key
from app.core.locales import LOCALES
from app.main import create_app
from app.queries.paging import Edge
from app.settings import Settings
from tests.api.answers import EVENTS, LAW_ID, list_ids, read, read_codes
from tests.api.many import make_many
from tests.content.seeds import replace
from tests.statements import listen

DECEMBER, LANGUAGE = "1986-12-16-december-events", "1989-09-22-language-law"
OATH, SYMBOLS, NOTES = "1991-12-10-inauguration", "1992-06-state-symbols", "1993-first-notes"
ALL = [DECEMBER, LANGUAGE, OATH, LAW_ID, SYMBOLS, NOTES]
NEWEST_FIRST = [LAW_ID, SYMBOLS, NOTES, OATH, LANGUAGE, DECEMBER]
SORTS = ["date", "-date", "-updated", "title"]
MANY = 10_050


def walk(client: TestClient, url: str | None, direction: str = "next") -> list[list[str]]:
    """Give the ids of each page from an address on."""
    pages = []
    while url:
        answer = read(client, url)
        pages.append([event["id"] for event in answer["data"]])
        url = answer["links"][direction]
    return pages


def read_cursor(client: TestClient, query: str = "limit=2") -> str:
    """Give the cursor of the second page."""
    link = str(read(client, f"{EVENTS}?{query}")["links"]["next"])
    return parse_qs(urlsplit(link).query)["cursor"][0]


def open_cursor(cursor: str) -> dict[str, Any]:
    """Give what a cursor holds."""
    return dict(json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))))


@contextmanager
def serve(path: Path) -> Iterator[TestClient]:
    """Give a client of an application on a database."""
    app = create_app(Settings(database=path, connections=2))
    with TestClient(app, base_url="http://localhost") as client:
        yield client


@pytest.fixture(scope="module")
def many_database(tiny_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a database of more than ten thousand events; tests only read it."""
    path = tmp_path_factory.mktemp("many") / "timeline.sqlite"
    make_many(tiny_database, path, MANY)
    return path


@pytest.fixture(scope="module")
def many(many_database: Path) -> Iterator[TestClient]:
    """Give a client of more than ten thousand events."""
    with serve(many_database) as client:
        yield client


@pytest.mark.parametrize(
    ("query", "ids"),
    {
        "sort=date": ALL,
        "sort=-date": ALL[::-1],
        "sort=-updated": NEWEST_FIRST,
        "sort=title&locale=en": [NOTES, DECEMBER, LAW_ID, SYMBOLS, LANGUAGE, OATH],
        "sort=title&locale=kk": [DECEMBER, SYMBOLS, LAW_ID, OATH, NOTES, LANGUAGE],
    }.items(),
)
def test_a_sort_has_its_order(reader: TestClient, query: str, ids: list[str]) -> None:
    assert list_ids(reader, query) == ids


@pytest.mark.parametrize("locale", LOCALES)
def test_titles_stand_as_in_a_dictionary_of_the_locale(real_client: TestClient, locale: Any) -> None:
    events = read(real_client, f"{EVENTS}?sort=title&limit=200&locale={locale}")["data"]
    keys = [(sort_key(event["title"], locale), event["id"]) for event in events]
    assert keys == sorted(keys)
    assert len(keys) > 100


def test_changes_of_the_same_day_stand_by_id(real_client: TestClient) -> None:
    events = read(real_client, f"{EVENTS}?sort=-updated&limit=200")["data"]
    by_id = sorted(events, key=lambda event: str(event["id"]))
    assert events == sorted(by_id, key=lambda event: str(event["updated"]), reverse=True)


@pytest.mark.parametrize(
    "query", ["", "milestone=true", "theme=diplomacy&theme=economy", "q=1991", "bbox=70,40,80,52"]
)
@pytest.mark.parametrize("sort", SORTS)
def test_a_walk_of_seven_at_a_time_equals_the_whole_list(
    real_client: TestClient, query: str, sort: str
) -> None:
    asked = f"{query}&locale=ru&sort={sort}"
    pages = walk(real_client, f"{EVENTS}?limit=7&{asked}")
    assert [len(page) for page in pages[:-1]] == [7] * (len(pages) - 1)
    assert [key for page in pages for key in page] == list_ids(real_client, f"limit=200&{asked}")


@pytest.mark.parametrize("sort", [*SORTS, ""])
def test_a_walk_back_gives_the_same_pages(reader: TestClient, sort: str) -> None:
    ids = f"&ids={','.join([*ALL[::2], *ALL[1::2]])}" if not sort else f"&sort={sort}"
    url = f"{EVENTS}?limit=2{ids}"
    forth = walk(reader, url)
    last = read(reader, url)["links"]["next"]
    while (following := read(reader, last)["links"]["next"]) is not None:
        last = following
    assert walk(reader, last, "prev") == forth[::-1]
    assert len(forth) == 3


def test_ids_are_paged_in_the_order_given(reader: TestClient) -> None:
    assert walk(reader, f"{EVENTS}?limit=2&ids={NOTES},{DECEMBER},nope,{LAW_ID}") == [
        [NOTES, DECEMBER],
        [LAW_ID],
    ]


def test_the_first_page_has_no_page_before_it(reader: TestClient) -> None:
    assert read(reader, f"{EVENTS}?limit=2")["links"]["prev"] is None


def test_the_last_page_has_no_page_behind_it(reader: TestClient) -> None:
    assert read(reader, f"{EVENTS}?limit=6")["links"]["next"] is None


def test_a_page_back_to_the_beginning_has_none_before_it(reader: TestClient) -> None:
    second = read(reader, read(reader, f"{EVENTS}?limit=2")["links"]["next"])
    first = read(reader, second["links"]["prev"])
    assert ([event["id"] for event in first["data"]], first["links"]["prev"]) == (ALL[:2], None)


def test_links_of_pages_stand_in_a_header_too(reader: TestClient) -> None:
    response = reader.get(read(reader, f"{EVENTS}?limit=2")["links"]["next"])
    links = {rel: link["url"] for rel, link in response.links.items() if rel}
    answer = response.json()["links"]
    assert links == {rel: answer[rel] for rel in ("first", "prev", "next")}


def test_the_canonical_address_of_a_page_is_its_own(reader: TestClient) -> None:
    url = read(reader, f"{EVENTS}?sort=title&limit=2&theme=statehood&era=founding&era=independence")["links"][
        "next"
    ]
    assert read(reader, url)["links"]["self"] == url


def test_a_cursor_serves_every_locale_and_size(reader: TestClient) -> None:
    following = read(reader, f"{EVENTS}?limit=2")["links"]["next"]
    url = following.replace("locale=kk", "locale=en").replace("limit=2", "limit=3")
    assert [event["id"] for event in read(reader, url)["data"]] == ALL[2:5]


def test_a_cursor_serves_other_members(reader: TestClient) -> None:
    assert list_ids(reader, f"fields=id&facets=theme&cursor={read_cursor(reader)}") == ALL[2:]


@pytest.mark.parametrize("size", [1, 5, 20, 60, -1])
def test_a_cut_cursor_is_refused(reader: TestClient, size: int) -> None:
    cursor = read_cursor(reader)[:size]
    assert read_codes(reader, f"{EVENTS}?cursor={cursor}") == [("query.cursor", "invalid_cursor")]


def test_a_cursor_altered_anywhere_is_refused(reader: TestClient) -> None:
    cursor = read_cursor(reader)
    for place, letter in enumerate(cursor):
        altered = cursor[:place] + ("A" if letter != "A" else "B") + cursor[place + 1 :]
        assert read_codes(reader, f"{EVENTS}?cursor={altered}") == [("query.cursor", "invalid_cursor")]


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "%00",
        "🎉",
        "AAAA",
        "=",
        "a" * 2000,
        "MTIzNDU2Nzg5OTk5LTk5LTk5YQ",
        "../../etc",
        "W1tb" * 900,
        "e30",
    ],
    ids=lambda cursor: ascii(cursor)[:20],
)
def test_a_made_up_cursor_is_refused(reader: TestClient, cursor: str) -> None:
    url = f"{EVENTS}?cursor={quote(cursor, safe='%')}"
    assert read_codes(reader, url) == [("query.cursor", "invalid_cursor")]


@pytest.mark.parametrize("sort", [*SORTS, ""])
@pytest.mark.parametrize(
    "key", [(), ("x",), ("a", "b"), ("x", "y", "z"), ("1991-12-16", "9999-99-99", "x")], ids=str
)
def test_a_forged_cursor_is_refused_or_leads_on(reader: TestClient, sort: str, key: tuple[str, ...]) -> None:
    query = f"limit=2&sort={sort}" if sort else f"limit=2&ids={','.join(ALL)}"
    digest = open_cursor(read_cursor(reader, query))["filters"]
    response = reader.get(f"{EVENTS}?{query}&cursor={make_cursor(Edge(key), digest)}")
    taken = len(key) == 2 and sort == "title"
    assert response.status_code == (200 if taken else 400)
    assert taken or response.json()["code"] == "invalid_cursor"


@pytest.mark.parametrize(
    "filters",
    [
        *("theme=culture", "from=1990", "q=a", "milestone=true", "sort=title", "sort=-date", "sort=-updated"),
        *("on=12-16", "confidence=high", "bbox=1,2,3,4", "near=1,2", "person=nursultan-nazarbayev"),
        *("source=law-text", "disputed=true", "has_media=true", f"ids={LAW_ID}", "updated_since=2026-01-01"),
    ],
)
def test_a_cursor_of_other_filters_is_refused(reader: TestClient, filters: str) -> None:
    cursor = read_cursor(reader)
    assert read_codes(reader, f"{EVENTS}?{filters}&cursor={cursor}") == [("query.cursor", "cursor_mismatch")]


def test_a_cursor_of_titles_serves_its_locale_alone(reader: TestClient) -> None:
    cursor = read_cursor(reader, "sort=title&limit=2&locale=ru")
    assert len(list_ids(reader, f"sort=title&locale=ru&cursor={cursor}")) == 4
    refused = read_codes(reader, f"{EVENTS}?sort=title&locale=en&cursor={cursor}")
    assert refused == [("query.cursor", "cursor_mismatch")]


def test_the_order_of_filters_and_a_spelt_out_default_are_no_other_filters(reader: TestClient) -> None:
    cursor = read_cursor(reader, "limit=1&theme=statehood&era=independence")
    assert list_ids(reader, f"sort=date&era=independence&theme=statehood&cursor={cursor}") == [LAW_ID]


def drop_language_law(seed: Path) -> None:
    """Take the second event away."""
    shutil.rmtree(seed / "events" / LANGUAGE)


def add_events_before(seed: Path) -> None:
    """Add an event before the second one, and one on its very day that sorts behind it."""
    for key, day in (("1989-01-01-before", "1989-01-01"), ("1989-09-22-z", "1989-09-22")):
        folder = Path(shutil.copytree(seed / "events" / LANGUAGE, seed / "events" / key))
        replace(folder / "event.yaml", "1989-09-22", day)


@pytest.mark.parametrize("direction", ["next", "prev"])
@pytest.mark.parametrize(
    ("change", "behind"),
    [(drop_language_law, ALL[2:]), (add_events_before, ["1989-09-22-z", *ALL[2:]])],
    ids=["gone", "added"],
)
def test_a_cursor_outlives_a_rebuild(
    reader: TestClient,
    tmp_path: Path,
    tiny_seed: Path,
    change: Callable[[Path], None],
    behind: list[str],
    direction: str,
) -> None:
    following = read(reader, f"{EVENTS}?limit=2")["links"]["next"]
    back = read(reader, following)["links"]["prev"]
    change(tiny_seed)
    build_database(tiny_seed, tmp_path / "new.sqlite", cards=False)
    with serve(tmp_path / "new.sqlite") as client:
        whole = list_ids(client)
        if direction == "next":
            assert [key for page in walk(client, following) for key in page] == behind
        else:
            before = [key for page in reversed(walk(client, back, "prev")) for key in page]
            assert before == whole[: whole.index(OATH)]


def test_a_change_of_an_event_moves_no_other_in_a_walk_by_changes(
    reader: TestClient, tmp_path: Path, tiny_seed: Path
) -> None:
    following = read(reader, f"{EVENTS}?limit=2&sort=-updated")["links"]["next"]
    replace(tiny_seed / "events" / SYMBOLS / "event.yaml", "updated: 2026-11-04", "updated: 2027-01-01")
    build_database(tiny_seed, tmp_path / "new.sqlite", cards=False)
    with serve(tmp_path / "new.sqlite") as client:
        assert [key for page in walk(client, following) for key in page] == NEWEST_FIRST[2:]


def test_a_walk_over_ten_thousand_events_gives_each_once(many: TestClient) -> None:
    walked = [key for page in walk(many, f"{EVENTS}?limit=200&fields=id") for key in page]
    assert len(walked) == len(set(walked)) == MANY + 6
    assert walked == sorted(walked, key=lambda key: ALL.index(key) if key in ALL else MANY)


def test_a_walk_over_ten_thousand_events_gives_what_the_dump_has(many: TestClient) -> None:
    lines = map(json.loads, many.get(f"{EVENTS}.ndjson").iter_lines())
    url: str | None = f"{EVENTS}?limit=200"
    while url:
        answer = read(many, url)
        for item in answer["data"]:
            line = next(lines)
            assert {name: line[name] for name in item} == item
        url = answer["links"]["next"]
    assert next(lines, None) is None


@pytest.mark.parametrize("sort", SORTS)
def test_deep_pages_of_a_long_list_lead_on(many: TestClient, sort: str) -> None:
    first = read(many, f"{EVENTS}?limit=200&sort={sort}&fields=id&from=2000")
    second = read(many, first["links"]["next"])
    again = read(many, second["links"]["prev"])
    assert again["data"] == first["data"]
    assert not {event["id"] for event in first["data"]} & {event["id"] for event in second["data"]}


def test_a_long_total_is_cut_and_says_so(many: TestClient) -> None:
    meta = read(many, f"{EVENTS}?limit=1&from=1994")["meta"]
    assert (meta["total"], meta["total_is_exact"]) == (10_000, False)


@pytest.mark.parametrize(("query", "total"), {"": MANY + 6, "&milestone=true": 3, "&to=2002": 9867}.items())
def test_a_total_without_filters_or_of_fewer_is_exact(many: TestClient, query: str, total: int) -> None:
    meta = read(many, f"{EVENTS}?limit=1{query}")["meta"]
    assert (meta["total"], meta["total_is_exact"]) == (total, True)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("query", ["", "&from=2000"])
def test_no_page_of_a_long_list_is_sorted_anew(many_database: Path, query: str, sort: str) -> None:
    with serve(many_database) as client:
        asked = listen(client.app)  # type: ignore[arg-type]
        client.get(f"{EVENTS}?sort={sort}{query}")
    statement = next(statement for statement in asked if "ORDER BY" in statement)
    connection = sqlite3.connect(many_database)
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
    connection.close()
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan
