"""Ways to sort events, and where in each a page begins: by the sort key, so that it outlives a rebuild."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session

from app.core.locales import Locale
from app.queries.filters import EventFilters, find_conditions
from app.queries.search import Hit, find_hits, find_languages, order_languages
from app.queries.statements import Fragment, Value, ask, join_conditions
from app.queries.words import Search

Key = tuple[str, ...]
# Values in the order of the columns that are asked for, the event's number last.
Row = Sequence[Any]
_LAST_DAY: Final = dt.date.max.isoformat()
_DATE_COLUMNS: Final = ("event.first_day", f"coalesce(event.last_day, '{_LAST_DAY}')", "event.id")


@dataclass(frozen=True)
class Step:
    """An expression to sort by, rising or falling."""

    sql: str
    falls: bool = False
    values: tuple[Value, ...] = ()


def _lies_beyond(steps: Sequence[Step], values: Sequence[Value], backward: bool) -> Fragment:
    """Give the condition that an event lies behind the values, or, backward, before them."""
    step, value = steps[0], values[0]
    sign = "<" if step.falls != backward else ">"
    strictly = Fragment(f"{step.sql} {sign} ?", (*step.values, value))
    if len(steps) == 1:
        return strictly
    rest = _lies_beyond(steps[1:], values[1:], backward)
    return Fragment(
        f"{step.sql} {sign}= ? AND ({strictly.sql} OR {rest.sql})",
        (*step.values, value, *strictly.values, *rest.values),
    )


class Order:
    """A way to sort: its steps together differ for any two events. A cursor keeps the key of an event."""

    steps: Sequence[Step]
    columns: Sequence[str]
    joined = ""

    def parse_key(self, key: Key) -> Sequence[Value]:
        """Give the values that a key holds. Raises ValueError for a key that is not of this order."""
        raise NotImplementedError

    def make_key(self, _session: Session, row: Row) -> Key:
        """Give the sort key of an event; it holds whatever the build."""
        return tuple(map(str, row[:-1]))

    def locate(self, _session: Session, key: Key, _backward: bool) -> Sequence[Value]:
        """Give the values of the steps that part what lies behind a key, or before it, from the rest."""
        return self.parse_key(key)

    def find_languages(
        self, session: Session, search: Search, rows: Sequence[Row], locale: Locale
    ) -> Mapping[int, Locale]:
        """Give by event number the first language, `locale` before the others, in which a search finds it."""
        return find_languages(session, search, [row[-1] for row in rows], locale)

    def find_rows(
        self,
        session: Session,
        filters: EventFilters,
        locale: Locale,
        key: Key | None,
        backward: bool,
        limit: int,
    ) -> Sequence[Row]:
        """Give the rows beyond the key in the order of the list, those next to it if there are more."""
        beyond = [_lies_beyond(self.steps, self.locate(session, key, backward), backward)] if key else []
        passing = join_conditions([*find_conditions(filters), *beyond])
        sorting = ", ".join(f"{s.sql} {'DESC' if s.falls != backward else 'ASC'}" for s in self.steps)
        statement = (
            f"SELECT {', '.join(self.columns)}, event.number FROM event {self.joined}"  # noqa: S608 (ours)
            f" WHERE {passing.sql} ORDER BY {sorting} LIMIT ?"
        )
        joined = (locale,) if self.joined else ()
        sorted_by = (value for step in self.steps for value in step.values)
        rows = ask(session, statement, (*joined, *passing.values, *sorted_by, limit))
        return rows[::-1] if backward else rows


class ByDate(Order):
    """In order of time, or the exact reverse; events of the same days by id."""

    columns = _DATE_COLUMNS

    def __init__(self, falls: bool = False) -> None:
        """Sort by the number, which was given in this order."""
        self.steps = [Step("event.number", falls)]

    def parse_key(self, key: Key) -> tuple[str, str, str]:
        """Give first day, last day and id."""
        first, last, event_id = key
        return dt.date.fromisoformat(first).isoformat(), dt.date.fromisoformat(last).isoformat(), event_id

    def locate(self, session: Session, key: Key, backward: bool) -> list[int]:
        """Give the number at which the key stands now: of the event, or between two when it is gone."""
        first, last, event_id = self.parse_key(key)
        rises = self.steps[0].falls == backward
        end = _DATE_COLUMNS[1]
        earlier = f"first_day < ? OR {end} < ? OR ({end} = ? AND id {'<=' if rises else '<'} ?)"
        found = ask(
            session,
            f"SELECT number FROM event WHERE first_day <= ? AND ({earlier})"  # noqa: S608 (ours)
            " ORDER BY first_day DESC, number DESC LIMIT 1",
            (first, first, last, last, event_id),
        )
        return [(found[0][0] if found else 0) + (not rises)]


class ByChange(Order):
    """The newest change first; events that were changed on the same day by id."""

    steps = (Step("event.updated", falls=True), Step("event.id"))
    columns = ("event.updated", "event.id")

    def parse_key(self, key: Key) -> Sequence[Value]:
        """Give day and id."""
        updated, event_id = key
        return dt.date.fromisoformat(updated).isoformat(), event_id


class ByTitle(Order):
    """As the dictionary of the locale has it; events of the same title by id."""

    steps = (Step("eventtext.title_key"), Step("event.id"))
    columns = ("eventtext.title_key", "event.id")
    joined = "JOIN eventtext ON eventtext.event_number = event.number AND eventtext.locale = ?"

    def parse_key(self, key: Key) -> Sequence[Value]:
        """Give the key as it is."""
        title_key, event_id = key
        return title_key, event_id


class ByRelevance(Order):
    """As a search ranks its hits, which SQL can't sort: see queries.search. A row is a Hit."""

    def make_key(self, session: Session, row: Row) -> Key:
        """Give language, rank, weight and whether it is no milestone, then the key by date."""
        columns = ", ".join(_DATE_COLUMNS)
        dates = ask(session, f"SELECT {columns} FROM event WHERE number = ?", [row[-1]])[0]  # noqa: S608 (ours)
        return *map(str, row[:-1]), *map(str, dates)

    def parse_key(self, key: Key) -> Sequence[Value]:
        """Give all that the key holds."""
        language, rank, weight, is_lesser, *dates = key
        if is_lesser not in {"0", "1"}:
            raise ValueError
        return int(language), int(rank), int(weight), int(is_lesser), *ByDate().parse_key(tuple(dates))

    def locate(self, session: Session, key: Key, backward: bool) -> Hit:
        """Give the hit that stands at the key now, or that would stand there."""
        return Hit(*map(int, key[:4]), *ByDate().locate(session, key[4:], backward))

    def find_languages(
        self, _session: Session, _search: Search, rows: Sequence[Row], locale: Locale
    ) -> Mapping[int, Locale]:
        """Give by event number the language in which the search found it."""
        languages = order_languages(locale)
        return {row[-1]: languages[row[0]] for row in rows}

    def find_rows(
        self,
        session: Session,
        filters: EventFilters,
        locale: Locale,
        key: Key | None,
        backward: bool,
        limit: int,
    ) -> Sequence[Row]:
        """Give the hits beyond the key, by relevance."""
        begin = self.locate(session, key, backward) if key else None
        return find_hits(session, filters, locale, begin, limit, backward)


class AsGiven(Order):
    """As a list of ids has it."""

    columns = ("event.id",)

    def __init__(self, ids: Sequence[str]) -> None:
        """Sort by the place in the list."""
        self.ids = ids
        places = " ".join(f"WHEN ? THEN {place}" for place in range(len(ids)))
        self.steps = [Step(f"CASE event.id {places} END", values=tuple(ids))]

    def parse_key(self, key: Key) -> Sequence[Value]:
        """Give the place in the list."""
        (event_id,) = key
        return [self.ids.index(event_id)]
