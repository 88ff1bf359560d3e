"""The events of a seed on their way to the database, so many that they don't fit into memory.

They lie in a nameless database of SQLite's own, which it keeps in a temporary file and removes itself.
"""

import pickle
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final, NamedTuple

from zstandard import ZstdCompressor, ZstdDecompressor

from app.content.reader import SeedFile
from app.core.edtf import Bounds
from app.core.errors import SeedFault
from app.core.slugs import find_nearest

_TABLES: Final = """
CREATE TABLE event (id TEXT PRIMARY KEY, first TEXT, last TEXT, updated TEXT, rows BLOB);
CREATE TABLE thread (event TEXT, earlier TEXT, source TEXT, path TEXT, line INTEGER, problem TEXT);
"""
_OPEN_END: Final = "9999-12-31"
_BACKWARD: Final = """
SELECT event.id, thread.* FROM thread LEFT JOIN event ON event.id = thread.earlier
JOIN event AS own ON own.id = thread.event
WHERE event.id IS NULL OR event.id = own.id OR event.first > own.first
"""


class ThreadEnds(NamedTuple):
    """An event that grew from an earlier one, both by id, and the source that says so."""

    event: str
    earlier: str
    source: str


class EventShelf(Collection[str]):
    """The ids of the events that were read, and what of each will be written, in order of time."""

    def __init__(self) -> None:
        """Begin without events."""
        # Whoever reads the seed and whoever builds from it may be two threads, one after the other.
        self._store = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._store.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLES} BEGIN;")
        self._pack, self._unpack = ZstdCompressor(level=1).compress, ZstdDecompressor().decompress

    def __contains__(self, key: object) -> bool:
        """Say whether there is an event of this id."""
        return self._store.execute("SELECT 1 FROM event WHERE id = ?", (key,)).fetchone() is not None

    def __iter__(self) -> Iterator[str]:
        """Give every id."""
        return (key for (key,) in self._store.execute("SELECT id FROM event ORDER BY id"))

    def __len__(self) -> int:
        """Count the events."""
        (count,) = self._store.execute("SELECT count(*) FROM event").fetchone()
        return int(count)

    def add(self, key: str, bounds: Bounds | None, updated: Bounds | None, rows: object) -> bool:
        """Put an event on the shelf, without days when it is faulty; give False when its id is taken."""
        first, last = (bounds.first, bounds.last or _OPEN_END) if bounds else (None, None)
        values = (key, first and str(first), last and str(last), updated and str(updated.first))
        packed = self._pack(pickle.dumps(rows, pickle.HIGHEST_PROTOCOL))
        done = self._store.execute("INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?, ?)", (*values, packed))
        return done.rowcount == 1

    def add_threads(self, file: SeedFile, threads: Iterable[ThreadEnds]) -> None:
        """Note the threads that lead to an event, in the order of its file."""
        for i, thread in enumerate(threads):
            at = file.make_fault(file.line_of(("grew_from", i)), "", "", "")
            self._store.execute(
                "INSERT INTO thread VALUES (?, ?, ?, ?, ?, ?)", (*thread, at.path, at.line, at.problem)
            )

    def find_thread_faults(self) -> Iterator[SeedFault]:
        """Give threads to unknown events, to the event itself, and to what began later."""
        for known, _, earlier, _, path, line, told in self._store.execute(_BACKWARD).fetchall():
            if known:
                problem, remedy = (
                    f"“{earlier}” is not earlier than this event.",
                    "A thread runs forward in time.",
                )
                yield SeedFault(path, line, "backward-thread", told + problem, remedy)
            else:
                near = ", ".join(find_nearest(earlier, self))
                remedy = f"Did you mean {near}?" if near else "Add it to the seed first."
                problem = f"“{earlier}” is no event of the seed."
                yield SeedFault(path, line, "unknown-event", told + problem, remedy)

    def find_updated(self) -> str:
        """Give the day of the newest change, as YYYY-MM-DD."""
        return str(self._store.execute("SELECT max(updated) FROM event").fetchone()[0])

    def walk_threads(self) -> Iterator[ThreadEnds]:
        """Give every thread."""
        rows = self._store.execute("SELECT event, earlier, source FROM thread ORDER BY event, earlier")
        return map(ThreadEnds._make, rows)

    def walk_rows(self) -> Iterator[tuple[int, Any]]:
        """Give the number of each event and what was put on the shelf with it.

        Numbers run from 1 in order of time: first day, then last day (open ends last), then id.
        """
        self._store.execute("CREATE INDEX IF NOT EXISTS by_time ON event (first, last, id)")
        numbered = self._store.execute("SELECT rows FROM event ORDER BY first, last, id")
        for number, (packed,) in enumerate(numbered, 1):
            yield number, pickle.loads(self._unpack(packed))  # noqa: S301 - our own bytes, of this very run
