"""On this day: today's page by the clock of Almaty, and a page for each day of the year."""

import datetime as dt
from typing import Annotated, Final
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends
from starlette.responses import RedirectResponse, Response

from app.core.days import format_month_day, parse_month_day
from app.core.errors import DateError, NotFound
from app.deps import LocaleDep, SessionDep
from app.queries.days import find_days
from app.queries.events import find_events_by_id
from app.views.days import view_day
from app.views.links import link_room
from app.web.render import RendererDep

router = APIRouter(include_in_schema=False, prefix="/{locale}/on-this-day")
ALMATY: Final = ZoneInfo("Asia/Almaty")


def get_now() -> dt.datetime:
    """Give the time, with its zone."""
    return dt.datetime.now(dt.UTC)


NowDep = Annotated[dt.datetime, Depends(get_now)]


@router.get("", name="today")
def today(locale: LocaleDep, now: NowDep) -> Response:
    """Send a visitor to the day that it is in Almaty."""
    day = format_month_day(now.astimezone(ALMATY).date())
    headers = {"Cache-Control": "private, no-store"}
    return RedirectResponse(link_room(locale, "on-this-day", day), status_code=307, headers=headers)


@router.get("/{day}", name="day")
def show_day(day: str, locale: LocaleDep, session: SessionDep, renderer: RendererDep) -> Response:
    """Show the events of a day in all years."""
    try:
        parse_month_day(day)
    except DateError as error:
        raise NotFound("day", day) from error
    days = find_days(session)
    view = view_day(day, find_events_by_id(session, days.get(day, []), locale), days, locale)
    return renderer.respond("pages/day.html", None, view, locale)
