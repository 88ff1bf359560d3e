"""/events and /events/{id}."""

from typing import Final

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.api.answers import link_list, link_neighbours
from app.api.contract import describe_errors, describe_parameters
from app.api.filters import FILTERS_REPEATABLE
from app.api.listing import LISTED_MEMBERS, LISTING, list_pairs, make_list, read_listing
from app.api.pages import raise_not_found
from app.api.params import Parameters, read_fields, read_locale, read_parameters
from app.api.prepared import choose_members, count_strange, fill_answer
from app.api.schemas import (
    EventDetailSchema,
    EventListAnswer,
    ItemAnswer,
    ItemLinks,
    Meta,
    PartSchema,
)
from app.core.slugs import is_slug
from app.deps import get_database, get_settings, run_in_session
from app.i18n.messages import mark
from app.queries.named import get_version
from app.queries.prepared import find_whole_by_id
from app.views.links import link_event

router = APIRouter()
_MEMBERS: Final = tuple(EventDetailSchema.model_fields)
# With nothing else, a page of the list takes microseconds at any size of the data.
_LIGHT: Final = frozenset({"locale", "limit", "cursor", "era"})


def _is_light(parameters: Parameters) -> bool:
    return _LIGHT.issuperset(parameters.values) and len(parameters.values.get("era", ())) < 2


@router.get(
    "/events",
    operation_id="list_events",
    summary=mark("List events that match the filters, in order of time unless another is asked for."),
    response_model=EventListAnswer,
    responses=describe_errors(400),
    openapi_extra=describe_parameters(*LISTING, *FILTERS_REPEATABLE, fields=LISTED_MEMBERS),
)
async def list_events(request: Request) -> Response:
    """Give a page of events; `links.next` leads to the last one."""
    parameters = read_parameters(request, LISTING, FILTERS_REPEATABLE)
    database, base = get_database(request), get_settings(request).public_url
    if _is_light(parameters):
        with database.light_session() as session:
            return _answer_list(session, parameters, base)
    return await run_in_session(
        request, lambda session: _answer_list(session, parameters, base), is_heavy="q" in parameters.values
    )


def _answer_list(session: Session, parameters: Parameters, base: str) -> Response:
    asked = read_listing(parameters, session)
    links, body = make_list(session, asked, base)
    headers = {"Content-Language": asked.locale, "Link": link_neighbours(links, base)}
    return Response(body, media_type="application/json", headers=headers)


@router.get(
    "/events/{event_id}",
    operation_id="get_event",
    summary=mark("Give one event with its story, citations, figures and disputes."),
    response_model=ItemAnswer[EventDetailSchema | PartSchema],
    responses=describe_errors(400, 404, 410),
    openapi_extra=describe_parameters("locale", "fields", fields=_MEMBERS),
)
async def show_event(event_id: str, request: Request) -> Response:
    """Give everything that the event's page shows."""
    parameters = read_parameters(request, ("locale", "fields"))
    locale, members = read_locale(parameters), read_fields(parameters, _MEMBERS)
    parameters.raise_faults()
    database, base = get_database(request), get_settings(request).public_url
    with database.light_session() as session:
        data = find_whole_by_id(session, event_id, locale) if is_slug(event_id) else None
        version = get_version(session)
    if data is None:
        return await run_in_session(request, lambda session: raise_not_found(session, event_id))
    meta = Meta(
        locale=locale,
        data_version=version,
        missing_translations=count_strange([data], locale),
    )
    pairs = [*list_pairs(parameters, ("locale",)), ("locale", locale)]
    links = ItemLinks(self=link_list(f"/api/v1/events/{event_id}", pairs))
    around = ItemAnswer[None].model_construct(data=None, links=links, meta=meta)
    shown = data if members == _MEMBERS else choose_members(data, members)
    href = f"{base}{link_event(locale, event_id)}"
    headers = {
        "Content-Language": locale,
        "Link": f'<{href}>; rel="alternate"; type="text/html"; hreflang="{locale}"',
    }
    return Response(fill_answer(around, shown, base), media_type="application/json", headers=headers)
