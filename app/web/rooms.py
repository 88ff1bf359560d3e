"""Pages around the timeline: halls, collections, the strategy, figures, sources."""

from fastapi import APIRouter
from starlette.responses import Response

from app.deps import LocaleDep, SessionDep
from app.export.jsonld import describe_room
from app.queries.events import find_collection_events
from app.queries.figures import find_all_points, find_claims, find_points, find_series, find_twin, get_series
from app.queries.named import find_collections, find_texts
from app.queries.rooms import (
    find_cited_texts,
    find_halls,
    find_priorities,
    get_cited_text,
    get_collection,
    get_hall,
)
from app.queries.sources import find_all_sources, find_supported, get_source
from app.views.figures import view_figures, view_series
from app.views.rooms import view_halls, view_room, view_rooms, view_strategy
from app.views.sources import view_source, view_sources
from app.web.render import RendererDep

router = APIRouter(include_in_schema=False, prefix="/{locale}")


@router.get("/halls", name="halls")
def halls(locale: LocaleDep, session: SessionDep, renderer: RendererDep) -> Response:
    """Show the three halls."""
    view = view_halls(
        find_halls(session),
        find_texts(session, "hall", locale),
        find_texts(session, "collection", locale),
        locale,
    )
    return renderer.respond("pages/rooms.html", None, view, locale)


@router.get("/halls/{hall_id}", name="hall")
def hall(hall_id: str, locale: LocaleDep, session: SessionDep, renderer: RendererDep) -> Response:
    """Show a hall with the events of its collection."""
    found = get_hall(session, hall_id)
    rows = find_collection_events(session, found.collection_id, locale)
    others = [other.id for other in find_halls(session) if other.id != hall_id]
    rooms = view_rooms("halls", find_texts(session, "hall", locale), others, locale, {})
    view = view_room("halls", get_cited_text(session, "hall", hall_id, locale), rows, rooms, locale)
    linked = describe_room(view, renderer.public_url)
    return renderer.respond("pages/room.html", None, view, locale, linked=linked)


@router.get("/collections/{collection_id}", name="collection")
def collection(collection_id: str, locale: LocaleDep, session: SessionDep, renderer: RendererDep) -> Response:
    """Show a collection in its own order."""
    get_collection(session, collection_id)
    rows = find_collection_events(session, collection_id, locale)
    others = [other.id for other in find_collections(session) if other.id != collection_id]
    rooms = view_rooms("collections", find_texts(session, "collection", locale), others, locale, {})
    text = get_cited_text(session, "collection", collection_id, locale)
    view = view_room("collections", text, rows, rooms, locale)
    linked = describe_room(view, renderer.public_url)
    return renderer.respond("pages/room.html", None, view, locale, linked=linked)


@router.get("/almaty-2050", name="strategy")
def strategy(locale: LocaleDep, session: SessionDep, renderer: RendererDep) -> Response:
    """Show the seven priorities: what was planned, what was reached."""
    words = get_cited_text(session, "hall", "future", locale)
    texts = find_cited_texts(session, "priority", locale)
    priorities = [texts[one.id] for one in find_priorities(session)]
    view = view_strategy(words, priorities, locale)
    return renderer.respond("pages/strategy.html", None, view, locale)


@router.get("/figures", name="figures")
def figures(locale: LocaleDep, session: SessionDep, renderer: RendererDep) -> Response:
    """Show every series and every claim."""
    texts = find_cited_texts(session, "claim", locale)
    claims = [(claim, source, texts[claim.id]) for claim, source in find_claims(session)]
    words = find_texts(session, "series", locale)
    view = view_figures(find_series(session), find_all_points(session), words, claims, locale)
    return renderer.respond("pages/figures.html", None, view, locale)


@router.get("/figures/{series_id}", name="series")
def series(series_id: str, locale: LocaleDep, session: SessionDep, renderer: RendererDep) -> Response:
    """Show a figure over time with all its values."""
    found = get_series(session, series_id)
    text = get_cited_text(session, "series", series_id, locale)
    view = view_series(
        found, find_points(session, series_id), find_twin(session, series_id, locale), text, locale
    )
    return renderer.respond("pages/series.html", None, view, locale)


@router.get("/sources", name="sources")
def sources(locale: LocaleDep, session: SessionDep, renderer: RendererDep) -> Response:
    """Show every source."""
    return renderer.respond(
        "pages/sources.html", None, view_sources(find_all_sources(session), locale), locale
    )


@router.get("/sources/{source_id}", name="source")
def source(source_id: str, locale: LocaleDep, session: SessionDep, renderer: RendererDep) -> Response:
    """Show a source with the statements that rest on it."""
    found = get_source(session, source_id)
    view = view_source(found, find_supported(session, source_id, locale), locale)
    return renderer.respond("pages/source.html", None, view, locale)
