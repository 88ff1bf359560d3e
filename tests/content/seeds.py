"""Ways to break a seed, and to read what is said of it."""

import sqlite3
from pathlib import Path

from PIL import Image

from app.content.checks import find_faults
from app.core.errors import SeedFault
from app.core.locales import LOCALES

LAW = "events/1991-12-16-independence-law"
DECEMBER = "events/1986-12-16-december-events"
COLLECTION = "collections/thirty/collection.yaml"
SERIES = "series/city-people/series.yaml"
HALL = "halls/origins/hall.yaml"
VIGNETTE = "vignettes/statehood.svg"


def replace(path: Path, old: str, new: str) -> None:
    """Replace the one place of `old` in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"“{old}” stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def add(path: Path, text: str) -> None:
    """Put text at the end of a file."""
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def add_photograph(root: Path, size: tuple[int, int] = (40, 30)) -> Path:
    """Give the independence law a photograph, with words in each locale; give its path."""
    path = root / LAW / "hall.png"
    Image.new("RGB", size, "navy").save(path)
    add(
        root / LAW / "event.yaml",
        'media:\n- {file: hall.png, credit: "City archive, 12", licence: CC-BY-4.0}\n',
    )
    for locale in LOCALES:
        words = root / LAW / f"{locale}.md"
        text = words.read_text(encoding="utf-8").split("\n\n")
        text.insert(2, f'![Hall {locale}](hall.png "Caption {locale}")')
        words.write_text("\n\n".join(text), encoding="utf-8")
    return path


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
