"""The filters of a list of events, and the SQL conditions that they mean."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import TextClause, text

from app.queries.statements import Fragment, join_conditions, mark_values
from app.queries.words import Search, match_search

# Tables that say what an event points at, and the member of the filters that names ids there.
_POINTERS: Final = (
    ("eventtheme", "theme_id", "themes"),
    ("eventplace", "place_id", "places"),
    ("collectionevent", "collection_id", "collections"),
    ("eventperson", "person_id", "people"),
    ("citation", "source_id", "sources"),
)


@dataclass(frozen=True)
class EventFilters:
    """What events to find: repeated values mean any of them, different members all of them.

    first, last: events whose possible days overlap the span, both ends included; with `certain`, all
    their possible days lie in it. on is a day of any year, mm-dd, or that very day. query is what a visitor
    typed, search what queries.words.understand makes of it. spots are main places, the ones that lists
    show, of which it must be one; distances are how far places lie from a spot that was named, in km.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    certain: bool = False
    on: str = ""
    themes: tuple[str, ...] = ()
    eras: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    milestone: bool | None = None
    confidence: str = ""
    disputed: bool | None = None
    has_media: bool | None = None
    spots: tuple[str, ...] | None = None
    distances: Mapping[str, float] | None = None
    query: str = ""
    search: Search = field(default_factory=Search)
    ids: tuple[str, ...] = ()
    updated_since: dt.date | None = None


def _any_of(column: str, values: Sequence[str]) -> Fragment:
    return Fragment(f"{column} IN {mark_values(values)}", tuple(values))


def _span_conditions(filters: EventFilters) -> list[Fragment]:
    found: list[Fragment] = []
    if filters.last:
        column = "event.last_day" if filters.certain else "event.first_day"
        found.append(Fragment(f"{column} <= ?", (filters.last.isoformat(),)))
    if filters.first and filters.certain:
        found.append(Fragment("event.first_day >= ?", (filters.first.isoformat(),)))
    elif filters.first:
        reaches = "(event.last_day IS NULL OR event.last_day >= ?)"
        found.append(Fragment(reaches, (filters.first.isoformat(),)))
    if filters.on:
        found.append(Fragment("event.month_day = ?", (filters.on[-5:],)))
    if len(filters.on) > len("12-16"):
        found.append(Fragment("event.first_day = ?", (filters.on,)))
    return found


def _own_conditions(filters: EventFilters) -> list[Fragment]:
    """Give the conditions on the event's own row but its days."""
    found: list[Fragment] = []
    if filters.eras:
        found.append(_any_of("event.era_id", filters.eras))
    if filters.milestone is not None:
        found.append(Fragment("event.milestone = ?", (int(filters.milestone),)))
    if filters.confidence:
        found.append(Fragment("event.confidence = ?", (filters.confidence,)))
    if filters.disputed is not None:
        found.append(Fragment("event.disputed = ?", (int(filters.disputed),)))
    if filters.spots is not None:
        found.append(_any_of("event.place_id", filters.spots))
    if filters.ids:
        found.append(_any_of("event.id", filters.ids))
    if filters.updated_since:
        found.append(Fragment("event.updated >= ?", (filters.updated_since.isoformat(),)))
    return found


def _pointer_conditions(filters: EventFilters) -> list[Fragment]:
    """Give the conditions on what the event points at."""
    found: list[Fragment] = []
    for table, column, member in _POINTERS:
        ids = getattr(filters, member)
        if ids:
            target = _any_of(column, ids)
            pointing = f"SELECT event_number FROM {table} WHERE {target.sql}"  # noqa: S608 (ours)
            found.append(Fragment(f"event.number IN ({pointing})", target.values))
    if filters.has_media is not None:
        sign = "IN" if filters.has_media else "NOT IN"
        found.append(Fragment(f"event.number {sign} (SELECT event_number FROM media)"))  # noqa: S608 (ours)
    return found


def find_conditions(filters: EventFilters) -> list[Fragment]:
    """Give the conditions on `event`, one per member that is set."""
    found = [*_span_conditions(filters), *_own_conditions(filters), *_pointer_conditions(filters)]
    if filters.query:
        found += match_search(filters.search)
    return found


def word_conditions(filters: EventFilters) -> TextClause:
    """Give the same as one condition for a statement of SQLAlchemy on Event."""
    passing = join_conditions(find_conditions(filters))
    values = {f"filter_{place}": value for place, value in enumerate(passing.values)}
    names = iter(values)
    return text(re.sub(r"\?", lambda _: f":{next(names)}", passing.sql)).bindparams(**values)
