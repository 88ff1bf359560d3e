"""The seed as one SQLite file: same seed, same bytes; a faulty seed leaves the old file as it was."""

import datetime as dt
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, SQLModel

from app.content.cards import make_card, word_card
from app.content.checks import check_seed
from app.content.event_rows import add_event, add_threads
from app.content.named_rows import (
    add_collections,
    add_eras,
    add_figures,
    add_future,
    add_kiosks,
    add_moved,
    add_terms,
)
from app.content.search_rows import add_search
from app.content.seed import MOST_FILES, EventEntry, Seed, digest_files
from app.content.tallies import add_tallies
from app.core.edtf import parse_bounds
from app.core.errors import DatabaseUnfit
from app.core.locales import LOCALES
from app.core.product import API_FORM
from app.db import check_file, lock_for_building, open_new, publish
from app.models import FORM_VERSION, Card, Release


def order_events(seed: Seed) -> list[EventEntry]:
    """Give the events in order of time: first day, then last day (open ends last), then id."""

    def key(entry: EventEntry) -> tuple[dt.date, dt.date, str]:
        bounds = parse_bounds(entry.sound.date)
        return bounds.first, bounds.last or dt.date.max, entry.id

    return sorted(seed.events.values(), key=key)


def name_digest(root: Path) -> str:
    """Give six hex digits of the seed's files, the database's form and that of the answers."""
    form = FORM_VERSION << 8 | API_FORM
    return f"{(int(digest_files(root)[:12], 16) ^ form) & 0xFFFFFF:06x}"


def name_version(seed: Seed) -> tuple[str, dt.date]:
    """Give the data_version (day of the newest change, then the digest) and that day."""
    updated = max(parse_bounds(entry.sound.updated).first for entry in seed.events.values())
    return f"{updated.isoformat()}.{name_digest(seed.root)}", updated


def _add_cards(session: Session, seed: Seed, numbers: dict[str, int]) -> None:
    """Add the card of every event in each locale."""
    for key, entry in seed.events.items():
        sky = seed.eras[entry.sound.era].sound.sky
        for locale in LOCALES:
            title = entry.words[locale].document.title
            data = make_card(word_card(sky, entry.sound.date, title, locale))
            digest = sha256(data).hexdigest()
            session.add(Card(event_number=numbers[key], locale=locale, digest=digest, data=data))


def _fill(session: Session, seed: Seed, cards: bool, prepare: Callable[[Session], None]) -> str:
    entries = order_events(seed)
    numbers = {entry.id: number for number, entry in enumerate(entries, 1)}
    version, updated = name_version(seed)
    session.add(Release(data_version=version, updated=updated))
    add_terms(session, seed)
    add_eras(session, seed)
    session.flush()
    for entry in entries:
        add_event(session, entry, numbers[entry.id])
    add_search(session, seed, numbers)
    for entry in entries:
        add_threads(session, entry, numbers)
    add_moved(session, seed)
    add_collections(session, seed, numbers)
    add_future(session, seed)
    add_kiosks(session, seed)
    add_figures(session, seed)
    if cards:
        _add_cards(session, seed, numbers)
    add_tallies(session)
    prepare(session)
    session.commit()
    return version


def _build_aside(seed: Seed, path: Path, cards: bool, prepare: Callable[[Session], None]) -> str:
    engine = open_new(path)
    try:
        SQLModel.metadata.create_all(engine)
        with Session(engine) as session:
            version = _fill(session, seed, cards, prepare)
        with engine.begin() as connection:
            for table in (*(f"search_{locale}" for locale in LOCALES), "label"):
                connection.execute(text(f"INSERT INTO {table}({table}) VALUES ('optimize')"))  # noqa: S608
                connection.execute(text(f"INSERT INTO {table}({table}) VALUES ('integrity-check')"))  # noqa: S608
            # Without its counts SQLite takes the wrong index for a long list.
            connection.execute(text("ANALYZE"))
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
    *,
    prepare: Callable[[Session], None],
) -> str:
    """Build the database of the seed at `root` and put it at `path`; give its data_version.

    Without `cards`, links to events show the mark instead: quicker, for tests. A seed of more than
    `most_files` files is refused. `beside` gets the new file and the path that it will have, and writes what
    belongs to it. `prepare` gets all rows and adds what is made of them for answers.

    Raises SeedError (every fault), BuildBusy (another builder), DatabaseUnfit (the new file failed its
    check, or the disk is full) or OSError; in each case the file at `path` stays as it was.
    """
    seed = check_seed(root, most_files)
    with lock_for_building(path):
        for leftover in path.parent.glob(f".{path.name}.*.tmp*"):
            leftover.unlink()
        new = path.with_name(f".{path.name}.building.tmp")
        try:
            version = _build_aside(seed, new, cards, prepare)
            check_file(new)
            if beside:
                beside(new, path)
            publish(new, path)
        except OperationalError as error:
            raise DatabaseUnfit(f"the new file can't be written ({error.orig})") from error
        finally:
            new.unlink(missing_ok=True)
    return version
