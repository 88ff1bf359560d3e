"""The seed as one SQLite file: same seed, same bytes; a faulty seed leaves the old file as it was."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Final

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.schema import CreateTable
from sqlmodel import Session, SQLModel

from app.content.cards import make_card, word_card
from app.content.checks import EVENTS_BETWEEN_REPORTS, Report, check_seed
from app.content.event_rows import Rows, add_events, add_threads, make_rows, number_rows
from app.content.named_rows import (
    add_collections,
    add_eras,
    add_figures,
    add_future,
    add_kiosks,
    add_moved,
    add_terms,
)
from app.content.search_rows import SearchIndex, add_labels
from app.content.seed import MOST_FILES, Seed, digest_files
from app.content.tallies import add_tallies
from app.core.errors import DatabaseUnfit
from app.core.locales import LOCALES
from app.core.product import API_FORM
from app.db import check_file, lock_for_building, open_new, publish
from app.models import FORM_VERSION, Card, Event, EventText, Release

_EVENTS_AT_ONCE: Final = 250
# Each holds every event once.
_BY_EVENT: Final = ("event", "listedevent", "wholeevent", "heading")


def name_digest(root: Path) -> str:
    """Give six hex digits of the seed's files, the database's form and that of the answers."""
    form = FORM_VERSION << 8 | API_FORM
    return f"{(int(digest_files(root)[:12], 16) ^ form) & 0xFFFFFF:06x}"


def name_version(seed: Seed) -> tuple[str, dt.date]:
    """Give the data_version (day of the newest change, then the digest) and that day."""
    updated = seed.events.find_updated()
    return f"{updated}.{name_digest(seed.root)}", dt.date.fromisoformat(updated)


def _add_cards(session: Session, seed: Seed, events: Sequence[Rows]) -> None:
    """Add the card of every event in each locale."""
    for rows in events:
        (event,) = rows[Event]
        sky = seed.eras[event["era_id"]].sound.sky
        for words in rows[EventText]:
            data = make_card(word_card(sky, event["date"], words["title"], words["locale"]))
            digest = sha256(data).hexdigest()
            session.add(Card(event_number=event["number"], locale=words["locale"], digest=digest, data=data))
    session.flush()


def _walk_batches(seed: Seed) -> Iterator[list[Rows]]:
    """Give the rows of all events in order of time, some hundred events at once."""
    numbered = seed.events.walk_rows()
    while some := list(islice(numbered, _EVENTS_AT_ONCE)):
        for number, rows in some:
            number_rows(rows, number)
        yield [rows for _, rows in some]


def _add_events(session: Session, seed: Seed, cards: bool, report: Report | None) -> None:
    """Add the events with all that belongs to them; they are in memory a batch at a time."""
    index, written = SearchIndex(session, seed), 0
    for events in _walk_batches(seed):
        add_events(session, events)
        index.add(events)
        if cards:
            _add_cards(session, seed, events)
        written += len(events)
        if report and written % EVENTS_BETWEEN_REPORTS == 0:
            report("wrote", written)
    index.finish()


def _add_indexes(session: Session) -> None:
    """Add the indexes of all tables: sorting once is quicker than finding each row's place."""
    for table in SQLModel.metadata.sorted_tables:
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            index.create(session.connection())


def _fill(
    session: Session, seed: Seed, cards: bool, prepare: Callable[[Session], None], report: Report | None
) -> str:
    version, updated = name_version(seed)
    session.add(Release(data_version=version, updated=updated))
    add_terms(session, seed)
    add_eras(session, seed)
    session.flush()
    _add_events(session, seed, cards, report)
    _add_indexes(session)
    add_labels(session, seed)
    add_threads(session, seed.events.walk_threads())
    add_moved(session, seed)
    add_collections(session, seed)
    add_future(session, seed)
    add_kiosks(session, seed)
    add_figures(session, seed)
    add_tallies(session)
    # Without its counts SQLite takes the wrong index for a long list.
    session.connection().execute(text("ANALYZE"))
    prepare(session)
    _check_counts(session, len(seed.events))
    session.commit()
    return version


def _check_counts(session: Session, events: int) -> None:
    """Raise DatabaseUnfit unless every event of the seed is in every table that has one row for each."""
    for table in _BY_EVENT:
        written = session.connection().execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608
        if written != events:
            raise DatabaseUnfit(f"{table} holds {written} of {events} events")


def _build_aside(
    seed: Seed, path: Path, cards: bool, prepare: Callable[[Session], None], report: Report | None
) -> str:
    engine = open_new(path)
    try:
        with Session(engine) as session:
            for table in SQLModel.metadata.sorted_tables:
                session.connection().execute(CreateTable(table))
            version = _fill(session, seed, cards, prepare, report)
        with engine.begin() as connection:
            for search in (*(f"search_{locale}" for locale in LOCALES), "label"):
                connection.execute(text(f"INSERT INTO {search}({search}) VALUES ('optimize')"))  # noqa: S608
                connection.execute(text(f"INSERT INTO {search}({search}) VALUES ('integrity-check')"))  # noqa: S608
    finally:
        engine.dispose()
    return version


def is_current(root: Path, path: Path) -> bool:
    """Say whether a sound database at `path` was built from this very seed."""
    try:
        return check_file(path).endswith(f".{name_digest(root)}")
    except DatabaseUnfit:
        return False


def build_database(
    root: Path,
    path: Path,
    cards: bool = True,
    most_files: int = MOST_FILES,
    beside: Callable[[Path, Path], None] | None = None,
    report: Report | None = None,
    *,
    prepare: Callable[[Session], None],
) -> str:
    """Build the database of the seed at `root` and put it at `path`; give its data_version.

    Without `cards`, links to events show the mark instead: quicker, for tests. A seed of more than
    `most_files` files, or of more than 10 kB for each of them, is refused. `beside` gets the new file and the
    path that it will have, and writes what belongs to it. `prepare` gets all rows and adds what is made of
    them for answers. `report` is told now and then what was done to how many events.

    Raises SeedError (every fault), BuildBusy (another builder), DatabaseUnfit (the new file failed its
    check, or the disk is full) or OSError; in each case the file at `path` stays as it was.
    """
    seed = check_seed(root, most_files, make_rows, report)
    with lock_for_building(path):
        for leftover in path.parent.glob(f".{path.name}.*.tmp*"):
            leftover.unlink()
        new = path.with_name(f".{path.name}.building.tmp")
        try:
            version = _build_aside(seed, new, cards, prepare, report)
            check_file(new)
            if beside:
                beside(new, path)
            publish(new, path)
        except DatabaseError as error:
            raise DatabaseUnfit(f"the new file can't be written, or is damaged ({error.orig})") from error
        finally:
            new.unlink(missing_ok=True)
    return version
