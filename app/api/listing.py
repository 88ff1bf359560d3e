"""A list of events: what is asked for beside the filters, and the page that answers it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from app.api.answers import link_list
from app.api.cursors import digest_filters, make_cursor, read_cursor
from app.api.filters import FILTERS_REPEATABLE, FILTERS_SINGLE, read_event_filters
from app.api.params import Parameters, read_choice, read_fields, read_limit, read_locale, read_names
from app.api.schemas import (
    EventListAnswer,
    EventListMeta,
    EventSchema,
    ListedEventSchema,
    ListLinks,
    PartSchema,
)
from app.api.shape import shape_facets, shape_listed
from app.core.locales import Locale
from app.queries.events import count_events, find_unknown_ids
from app.queries.facets import FACETS, find_facets
from app.queries.filters import EventFilters
from app.queries.included import find_included
from app.queries.named import get_release
from app.queries.orders import AsGiven, ByChange, ByDate, ByRelevance, ByTitle, Order
from app.queries.paging import Edge, Page, find_page
from app.queries.spelling import find_spelling

ORDERS: Final[Mapping[str, Order]] = {
    "date": ByDate(),
    "-date": ByDate(falls=True),
    "relevance": ByRelevance(),
    "-updated": ByChange(),
    "title": ByTitle(),
}
INCLUDES: Final = ("translations", "citations", "media", "facts")
LISTED_MEMBERS: Final = tuple(ListedEventSchema.model_fields)
LISTING: Final = ("locale", *FILTERS_SINGLE, "sort", "limit", "cursor", "facets", "include", "fields")
# A total is counted no further: beyond, it says that it isn't exact.
MOST_COUNTED: Final = 10_000


@dataclass(frozen=True)
class Listing:
    """What is asked for: members are those of each item, pairs the parameters that every page of it has."""

    filters: EventFilters
    locale: Locale
    order: Order
    limit: int
    edge: Edge | None
    digest: str
    facets: tuple[str, ...]
    members: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    cursor: str | None


def list_pairs(parameters: Parameters, leaving: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Give names and values without some names, each pair once."""
    pairs = [(name, value) for name, values in parameters.values.items() for value in values]
    return [pair for pair in dict.fromkeys(pairs) if pair[0] not in leaving]


def _read_members(parameters: Parameters, filters: EventFilters) -> tuple[str, ...]:
    """Give the members of each item: those of `fields`, or else all but what has to be asked for."""
    included = read_names(parameters, "include", INCLUDES)
    distance = () if filters.distances is None else ("distance_km",)
    match = ("match", "matched_locale") if filters.query else ()
    own = (*EventSchema.model_fields, *distance, *match)
    if "fields" in parameters.values:
        return read_fields(parameters, (*own, *INCLUDES))
    return (*own, *included)


def _read_order(parameters: Parameters, filters: EventFilters, sort: str | None) -> tuple[str, Order]:
    """Give the sort and its name: the given one, or else what is asked for."""
    name = sort or read_choice(parameters, "sort", ORDERS)
    if name == "relevance" and not filters.query:
        parameters.fault("sort", "parameters_conflict", "q")
    if name is None and filters.ids:
        return "ids", AsGiven(filters.ids)
    name = name or ("relevance" if filters.query else "date")
    return name, ORDERS[name]


def read_listing(parameters: Parameters, session: Session, sort: str | None = None) -> Listing:
    """Give what is asked for, in the order that `sort` names if any. Raises ApiError with all faults."""
    locale, limit = read_locale(parameters), read_limit(parameters)
    filters = read_event_filters(parameters, session)
    sort, order = _read_order(parameters, filters, sort)
    bound = [pair for pair in list_pairs(parameters) if pair[0] in {*FILTERS_SINGLE, *FILTERS_REPEATABLE}]
    # Only what is sorted by words has another order in another locale.
    bound += [("sort", sort), ("locale", locale if sort in {"title", "relevance"} else "")]
    digest = digest_filters(bound)
    listing = Listing(
        filters=filters,
        locale=locale,
        order=order,
        limit=limit,
        edge=read_cursor(parameters, digest, order.parse_key),
        digest=digest,
        facets=read_names(parameters, "facets", FACETS),
        members=_read_members(parameters, filters),
        pairs=(
            *list_pairs(parameters, ("cursor", "limit", "locale")),
            ("limit", str(limit)),
            ("locale", locale),
        ),
        cursor=parameters.get("cursor"),
    )
    parameters.raise_faults()
    return listing


def link_pages(path: str, asked: Listing, page: Page) -> ListLinks:
    """Give the addresses of a page of the list at `path` and of its neighbours."""

    def link(cursor: str | None) -> str:
        pairs = [("cursor", cursor)] if cursor else []
        return link_list(path, [*asked.pairs, *pairs])

    def link_edge(edge: Edge | None) -> str | None:
        return link(make_cursor(edge, asked.digest)) if edge else None

    return ListLinks(
        self=link(asked.cursor), next=link_edge(page.next), prev=link_edge(page.previous), first=link(None)
    )


def make_meta(
    session: Session, filters: EventFilters, locale: Locale, missing_translations: int
) -> EventListMeta:
    """Give what is said about a list of events."""
    most = None if filters == EventFilters() else MOST_COUNTED + 1
    total = count_events(session, filters, most)
    is_exact = most is None or total < most
    return EventListMeta(
        locale=locale,
        data_version=get_release(session).data_version,
        total=total if is_exact else MOST_COUNTED,
        total_is_exact=is_exact,
        missing=find_unknown_ids(session, filters.ids),
        missing_translations=missing_translations,
        did_you_mean=find_spelling(session, filters.query, locale) if filters.query and not total else None,
    )


def make_list(session: Session, asked: Listing) -> EventListAnswer:
    """Give the page of events that is asked for, with every member that an item may have."""
    page = find_page(session, asked.filters, asked.locale, asked.order, asked.edge, asked.limit)
    numbers = [row.event.number for row in page.rows]
    included = find_included(session, numbers, asked.members, asked.filters.search, asked.locale)
    items: list[ListedEventSchema | PartSchema] = [
        shape_listed(row, included, asked.filters.distances or {}, asked.locale) for row in page.rows
    ]
    strange = sum(row.text.text_locale != asked.locale for row in page.rows)
    facets = find_facets(session, asked.filters, asked.facets, asked.locale)
    return EventListAnswer.model_construct(
        data=items,
        links=link_pages("/api/v1/events", asked, page),
        meta=make_meta(session, asked.filters, asked.locale, strange),
        facets=shape_facets(facets),
    )
