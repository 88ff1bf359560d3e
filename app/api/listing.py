"""A list of events: what is asked for beside the filters, and the page that answers it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pydantic_core import from_json, to_json
from sqlmodel import Session

from app.api.answers import link_list
from app.api.cursors import digest_filters, make_cursor, read_cursor
from app.api.filters import FILTERS_REPEATABLE, FILTERS_SINGLE, read_event_filters
from app.api.params import Parameters, read_choice, read_fields, read_limit, read_locale, read_names
from app.api.prepared import choose_members, count_strange, fill_answer
from app.api.schemas import EventListAnswer, EventListMeta, EventSchema, ListedEventSchema, ListLinks
from app.api.shape import shape_facets, shape_match
from app.core.locales import Locale
from app.queries.events import count_events, find_unknown_ids
from app.queries.facets import FACETS, find_facets
from app.queries.filters import EventFilters
from app.queries.named import get_version
from app.queries.orders import AsGiven, ByChange, ByDate, ByRelevance, ByTitle, Order
from app.queries.paging import Edge, Page, find_page
from app.queries.prepared import find_listed, find_whole
from app.queries.snippets import find_matches
from app.queries.spelling import find_spelling

ORDERS: Final[Mapping[str, Order]] = {
    "date": ByDate(),
    "-date": ByDate(falls=True),
    "relevance": ByRelevance(),
    "-updated": ByChange(),
    "title": ByTitle(),
}
INCLUDES: Final = ("translations", "citations", "media", "facts")
OWN_MEMBERS: Final = tuple(EventSchema.model_fields)
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
    own = (*OWN_MEMBERS, *distance, *match)
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
    total = count_events(session, filters, MOST_COUNTED + 1)
    is_exact = total <= MOST_COUNTED or filters == EventFilters()
    return EventListMeta(
        locale=locale,
        data_version=get_version(session),
        total=total if is_exact else MOST_COUNTED,
        total_is_exact=is_exact,
        missing=find_unknown_ids(session, filters.ids),
        missing_translations=missing_translations,
        did_you_mean=find_spelling(session, filters.query, locale) if filters.query and not total else None,
    )


def _find_more(
    session: Session, asked: Listing, page: Page, listed: Sequence[bytes]
) -> list[dict[str, object]]:
    """Give what the items have besides what all lists give, in the order of the shape."""
    found: list[dict[str, object]] = [{} for _ in page.rows]
    numbers = page.numbers
    if "distance_km" in asked.members:
        for more, data in zip(found, listed, strict=True):
            place = from_json(data)["place"]
            more["distance_km"] = (asked.filters.distances or {}).get(place["id"]) if place else None
    if not {"match", "matched_locale"}.isdisjoint(asked.members):
        languages = asked.order.find_languages(session, asked.filters.search, page.rows, asked.locale)
        matches = find_matches(session, asked.filters.search, languages)
        for more, number in zip(found, numbers, strict=True):
            match = matches.get(number)
            more["match"] = shape_match(match) if match else None
            more["matched_locale"] = match.locale if match else None
    if not set(INCLUDES).isdisjoint(asked.members):
        for more, data in zip(found, find_whole(session, numbers, asked.locale), strict=True):
            event = from_json(data)
            more |= {name: event[name] for name in INCLUDES if name in asked.members}
    return found


def _make_items(session: Session, asked: Listing, page: Page, listed: Sequence[bytes]) -> Sequence[bytes]:
    """Give the events as JSON with the members that are asked for."""
    if asked.members == OWN_MEMBERS:
        return listed
    added = map(to_json, _find_more(session, asked, page, listed))
    items = [
        data if more == b"{}" else b"%b,%b" % (data[:-1], more[1:])
        for data, more in zip(listed, added, strict=True)
    ]
    has_all = asked.members[: len(OWN_MEMBERS)] == OWN_MEMBERS
    return items if has_all else [choose_members(item, asked.members) for item in items]


def make_list(session: Session, asked: Listing, base: str) -> tuple[ListLinks, bytes]:
    """Give the page of events that is asked for, and the addresses that it names."""
    page = find_page(session, asked.filters, asked.locale, asked.order, asked.edge, asked.limit)
    listed = find_listed(session, page.numbers, asked.locale)
    items = _make_items(session, asked, page, listed)
    links = link_pages("/api/v1/events", asked, page)
    around = EventListAnswer.model_construct(
        data=[],
        links=links,
        meta=make_meta(session, asked.filters, asked.locale, count_strange(listed, asked.locale)),
        facets=shape_facets(find_facets(session, asked.filters, asked.facets, asked.locale)),
    )
    return links, fill_answer(around, b"[%b]" % b",".join(items), base)
