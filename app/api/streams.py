"""Every event that passes as one file, sent while it is read: CSV, NDJSON, iCalendar."""

from collections.abc import Iterator
from typing import Final

from fastapi import APIRouter, Request
from sqlmodel import Session
from starlette.responses import Response, StreamingResponse

from app.api.contract import describe_format, describe_parameters
from app.api.errors import ApiError
from app.api.filters import FILTERS_REPEATABLE, FILTERS_SINGLE, read_event_filters
from app.api.formats import MULTILINGUAL, attach_as
from app.api.lines import walk_lines
from app.api.pages import get_detail
from app.api.params import Parameters, read_choice, read_locale, read_parameters, read_truth
from app.core.edtf import is_known_to_the_day
from app.core.locales import DEFAULT_LOCALE, Locale
from app.deps import LocaleDep, PublicDep, SessionDep, StreamDep
from app.export.csv import write_csv
from app.export.ics import write_calendar
from app.i18n.messages import mark
from app.queries.exports import find_stories, walk_events
from app.queries.filters import EventFilters
from app.queries.named import get_release
from app.views.links import link_api_event

router = APIRouter()
roots = APIRouter(include_in_schema=False)

CSV: Final = "text/csv; charset=utf-8"
NDJSON: Final = "application/x-ndjson"
CALENDAR: Final = "text/calendar; charset=utf-8"


def _stream(
    session: Session, parts: Iterator[bytes], media_type: str, name: str, languages: str
) -> StreamingResponse:
    """Give the parts as they come; to the ETag is added what the parts depend on besides the data."""
    headers = {
        "ETag": f'"{get_release(session).data_version}"',
        "Content-Language": languages,
        **attach_as(name),
    }
    return StreamingResponse(parts, media_type=media_type, headers=headers)


def _read_filters(request: Request, session: Session, *names: str) -> tuple[Parameters, EventFilters]:
    parameters = read_parameters(request, (*FILTERS_SINGLE, *names), FILTERS_REPEATABLE)
    return parameters, read_event_filters(parameters, session)


@router.get(
    "/events.csv",
    operation_id="export_events_csv",
    summary=mark("Give every event that passes as a table with its words in every language."),
    response_class=Response,
    responses=describe_format(CSV, 400),
    openapi_extra=describe_parameters(*FILTERS_SINGLE, "flavour", *FILTERS_REPEATABLE),
)
def stream_csv(request: Request, session: StreamDep) -> Response:
    """Give one event a row."""
    parameters, filters = _read_filters(request, session, "flavour")
    flavour = read_choice(parameters, "flavour", ("plain", "excel"))
    parameters.raise_faults()
    batches = walk_events(session, filters, DEFAULT_LOCALE)
    parts = write_csv((find_stories(session, rows) for rows in batches), flavour == "excel")
    return _stream(session, parts, CSV, "events.csv", MULTILINGUAL)


@router.get(
    "/events.ndjson",
    operation_id="export_events_ndjson",
    summary=mark("Give every event that passes in full, one a line, with translations."),
    response_class=Response,
    responses=describe_format(NDJSON, 400),
    openapi_extra=describe_parameters(*FILTERS_SINGLE, *FILTERS_REPEATABLE),
)
def stream_ndjson(request: Request, session: StreamDep, public: PublicDep) -> Response:
    """Give one event a line."""
    parameters, filters = _read_filters(request, session)
    parameters.raise_faults()
    return _stream(session, walk_lines(session, filters, public), NDJSON, "events.ndjson", MULTILINGUAL)


@router.get(
    "/events.ics",
    operation_id="export_events_ics",
    summary=mark("Give every event that passes and is known to the day as a calendar."),
    response_class=Response,
    responses=describe_format(CALENDAR, 400),
    openapi_extra=describe_parameters("locale", *FILTERS_SINGLE, "anniversary", *FILTERS_REPEATABLE),
)
def stream_calendar(request: Request, session: StreamDep, public: PublicDep) -> Response:
    """Give whole days, each year again unless `anniversary=false`."""
    parameters, filters = _read_filters(request, session, "locale", "anniversary")
    locale, is_yearly = read_locale(parameters), read_truth(parameters, "anniversary") is not False
    parameters.raise_faults()
    parts = write_calendar(walk_events(session, filters, locale), locale, public, is_yearly)
    return _stream(session, parts, CALENDAR, "events.ics", locale)


@router.get(
    "/events/{event_id}.ics",
    operation_id="get_event_ics",
    summary=mark("Give one event that is known to the day as a calendar."),
    response_class=Response,
    responses=describe_format(CALENDAR, 400, 404, 410),
    openapi_extra=describe_parameters("locale", "anniversary"),
)
def show_calendar(event_id: str, request: Request, session: SessionDep, public: PublicDep) -> Response:
    """Give the event alone; one without a day of its own has no calendar."""
    parameters = read_parameters(request, ("locale", "anniversary"))
    locale, is_yearly = read_locale(parameters), read_truth(parameters, "anniversary") is not False
    parameters.raise_faults()
    row = get_detail(session, event_id, locale).row
    if not is_known_to_the_day(row.event.date):
        raise ApiError(404, "not_found", hint=link_api_event(locale, event_id))
    headers = {"Content-Language": locale, **attach_as(f"{event_id}.ics")}
    body = b"".join(write_calendar([[row]], locale, public, is_yearly))
    return Response(body, media_type=CALENDAR, headers=headers)


def _stream_root(session: Session, locale: Locale, public: str) -> Response:
    parts = write_calendar(walk_events(session, EventFilters(), locale), locale, public)
    return _stream(session, parts, CALENDAR, f"altyn-besik-{locale}.ics", locale)


@roots.get("/events.ics", name="default_calendar")
def default_calendar(session: StreamDep, public: PublicDep) -> Response:
    """Give the calendar in Kazakh."""
    return _stream_root(session, DEFAULT_LOCALE, public)


@roots.get("/{locale}/events.ics", name="calendar")
def calendar(locale: LocaleDep, session: StreamDep, public: PublicDep) -> Response:
    """Give the calendar in a locale."""
    return _stream_root(session, locale, public)
