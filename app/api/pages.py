"""A page of a list of events, or one event, for the formats of other programs."""

from dataclasses import dataclass
from typing import Final, NoReturn
from urllib.parse import urlencode

from sqlmodel import Session
from starlette.requests import Request

from app.api.answers import link_neighbours, make_not_found
from app.api.filters import FILTERS_REPEATABLE, FILTERS_SINGLE
from app.api.listing import link_pages, list_pairs, make_meta, read_listing
from app.api.params import read_parameters
from app.api.schemas import EventListMeta, ListLinks
from app.core.errors import NotFound
from app.core.locales import DEFAULT_LOCALE, Locale
from app.core.slugs import is_slug
from app.queries.detail import EventDetail, get_event_row
from app.queries.events import EventRow, find_event_ids, get_rows
from app.queries.exports import find_details
from app.queries.paging import find_page

PAGED: Final = ("locale", *FILTERS_SINGLE, "limit", "cursor")


@dataclass(frozen=True)
class EventPage:
    """Events with the addresses of this page and its neighbours; `filters` tells the list from others."""

    rows: list[EventRow]
    locale: Locale
    links: ListLinks
    meta: EventListMeta
    filters: str

    def make_headers(self, base: str) -> dict[str, str]:
        """Give the headers that a page has in every format."""
        return {"Content-Language": self.locale, "Link": link_neighbours(self.links, base)}

    def describe(self, base: str) -> dict[str, object]:
        """Give links and meta as lists have them, for formats that leave room for them."""
        return {"links": self.links.model_dump(context={"base": base}), "meta": self.meta.model_dump()}


def read_page(request: Request, session: Session, sort: str | None = None) -> EventPage:
    """Give the page that is asked for with its stories, in the order that `sort` names. Raises ApiError."""
    parameters = read_parameters(request, PAGED, FILTERS_REPEATABLE)
    asked = read_listing(parameters, session, sort)
    page = find_page(session, asked.filters, asked.locale, asked.order, asked.edge, asked.limit)
    rows = get_rows(session, page.numbers, asked.locale)
    strange = sum(row.text.text_locale != asked.locale for row in rows)
    return EventPage(
        rows=rows,
        locale=asked.locale,
        links=link_pages(request.url.path, asked, page),
        meta=make_meta(session, asked.filters, asked.locale, strange),
        filters=urlencode(sorted(list_pairs(parameters, ("cursor", "limit", "locale")))),
    )


def get_detail(session: Session, event_id: str, locale: Locale) -> EventDetail:
    """Give an event with all but what only its page shows.

    Raises ApiError with the nearest ids, Renamed, Withdrawn.
    """
    try:
        if not is_slug(event_id):
            raise NotFound("event", event_id)
        return find_details(session, [get_event_row(session, event_id, locale)], locale)[0]
    except NotFound as error:
        raise make_not_found(event_id, find_event_ids(session)) from error


def raise_not_found(session: Session, event_id: str) -> NoReturn:
    """Tell why no event has this id: as get_detail does."""
    get_detail(session, event_id, DEFAULT_LOCALE)
    raise NotFound("event", event_id)
