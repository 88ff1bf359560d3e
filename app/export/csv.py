"""Events as a table, in all three locales. Source: RFC 4180 (CSV)."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from app.core.locales import LOCALES
from app.queries.exports import Story

_WORDS: Final = ("title", "summary", "body")
COLUMNS: Final = (
    *("id", "date", "first_day", "last_day", "milestone", "era", "themes", "place", "lat", "lon"),
    *("confidence", *(f"{word}_{locale}" for locale in LOCALES for word in _WORDS), "sources", "updated"),
)
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_BYTE_ORDER_MARK: Final = "\ufeff"
Cell = str | float


def _list_cells(story: Story) -> list[Cell]:
    """Give the cells of an event; what is not known is empty."""
    event, row = story.row.event, story.row
    place = row.places[0] if row.places else None
    words: list[Cell] = []
    for locale in LOCALES:
        text = story.texts.get(locale)
        words += [text.title, text.summary, text.body_text] if text else [""] * len(_WORDS)
    return [
        event.id,
        event.date,
        event.first_day.isoformat(),
        event.last_day.isoformat() if event.last_day else "",
        "true" if event.milestone else "false",
        event.era_id,
        "|".join(theme.id for theme in row.themes),
        *((place.id, place.lat, place.lon) if place else ("", "", "")),
        event.confidence,
        *words,
        "|".join(source.id for source in story.sources),
        event.updated.isoformat(),
    ]


def _disarm(cell: Cell) -> Cell:
    """Give a cell that a spreadsheet takes for text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def write_csv(batches: Iterable[Sequence[Story]], for_excel: bool = False) -> Iterator[bytes]:
    """Give the table part by part, its head first: UTF-8, CRLF, lists parted by `|`.

    For Excel it begins with a byte-order mark, and `'` stands before what looks like a formula.
    """

    def pack(rows: Iterable[Sequence[Cell]]) -> bytes:
        table = io.StringIO()
        csv.writer(table, lineterminator="\r\n").writerows(rows)
        return table.getvalue().encode()

    yield (_BYTE_ORDER_MARK.encode() if for_excel else b"") + pack([COLUMNS])
    for batch in batches:
        rows = [_list_cells(story) for story in batch]
        yield pack([[_disarm(cell) for cell in row] for row in rows] if for_excel else rows)
