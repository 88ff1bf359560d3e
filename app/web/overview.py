"""Map and figures beside the timeline: a page of their own, and for htmx what stands beside the list."""

from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.deps import LocaleDep, PartialDep, SessionDep
from app.queries.figures import find_all_points, find_series
from app.queries.months import count_months
from app.queries.named import count_by_place, find_places, find_texts
from app.queries.portions import find_portion
from app.views.overview import view_overview
from app.views.spine import choose_beside
from app.web.params import read_state
from app.web.render import RendererDep

router = APIRouter(include_in_schema=False, prefix="/{locale}")


@router.get("/overview", name="overview")
def overview(
    request: Request, locale: LocaleDep, session: SessionDep, partial: PartialDep, renderer: RendererDep
) -> Response:
    """Show map and figures of a state of the timeline."""
    state = read_state(request, session)
    portion = choose_beside(state, count_months(session, state.filters))
    rows = find_portion(session, state.filters, locale, portion, with_stories=False).rows
    counts = count_by_place(session, replace(state.filters, places=()))
    series, words = find_series(session), find_texts(session, "series", locale)
    points = find_all_points(session)
    view = view_overview(rows, find_places(session), counts, series, points, words, state, locale)
    return renderer.respond("pages/overview.html", "partials/_overview.html", view, locale, partial)
