"""Rows as the small parts that several pages share: dates, themes, places, events."""

from typing import Final

from markupsafe import Markup

from app.core.edtf import parse_span
from app.core.locales import Locale
from app.i18n.dates import find_certainty, format_edtf, format_iso
from app.i18n.messages import mark, translate
from app.models import Event, Place, Theme
from app.queries.events import EventRow
from app.views.links import link_event, link_timeline
from app.views.shapes import DateView, EventItem, Neighbour, PlaceView, ThemeView
from app.views.trusted import trust

_PRECISIONS: Final = {
    ("building", False): mark("position of the building"),
    ("site", False): mark("position of the site"),
    ("city", False): mark("position of the city as a whole"),
    ("area", False): mark("position of the area as a whole"),
    ("building", True): mark("approximate position of the building, set by the editors"),
    ("site", True): mark("approximate position of the site, set by the editors"),
    ("city", True): mark("approximate position of the city, set by the editors"),
    ("area", True): mark("approximate position of the area, set by the editors"),
}


def view_date(event: Event, locale: Locale) -> DateView:
    """Give an event's date in words, with and without its year."""
    return DateView(
        text=format_edtf(event.date, locale),
        short_text=format_edtf(event.date, locale, with_year=False),
        iso=format_iso(event.date),
        year=event.first_day.year,
        certainty=find_certainty(event.date),
    )


def view_theme(theme: Theme, locale: Locale) -> ThemeView:
    """Give a theme with the address of its events."""
    href = link_timeline(locale, [("theme", theme.id)])
    return ThemeView(id=theme.id, name=theme.name(locale), family=theme.family, href=href)


def view_place(place: Place, locale: Locale) -> PlaceView:
    """Give a place with the address of its events."""
    return PlaceView(
        id=place.id,
        name=place.name(locale),
        href=link_timeline(locale, [("place", place.id)]),
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        precision_text=translate(locale, _PRECISIONS[place.precision, place.estimate]),
    )


def _view_other_date(event: Event, locale: Locale) -> str:
    """Give the date of the other account, without its year where it is the same."""
    if not event.other_date:
        return ""
    with_year = parse_span(event.other_date).start.year != event.first_day.year
    return format_edtf(event.other_date, locale, with_year=with_year)


def view_item(row: EventRow, locale: Locale) -> EventItem:
    """Give an event as lists show it."""
    return EventItem(
        id=row.event.id,
        href=link_event(locale, row.event.id),
        title=row.text.title,
        summary=row.text.summary,
        date=view_date(row.event, locale),
        other_date=_view_other_date(row.event, locale),
        is_milestone=row.event.milestone,
        is_disputed=row.event.disputed,
        theme=view_theme(row.themes[0], locale),
        place=view_place(row.places[0], locale) if row.places else None,
        source_count=row.event.source_count,
    )


def view_vignette(svg: str | None) -> Markup | None:
    """Give a drawing that the seed's checks let through."""
    return trust(svg) if svg else None


def view_neighbour(row: EventRow | None, locale: Locale, beside: Locale | None = None) -> Neighbour | None:
    """Give the event before or after, or None at either end; a second language stays beside."""
    if row is None:
        return None
    return Neighbour(
        href=link_event(locale, row.event.id, beside),
        title=row.text.title,
        date_text=format_edtf(row.event.date, locale),
    )
