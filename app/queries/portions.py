"""What of the passing events a page shows, found without reading the others."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from sqlmodel import Session

from app.core.locales import Locale
from app.models import PLACE_IN_YEAR
from app.queries.events import EventRow, find_events, get_rows
from app.queries.filters import EventFilters, find_conditions
from app.queries.statements import Fragment, ask, join_conditions

# Above the number of any event.
_AFTER_ALL: Final = 2**62


@dataclass(frozen=True)
class Portion:
    """All of the passing events, or less.

    a_year: so many of each year of an era, milestones before others. milestones: these alone. size: one page
    of so many, and of what else happened on its last day, from the first event of `start` or later on, from
    the first of all without it.
    """

    a_year: int | None = None
    milestones: bool = False
    size: int | None = None
    start: dt.date | None = None


class Part(NamedTuple):
    """The events of a portion in order of time, and the days on which the pages before and after it begin."""

    rows: list[EventRow]
    earlier: dt.date | None = None
    later: dt.date | None = None


def _find_leading(session: Session, passing: Fragment, is_all: bool, portion: Portion) -> list[int]:
    """Give the numbers of the first events of each year."""
    source = "leading JOIN event ON event.number = leading.event_number"
    if not is_all:
        source = f"(SELECT number, milestone, {PLACE_IN_YEAR} AS place FROM event WHERE {passing.sql})"  # noqa: S608
    kept = f"SELECT number FROM {source} WHERE place <= ? AND milestone >= ? ORDER BY number"  # noqa: S608
    values = () if is_all else passing.values
    return [row[0] for row in ask(session, kept, (*values, portion.a_year, int(portion.milestones)))]


def _find_page(
    session: Session, passing: Fragment, size: int, start: dt.date | None
) -> list[tuple[int, str]]:
    """Give numbers and days of a page, which parts no day; those of the last one when nothing is so late."""
    begin = 0
    if start:
        first = "SELECT number FROM event WHERE first_day >= ? ORDER BY first_day, number LIMIT 1"
        found = ask(session, first, [start.isoformat()])
        begin = found[0][0] if found else _AFTER_ALL
    chosen = f"SELECT number, first_day FROM event WHERE {passing.sql} AND"  # noqa: S608 (ours)
    ahead = ask(session, f"{chosen} number >= ? ORDER BY number LIMIT ?", (*passing.values, begin, size))
    page = ahead or _find_before(session, passing, size)
    if not page:
        return []
    same_day = f"{chosen} first_day = ? AND number > ? ORDER BY number"
    number, day = page[-1]
    return [*page, *ask(session, same_day, (*passing.values, day, number))]


def _find_before(
    session: Session, passing: Fragment, size: int, end: int = _AFTER_ALL
) -> list[tuple[int, str]]:
    """Give numbers and days of the last events before a number, in order of time."""
    back = f"""
      SELECT number, first_day FROM event WHERE {passing.sql} AND number < ?
      ORDER BY number DESC LIMIT ?"""  # noqa: S608 (ours)
    return ask(session, back, (*passing.values, end, size))[::-1]


def _find_earlier(session: Session, passing: Fragment, size: int, begin: int) -> dt.date | None:
    """Give the day on which the page before a number begins, so that no event lies between the two."""
    days = [day for _, day in _find_before(session, passing, size + 1, begin)]
    if len(days) > size:
        # The day that the page would part is left to the one before it, unless it is all there is.
        days = [day for day in days if day != days[0]] or days
    return dt.date.fromisoformat(days[0]) if days else None


def _find_later(session: Session, passing: Fragment, end: int) -> dt.date | None:
    """Give the day of the first event after a number."""
    ahead = f"SELECT first_day FROM event WHERE {passing.sql} AND number > ? ORDER BY number LIMIT 1"  # noqa: S608
    found = ask(session, ahead, (*passing.values, end))
    return dt.date.fromisoformat(found[0][0]) if found else None


def find_portion(
    session: Session, filters: EventFilters, locale: Locale, portion: Portion, with_stories: bool = True
) -> Part:
    """Give a portion of the events that pass. Without stories only title and summary of each are read."""
    conditions = find_conditions(filters)
    passing = join_conditions(conditions)
    if portion.a_year is not None:
        numbers = _find_leading(session, passing, not conditions, portion)
        return Part(get_rows(session, numbers, locale, with_stories))
    if portion.size is None:
        kept = replace(filters, milestone=True) if portion.milestones else filters
        return Part(find_events(session, kept, locale, with_stories=with_stories))
    page = [number for number, _ in _find_page(session, passing, portion.size, portion.start)]
    if not page:
        return Part([])
    return Part(
        get_rows(session, page, locale, with_stories),
        _find_earlier(session, passing, portion.size, page[0]),
        _find_later(session, passing, page[-1]),
    )
