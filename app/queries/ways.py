"""Ways on from a search that finds nothing: another spelling, fewer filters, a theme, a year."""

import re
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session, col, func, select

from app.core.locales import Locale
from app.core.slugs import find_nearest
from app.models import Event, Theme
from app.queries.events import count_events
from app.queries.filters import EventFilters
from app.queries.named import count_by_theme, find_themes
from app.queries.spelling import find_spelling

_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")


@dataclass(frozen=True)
class Ways:
    """What a visitor may try instead, with the number of events that it shows.

    spelling: a query that finds something. without_filters: what the same query finds without them.
    """

    spelling: str | None
    without_filters: int
    theme: tuple[Theme, int]
    year: tuple[int, int]


def _choose_theme(session: Session, query: str, locale: Locale) -> tuple[Theme, int]:
    """Give the theme whose name is most like the query, or else the fullest."""
    counts = count_by_theme(session, EventFilters())
    themes = [theme for theme in find_themes(session) if counts.get(theme.id)]
    named = {theme.name(locale).lower(): theme for theme in themes}
    near = find_nearest(query.lower(), named, 1)
    chosen = named[near[0]] if near else max(themes, key=lambda theme: counts[theme.id])
    return chosen, counts[chosen.id]


def _choose_year(session: Session, query: str) -> tuple[int, int]:
    """Give the year with events that is nearest to one in the query, or else the fullest."""
    year = func.strftime("%Y", col(Event.first_day))
    counts = {int(key): count for key, count in session.exec(select(year, func.count()).group_by(year))}
    typed = _YEAR.search(query)
    if typed:
        return min(counts.items(), key=lambda item: abs(item[0] - int(typed[0])))
    return max(counts.items(), key=lambda item: item[1])


def find_ways(session: Session, filters: EventFilters, locale: Locale) -> Ways:
    """Give the ways on from filters whose query finds nothing."""
    alone = EventFilters(query=filters.query, search=filters.search)
    without_filters = count_events(session, alone) if alone != filters else 0
    return Ways(
        spelling=find_spelling(session, filters.query, locale),
        without_filters=without_filters,
        theme=_choose_theme(session, filters.query, locale),
        year=_choose_year(session, filters.query),
    )
