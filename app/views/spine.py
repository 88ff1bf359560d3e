"""The thread: which events a level shows, by year and month, and how many it leaves out."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from markupsafe import Markup

from app.core.edtf import parse_plain_day_span
from app.core.locales import Locale
from app.i18n.dates import format_edtf, format_iso
from app.models import Source
from app.queries.events import EventRow
from app.queries.filters import EventFilters
from app.queries.timeline import TimelineData
from app.views.citations import view_citation
from app.views.event import view_disputes, view_story
from app.views.found import mark_item, view_found
from app.views.items import view_item, view_vignette
from app.views.shapes import MonthGroup, SpineEvent, YearGroup
from app.views.state import TimelineState, Zoom

# Events of a year at the level of eras; the fuller a timeline is, the fewer, so that all years fit.
MOST_IN_A_YEAR: Final = 7
MOST_AT_ONCE: Final = 120
# How many events a page of these levels shows; the others show everything.
WINDOWS: Final[Mapping[Zoom, int]] = {"month": 24, "day": 5}
# Beyond so many events the level of years comes in pages too.
MOST_WITH_ALL_YEARS: Final = 150
MOST_MONTHS: Final = 24
_MONTH_DAYS: Final = 30.44


def count_at_once(state: TimelineState, total: int) -> int | None:
    """Give how many of `total` events a page of the state's level shows, or None for all."""
    if state.is_whole:
        return None
    if state.zoom == "year" and total > MOST_WITH_ALL_YEARS:
        return MOST_WITH_ALL_YEARS
    return WINDOWS.get(state.zoom)


def cut_window(
    rows: Sequence[EventRow], state: TimelineState
) -> tuple[Sequence[EventRow], EventRow | None, EventRow | None]:
    """Give the events of one page of a level from the state's day on, and where the pages around it begin."""
    size = count_at_once(state, len(rows))
    if size is None:
        return rows, None, None
    begin = 0
    if state.start:
        day = parse_plain_day_span(state.start)[0]
        begin = next(
            (i for i, row in enumerate(rows) if row.event.first_day >= day), max(0, len(rows) - size)
        )
    earlier = rows[max(0, begin - size)] if begin else None
    later = rows[begin + size] if begin + size < len(rows) else None
    return rows[begin : begin + size], earlier, later


def choose_most(rows: Sequence[EventRow]) -> int:
    """Give how many events of a year may be shown, at least 1, for all years together to stay a page."""
    counts = Counter(row.event.first_day.year for row in rows).values()
    return max(
        (
            most
            for most in range(2, MOST_IN_A_YEAR + 1)
            if sum(min(count, most) for count in counts) <= MOST_AT_ONCE
        ),
        default=1,
    )


def pick(rows: Sequence[EventRow], state: TimelineState, most: int) -> Sequence[EventRow]:
    """Give the events of a year that the level shows: milestones first, `most` where not all years fit."""
    is_alone = state.is_whole and state.filters != EventFilters()
    if state.filters.query or is_alone or state.zoom not in {"all", "era"}:
        return rows
    if state.zoom == "all":
        milestones = [row for row in rows if row.event.milestone]
        return milestones if most == MOST_IN_A_YEAR else milestones[:most]
    if len(rows) <= most:
        return rows
    ranked = sorted(rows, key=lambda row: not row.event.milestone)[:most]
    return [row for row in rows if row in ranked]


def count_months(before: dt.date | None, day: dt.date | None) -> int:
    """Give the months between two days, rounded, at most 24; 0 where one of them is missing."""
    return min(MOST_MONTHS, round((day - before).days / _MONTH_DAYS)) if before and day else 0


def _name_month(row: EventRow, locale: Locale) -> str:
    month = format_iso(row.event.date)[:7]
    return format_edtf(month, locale, with_year=False) if "-" in month else ""


def _aim_notes(html: Markup, href: str) -> Markup:
    """Give a text whose notes lead to the sources on the event's own page."""
    return Markup(str(html).replace('href="#source-', f'href="{href}#source-'))  # noqa: S704


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
        self.most = choose_most(data.rows)
        self.last_year: int | None = None
        self.last_day: dt.date | None = None
        self.anchors = set[str]()

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

    def view_years(self, rows: Sequence[EventRow], era_id: str) -> tuple[YearGroup, ...]:
        """Give the years of an era; a year whose events are all left out still says how many there are."""

        def link(year: int) -> str:
            return self.state.at("year", str(year)).link(self.locale)

        groups = []
        for year, group in groupby(rows, key=lambda row: row.event.first_day.year):
            held = list(group)
            shown = pick(held, self.state, self.most)
            anchor = self._choose_anchor(year, era_id)
            groups.append(
                YearGroup(
                    year=year,
                    anchor=anchor,
                    fold=max(0, year - self.last_year - 1) if self.last_year else 0,
                    months=self._view_months(shown),
                    hidden_count=len(held) - len(shown),
                    hidden_href=f"{link(year)}#{anchor}",
                )
            )
            self.last_year = year
        return tuple(groups)
