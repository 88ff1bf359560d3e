"""Events as JSON that was made at build time: as lists give them, or whole."""

from collections.abc import Iterator, Sequence
from typing import Final

from sqlmodel import Session

from app.core.locales import Locale
from app.queries.filters import EventFilters, find_conditions
from app.queries.statements import ask, join_conditions, mark_values

_BATCH: Final = 50


def find_listed(session: Session, numbers: Sequence[int], locale: Locale) -> list[bytes]:
    """Give the events with these numbers, in their order, as lists give them."""
    return _find(session, "listedevent", numbers, locale)


def find_whole(session: Session, numbers: Sequence[int], locale: Locale) -> list[bytes]:
    """Give the events with these numbers, in their order, whole."""
    return _find(session, "wholeevent", numbers, locale)


def _find(session: Session, table: str, numbers: Sequence[int], locale: Locale) -> list[bytes]:
    marks = mark_values(numbers)
    rows = ask(
        session,
        f"SELECT event_number, {locale} FROM {table} WHERE event_number IN {marks}",  # noqa: S608 (ours)
        numbers,
    )
    found = {row[0]: row[1] for row in rows}
    return [found[number] for number in numbers]


def find_whole_by_id(session: Session, event_id: str, locale: Locale) -> bytes | None:
    """Give an event whole, or None when no event has this id."""
    rows = ask(
        session,
        f"SELECT {locale} FROM wholeevent JOIN event ON number = event_number WHERE id = ?",  # noqa: S608 (ours)
        [event_id],
    )
    return rows[0][0] if rows else None


def walk_whole(session: Session, filters: EventFilters, locale: Locale) -> Iterator[list[bytes]]:
    """Give the events that pass, whole and in order of time, batch by batch."""
    passing, after = join_conditions(find_conditions(filters)), 0
    while rows := ask(
        session,
        f"SELECT event.number, {locale} FROM event JOIN wholeevent ON event_number = event.number"  # noqa: S608
        f" WHERE event.number > ? AND {passing.sql} ORDER BY event.number LIMIT {_BATCH}",
        (after, *passing.values),
    ):
        yield [data for _, data in rows]
        after = rows[-1][0]
