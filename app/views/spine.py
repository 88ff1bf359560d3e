"""The thread: which events a level shows, by year and month, and how many it leaves out."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from markupsafe import Markup

from app.core.edtf import parse_plain_day_span
from app.core.locales import Locale
from app.i18n.dates import format_edtf, format_iso
from app.models import MOST_IN_A_YEAR, Source
from app.queries.events import EventRow
from app.queries.filters import EventFilters
from app.queries.months import MonthCount
from app.queries.portions import Portion
from app.queries.timeline import TimelineData
from app.views.citations import view_citation
from app.views.event import view_disputes, view_story
from app.views.found import mark_item, view_found
from app.views.items import view_item, view_vignette
from app.views.shapes import MonthGroup, SpineEvent, YearGroup
from app.views.state import TimelineState, Zoom
from app.views.trusted import trust

# Events of a year at the level of eras: the fuller a timeline is, the fewer, so that all years fit.
MOST_AT_ONCE: Final = 120
# How many events a page of these levels shows; the others show everything.
WINDOWS: Final[Mapping[Zoom, int]] = {"month": 24, "day": 5}
# Beyond so many events the level of years and what a search finds come in pages too.
MOST_WITH_ALL_YEARS: Final = 150
MOST_MONTHS: Final = 24
_MONTH_DAYS: Final = 30.44


def count_at_once(state: TimelineState, total: int) -> int | None:
    """Give how many of `total` events a page of the state's level shows, or None for all."""
    if state.is_whole:
        return None
    if (state.zoom == "year" or state.filters.query) and total > MOST_WITH_ALL_YEARS:
        return WINDOWS.get(state.zoom, MOST_WITH_ALL_YEARS)
    return WINDOWS.get(state.zoom)


def choose_most(months: Sequence[MonthCount]) -> int:
    """Give how many events of a year may be shown, at least 1, for all years together to stay a page."""
    counts = Counter[int]()
    for month in months:
        counts[month.year] += month.count
    return max(
        (
            most
            for most in range(2, MOST_IN_A_YEAR + 1)
            if sum(min(count, most) for count in counts.values()) <= MOST_AT_ONCE
        ),
        default=1,
    )


def leaves_out(state: TimelineState) -> bool:
    """Say whether the level shows some events of each year, and how many it leaves out."""
    is_alone = state.is_whole and state.filters != EventFilters()
    return not state.filters.query and not is_alone and state.zoom in {"all", "era"}


def choose_portion(state: TimelineState, months: Sequence[MonthCount]) -> Portion:
    """Give what the level shows: milestones first, fewer of a year where not all years fit, or one page."""
    if leaves_out(state):
        most, milestones = choose_most(months), state.zoom == "all"
        return Portion(None if milestones and most == MOST_IN_A_YEAR else most, milestones)
    size = count_at_once(state, sum(month.count for month in months))
    return Portion(size=size, start=parse_plain_day_span(state.start)[0] if state.start else None)


def comes_in_pages(state: TimelineState, total: int) -> bool:
    """Say whether so many events are too many for what stands beside the list to know them all."""
    return total > MOST_WITH_ALL_YEARS and not state.is_whole


def choose_beside(state: TimelineState, months: Sequence[MonthCount]) -> Portion:
    """Give which events what stands beside the list knows: all, or those of the list."""
    total = sum(month.count for month in months)
    return choose_portion(state, months) if comes_in_pages(state, total) else Portion()


def count_months(before: dt.date | None, day: dt.date | None) -> int:
    """Give the months between two days, rounded, at most 24; 0 where one of them is missing."""
    return min(MOST_MONTHS, round((day - before).days / _MONTH_DAYS)) if before and day else 0


def _name_month(row: EventRow, locale: Locale) -> str:
    month = format_iso(row.event.date)[:7]
    return format_edtf(month, locale, with_year=False) if "-" in month else ""


def _aim_notes(html: Markup, href: str) -> Markup:
    """Give a text whose notes lead to the sources on the event's own page."""
    return trust(str(html).replace('href="#source-', f'href="{href}#source-'))


class Spine:
    """Builds the years of a page in order of time, remembering what came before."""

    def __init__(
        self,
        state: TimelineState,
        data: TimelineData,
        locale: Locale,
        sources: Mapping[int, Sequence[Source]] | None = None,
    ) -> None:
        """Begin before the first event; sources, by event number, stand in the order of notes."""
        self.state = state
        self.data = data
        self.locale = locale
        self.sources = sources or {}
        self.held = self._count_held()
        self.last_year: int | None = None
        self.last_day: dt.date | None = None
        self.anchors = set[str]()

    def _count_held(self) -> Counter[tuple[str, int]]:
        """Count the events of each era and year that the page tells of, shown or left out."""
        held = Counter[tuple[str, int]]()
        if leaves_out(self.state):
            for month in self.data.months:
                held[month.era_id, month.year] += month.count
        else:
            held.update((row.event.era_id, row.event.first_day.year) for row in self.data.rows)
        return held

    def _view_event(self, row: EventRow) -> SpineEvent:
        state, day = self.state, row.event.first_day
        gap = count_months(self.last_day, day) if state.is_true else 0
        self.last_day = day
        is_told = state.zoom in {"year", "month", "day"} or bool(state.filters.query)
        is_open = state.zoom == "day"
        item = mark_item(view_item(row, self.locale), self.data.finder)
        return SpineEvent(
            item=item,
            is_full=is_told or (row.event.milestone and state.zoom == "era"),
            is_told=is_told,
            gap=gap,
            length=count_months(day, row.event.last_day) if state.is_true else 0,
            vignette=view_vignette(self.data.vignettes.get(row.event.number)),
            story=_aim_notes(view_story(row.text), item.href) if is_open else None,
            disputes=tuple(_aim_notes(text, item.href) for text in view_disputes(row.text))
            if is_open
            else (),
            found=view_found(self.data.matches.get(row.event.number), self.locale),
            threads=tuple(self.data.threads.get(row.event.number, ())),
            citations=tuple(
                view_citation(source, number, self.locale)
                for number, source in enumerate(self.sources.get(row.event.number, ()), 1)
            ),
        )

    def _view_months(self, rows: Sequence[EventRow]) -> tuple[MonthGroup, ...]:
        if self.state.zoom != "year":
            return (MonthGroup("", tuple(self._view_event(row) for row in rows)),)
        by_month = groupby(rows, key=lambda row: _name_month(row, self.locale))
        return tuple(
            MonthGroup(name, tuple(self._view_event(row) for row in group)) for name, group in by_month
        )

    def _choose_anchor(self, year: int, era_id: str) -> str:
        """A year parted between two eras keeps its plain anchor in the first one."""
        anchor = f"y{year}-{era_id}" if f"y{year}" in self.anchors else f"y{year}"
        self.anchors.add(anchor)
        return anchor

    def view_years(self, era_id: str) -> tuple[YearGroup, ...]:
        """Give the years of an era; a year whose events are all left out still says how many there are."""

        def link(year: int) -> str:
            return self.state.at("year", str(year)).link(self.locale)

        shown = defaultdict[int, list[EventRow]](list)
        for row in self.data.rows:
            if row.event.era_id == era_id:
                shown[row.event.first_day.year].append(row)
        groups = []
        for year in sorted(year for era, year in self.held if era == era_id):
            anchor = self._choose_anchor(year, era_id)
            groups.append(
                YearGroup(
                    year=year,
                    anchor=anchor,
                    fold=max(0, year - self.last_year - 1) if self.last_year else 0,
                    months=self._view_months(shown[year]),
                    hidden_count=self.held[era_id, year] - len(shown[year]),
                    hidden_href=f"{link(year)}#{anchor}",
                )
            )
            self.last_year = year
        return tuple(groups)
