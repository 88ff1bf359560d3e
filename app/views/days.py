"""On this day: the events of one day in all years, and the days around it."""

from collections.abc import Mapping, Sequence

from app.core.days import find_nearest_day, step_day
from app.core.locales import Locale
from app.i18n.dates import format_edtf
from app.i18n.messages import mark, translate
from app.queries.events import EventRow
from app.views.items import view_item
from app.views.links import link_room, make_frame
from app.views.shapes import DayLink, DayView


def name_day(day: str, locale: Locale) -> str:
    """Give a day of any year (mm-dd) in words."""
    return format_edtf(f"2000-{day}", locale, with_year=False)


def link_day(day: str, days: Mapping[str, Sequence[str]], locale: Locale) -> DayLink:
    """Give the way to the page of a day (mm-dd), with how many events `days` has on it."""
    href = link_room(locale, "on-this-day", day)
    return DayLink(href, name_day(day, locale), len(days.get(day, ())))


def view_day(
    day: str, rows: Sequence[EventRow], days: Mapping[str, Sequence[str]], locale: Locale
) -> DayView:
    """Give the page of a day (mm-dd); `days` are the event ids of every day that has some."""
    name = name_day(day, locale)
    title = translate(locale, mark("On this day: %(day)s"), day=name)
    description = translate(locale, mark("What happened on this day in the years of the timeline."))
    nearest = [find_nearest_day(day, days, step) for step in (-1, 1)]
    return DayView(
        frame=make_frame(locale, f"/on-this-day/{day}", title, description, "on-this-day"),
        title=title,
        day_name=name,
        events=tuple(view_item(row, locale) for row in rows),
        previous=link_day(step_day(day, -1), days, locale),
        next=link_day(step_day(day, 1), days, locale),
        nearest=tuple(link_day(other, days, locale) for other in nearest if other),
    )
