"""The museum screen: one document that holds every event in all three locales, and what keeps it offline."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from sqlmodel import Session
from starlette.responses import HTMLResponse, JSONResponse, Response

from app.core.kiosk import OPTIONS
from app.core.locales import LOCALES, NATIVE_NAMES, parse_locale
from app.deps import SessionDep, SettingsDep
from app.queries.events import find_sources
from app.queries.kiosk import find_shown
from app.queries.named import get_release
from app.settings import Settings
from app.views.kiosk import view_kiosk
from app.web.assets import STATIC
from app.web.bundle import Bundle, make_bundle
from app.web.kiosk_options import name_shell, read_device, read_options, read_record
from app.web.render import Renderer, RendererDep

router = APIRouter(include_in_schema=False)

ATTRACT_SECONDS: Final = 8
WORKER: Final = STATIC / "js" / "kiosk_worker.js"
_ASK_EACH_TIME: Final = {"Cache-Control": "no-cache"}


def build_kiosk(session: Session, settings: Settings, renderer: Renderer, asked: dict[str, str]) -> Bundle:
    """Give the screen that the options of an address ask for, with all its files."""
    choice = read_options(session, settings, asked)
    default_locale = parse_locale(choice.values["lang"]) or LOCALES[0]
    stages, staffs = [], []
    for locale in LOCALES:
        rows, words = find_shown(session, choice.values["collection"], locale)
        view = view_kiosk(rows, find_sources(session, [row.event.number for row in rows]), words, locale)
        html = renderer.render("kiosk/_stage.html", locale, {"view": view, "frame": view.frame})
        stages.append((locale, NATIVE_NAMES[locale], html))
        room = renderer.render("kiosk/_staff_room.html", locale, {"locale": locale})
        staffs.append((locale, NATIVE_NAMES[locale], room))
    record = read_record(session, asked)
    build = f"{renderer.tree}.{get_release(session).data_version}"
    values = {
        "stages": stages,
        "staffs": staffs,
        "device": read_device(record),
        "default_locale": default_locale,
        "options": choice.values,
        "config_errors": " ".join(choice.errors),
        "attract_seconds": ATTRACT_SECONDS,
        "build": build,
    }
    html = renderer.render("kiosk/stage.html", default_locale, values)
    return make_bundle(html, name_shell(asked), build, record.get("urgent") is True)


def get_kiosk(request: Request, session: SessionDep, settings: SettingsDep, renderer: RendererDep) -> Bundle:
    """Give the screen that a request asks for; unknown options are ignored."""
    asked = {key: value for key, value in request.query_params.items() if key in OPTIONS}
    return build_kiosk(session, settings, renderer, asked)


KioskDep = Annotated[Bundle, Depends(get_kiosk)]


@router.get("/kiosk/", name="kiosk")
def kiosk(bundle: KioskDep) -> Response:
    """Show the stage; a bad option falls back to its default."""
    return HTMLResponse(bundle.files[bundle.shell], headers={"Content-Language": ", ".join(LOCALES)})


@router.get("/kiosk/bundle.json", name="kiosk_bundle")
def kiosk_bundle(bundle: KioskDep) -> Response:
    """List every file that the screen needs."""
    return JSONResponse(bundle.describe(), headers=_ASK_EACH_TIME)


@router.get("/kiosk/sw.js", name="kiosk_worker")
def kiosk_worker() -> Response:
    """Give the service worker, which sees to /kiosk/ alone."""
    return Response(WORKER.read_bytes(), media_type="text/javascript", headers=_ASK_EACH_TIME)
