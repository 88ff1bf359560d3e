"""/events and /events/{id}."""

from typing import Final

from fastapi import APIRouter, Request, Response

from app.api.answers import answer, link_list
from app.api.contract import describe_errors, describe_parameters
from app.api.filters import FILTERS_REPEATABLE
from app.api.listing import LISTED_MEMBERS, LISTING, list_pairs, make_list, read_listing
from app.api.pages import get_detail
from app.api.params import read_fields, read_locale, read_parameters
from app.api.schemas import (
    EventDetailSchema,
    EventListAnswer,
    ItemAnswer,
    ItemLinks,
    Meta,
    PartSchema,
)
from app.api.shape import shape_detail
from app.deps import PublicDep, SessionDep
from app.i18n.messages import mark
from app.queries.events import find_event_texts
from app.queries.named import get_release

router = APIRouter()
_MEMBERS: Final = tuple(EventDetailSchema.model_fields)


@router.get(
    "/events",
    operation_id="list_events",
    summary=mark("List events that match the filters, in order of time unless another is asked for."),
    response_model=EventListAnswer,
    responses=describe_errors(400),
    openapi_extra=describe_parameters(*LISTING, *FILTERS_REPEATABLE, fields=LISTED_MEMBERS),
)
def list_events(request: Request, session: SessionDep) -> Response:
    """Give a page of events; `links.next` leads to the last one."""
    asked = read_listing(read_parameters(request, LISTING, FILTERS_REPEATABLE), session)
    return answer(request, make_list(session, asked), asked.locale, asked.members)


@router.get(
    "/events/{event_id}",
    operation_id="get_event",
    summary=mark("Give one event with its story, citations, figures and disputes."),
    response_model=ItemAnswer[EventDetailSchema | PartSchema],
    responses=describe_errors(400, 404, 410),
    openapi_extra=describe_parameters("locale", "fields", fields=_MEMBERS),
)
def show_event(event_id: str, request: Request, session: SessionDep, public: PublicDep) -> Response:
    """Give everything that the event's page shows."""
    parameters = read_parameters(request, ("locale", "fields"))
    locale, members = read_locale(parameters), read_fields(parameters, _MEMBERS)
    parameters.raise_faults()
    detail = get_detail(session, event_id, locale)
    texts = find_event_texts(session, detail.row.event.number)
    data = shape_detail(detail, texts, locale)
    pairs = [*list_pairs(parameters, ("locale",)), ("locale", locale)]
    event = ItemAnswer[EventDetailSchema](
        data=data,
        links=ItemLinks(self=link_list(f"/api/v1/events/{event_id}", pairs)),
        meta=Meta(
            locale=locale,
            data_version=get_release(session).data_version,
            missing_translations=int(data.text_locale != locale),
        ),
    )
    response = answer(request, event, locale, members)
    href = f"{public}{data.links.page}"
    response.headers["Link"] = f'<{href}>; rel="alternate"; type="text/html"; hreflang="{locale}"'
    return response
