"""The whole data as files, beside the database: a folder for each version, so that none is ever half new."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlmodel import Session

from app.core.errors import DatabaseUnfit
from app.core.locales import DEFAULT_LOCALE
from app.db import check_file, open_session
from app.export.csv import write_csv
from app.export.tables import write_tables
from app.queries.events import count_events
from app.queries.exports import find_stories, walk_events
from app.queries.filters import EventFilters

MEDIA_TYPES: Final = {
    "timeline.sqlite": "application/vnd.sqlite3",
    "timeline.ndjson": "application/x-ndjson",
    "timeline.csv": "text/csv; charset=utf-8",
}
_SUMS: Final = "SHA256SUMS"
Lines = Callable[[Session, EventFilters], Iterator[bytes]]


@dataclass(frozen=True)
class DumpFile:
    """A file of the dump with its SHA-256 in hex."""

    path: Path
    sha256: str

    @property
    def media_type(self) -> str:
        """Give what it is."""
        return MEDIA_TYPES[self.path.name]

    @property
    def size_bytes(self) -> int:
        """Give its length."""
        return self.path.stat().st_size


def _find_home(database: Path) -> Path:
    return database.with_name(f"{database.name}.dump")


def find_files(database: Path, version: str | None) -> list[DumpFile]:
    """Give the files of a version's dump, or none when there is no such dump."""
    folder = _find_home(database) / (version or "")
    try:
        sums = (folder / _SUMS).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    return [DumpFile(folder / name, digest) for digest, name in (line.split("  ") for line in sums)]


def _write(path: Path, parts: Iterable[bytes]) -> int:
    """Write a file and give the number of its lines."""
    lines = 0
    with path.open("wb") as file:
        for part in parts:
            file.write(part)
            lines += part.count(b"\n")
    return lines


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_files(database: Path, folder: Path, walk_lines: Lines) -> None:
    everything = EventFilters()
    with open_session(database) as session:
        batches = walk_events(session, everything, DEFAULT_LOCALE)
        _write(folder / "timeline.csv", write_csv(find_stories(session, rows) for rows in batches))
        lines = _write(folder / "timeline.ndjson", walk_lines(session, everything))
        count = count_events(session, everything)
    write_tables(database, folder / "timeline.sqlite")
    if lines != count:
        raise DatabaseUnfit(f"the dump holds {lines} of {count} events")
    _write(folder / _SUMS, (f"{_sum(folder / name)}  {name}\n".encode() for name in MEDIA_TYPES))


def publish_dump(new: Path, database: Path, walk_lines: Lines) -> None:
    """Write the dump of a database that will stand at `database`; that of the one served now stays.

    walk_lines gives the events that pass, a line of JSON each. Raises OSError, DatabaseUnfit.
    """
    home, version = _find_home(database), check_file(new)
    aside, folder = home / ".building", home / version
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    _write_files(new, aside, walk_lines)
    for path in aside.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
    shutil.rmtree(folder, ignore_errors=True)
    aside.rename(folder)
    kept = {version, _read_version(database)}
    for old in home.iterdir():
        if old.name not in kept:
            shutil.rmtree(old)


def _read_version(database: Path) -> str | None:
    try:
        return check_file(database)
    except DatabaseUnfit:
        return None
