"""The strip: a year after the other at one scale, so that paper shows time as it passed."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from app.core.locales import Locale
from app.i18n.dates import find_certainty
from app.models import Era, Event
from app.queries.timeline import TimelineData
from app.views.items import view_item
from app.views.shapes import StripMark, StripSky, StripYear

YEAR_LENGTH: Final = 366.0
YEARS_ON_A_PAGE: Final = 6


def _place(day: dt.date, year: int) -> float:
    """Give a day's place in a year, in units; what lies outside stands at its edge."""
    start, end = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    return round(min(max((day - start) / (end - start), 0.0), 1.0) * YEAR_LENGTH, 1)


def _measure(first: dt.date, last: dt.date | None, year: int) -> tuple[float, float]:
    """Give where a span begins in a year and how long it lasts there; an open end has no length."""
    x = _place(first, year)
    if last is None or last == first:
        return x, 0.0
    return x, round(_place(last + dt.timedelta(days=1), year) - x, 1)


def _view_skies(eras: Sequence[Era], year: int) -> tuple[StripSky, ...]:
    spans = [(era.sky, *_measure(era.first_day, era.last_day, year)) for era in eras]
    return tuple(StripSky(*span) for span in spans if span[2] > 0)


def _is_in(event: Event, year: int) -> bool:
    """Say whether an event may have happened in a year; one that goes on stands in its first year alone."""
    return event.first_day.year <= year <= (event.last_day or event.first_day).year


def _view_mark(event: Event, year: int) -> StripMark:
    x, length = _measure(event.first_day, event.last_day, year)
    return StripMark(x, length, event.milestone, find_certainty(event.date))


def _view_year(data: TimelineData, year: int, is_first: bool, locale: Locale) -> StripYear:
    held = [era for era in data.eras if era.first_day.year <= year <= era.last_day.year]
    named = [era for era in held if is_first or era.first_day.year == year]
    return StripYear(
        year=year,
        era_titles=tuple(data.era_texts[era.id].title for era in named),
        skies=_view_skies(held, year),
        marks=tuple(_view_mark(row.event, year) for row in data.rows if _is_in(row.event, year)),
        events=tuple(view_item(row, locale) for row in data.rows if row.event.first_day.year == year),
    )


def view_strip(data: TimelineData, locale: Locale) -> tuple[tuple[StripYear, ...], ...]:
    """Give every year from the first event's to the last one's, by page."""
    if not data.rows:
        return ()
    first, last = data.rows[0].event.first_day.year, data.rows[-1].event.first_day.year
    years = [_view_year(data, year, year == first, locale) for year in range(first, last + 1)]
    return tuple(
        tuple(years[start : start + YEARS_ON_A_PAGE]) for start in range(0, len(years), YEARS_ON_A_PAGE)
    )
