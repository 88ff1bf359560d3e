"""Pages of places: the map, and each place with its events."""

from fastapi import APIRouter
from starlette.responses import Response

from app.deps import LocaleDep, SessionDep
from app.queries.events import find_events
from app.queries.filters import EventFilters
from app.queries.named import count_by_place, find_places, get_place
from app.views.places import view_place_page, view_places
from app.web.render import RendererDep

router = APIRouter(include_in_schema=False, prefix="/{locale}/places")


@router.get("", name="places")
def places(locale: LocaleDep, session: SessionDep, renderer: RendererDep) -> Response:
    """Show every place on the map."""
    view = view_places(find_places(session), count_by_place(session, EventFilters()), locale)
    return renderer.respond("pages/places.html", None, view, locale)


@router.get("/{place_id}", name="place")
def place(place_id: str, locale: LocaleDep, session: SessionDep, renderer: RendererDep) -> Response:
    """Show a place with its events."""
    found = get_place(session, place_id)
    rows = find_events(session, EventFilters(places=(place_id,)), locale)
    counts = count_by_place(session, EventFilters())
    view = view_place_page(found, rows, find_places(session), counts, locale)
    return renderer.respond("pages/place.html", None, view, locale)
