"""On this day: today's page by the clock of Almaty, and a page for each day of the year."""

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from app.core.days import format_month_day, parse_month_day
from app.core.errors import DateError, NotFound
from app.deps import LocaleDep, SessionDep, TodayDep
from app.queries.days import find_days
from app.queries.events import find_events_by_id
from app.views.days import view_day
from app.views.links import link_room
from app.web.render import RendererDep

router = APIRouter(include_in_schema=False, prefix="/{locale}/on-this-day")


@router.get("", name="today")
def today(locale: LocaleDep, day: TodayDep) -> Response:
    """Send a visitor to the day that it is in Almaty."""
    href = link_room(locale, "on-this-day", format_month_day(day))
    return RedirectResponse(href, status_code=307, headers={"Cache-Control": "private, no-store"})


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
