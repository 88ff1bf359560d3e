"""/events/{id}/neighbours and /changes: what lies around events, and what changed among them."""

import datetime as dt
import re
from typing import Final

from fastapi import APIRouter, Request, Response

from app.api.answers import answer_item, make_not_found, read_item_locale
from app.api.contract import describe_errors, describe_parameters
from app.api.params import Parameters, read_locale, read_parameters
from app.api.schemas import ChangesSchema, EventSchema, ItemAnswer, NearEventSchema, NeighboursSchema
from app.api.shape import shape_event
from app.core.errors import NotFound
from app.deps import SessionDep
from app.i18n.messages import mark
from app.queries.changes import find_changes
from app.queries.events import EventRow, find_event_ids
from app.queries.named import get_release
from app.queries.neighbours import find_neighbours
from app.views.links import link_api

router = APIRouter()

NEIGHBOURS_USE: Final = mark(
    "The events before and after an event, and five each of its era, of its theme and near its place."
)
CHANGES_USE: Final = mark("Ids of events added, changed and withdrawn since a day or a data version.")
_SINCE: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(\.[0-9a-f]{6})?")


@router.get(
    "/events/{event_id}/neighbours",
    operation_id="list_neighbours",
    summary=NEIGHBOURS_USE,
    response_model=ItemAnswer[NeighboursSchema],
    responses=describe_errors(400, 404),
    openapi_extra=describe_parameters("locale"),
)
def show_neighbours(event_id: str, request: Request, session: SessionDep) -> Response:
    """Give the events around an event."""
    locale = read_item_locale(request)
    try:
        found = find_neighbours(session, event_id, locale)
    except NotFound as error:
        raise make_not_found(event_id, find_event_ids(session)) from error

    def shape(row: EventRow) -> EventSchema:
        return shape_event(row, locale)

    around = NeighboursSchema(
        previous=shape(found.previous) if found.previous else None,
        next=shape(found.next) if found.next else None,
        same_era=[shape(row) for row in found.same_era],
        same_theme=[shape(row) for row in found.same_theme],
        near=[
            NearEventSchema(**{**dict(shape(row)), "distance_km": round(distance, 1)})
            for row, distance in found.near
        ],
    )
    return answer_item(request, session, link_api(locale, "events", f"{event_id}/neighbours"), locale, around)


def _read_since(parameters: Parameters) -> dt.date | None:
    """Give the day that `since` names: itself, or that of a data version."""
    text = parameters.get("since")
    if text is None:
        return None
    found = _SINCE.fullmatch(text)
    try:
        return dt.date.fromisoformat(found[1] if found else "")
    except ValueError:
        parameters.fault("since", "not_a_date", "2026-11-22, 2026-11-22.3f9c2a")
        return None


@router.get(
    "/changes",
    operation_id="list_changes",
    summary=CHANGES_USE,
    response_model=ItemAnswer[ChangesSchema],
    responses=describe_errors(400),
    openapi_extra=describe_parameters("locale", "since"),
)
def show_changes(request: Request, session: SessionDep) -> Response:
    """Give what changed since a day, that day included; since the version that is served, nothing did."""
    parameters = read_parameters(request, ("locale", "since"))
    locale, day, since = read_locale(parameters), _read_since(parameters), parameters.get("since")
    parameters.raise_faults()
    is_served = since == get_release(session).data_version
    changes = find_changes(session, dt.date.max if is_served else day or dt.date.min)
    shown = ChangesSchema(
        since=since,
        added=list(changes.added),
        changed=list(changes.changed),
        withdrawn=list(changes.withdrawn),
    )
    href = link_api(locale, "changes", pairs=[("since", since or "")])
    return answer_item(request, session, href, locale, shown)
