"""Pages that stand in a site of plain files for what a server would do."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from app.core.locales import LOCALES, NATIVE_NAMES, Locale
from app.i18n.dates import format_edtf
from app.i18n.messages import mark, translate
from app.models import EventText
from app.queries.events import EventRow
from app.views.days import link_day
from app.views.items import view_item
from app.views.links import (
    link_api,
    link_calendar,
    link_event,
    link_feed,
    link_room,
    make_frame,
    make_href,
)
from app.views.prose import view_error
from app.views.shapes import DaysView, Door, DoorsView, FileLink, FilesView, FinderView
from app.views.timeline import TITLE

_DUMP: Final = "/api/v1/dump"
_SEARCH: Final = mark("Search events")
_SEARCH_LEAD: Final = mark(
    "Every event in order of time. What you type in the search field stays in the list."
)
_FILES: Final = mark("All data as files")
_FILES_LEAD: Final = mark("The whole timeline to take along and to work with.")
_DAYS: Final = mark("On this day")
_DAYS_LEAD: Final = mark("Days of the year on which something of the timeline happened.")


def _view_doors(
    titles: Mapping[Locale, str], hrefs: Mapping[Locale, str], is_lost: bool = False
) -> DoorsView:
    doors = (Door(locale, NATIVE_NAMES[locale], titles[locale], hrefs[locale]) for locale in LOCALES)
    return DoorsView(tuple(doors), is_lost)


def view_entrance(*, is_lost: bool = False) -> DoorsView:
    """Give the doors of the site; `is_lost`: for whoever asked for a page that there isn't."""
    titles = {
        locale: view_error(404, locale).title if is_lost else translate(locale, TITLE) for locale in LOCALES
    }
    return _view_doors(titles, {locale: f"/{locale}/" for locale in LOCALES}, is_lost)


def view_permanent(event_id: str, texts: Mapping[str, EventText]) -> DoorsView:
    """Give the doors of an event, of which the permanent name knows no language."""
    titles = {locale: texts[locale].title for locale in LOCALES}
    return _view_doors(titles, {locale: link_event(locale, event_id) for locale in LOCALES})


def view_finder(rows: Sequence[EventRow], locale: Locale) -> FinderView:
    """Give the page of search."""
    title, lead = translate(locale, _SEARCH), translate(locale, _SEARCH_LEAD)
    return FinderView(
        frame=make_frame(locale, "/search", title, lead, "search"),
        title=title,
        lead=lead,
        events=tuple(view_item(row, locale) for row in rows),
        index_href=link_room(locale, "search.json"),
    )


def view_files(dump: Sequence[str], version: str, locale: Locale) -> FilesView:
    """Give the page of all data; `dump` are the names of files that hold everything of a version."""
    title, lead = translate(locale, _FILES), translate(locale, _FILES_LEAD)
    named = (
        (make_href("/api/v1/events.csv", [("flavour", "excel")]), mark("Events as a table (CSV for Excel)")),
        (link_api(locale, "events.geojson"), mark("Events for maps (GeoJSON)")),
        (link_api(locale, "events.timelinejs.json"), mark("Events for TimelineJS (JSON)")),
        (link_feed(locale), mark("Feed of changes (Atom)")),
        (link_calendar(locale), mark("Calendar of events (iCalendar)")),
    )
    files = [FileLink(href, translate(locale, name)) for href, name in named]
    files += [FileLink(make_href(f"{_DUMP}/{name}", [("v", version)]), name) for name in dump]
    frame = make_frame(locale, "/data", title, lead, "data")
    return FilesView(frame=frame, title=title, lead=lead, files=tuple(files))


def _name_month(month: str, locale: Locale) -> str:
    """Give the name of a month (mm) as a heading begins."""
    name = format_edtf(f"2000-{month}", locale, with_year=False)
    return name[:1].upper() + name[1:]


def view_days(days: Mapping[str, Sequence[str]], locale: Locale) -> DaysView:
    """Give the page of all days; `days` are the event ids of every day (mm-dd) that has some."""
    title, lead = translate(locale, _DAYS), translate(locale, _DAYS_LEAD)
    months = tuple(
        (_name_month(month, locale), tuple(link_day(day, days, locale) for day in found))
        for month, found in groupby(sorted(days), key=lambda day: day[:2])
    )
    frame = make_frame(locale, "/on-this-day", title, lead, "on-this-day")
    return DaysView(frame=frame, title=title, lead=lead, months=months)
