"""The reports of museum screens, in a file of their own that is made when the first one comes."""

import datetime as dt
import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from app.core.errors import ReportsUnfit
from app.core.health import Colour
from app.models.report import Beat, Count

KEPT_DAYS: Final = 30
# So many rows of counts, the oldest dropped, and so many pages of 4 KiB in all.
MOST_COUNTS: Final = 100_000
_MOST_PAGES: Final = 8192
_MOST_STARTS: Final = 6
_WAIT_SECONDS: Final = 2
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS screen (
  id TEXT PRIMARY KEY, heard REAL NOT NULL, behind REAL, late REAL NOT NULL, counts TEXT NOT NULL,
  starts TEXT NOT NULL, beat TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS day (
  screen TEXT, day TEXT, beats INTEGER NOT NULL, amber INTEGER NOT NULL, red INTEGER NOT NULL,
  visits INTEGER NOT NULL, PRIMARY KEY (screen, day)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS count (
  screen TEXT, day TEXT, locale TEXT, event TEXT, d0 INTEGER, d1 INTEGER, d2 INTEGER, d3 INTEGER, d4 INTEGER,
  PRIMARY KEY (day, screen, locale, event)) WITHOUT ROWID;
"""
_ADD_DAY: Final = """
INSERT INTO day VALUES (?, ?, 1, ?, ?, ?) ON CONFLICT DO UPDATE SET beats = beats + 1,
  amber = amber + excluded.amber, red = red + excluded.red, visits = max(visits, excluded.visits)
"""
_ADD_COUNT: Final = """
INSERT INTO count VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET d0 = d0 + excluded.d0,
  d1 = d1 + excluded.d1, d2 = d2 + excluded.d2, d3 = d3 + excluded.d3, d4 = d4 + excluded.d4
"""
_DROP_COUNTS: Final = """
DELETE FROM count WHERE (day, screen, locale, event) IN (
  SELECT day, screen, locale, event FROM count ORDER BY day LIMIT max(0, (SELECT count(*) FROM count) - ?))
"""


@dataclass
class Heard:
    """What is known of a screen's last report; times in seconds since 1970.

    behind is since when it has an old revision; late the time of its latest late report; counts the id of the
    last counts that were added; starts are its last boots with the time of each.
    """

    heard: float
    beat: Beat
    behind: float | None = None
    late: float = 0
    counts: str = ""
    starts: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class DayCount:
    """A day of a screen: how many reports came, how many of them were amber and red, how many visits."""

    day: dt.date
    beats: int
    amber: int
    red: int
    visits: int


@dataclass(frozen=True)
class EventCount:
    """How often an event was opened on a screen in a locale; dwells as in models.report."""

    event: str
    locale: str
    dwells: tuple[int, ...]


def hear(beat: Beat, before: Heard | None, now: float, is_current: bool | None) -> Heard:
    """Give what is known after a beat; is_current: it has the current revision, None if unknown."""
    old = before or Heard(now, beat)
    behind = {True: None, False: now if old.behind is None else old.behind, None: old.behind}[is_current]
    starts = {beat.boot: now - beat.uptime_seconds, **old.starts}
    last = sorted(starts.items(), key=lambda start: start[1])[-_MOST_STARTS:]
    return Heard(now, beat, behind, old.late, old.counts, dict(last))


class Ledger:
    """The open file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Keep the connection."""
        self._connection = connection

    def find_heard(self) -> dict[str, Heard]:
        """Give what is known of every screen that ever reported, by its id."""
        rows = self._connection.execute("SELECT id, heard, beat, behind, late, counts, starts FROM screen")
        found: dict[str, Heard] = {}
        for screen, heard, beat, behind, late, counts, starts in rows:
            # A report of another version of this program may lack something: the screen's next one is near.
            with suppress(ValidationError):
                said = Beat.model_validate_json(beat)
                found[screen] = Heard(heard, said, behind, late, counts, json.loads(starts))
        return found

    def keep(self, heard: Heard) -> None:
        """Keep the last report of a screen, in the place of the one before."""
        values = (heard.heard, heard.behind, heard.late, heard.counts, json.dumps(heard.starts))
        row = (heard.beat.screen, *values, heard.beat.model_dump_json())
        self._connection.execute("INSERT OR REPLACE INTO screen VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def add_day(self, screen: str, day: dt.date, colour: Colour, visits: int) -> None:
        """Count a report, and how many visits the day has had by then."""
        self._connection.execute(
            _ADD_DAY, (screen, day.isoformat(), colour == "amber", colour == "red", visits)
        )

    def add_counts(self, screen: str, key: str, counts: Sequence[Count]) -> None:
        """Add counts of opened events unless those of this key were added last: their answer was lost."""
        mark = "UPDATE screen SET counts = ?2 WHERE id = ?1 AND counts != ?2"
        if self._connection.execute(mark, (screen, key)).rowcount:
            rows = ((screen, one.day.isoformat(), one.locale, one.event, *one.dwells) for one in counts)
            self._connection.executemany(_ADD_COUNT, rows)

    def forget(self, today: dt.date) -> None:
        """Drop what is older than 30 days, and the oldest of too many counts."""
        first = today - dt.timedelta(days=KEPT_DAYS)
        midnight = dt.datetime.combine(first, dt.time(), dt.UTC).timestamp()
        self._connection.execute("DELETE FROM screen WHERE heard < ?", (midnight,))
        self._connection.execute("DELETE FROM day WHERE day < ?", (first.isoformat(),))
        self._connection.execute("DELETE FROM count WHERE day < ?", (first.isoformat(),))
        self._connection.execute(_DROP_COUNTS, (MOST_COUNTS,))

    def find_days(self, first: dt.date) -> dict[str, list[DayCount]]:
        """Give the days of each screen, the latest first."""
        rows = self._connection.execute(
            "SELECT screen, day, beats, amber, red, visits FROM day WHERE day >= ? ORDER BY day DESC",
            (first.isoformat(),),
        )
        found: dict[str, list[DayCount]] = {}
        for screen, day, *numbers in rows:
            found.setdefault(screen, []).append(DayCount(dt.date.fromisoformat(day), *numbers))
        return found

    def find_counts(self, first: dt.date) -> dict[str, list[EventCount]]:
        """Give how often each event was opened on each screen, all days together."""
        rows = self._connection.execute(
            "SELECT screen, event, locale, sum(d0), sum(d1), sum(d2), sum(d3), sum(d4) FROM count"
            " WHERE day >= ? GROUP BY screen, event, locale ORDER BY screen, event, locale",
            (first.isoformat(),),
        )
        found: dict[str, list[EventCount]] = {}
        for screen, event, locale, *dwells in rows:
            found.setdefault(screen, []).append(EventCount(event, locale, tuple(dwells)))
        return found


class Reports:
    """The file of reports. Every use opens it anew: it may be replaced, or vanish. All raise ReportsUnfit."""

    def __init__(self, path: Path) -> None:
        """Keep where the file is; nothing is made yet."""
        self.path = path

    @contextmanager
    def _open(self, mode: str) -> Iterator[sqlite3.Connection]:
        try:
            address = f"{self.path.resolve().as_uri()}?mode={mode}"
            with closing(sqlite3.connect(address, timeout=_WAIT_SECONDS, uri=True)) as connection, connection:
                yield connection
        except (sqlite3.Error, OSError, ValueError) as error:
            raise ReportsUnfit(f"{self.path.name}: {type(error).__name__}") from error

    @contextmanager
    def write(self) -> Iterator["Ledger"]:
        """Open the file to write, all or nothing."""
        with self._open("rwc") as connection:
            connection.execute(f"PRAGMA max_page_count = {_MOST_PAGES}")
            connection.executescript(_TABLES)
            connection.execute("BEGIN IMMEDIATE")
            yield Ledger(connection)

    @contextmanager
    def read(self) -> Iterator["Ledger | None"]:
        """Open the file to read; None when no report ever came."""
        if not self.path.exists():
            yield None
            return
        with self._open("ro") as connection:
            yield Ledger(connection)

    def can_write(self) -> bool:
        """Say whether reports could be kept now."""
        return os.access(self.path if self.path.exists() else self.path.parent, os.W_OK)
