"""Ways to sort events, and where in each a page begins: by the sort key, so that it outlives a rebuild."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, func, or_
from sqlmodel import Session, col, select

from app.models import Event, EventText
from app.queries.events import EventRow
from app.queries.search import Hit

Key = tuple[str, ...]
Value = str | int | dt.date


@dataclass(frozen=True)
class Step:
    """A column to sort by, rising or falling."""

    column: SQLColumnExpression[Any]
    falls: bool = False


class Order(ABC):
    """A way to sort: its steps together differ for any two events. A cursor keeps the key of an event."""

    steps: Sequence[Step]

    @abstractmethod
    def make_key(self, row: EventRow) -> Key:
        """Give the sort key of an event; it holds whatever the build."""

    @abstractmethod
    def parse_key(self, key: Key) -> Sequence[Value]:
        """Give the values that a key holds. Raises ValueError for a key that is not of this order."""

    def locate(self, _session: Session, key: Key, _backward: bool) -> Sequence[Value]:
        """Give the values of the steps that part what lies behind a key, or before it, from the rest."""
        return self.parse_key(key)


class ByDate(Order):
    """In order of time, or the exact reverse; events of the same days by id."""

    def __init__(self, falls: bool = False) -> None:
        """Sort by the number, which was given in this order."""
        self.steps = [Step(col(Event.number), falls)]

    def make_key(self, row: EventRow) -> Key:
        """Give first day, last day and id."""
        event = row.event
        return event.first_day.isoformat(), (event.last_day or dt.date.max).isoformat(), event.id

    def parse_key(self, key: Key) -> tuple[dt.date, dt.date, str]:
        """Give first day, last day and id."""
        first, last, event_id = key
        return dt.date.fromisoformat(first), dt.date.fromisoformat(last), event_id

    def locate(self, session: Session, key: Key, backward: bool) -> list[int]:
        """Give the number at which the key stands now: of the event, or between two when it is gone."""
        first, last, event_id = self.parse_key(key)
        rises = self.steps[0].falls == backward
        end, own = func.coalesce(col(Event.last_day), dt.date.max), col(Event.id)
        up_to = own <= event_id if rises else own < event_id
        earlier = or_(col(Event.first_day) < first, end < last, and_(end == last, up_to))
        query = (
            select(Event.number)
            .where(col(Event.first_day) <= first, earlier)
            .order_by(col(Event.first_day).desc(), col(Event.number).desc())
        )
        return [(session.exec(query.limit(1)).first() or 0) + (not rises)]


class ByChange(Order):
    """The newest change first; events that were changed on the same day by id."""

    steps = (Step(col(Event.updated), falls=True), Step(col(Event.id)))

    def make_key(self, row: EventRow) -> Key:
        """Give the day of the change and the id."""
        return row.event.updated.isoformat(), row.event.id

    def parse_key(self, key: Key) -> Sequence[Value]:
        """Give day and id."""
        updated, event_id = key
        return dt.date.fromisoformat(updated), event_id


class ByTitle(Order):
    """As the dictionary of the locale has it; events of the same title by id."""

    steps = (Step(col(EventText.title_key)), Step(col(Event.id)))

    def make_key(self, row: EventRow) -> Key:
        """Give the title's key and the id."""
        return row.text.title_key, row.event.id

    def parse_key(self, key: Key) -> Sequence[Value]:
        """Give the key as it is."""
        title_key, event_id = key
        return title_key, event_id


class ByRelevance(Order):
    """As a search ranks its hits, which SQL can't sort: see queries.search."""

    steps = ()

    def make_key(self, row: EventRow) -> Key:
        """Give language, rank, weight and whether it is no milestone, then the key by date."""
        return *map(str, row.relevance[:-1]), *ByDate().make_key(row)

    def parse_key(self, key: Key) -> Sequence[Value]:
        """Give all that the key holds."""
        language, rank, weight, is_lesser, *dates = key
        if is_lesser not in {"0", "1"}:
            raise ValueError
        return int(language), int(rank), int(weight), int(is_lesser), *ByDate().parse_key(tuple(dates))

    def locate(self, session: Session, key: Key, backward: bool) -> Hit:
        """Give the hit that stands at the key now, or that would stand there."""
        return Hit(*map(int, key[:4]), *ByDate().locate(session, key[4:], backward))


class AsGiven(Order):
    """As a list of ids has it."""

    def __init__(self, ids: Sequence[str]) -> None:
        """Sort by the place in the list."""
        self.ids = ids
        self.steps = [Step(case({key: place for place, key in enumerate(ids)}, value=col(Event.id)))]

    def make_key(self, row: EventRow) -> Key:
        """Give the id."""
        return (row.event.id,)

    def parse_key(self, key: Key) -> Sequence[Value]:
        """Give the place in the list."""
        (event_id,) = key
        return [self.ids.index(event_id)]


def lies_beyond(steps: Sequence[Step], values: Sequence[Value], backward: bool) -> ColumnElement[bool]:
    """Give the condition that an event lies behind the values, or, backward, before them."""
    step, value = steps[0], values[0]
    strictly = step.column < value if step.falls != backward else step.column > value
    if len(steps) == 1:
        return strictly
    loosely = step.column <= value if step.falls != backward else step.column >= value
    return and_(loosely, or_(strictly, lies_beyond(steps[1:], values[1:], backward)))
