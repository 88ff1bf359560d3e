"""However many events there are, the first view of each level is a page of about the same weight."""

import datetime as dt
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event
from starlette.testclient import TestClient

from app.api.prepared import build_database
from app.content.generate import write_generated_seed
from app.main import create_app
from app.models import Event
from app.queries.events import find_events
from app.queries.filters import EventFilters
from app.queries.months import count_months
from app.queries.portions import Portion, find_portion
from app.settings import ROOT, Settings
from tests.document import parse_html

LEVELS = ("all", "era", "year", "month", "day")
MOST_GROWTH = 1.2
EVENTS = 600
# What every event passes, though nothing was counted for it at build time.
EVERYTHING = EventFilters(last=dt.date(2200, 1, 1))


@contextmanager
def open_client(database: Path) -> Iterator[TestClient]:
    """Give a client of the application on a database."""
    app = create_app(Settings(database=database, connections=2))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        yield client
    app.state.database.close()


@pytest.fixture(scope="module")
def large_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the database of some hundred made-up events."""
    folder: Path = tmp_path_factory.mktemp("large")
    write_generated_seed(ROOT / "seed", folder / "seed", EVENTS, 1)
    build_database(folder / "seed", folder / "timeline.sqlite", cards=False)
    return folder / "timeline.sqlite"


@pytest.fixture(scope="module")
def large_client(large_database: Path) -> Iterator[TestClient]:
    """Give a client of the application on some hundred made-up events."""
    with open_client(large_database) as client:
        yield client


@pytest.fixture(scope="module")
def crowded_client(large_database: Path) -> Iterator[TestClient]:
    """Give one on the same events, of which those of the nineties happened on one day."""
    path = Path(shutil.copyfile(large_database, large_database.with_name("crowded.sqlite")))
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("UPDATE event SET first_day = '1995-03-09' WHERE month LIKE '199%'")
    with open_client(path) as client:
        yield client


def weigh(client: TestClient, path: str) -> tuple[int, int, int]:
    """Give bytes, tags and queries of an answer."""
    queries = list[str]()
    with client.app.state.database.session() as session:  # type: ignore[attr-defined]
        engine = session.get_bind().engine

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        queries.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        # No other test has asked for this very address: nothing kept answers it.
        answer = client.get(f"{path}&grown")
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert answer.status_code == 200
    return len(answer.content), answer.text.count("<"), len(queries)


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_of_many_events_weighs_what_one_of_few_does(
    real_client: TestClient, large_client: TestClient, level: str
) -> None:
    path = f"/en/events?zoom={level}"
    few, many = weigh(real_client, path), weigh(large_client, path)
    assert all(large <= MOST_GROWTH * small for small, large in zip(few, many, strict=True)), (few, many)


def test_a_full_level_of_years_begins_where_the_address_says(large_client: TestClient) -> None:
    answer = large_client.get("/en/events?zoom=year&from=2015").text
    assert 'id="y2015"' in answer
    assert 'id="y1990"' not in answer


@pytest.mark.parametrize(
    "path", [*(f"events?zoom={level}" for level in LEVELS), "events?q=law", "overview?zoom=era"]
)
def test_a_view_reads_no_events_but_those_that_it_shows(large_client: TestClient, path: str) -> None:
    read = list[object]()

    def note(target: object, _: object) -> None:
        read.append(target)

    event.listen(Event, "load", note)
    try:
        assert large_client.get(f"/kk/{path}&read").status_code == 200
    finally:
        event.remove(Event, "load", note)
    assert 1 <= len(read) <= 150


@pytest.mark.parametrize(
    "portion", [Portion(3), Portion(1, milestones=True), Portion(size=20, start=dt.date(2001, 1, 1))]
)
def test_what_was_counted_at_build_time_is_what_a_filter_counts(
    large_client: TestClient, portion: Portion
) -> None:
    with large_client.app.state.database.session() as session:  # type: ignore[attr-defined]
        assert count_months(session, EventFilters()) == count_months(session, EVERYTHING)
        made = find_portion(session, EventFilters(), "kk", portion)
        found = find_portion(session, EVERYTHING, "kk", portion)
    assert [row.event.id for row in made.rows] == [row.event.id for row in found.rows]
    assert (made.earlier, made.later) == (found.earlier, found.later)


def test_the_first_of_a_year_are_its_milestones_then_its_earliest(large_client: TestClient) -> None:
    with large_client.app.state.database.session() as session:  # type: ignore[attr-defined]
        rows = find_events(session, EventFilters(), "kk")
        shown = find_portion(session, EventFilters(), "kk", Portion(3)).rows
    years = dict[tuple[str, int], list[tuple[bool, int]]]()
    for row in rows:
        held = years.setdefault((row.event.era_id, row.event.first_day.year), [])
        held.append((not row.event.milestone, row.event.number))
    first = sorted(number for held in years.values() for _, number in sorted(held)[:3])
    assert [row.event.number for row in shown] == first


def walk(client: TestClient, path: str, way: str) -> Iterator[list[str]]:
    """Give the events of one page of a level after the other, as its links lead."""
    address: str | None = path
    asked = set[str]()
    while address:
        assert address not in asked, "the pages go round"
        asked.add(address)
        body = parse_html(client.get(address).text)
        yield [link.attributes["data-event"] for link in body.find_all("a", "item__link")]
        address = next((link.attributes["href"] for link in body.find_all("a", "pages__link", rel=way)), None)


@pytest.mark.parametrize(("name", "level"), [("large", "month"), ("crowded", "month"), ("crowded", "year")])
def test_pages_of_a_level_lead_through_every_event_and_back(
    large_client: TestClient, crowded_client: TestClient, name: str, level: str
) -> None:
    client = large_client if name == "large" else crowded_client
    with client.app.state.database.session() as session:  # type: ignore[attr-defined]
        wanted = [row.event.id for row in find_events(session, EventFilters(), "kk")]
    forth = [key for page in walk(client, f"/kk/events?zoom={level}", "next") for key in page]
    assert forth == wanted
    back = [key for page in walk(client, f"/kk/events?zoom={level}&from=2024", "prev") for key in page]
    assert set(back) == set(wanted)
