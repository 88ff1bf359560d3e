"""/events and /events/{id}."""

from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from app.api.contract import describe_errors, describe_parameters
from app.api.errors import ApiError
from app.api.params import (
    Parameters,
    digest_filters,
    make_cursor,
    read_cursor,
    read_ids,
    read_limit,
    read_locale,
    read_parameters,
    read_query,
    read_span,
    read_truth,
)
from app.api.schemas import (
    EventDetailSchema,
    EventSchema,
    ItemAnswer,
    ItemLinks,
    ListAnswer,
    ListLinks,
    ListMeta,
    Meta,
)
from app.api.shape import shape_detail, shape_event
from app.core.errors import NotFound
from app.core.slugs import find_nearest, is_slug
from app.deps import SessionDep
from app.queries.detail import get_event
from app.queries.events import (
    count_events,
    find_event_ids,
    find_event_texts,
    find_events,
    find_number_behind,
)
from app.queries.filters import EventFilters
from app.queries.named import find_known_ids, get_release
from app.views.links import link_api_event

router = APIRouter()

SINGLE: Final = ("locale", "from", "to", "milestone", "q", "limit", "cursor")
REPEATABLE: Final = ("theme", "era", "collection", "place")


def link_list(pairs: list[tuple[str, str]]) -> str:
    """Give the canonical address of a list: parameters in alphabetical order."""
    return "/api/v1/events?" + urlencode(sorted(pairs))


def read_filters(parameters: Parameters, known: dict[str, list[str]]) -> EventFilters:
    """Give the filters; faults are noted on the parameters."""
    first, last = read_span(parameters)
    return EventFilters(
        first=first,
        last=last,
        themes=read_ids(parameters, "theme", known["theme"]),
        eras=read_ids(parameters, "era", known["era"]),
        places=read_ids(parameters, "place", known["place"]),
        collections=read_ids(parameters, "collection", known["collection"]),
        milestone=read_truth(parameters, "milestone"),
        query=read_query(parameters),
    )


@router.get(
    "/events",
    operation_id="list_events",
    summary="List events that match the filters, in order of time.",
    responses=describe_errors(400, 503),
    openapi_extra=describe_parameters(*SINGLE, *REPEATABLE),
)
def list_events(request: Request, response: Response, session: SessionDep) -> ListAnswer[EventSchema]:
    """Give a page of events; `links.next` leads to the last one."""
    parameters = read_parameters(request, SINGLE, REPEATABLE)
    locale, limit = read_locale(parameters), read_limit(parameters)
    filters = read_filters(parameters, find_known_ids(session))
    pairs = [
        (name, v)
        for name, values in parameters.values.items()
        for v in values
        if name not in {"cursor", "limit", "locale"}
    ]
    digest = digest_filters(pairs)
    cursor = read_cursor(parameters, digest)
    parameters.raise_faults()
    after = find_number_behind(session, *cursor) if cursor else 0
    rows = find_events(session, filters, locale, after=after, limit=limit + 1)
    page, pairs = rows[:limit], [*pairs, ("limit", str(limit)), ("locale", locale)]
    following = None
    if len(rows) > limit:
        last = page[-1].event
        following = link_list([*pairs, ("cursor", make_cursor(last.id, last.first_day, digest))])
    here = [("cursor", parameters.get("cursor") or "")] if cursor else []
    response.headers["Content-Language"] = locale
    return ListAnswer(
        data=[shape_event(row, locale) for row in page],
        links=ListLinks(self=link_list([*pairs, *here]), next=following, prev=None, first=link_list(pairs)),
        meta=ListMeta(
            locale=locale,
            data_version=get_release(session).data_version,
            total=count_events(session, filters),
        ),
    )


@router.get(
    "/events/{event_id}",
    operation_id="get_event",
    summary="Give one event with its story, citations, figures and disputes.",
    responses=describe_errors(400, 404, 503),
    openapi_extra=describe_parameters("locale"),
)
def show_event(
    event_id: str, request: Request, response: Response, session: SessionDep
) -> ItemAnswer[EventDetailSchema]:
    """Give everything that the event's page shows."""
    parameters = read_parameters(request, ("locale",))
    locale = read_locale(parameters)
    parameters.raise_faults()
    try:
        if not is_slug(event_id):
            raise NotFound("event", event_id)
        detail = get_event(session, event_id, locale)
    except NotFound as error:
        near = find_nearest(event_id, find_event_ids(session)) if is_slug(event_id) else []
        raise ApiError(404, "not_found", hint=", ".join(near) or None) from error
    texts = find_event_texts(session, detail.row.event.number)
    response.headers["Content-Language"] = locale
    return ItemAnswer(
        data=shape_detail(detail, texts, locale),
        links=ItemLinks(self=link_api_event(locale, event_id)),
        meta=Meta(locale=locale, data_version=get_release(session).data_version),
    )
