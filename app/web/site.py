"""What only a site of plain files has: pages that stand in for what a server would do with a request."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse, JSONResponse, Response

from app.core.locales import DEFAULT_LOCALE
from app.deps import DatabaseDep, LocaleDep, SessionDep, SettingsDep
from app.export.dump import find_files
from app.queries.days import find_days
from app.queries.detail import get_event
from app.queries.events import find_event_texts, find_events
from app.queries.filters import EventFilters
from app.views.shapes import DoorsView
from app.views.site import view_days, view_entrance, view_files, view_finder, view_permanent
from app.web.index import read_indexes
from app.web.render import Renderer, RendererDep

router = APIRouter(include_in_schema=False)


def _show_doors(view: DoorsView, renderer: Renderer) -> Response:
    return HTMLResponse(renderer.render("pages/doors.html", DEFAULT_LOCALE, {"view": view}))


@router.get("/", name="entrance")
def entrance(renderer: RendererDep) -> Response:
    """Show the three languages."""
    return _show_doors(view_entrance(), renderer)


@router.get("/404.html", name="lost")
def lost(renderer: RendererDep) -> Response:
    """Show what a host of files shows where nothing is."""
    return _show_doors(view_entrance(is_lost=True), renderer)


@router.get("/id/{event_id}", name="permanent_doors")
def permanent_doors(event_id: str, session: SessionDep, renderer: RendererDep) -> Response:
    """Show the three pages of an event."""
    detail = get_event(session, event_id, DEFAULT_LOCALE)
    return _show_doors(view_permanent(event_id, find_event_texts(session, detail.row.event.number)), renderer)


@router.get("/{locale}/search", name="search")
def search(locale: LocaleDep, session: SessionDep, renderer: RendererDep) -> Response:
    """Show every event; a script leaves what was asked for."""
    view = view_finder(find_events(session, EventFilters(), locale), locale)
    return renderer.respond("pages/search.html", None, view, locale)


@router.get("/{locale}/search.json", name="search_index")
def search_index(locale: LocaleDep, session: SessionDep) -> Response:
    """Give the index for that script."""
    return JSONResponse(read_indexes(session)[locale])


@router.get("/{locale}/data", name="data")
def data(locale: LocaleDep, database: DatabaseDep, settings: SettingsDep, renderer: RendererDep) -> Response:
    """Show all data as files."""
    version = database.get_version()
    names = [file.path.name for file in find_files(settings.database, version)]
    return renderer.respond("pages/data.html", None, view_files(names, version, locale), locale)


@router.get("/{locale}/on-this-day", name="days")
def days(locale: LocaleDep, session: SessionDep, renderer: RendererDep) -> Response:
    """Show the days that have events."""
    return renderer.respond("pages/days.html", None, view_days(find_days(session), locale), locale)
