"""How many events each month holds: enough to draw the band and to choose what a page shows."""

from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from app.queries.filters import EventFilters, find_conditions
from app.queries.statements import ask, join_conditions

_YEAR: Final = "CAST(substr(month, 1, 4) AS INTEGER)"


@dataclass(slots=True)
class MonthCount:
    """The events of an era and a month whose main theme is of one family.

    A month is 1991-12, or 1991 for events of which only the year is known; milestones are how many are such.
    """

    era_id: str
    year: int
    month: str
    family: str
    count: int
    milestones: int


def count_months(session: Session, filters: EventFilters) -> tuple[MonthCount, ...]:
    """Count the events that pass, in the order of the first event of each count."""
    conditions = find_conditions(filters)
    if not conditions:
        columns = f"era_id, {_YEAR}, month, family, count, milestones"
        counted = f"SELECT {columns} FROM monthtally ORDER BY first_number"  # noqa: S608 (ours)
        return tuple(MonthCount(*row) for row in ask(session, counted))
    passing = join_conditions(conditions)
    counted = f"""
      SELECT event.era_id, {_YEAR}, event.month, theme.family, count(*), sum(event.milestone)
      FROM event JOIN eventtheme AS main ON main.event_number = event.number AND main.position = 0
      JOIN theme ON theme.id = main.theme_id
      WHERE {passing.sql} GROUP BY 1, 3, 4 ORDER BY min(event.number)"""  # noqa: S608 (ours)
    return tuple(MonthCount(*row) for row in ask(session, counted, passing.values))
