"""Exports that are sent while they are read: whole, in little memory, and ended when nobody reads."""

import asyncio
import csv
import io
import json
import tracemalloc
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from icalendar import Calendar
from sqlalchemy import event
from starlette.testclient import TestClient

from app.core.locales import LOCALES
from app.db import MOST_STREAMS
from app.export.csv import COLUMNS, write_csv
from app.main import create_app
from app.queries.exports import find_stories, walk_events
from app.queries.filters import EventFilters
from app.settings import Settings
from tests.api.answers import EVENTS, LAW_ID, STREAMED, list_ids, read
from tests.api.asgi import Visit, visit
from tests.api.big import make_big_database
from tests.loops import run
from tests.readers import READERS

DECEMBER, SYMBOLS, NOTES = "1986-12-16-december-events", "1992-06-state-symbols", "1993-first-notes"
QUERIES = [
    "",
    "milestone=true",
    "theme=culture&theme=economy",
    "from=1991&to=1991",
    "q=science",
    "theme=science",
]
MULTILINGUAL = ("csv", "ndjson")
COPIES = 100


@pytest.fixture(scope="module")
def big_database(tiny_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a database of six hundred events."""
    return make_big_database(tiny_database, tmp_path_factory.mktemp("big") / "timeline.sqlite", COPIES)


@pytest.fixture
def big_app(big_database: Path) -> Iterator[FastAPI]:
    """Give an application on many events."""
    app = create_app(Settings(database=big_database, connections=2))
    yield app
    app.state.database.close()


def read_rows(client: TestClient, query: str = "") -> list[dict[str, str]]:
    """Give the rows of a table as another program has them."""
    text = client.get(f"{EVENTS}.csv?{query}").content.decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def read_lines(client: TestClient, query: str = "") -> list[dict[str, Any]]:
    """Give the lines of JSON."""
    text = client.get(f"{EVENTS}.ndjson?{query}").text
    assert text.endswith("\n") or not text
    return [json.loads(line) for line in text.splitlines()]


def read_entries(client: TestClient, address: str) -> dict[str, Any]:
    """Give the entries of a calendar by the id of their event."""
    answer = client.get(address)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    entries = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(entry["uid"]).removesuffix("@altyn-besik"): entry for entry in entries}


@pytest.mark.parametrize("query", QUERIES)
def test_every_format_names_the_same_events(reader: TestClient, query: str) -> None:
    wanted = list_ids(reader, query)
    assert [row["id"] for row in read_rows(reader, query)] == wanted
    assert [line["id"] for line in read_lines(reader, query)] == wanted
    known = [key for key in wanted if key not in {SYMBOLS, NOTES}]
    assert list(read_entries(reader, f"{EVENTS}.ics?{query}")) == known


def test_a_table_has_the_columns_that_are_promised(reader: TestClient) -> None:
    head = reader.get(f"{EVENTS}.csv?theme=science").text
    assert head == (
        "id,date,first_day,last_day,milestone,era,themes,place,lat,lon,confidence,title_kk,summary_kk,body_kk,"
        "title_ru,summary_ru,body_ru,title_en,summary_en,body_en,sources,updated\r\n"
    )


def test_a_row_of_the_table_holds_the_event(reader: TestClient) -> None:
    (row,) = read_rows(reader, "from=1991-12-16&to=1991-12-16")
    found = read(reader, f"{EVENTS}/{LAW_ID}")["data"]
    assert {key: row[key] for key in COLUMNS if "_" not in key or key.endswith("_day")} == {
        "id": LAW_ID,
        "date": "1991-12-16",
        "first_day": "1991-12-16",
        "last_day": "1991-12-16",
        "milestone": "true",
        "era": "independence",
        "themes": "independence|statehood",
        "place": "almaty",
        "lat": "43.2525",
        "lon": "76.9115",
        "confidence": "high",
        "sources": "law-text|city-paper",
        "updated": "2026-11-05",
    }
    for locale in LOCALES:
        words = found["translations"][locale]
        told = (row[f"title_{locale}"], row[f"summary_{locale}"], row[f"body_{locale}"])
        assert told == (words["title"], words["summary"], words["body_text"])


def test_a_row_ends_as_the_format_wants_it(reader: TestClient) -> None:
    body = reader.get(f"{EVENTS}.csv").content
    assert body.endswith(b"\r\n")
    assert body.count(b"\r\n") == 7  # the head and six events; within cells lines end otherwise
    assert not body.startswith(b"\xef\xbb\xbf")


def test_excel_gets_a_byte_order_mark_and_no_formula(tiny_app: FastAPI) -> None:
    with tiny_app.state.database.session() as session:
        (rows,) = walk_events(session, EventFilters(eras=("eve",)), "kk")
        stories = find_stories(session, rows)
        for story, title in zip(stories, ("=1+1", "@SUM(A1)"), strict=True):
            story.texts["kk"].title, story.texts["ru"].title, story.texts["en"].title = title, "-1", "\t+"
            for place in story.row.places:
                place.lat = -1.5
        plain, excel = (b"".join(write_csv([stories], flag)).decode() for flag in (False, True))
    assert excel.startswith("\ufeffid,")
    for text, mark in ((plain, ""), (excel.removeprefix("\ufeff"), "'")):
        found = list(csv.DictReader(io.StringIO(text, newline="")))
        assert [row["title_kk"] for row in found] == [f"{mark}=1+1", f"{mark}@SUM(A1)"]
        assert {(row["title_ru"], row["title_en"]) for row in found} == {(f"{mark}-1", f"{mark}\t+")}
        assert found[0]["lat"] == "-1.5"  # a number is no formula


def test_excel_is_asked_for_by_name(reader: TestClient) -> None:
    assert reader.get(f"{EVENTS}.csv?flavour=excel").content.startswith(b"\xef\xbb\xbfid,")
    assert reader.get(f"{EVENTS}.csv?flavour=plain").content.startswith(b"id,")
    assert reader.get(f"{EVENTS}.csv?flavour=word").json()["errors"][0]["hint"] == "plain, excel"


def test_a_line_is_the_whole_event(reader: TestClient) -> None:
    lines = {line["id"]: line for line in read_lines(reader)}
    for key, line in lines.items():
        assert line == read(reader, f"{EVENTS}/{key}")["data"]


def test_a_calendar_comes_again_each_year(reader: TestClient) -> None:
    entries = read_entries(reader, f"{EVENTS}.ics")
    assert {key: entry["rrule"] for key, entry in entries.items()} == {
        key: {"FREQ": ["YEARLY"]} for key in entries
    }
    assert entries[DECEMBER].decoded("dtstart").isoformat() == "1986-12-16"
    assert entries[DECEMBER].decoded("dtend").isoformat() == "1986-12-19"


def test_a_calendar_comes_once_if_it_shall(reader: TestClient) -> None:
    entries = read_entries(reader, f"{EVENTS}.ics?anniversary=false")
    assert [key for key, entry in entries.items() if "rrule" in entry] == []


def test_what_is_not_sure_or_lasts_for_years_has_no_anniversary(real_client: TestClient) -> None:
    entries = read_entries(real_client, f"{EVENTS}.ics")
    once = {key for key, entry in entries.items() if "rrule" not in entry}
    listed = read(real_client, f"{EVENTS}?limit=200")["data"]
    unsure = {item["id"] for item in listed if item["approximate"] or item["uncertain"]}
    assert once >= unsure & set(entries)
    long = {key for key, entry in entries.items() if (entry.end - entry.start).days > 366}
    assert long
    assert once == (unsure & set(entries)) | long


@pytest.mark.parametrize("locale", LOCALES)
def test_a_single_event_has_the_calendar_of_the_list(reader: TestClient, locale: str) -> None:
    entries = read_entries(reader, f"{EVENTS}.ics?locale={locale}")
    assert read_entries(reader, f"{EVENTS}/{LAW_ID}.ics?locale={locale}") == {LAW_ID: entries[LAW_ID]}


@pytest.mark.parametrize("key", [SYMBOLS, NOTES])
def test_an_event_without_a_day_has_no_calendar(reader: TestClient, key: str) -> None:
    assert reader.get(f"{EVENTS}/{key}.ics").status_code == 404


@pytest.mark.parametrize("locale", LOCALES)
def test_the_calendar_at_the_root_is_the_unfiltered_one(reader: TestClient, locale: str) -> None:
    assert reader.get(f"/{locale}/events.ics").content == reader.get(f"{EVENTS}.ics?locale={locale}").content


@pytest.mark.parametrize("end", MULTILINGUAL)
def test_a_format_of_every_language_takes_no_locale(reader: TestClient, end: str) -> None:
    assert reader.get(f"{EVENTS}.{end}").headers["content-language"] == "kk, ru, en"
    assert reader.get(f"{EVENTS}.{end}?locale=kk").json()["code"] == "unknown_parameter"


@pytest.mark.parametrize("end", STREAMED)
@pytest.mark.parametrize("name", ["limit", "cursor"])
def test_a_stream_has_no_pages(reader: TestClient, end: str, name: str) -> None:
    assert reader.get(f"{EVENTS}.{end}?{name}=1").json()["code"] == "unknown_parameter"


@pytest.mark.parametrize("end", STREAMED)
def test_a_stream_is_a_file_to_keep(reader: TestClient, end: str) -> None:
    answer = reader.get(f"{EVENTS}.{end}")
    assert answer.headers["content-disposition"] == f'attachment; filename="events.{end}"'


@pytest.mark.parametrize("encoding", ["zstd", "br", "gzip", "identity"])
@pytest.mark.parametrize("end", STREAMED)
def test_a_stream_is_compressed_as_it_goes(reader: TestClient, end: str, encoding: str) -> None:
    plain = reader.get(f"{EVENTS}.{end}", headers={"accept-encoding": ""}).content
    with reader.stream("GET", f"{EVENTS}.{end}", headers={"accept-encoding": encoding}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers.get("content-encoding", "identity") == encoding
    assert answer.headers["vary"] == "Accept-Encoding"
    assert READERS[encoding](raw) == plain


@pytest.mark.parametrize("end", STREAMED)
def test_a_stream_that_the_client_has_is_not_sent_again(reader: TestClient, end: str) -> None:
    first = reader.get(f"{EVENTS}.{end}")
    again = reader.get(f"{EVENTS}.{end}", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])


@pytest.mark.parametrize("end", STREAMED)
def test_head_of_a_stream_gives_its_headers(reader: TestClient, end: str) -> None:
    head, get = reader.head(f"{EVENTS}.{end}"), reader.get(f"{EVENTS}.{end}")
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == {
        key: value for key, value in get.headers.items() if key != "transfer-encoding"
    }


@pytest.mark.parametrize("address", [f"{EVENTS}.csv", "/events.ics"])
def test_a_fifth_stream_is_put_off(tiny_app: FastAPI, tiny_client: TestClient, address: str) -> None:
    with ExitStack() as others:
        for _ in range(MOST_STREAMS):
            others.enter_context(tiny_app.state.database.stream_session())
        busy = tiny_client.get(address)
        assert (busy.status_code, busy.headers["retry-after"]) == (503, "1")
        assert tiny_client.get(EVENTS).status_code == 200
    assert tiny_client.get(address).status_code == 200


def test_a_stream_put_off_says_so(tiny_app: FastAPI, tiny_client: TestClient) -> None:
    with ExitStack() as others:
        for _ in range(MOST_STREAMS):
            others.enter_context(tiny_app.state.database.stream_session())
        assert tiny_client.get(f"{EVENTS}.ndjson").json()["code"] == "busy"


@pytest.mark.parametrize("end", STREAMED)
def test_a_stream_gives_every_match(big_app: FastAPI, end: str) -> None:
    answer = visit(big_app, f"{EVENTS}.{end}?from=1991-12-16&to=1991-12-16")
    assert answer.status == 200
    assert len(answer.sizes) > COPIES / 50


def measure_peak(app: FastAPI, address: str) -> int:
    """Give the most bytes that were held at once while an answer was sent."""
    tracemalloc.start()
    try:
        assert visit(app, address).status == 200
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("end", STREAMED)
def test_a_stream_holds_as_much_however_long_it_is(big_app: FastAPI, end: str) -> None:
    visit(big_app, f"{EVENTS}.{end}?era=eve")  # what is loaded once
    third, whole = (measure_peak(big_app, f"{EVENTS}.{end}?{query}") for query in ("era=eve", ""))
    assert whole < 1.5 * third


def test_a_stream_ends_when_its_client_leaves(big_app: FastAPI) -> None:
    streams = big_app.state.database._served.streams
    asked: list[str] = []
    event.listen(streams, "before_cursor_execute", lambda *a: asked.append(a[2]))
    visit(big_app, f"{EVENTS}.csv")
    whole, asked[:] = len(asked), []
    left = visit(big_app, f"{EVENTS}.csv", leaves_after=3)
    assert len(left.sizes) < 8
    assert len(asked) < whole / 3
    assert streams.pool.checkedout() == 0


def test_streams_of_gone_clients_make_room(big_app: FastAPI) -> None:
    for _ in range(MOST_STREAMS + 2):
        assert visit(big_app, f"{EVENTS}.csv", leaves_after=2).status == 200


def test_four_streams_run_side_by_side_and_leave_the_rest_alone(big_app: FastAPI) -> None:
    async def ask() -> list[int]:
        visits = [Visit(big_app, f"{EVENTS}.csv") for _ in range(MOST_STREAMS)] + [Visit(big_app, EVENTS)]
        await asyncio.gather(*(one.run() for one in visits))
        return [one.status for one in visits]

    assert run(ask()) == [200] * (MOST_STREAMS + 1)
