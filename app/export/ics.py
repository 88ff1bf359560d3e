"""The calendar of events. Source: RFC 5545 (iCalendar)."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from icalendar import Calendar
from icalendar import Event as Entry
from icalendar.enums import TRANSP

from app.core.edtf import parse_span
from app.core.locales import Locale
from app.core.product import NAME
from app.i18n.dates import find_certainty, format_edtf
from app.i18n.messages import mark, translate
from app.queries.events import EventRow
from app.views.links import link_event

_PRODUCER: Final = "-//Altyn Besik//altyn-besik//EN"


def is_known_to_the_day(edtf: str) -> bool:
    """Say whether both ends of a date are days: what is known to the month alone has no day to stand on."""
    span = parse_span(edtf)
    return span.start.precision == "day" and (span.end is None or span.end.precision == "day")


def _describe(row: EventRow, locale: Locale) -> str:
    """Give the summary; a date that is not certain says so first."""
    event, summary = row.event, row.text.summary
    if find_certainty(event.date) not in {"about", "uncertain"}:
        return summary
    note = translate(locale, mark("The date is not exact: %(date)s."), date=format_edtf(event.date, locale))
    return f"{note}\n\n{summary}"


def _make_entry(row: EventRow, locale: Locale, base: str) -> Entry:
    """Give an event as whole days, once; the day after its last one ends it, as the format wants it."""
    event, text = row.event, row.text
    updated = dt.datetime.combine(event.updated, dt.time(), dt.UTC)
    entry = Entry.new(
        uid=f"{event.id}@altyn-besik",
        stamp=updated,
        last_modified=updated,
        start=event.first_day,
        end=(event.last_day or event.first_day) + dt.timedelta(days=1),
        description=_describe(row, locale),
        categories=[theme.name(locale) for theme in row.themes],
        location=row.places[0].name(locale) if row.places else None,
        transparency=TRANSP.TRANSPARENT,
        # A calendar is read away from the site: a relative address would lead nowhere.
        url=base + link_event(locale, event.id) if base else None,
    )
    entry.add("summary", text.title, {"LANGUAGE": locale})
    if row.places:
        entry.add("geo", (row.places[0].lat, row.places[0].lon))
    return entry


def write_calendar(rows: Iterable[EventRow], locale: Locale, base: str) -> bytes:
    """Give the calendar of the events that are known to the day; no anniversaries are made up."""
    calendar = Calendar.new(
        prodid=_PRODUCER,
        name=NAME,
        description=translate(locale, mark("Events of the timeline whose day is known.")),
        # Without one of ours the library makes up another at every call.
        uid=f"{locale}@altyn-besik",
        subcomponents=[_make_entry(row, locale, base) for row in rows if is_known_to_the_day(row.event.date)],
    )
    return bytes(calendar.to_ical())
