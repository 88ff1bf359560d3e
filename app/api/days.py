"""/on-this-day, and /milestones: other names of lists of events."""

from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from app.api.answers import make_not_found
from app.api.contract import describe_errors, describe_parameters
from app.api.filters import FILTERS_REPEATABLE
from app.api.listing import LISTED_MEMBERS, LISTING
from app.api.lists import PARAMETERS, answer_list, read_list
from app.api.schemas import EventSchema, ListAnswer, PartSchema
from app.api.shape import shape_event
from app.core.days import format_month_day, parse_month_day
from app.core.errors import DateError
from app.deps import SessionDep, TodayDep
from app.i18n.messages import mark
from app.queries.days import find_days
from app.queries.events import find_events
from app.queries.filters import EventFilters
from app.queries.words import understand

router = APIRouter()

PATH: Final = "/api/v1/on-this-day"
TODAY_USE: Final = mark("Leads to the day that it is in Almaty.")
DAY_USE: Final = mark("Events of a day (mm-dd) in all years.")
MILESTONES_USE: Final = mark("Leads to the milestones among the events.")
_MORE: Final = tuple(name for name in LISTING if name != "milestone")


@router.get(
    "/on-this-day",
    operation_id="today",
    summary=TODAY_USE,
    status_code=307,
    response_class=RedirectResponse,
    openapi_extra=describe_parameters(*PARAMETERS, fields=EventSchema.model_fields),
)
def show_today(request: Request, day: TodayDep) -> Response:
    """Lead to the day with what else was asked; nobody keeps the answer, for tomorrow it is another."""
    query = f"?{request.url.query}" if request.url.query else ""
    target = f"{PATH}/{format_month_day(day)}{query}"
    return RedirectResponse(target, status_code=307, headers={"Cache-Control": "no-store"})


@router.get(
    "/on-this-day/{day}",
    operation_id="list_events_of_day",
    summary=DAY_USE,
    response_model=ListAnswer[EventSchema | PartSchema],
    responses=describe_errors(400, 404),
    openapi_extra=describe_parameters(*PARAMETERS, fields=EventSchema.model_fields),
)
def list_day(
    day: Annotated[str, Path(description="mm-dd, such as 12-16.")], request: Request, session: SessionDep
) -> Response:
    """Give the events that surely happened or began on that day, in order of time."""
    days = find_days(session)
    try:
        parse_month_day(day)
    except DateError as error:
        raise make_not_found(day, days) from error
    asked = read_list(request, f"{PATH}/{day}", EventSchema)
    filters = EventFilters(on=day, query=asked.query, search=understand(session, asked.query))
    rows = find_events(session, filters, asked.locale)
    return answer_list(request, session, asked, [shape_event(row, asked.locale) for row in rows])


@router.get(
    "/milestones",
    operation_id="list_milestones",
    summary=MILESTONES_USE,
    status_code=307,
    response_class=RedirectResponse,
    openapi_extra=describe_parameters(*_MORE, *FILTERS_REPEATABLE, fields=LISTED_MEMBERS),
)
def lead_to_milestones(request: Request) -> Response:
    """Lead to the list of events with every other parameter kept."""
    pairs = [*request.query_params.multi_items(), ("milestone", "true")]
    return RedirectResponse(f"/api/v1/events?{urlencode(sorted(pairs))}", status_code=307)
