"""The calendar of events. Source: RFC 5545 (iCalendar)."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from icalendar import Calendar
from icalendar import Event as Entry
from icalendar.enums import TRANSP

from app.core.edtf import is_known_to_the_day
from app.core.locales import Locale
from app.core.product import NAME
from app.i18n.dates import find_certainty, format_edtf
from app.i18n.messages import mark, translate
from app.queries.events import EventRow
from app.views.links import link_event

_PRODUCER: Final = "-//Altyn Besik//altyn-besik//EN"


_END: Final = b"END:VCALENDAR\r\n"
# What lasts longer than a year would meet its own anniversary.
_LONGEST: Final = dt.timedelta(days=365)


def _describe(row: EventRow, locale: Locale) -> str:
    """Give the summary; a date that is not certain says so first."""
    event, summary = row.event, row.text.summary
    if find_certainty(event.date) not in {"about", "uncertain"}:
        return summary
    note = translate(locale, mark("The date is not exact: %(date)s."), date=format_edtf(event.date, locale))
    return f"{note}\n\n{summary}"


def _has_anniversary(row: EventRow, end: dt.date) -> bool:
    """Say whether the same days come again each year: those of a date that is not sure don't."""
    is_sure = not (row.event.approximate or row.event.uncertain)
    return is_sure and end - row.event.first_day <= _LONGEST


def _make_entry(row: EventRow, locale: Locale, base: str, is_yearly: bool) -> Entry:
    """Give an event as whole days; the day after its last one ends it, as the format wants it."""
    event, text = row.event, row.text
    end = (event.last_day or event.first_day) + dt.timedelta(days=1)
    updated = dt.datetime.combine(event.updated, dt.time(), dt.UTC)
    entry = Entry.new(
        uid=f"{event.id}@altyn-besik",
        stamp=updated,
        last_modified=updated,
        start=event.first_day,
        end=end,
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
    if is_yearly and _has_anniversary(row, end):
        entry.add("rrule", {"freq": "yearly"})
    return entry


def write_calendar(
    batches: Iterable[Sequence[EventRow]], locale: Locale, base: str, is_yearly: bool = True
) -> Iterator[bytes]:
    """Give the calendar of the events that are known to the day, part by part, each year again or once."""
    calendar = Calendar.new(
        prodid=_PRODUCER,
        name=NAME,
        description=translate(locale, mark("Events of the timeline whose day is known.")),
        # Without one of ours the library makes up another at every call.
        uid=f"{locale}@altyn-besik",
    )
    yield calendar.to_ical().removesuffix(_END)
    for batch in batches:
        known = [row for row in batch if is_known_to_the_day(row.event.date)]
        yield b"".join(_make_entry(row, locale, base, is_yearly).to_ical() for row in known)
    yield _END
