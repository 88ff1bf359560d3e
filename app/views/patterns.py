"""Examples for the page of all components: the states that the content happens not to be in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, cast

from markupsafe import Markup

from app.core.edtf import parse_bounds
from app.core.locales import Locale
from app.core.product import LICENCE, NAME
from app.i18n.dates import Certainty, find_certainty, format_edtf, format_iso
from app.models import EventText, Source
from app.queries.events import EventRow
from app.queries.snippets import Match
from app.queries.timeline import TimelineData
from app.views.citations import view_citation
from app.views.event import view_disputes, view_story
from app.views.found import view_found
from app.views.items import view_item, view_theme, view_vignette
from app.views.prose import view_error
from app.views.shapes import (
    DateView,
    ErrorView,
    EventItem,
    FilterOption,
    MapMark,
    MonthGroup,
    PictureView,
    PlacesView,
    SpineEvent,
    ThemeView,
    Thread,
    YearGroup,
)

# A date of each certainty, for those that no event has.
DATES: Final[Mapping[Certainty, str]] = {
    "exact": "1991-12-16",
    "month": "1991-12",
    "year": "1991",
    "about": "1991-12-16~",
    "uncertain": "1991-12-16?",
    "span": "1991-12-16/1991-12-20",
    "open": "1991-12-16/..",
}
# Months before each of them on the scale of true time, and months that it may mean.
_GAPS: Final = (0, 1, 3, 6, 12, 24, 2)
_LENGTHS: Final[Mapping[str, int]] = {"month": 1, "year": 12, "span": 6}
_STATUSES: Final = (404, 400, 503, 500)
_INCIDENT: Final = "4f3a9c01d2e7"


def _view_date(edtf: str, locale: Locale) -> DateView:
    return DateView(
        text=format_edtf(edtf, locale),
        short_text=format_edtf(edtf, locale, with_year=False),
        iso=format_iso(edtf),
        year=parse_bounds(edtf).first.year,
        certainty=find_certainty(edtf),
    )


def view_certainties(rows: Sequence[EventRow], locale: Locale) -> list[EventItem]:
    """Give an event with a date of each certainty, a real date where an event has one."""
    real = {find_certainty(row.event.date): view_item(row, locale) for row in reversed(rows)}
    plain = view_item(rows[0], locale)
    return [real.get(key) or replace(plain, date=_view_date(edtf, locale)) for key, edtf in DATES.items()]


def _group(name: str, events: Sequence[SpineEvent], month: str = "") -> YearGroup:
    """Give events as a year whose ids no other part of the page has."""
    own = tuple(
        replace(event, item=replace(event.item, id=f"{name}-{number}"))
        for number, event in enumerate(events, 1)
    )
    return YearGroup(1991, f"{name}-year", 0, (MonthGroup(month, own),), 0, "")


def _view_told(row: EventRow, other: EventText, locale: Locale) -> list[SpineEvent]:
    """Give the event disputed, without a place, found in its own language and in another."""
    item = replace(view_item(row, locale), is_milestone=False, is_disputed=False)
    found = [
        view_found(
            Match("disputes", cast(Locale, text.locale), text.summary, ((0, text.summary.index(" ")),)),
            locale,
        )
        for text in (row.text, other)
    ]
    return [
        SpineEvent(replace(item, is_disputed=True), True, True),
        SpineEvent(replace(item, place=None), True, True, threads=("told-1",)),
        *(SpineEvent(item, True, True, found=one) for one in found),
    ]


def _view_cards(data: TimelineData, locale: Locale) -> list[SpineEvent]:
    """Give an event of each colour family as a card, and one without a drawing."""
    rows = {row.themes[0].family: row for row in reversed(data.rows)}
    cards = [
        SpineEvent(
            view_item(row, locale), True, True, vignette=view_vignette(data.vignettes.get(row.event.number))
        )
        for row in rows.values()
    ]
    return [*cards[:-1], replace(cards[-1], vignette=None)]


def view_thread(
    data: TimelineData, row: EventRow, other: EventText, sources: Sequence[Source], locale: Locale
) -> Thread:
    """Give events on the thread in every state; `row` is told at length, `other` are its words elsewhere."""
    items = view_certainties(data.rows, locale)
    lines = [SpineEvent(replace(item, is_milestone=False), False, False) for item in items]
    milestones = [
        SpineEvent(replace(item, is_milestone=True, is_disputed=item.date.certainty == "month"), True, False)
        for item in items
    ]
    timed = [
        replace(event, gap=gap, length=_LENGTHS.get(event.item.date.certainty, 0))
        for event, gap in zip(lines, _GAPS, strict=True)
    ]
    whole = SpineEvent(
        view_item(row, locale),
        True,
        True,
        vignette=view_vignette(data.vignettes.get(row.event.number)),
        story=view_story(row.text),
        disputes=view_disputes(row.text),
    )
    citations = tuple(view_citation(source, number, locale) for number, source in enumerate(sources, 1))
    paper = SpineEvent(view_item(row, locale), True, True, citations=citations)
    return Thread(
        lines=replace(_group("lines", lines), hidden_count=4, hidden_href="#lines-year"),
        milestones=_group("milestones", milestones),
        told=_group("told", _view_told(row, other, locale), format_edtf("1991-12", locale, with_year=False)),
        true_time=_group("timed", timed),
        months=_group("cards", _view_cards(data, locale)),
        day=_group("day", [whole]),
        paper=_group("paper", [paper]),
    )


def view_chips(options: Sequence[FilterOption]) -> tuple[FilterOption, ...]:
    """Give a filter's value of each colour family: the first chosen, the last with nothing to show."""
    first, *rest, last = {option.family: option for option in options}.values()
    return (replace(first, is_chosen=True), *rest, replace(last, count=0))


def view_marks(places: PlacesView) -> PlacesView:
    """Give the map with a mark of each kind: plain, approximate, lit, and that of a city."""
    found: dict[tuple[bool, bool], MapMark] = {}
    for one in places.marks:
        found.setdefault((one.is_major, one.lines[0].is_approximate), one)
    plain = [one for one in places.marks if not one.is_major and not one.lines[0].is_approximate]
    return replace(places, marks=(*found.values(), replace(plain[1], is_lit=True)))


def view_drawings(data: TimelineData, locale: Locale) -> tuple[tuple[ThemeView, Markup | None], ...]:
    """Give every theme with the drawing of its first event, if it has one."""
    firsts = {row.themes[0].id: row.event.number for row in reversed(data.rows)}
    return tuple(
        (view_theme(theme, locale), view_vignette(data.vignettes.get(firsts.get(theme.id, 0))))
        for theme in data.themes
    )


def view_errors(locale: Locale) -> tuple[ErrorView, ...]:
    """Give the words of every kind of error page; the last has a number to tell us."""
    return tuple(view_error(status, locale, _INCIDENT if status == 500 else None) for status in _STATUSES)


def view_photograph(href: str, item: EventItem) -> PictureView:
    """Give a picture of 1440 by 900 pixels with an event's words: the seed may have no photograph."""
    return PictureView(href, 1440, 900, item.title, item.summary, NAME, LICENCE)
