"""Ways to break a seed, and to read what is said of it."""

import sqlite3
from pathlib import Path

from app.content.checks import find_faults
from app.core.errors import SeedFault

LAW = "events/1991-12-16-independence-law"
DECEMBER = "events/1986-12-16-december-events"
COLLECTION = "collections/thirty/collection.yaml"


def replace(path: Path, old: str, new: str) -> None:
    """Replace the one place of `old` in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"“{old}” stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def add(path: Path, text: str) -> None:
    """Put text at the end of a file."""
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def list_faults(root: Path) -> list[SeedFault]:
    """Give the faults of a seed, each once, in the order of files and lines."""
    return sorted(set(find_faults(root).faults))


def place_faults(root: Path) -> list[tuple[str, int, str]]:
    """Give file below the seed, line and code of each fault."""
    return [(fault.path.partition("/")[2], fault.line, fault.code) for fault in list_faults(root)]


def ask(path: Path, query: str) -> list[tuple[object, ...]]:
    """Give the rows of a query on a database file."""
    connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()
