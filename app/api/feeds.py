"""Feeds: events with the newest change first, and those of a day. Source: RFC 4287 (Atom)."""

from typing import Final

from fastapi import APIRouter, Request
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.api.answers import make_not_found, read_item_locale
from app.api.contract import describe_format, describe_parameters
from app.api.filters import FILTERS_REPEATABLE
from app.api.pages import PAGED, read_page
from app.api.params import DEFAULT_LIMIT
from app.core.days import format_month_day, parse_month_day
from app.core.errors import DateError
from app.core.locales import DEFAULT_LOCALE, Locale
from app.deps import LocaleDep, PublicDep, SessionDep, TodayDep
from app.export.atom import FeedFrame, write_feed
from app.i18n.messages import mark, translate
from app.queries.days import find_days
from app.queries.events import EventRow, find_events_by_id, get_rows
from app.queries.filters import EventFilters
from app.queries.named import get_release
from app.queries.orders import ByChange
from app.queries.paging import find_page
from app.views.days import name_day
from app.views.links import link_feed, make_href

router = APIRouter()
# At the root of the site stand the unfiltered answers, for readers of pages.
roots = APIRouter(include_in_schema=False)

ATOM: Final = "application/atom+xml"
_DAY: Final = "/api/v1/on-this-day"


def _answer(frame: FeedFrame, rows: list[EventRow], base: str, headers: dict[str, str]) -> Response:
    return Response(write_feed(frame, rows, base), media_type=ATOM, headers=headers)


@router.get(
    "/events.atom",
    operation_id="list_events_atom",
    summary=mark("Give a page of events as a feed, the newest change first."),
    response_class=Response,
    responses=describe_format(ATOM, 400),
    openapi_extra=describe_parameters(*PAGED, *FILTERS_REPEATABLE),
)
def list_changed(request: Request, session: SessionDep, public: PublicDep) -> Response:
    """Give whole texts, so that a reader needs nothing else."""
    page = read_page(request, session, sort="-updated")
    frame = FeedFrame(
        locale=page.locale,
        href=page.links.self,
        key=f"events?{page.filters}".rstrip("?"),
        updated=get_release(session).updated,
        next_href=page.links.next,
    )
    return _answer(frame, page.rows, public, page.make_headers(public))


@router.get("/on-this-day.atom", include_in_schema=False)
def lead_to_today(request: Request, day: TodayDep) -> Response:
    """Lead to the day that it is in Almaty; nobody keeps the answer, for tomorrow it is another."""
    query = f"?{request.url.query}" if request.url.query else ""
    target = f"{_DAY}/{format_month_day(day)}.atom{query}"
    return RedirectResponse(target, status_code=307, headers={"Cache-Control": "no-store"})


@router.get(
    "/on-this-day/{day}.atom",
    operation_id="list_events_of_day_atom",
    summary=mark("Give the events of a day (mm-dd) in all years as a feed."),
    response_class=Response,
    responses=describe_format(ATOM, 400, 404),
    openapi_extra=describe_parameters("locale"),
)
def list_day(day: str, request: Request, session: SessionDep, public: PublicDep) -> Response:
    """Give the events that surely happened or began on that day, the newest change first."""
    locale, days = read_item_locale(request), find_days(session)
    try:
        parse_month_day(day)
    except DateError as error:
        raise make_not_found(day, days) from error
    rows = find_events_by_id(session, days.get(day, []), locale)
    rows.sort(key=lambda row: row.event.updated, reverse=True)
    frame = FeedFrame(
        locale=locale,
        href=make_href(f"{_DAY}/{day}.atom", [("locale", locale)]),
        key=f"on-this-day/{day}",
        updated=get_release(session).updated,
        title=translate(locale, mark("On this day: %(day)s"), day=name_day(day, locale)),
    )
    return _answer(frame, rows, public, {"Content-Language": locale})


def _answer_root(session: Session, locale: Locale, href: str, public: str) -> Response:
    page = find_page(session, EventFilters(), locale, ByChange(), None, DEFAULT_LIMIT)
    rows = get_rows(session, page.numbers, locale)
    frame = FeedFrame(locale=locale, href=href, key="events", updated=get_release(session).updated)
    return _answer(frame, rows, public, {"Content-Language": locale})


@roots.get("/feed.atom", name="default_feed")
def default_feed(session: SessionDep, public: PublicDep) -> Response:
    """Give the feed in Kazakh."""
    return _answer_root(session, DEFAULT_LOCALE, link_feed(DEFAULT_LOCALE), public)


@roots.get("/{locale}/feed.atom", name="feed")
def feed(locale: LocaleDep, session: SessionDep, public: PublicDep) -> Response:
    """Give the feed in a locale."""
    return _answer_root(session, locale, link_feed(locale), public)
