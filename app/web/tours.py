"""Guided tours, and the capital's move."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.deps import LocaleDep, SessionDep
from app.queries.detail import find_vignette, find_vignettes
from app.queries.events import find_collection_events
from app.queries.figures import find_points
from app.queries.filters import EventFilters
from app.queries.named import count_by_place, find_places, get_place, get_text
from app.views.tours import view_capital, view_tour
from app.web.params import BadParameter
from app.web.render import RendererDep

router = APIRouter(include_in_schema=False, prefix="/{locale}")


def _read_step(request: Request, total: int) -> int:
    text = request.query_params.get("step", "") or "1"
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and 1 <= int(text) <= total):
        raise BadParameter("step")
    return int(text)


@router.get("/tours/{collection_id}", name="tour")
def tour(
    request: Request, collection_id: str, locale: LocaleDep, session: SessionDep, renderer: RendererDep
) -> Response:
    """Show one stop of a collection, with its spot on the map."""
    rows = find_collection_events(session, collection_id, locale)
    number = _read_step(request, len(rows))
    words = get_text(session, "collection", collection_id, locale)
    vignette = find_vignette(session, rows[number - 1])
    counts = count_by_place(session, EventFilters())
    view = view_tour(rows, number, words, vignette, find_places(session), counts, locale)
    return renderer.respond("pages/tour.html", None, view, locale)


@router.get("/capital", name="capital")
def capital(locale: LocaleDep, session: SessionDep, renderer: RendererDep) -> Response:
    """Show how the capital moved from Almaty to Astana, with the residents of both."""
    rows = find_collection_events(session, "capital-move", locale)
    cities = (get_place(session, "almaty"), get_place(session, "astana"))
    points = {
        city.id: {point.date: point for point, _ in find_points(session, f"{city.id}-population")}
        for city in cities
    }
    words = get_text(session, "collection", "capital-move", locale)
    view = view_capital(rows, words, find_vignettes(session, rows), cities, points, locale)
    return renderer.respond("pages/capital.html", None, view, locale)
