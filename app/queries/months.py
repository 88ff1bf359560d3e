"""How many events each month holds: enough to draw the band and to choose what a page shows."""

from dataclasses import dataclass

from sqlmodel import Session

from app.queries.filters import EventFilters, find_conditions
from app.queries.statements import ask, join_conditions


@dataclass(frozen=True)
class MonthCount:
    """The events of an era and a month whose main theme is of one family.

    A month is 1991-12, or 1991 for events of which only the year is known; milestones are how many are such.
    """

    era_id: str
    month: str
    family: str
    count: int
    milestones: int

    @property
    def year(self) -> int:
        """Give the year of the month."""
        return int(self.month[:4])


def count_months(session: Session, filters: EventFilters) -> tuple[MonthCount, ...]:
    """Count the events that pass, in the order of the first event of each count."""
    conditions = find_conditions(filters)
    if not conditions:
        counted = "SELECT era_id, month, family, count, milestones FROM monthtally ORDER BY first_number"
        return tuple(MonthCount(*row) for row in ask(session, counted))
    passing = join_conditions(conditions)
    counted = f"""
      SELECT event.era_id, event.month, theme.family, count(*), sum(event.milestone)
      FROM event JOIN eventtheme AS main ON main.event_number = event.number AND main.position = 0
      JOIN theme ON theme.id = main.theme_id
      WHERE {passing.sql} GROUP BY 1, 2, 3 ORDER BY min(event.number)"""  # noqa: S608 (ours)
    return tuple(MonthCount(*row) for row in ask(session, counted, passing.values))
