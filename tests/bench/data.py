"""What is asked: a database of the product, and the same rows in a table for the others."""

import csv
import io
import itertools
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from app.core.locales import LOCALES
from app.settings import ROOT

_MOST_FILES: Final = 10_000_000
_WORDS: Final = tuple(f"{word}_{locale}" for locale in LOCALES for word in ("title", "summary", "body"))


def build_product(folder: Path, events: int) -> Path:
    """Give a database of the real seed, or of so many made-up events."""
    seed, database = ROOT / "seed", folder / "timeline.sqlite"
    app = [sys.executable, "-m", "app"]
    if events:
        seed = folder / "seed"
        subprocess.run([*app, "generate", str(seed), "--events", str(events)], check=True, cwd=ROOT)
    options = ["--no-cards", "--most-files", str(_MOST_FILES)]
    command = [*app, "build", "--seed", str(seed), "--database", str(database), *options]
    subprocess.run(command, check=True, cwd=ROOT)
    return database


def _fill(connection: sqlite3.Connection, table: str, columns: list[str], rows: Iterable[list[str]]) -> None:
    """Make a table with its primary key and with indexes on what is sorted and filtered by."""
    names = ", ".join(columns)
    connection.execute(f"CREATE TABLE {table} ({names}, PRIMARY KEY (id))")
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    connection.execute(f"CREATE INDEX {table}_by_day ON {table} (first_day)")
    connection.execute(f"CREATE INDEX {table}_by_era ON {table} (era, first_day)")


def build_table(text: str, database: Path) -> None:
    """Make the equal tables from the product's own CSV.

    `events` holds every column, for the shell of sqlite3; `events_kk`, `_ru` and `_en` hold one language as
    the product's lists give it, with a full-text table each, for Datasette.
    """
    reader = csv.reader(io.StringIO(text))
    columns = next(reader)
    connection = sqlite3.connect(database)
    _fill(connection, "events", columns, reader)
    for locale in LOCALES:
        own = [name for name in columns if name not in _WORDS or name.endswith(f"_{locale}")]
        plain = [name.removesuffix(f"_{locale}") for name in own]
        rows = connection.execute(f"SELECT {', '.join(own)} FROM events").fetchall()
        _fill(connection, f"events_{locale}", plain, rows)
        table = f"events_{locale}"
        words = "title, summary, body"
        connection.execute(f"CREATE VIRTUAL TABLE {table}_fts USING fts5({words}, content={table})")
        connection.execute(f"INSERT INTO {table}_fts (rowid, {words}) SELECT rowid, {words} FROM {table}")
    connection.commit()
    connection.execute("ANALYZE")
    connection.close()


def find_some_id(text: str) -> str:
    """Give the id of an event in the middle of the first thousand rows of a CSV."""
    rows = list(itertools.islice(csv.reader(io.StringIO(text)), 1, 1001))
    return rows[len(rows) // 2][0]
