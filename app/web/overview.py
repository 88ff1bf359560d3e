"""Map and figures beside the timeline: a page of their own, and for htmx what stands beside the list."""

from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.deps import LocaleDep, PartialDep, SessionDep
from app.queries.events import find_events
from app.queries.figures import find_all_points, find_series
from app.queries.named import find_places, find_texts
from app.views.overview import view_overview
from app.web.params import read_state
from app.web.render import RendererDep

router = APIRouter(include_in_schema=False, prefix="/{locale}")


@router.get("/overview", name="overview")
def overview(
    request: Request, locale: LocaleDep, session: SessionDep, partial: PartialDep, renderer: RendererDep
) -> Response:
    """Show map and figures of a state of the timeline."""
    state = read_state(request, session)
    rows = find_events(session, replace(state.filters, places=()), locale)
    series, words = find_series(session), find_texts(session, "series", locale)
    view = view_overview(rows, find_places(session), series, find_all_points(session), words, state, locale)
    return renderer.respond("pages/overview.html", "partials/_overview.html", view, locale, partial)
