"""The museum screen: one document that holds every event in all three locales."""

from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from app.core.locales import DEFAULT_LOCALE, LOCALES, NATIVE_NAMES, parse_locale
from app.deps import SessionDep, SettingsDep
from app.queries.events import find_collection_events, find_sources
from app.queries.named import get_text
from app.views.kiosk import view_kiosk
from app.web.params import read_number
from app.web.render import RendererDep

router = APIRouter(include_in_schema=False)

COLLECTION: Final = "thirty"
ATTRACT_SECONDS: Final = 8


@router.get("/kiosk/", name="kiosk")
def kiosk(request: Request, session: SessionDep, settings: SettingsDep, renderer: RendererDep) -> Response:
    """Show the stage; a bad option falls back to its default, an unknown one is ignored."""
    default_locale = parse_locale(request.query_params.get("lang", "")) or DEFAULT_LOCALE
    idle = read_number(request, "idle", settings.kiosk_idle_seconds, 15, 900)
    warn = read_number(request, "warn", settings.kiosk_warn_seconds, 20, 120)
    stages = []
    for locale in LOCALES:
        rows = find_collection_events(session, COLLECTION, locale)
        sources = find_sources(session, [row.event.number for row in rows])
        words = get_text(session, "collection", COLLECTION, locale)
        view = view_kiosk(rows, sources, words, locale)
        html = renderer.render("kiosk/_stage.html", locale, {"view": view, "frame": view.frame})
        stages.append((locale, NATIVE_NAMES[locale], html))
    values = {
        "stages": stages,
        "default_locale": default_locale,
        "idle_seconds": idle,
        "warn_seconds": warn,
        "attract_seconds": ATTRACT_SECONDS,
        "read": read_number(request, "read", 1, 0, 1),
        "diagonal_inches": read_number(request, "diag", 43, 7, 120),
    }
    html = renderer.render("kiosk/stage.html", default_locale, values)
    return HTMLResponse(html, headers={"Content-Language": ", ".join(LOCALES)})
