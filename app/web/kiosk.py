"""The museum screen: its document, the list of all that keeps it offline, its worker."""

from dataclasses import dataclass
from typing import Annotated, Final, cast

from fastapi import APIRouter, Depends, Request
from sqlmodel import Session
from starlette.responses import HTMLResponse, JSONResponse, Response

from app.core.kiosk import OPTIONS, Choice
from app.core.locales import DEFAULT_LOCALE, LOCALES, NATIVE_NAMES, parse_locale
from app.deps import SessionDep, SettingsDep
from app.queries.kiosk import find_shown
from app.queries.named import get_release
from app.settings import Settings
from app.views.kiosk import view_ring
from app.web.assets import STATIC
from app.web.bundle import Bundle, make_bundle
from app.web.kiosk_options import name_shell, read_device, read_options, read_record
from app.web.kiosk_parts import Shelf, make_part, render_part
from app.web.render import Renderer, RendererDep

router = APIRouter(include_in_schema=False)

ATTRACT_SECONDS: Final = 8
WORKER: Final = STATIC / "js" / "kiosk_worker.js"
LEAVING_WORKER: Final = STATIC / "js" / "kiosk_worker_leaving.js"
_ASK_EACH_TIME: Final = {"Cache-Control": "no-cache"}


@dataclass(frozen=True)
class Screen:
    """What a museum screen is made from: the data, our settings and templates, the options of its address."""

    session: Session
    settings: Settings
    renderer: Renderer
    asked: dict[str, str]

    @property
    def build(self) -> str:
        """Name code and content; a kiosk without a worker is another one."""
        build = f"{self.renderer.tree}.{get_release(self.session).data_version}"
        return build if self.settings.kiosk_worker else f"{build}.bare"

    def choose(self) -> Choice:
        """Give the options that hold."""
        return read_options(self.session, self.settings, self.asked)

    def render_shell(self, choice: Choice) -> str:
        """Give the document: the sun turned to its first event, and what every state needs."""
        locale = parse_locale(choice.values["lang"]) or DEFAULT_LOCALE
        collection = choice.values["collection"]
        ring = view_ring(*find_shown(self.session, collection, locale), locale)
        record = read_record(self.session, self.asked)
        values = {
            "bars": self._render_each("_bar"),
            "staffs": self._render_each("_staff_room"),
            "device": read_device(record),
            "axis": render_part(self.renderer, locale, "ring", "axis/ring", ring),
            "detail": make_part(self.session, self.renderer, locale, *ring.first.split("/")),
            "first": ring.first,
            "default_locale": locale,
            "options": choice.values,
            "config_errors": " ".join(choice.errors),
            "attract_seconds": ATTRACT_SECONDS,
            "build": self.build,
            "worker": "on" if self.settings.kiosk_worker else "off",
            "stats": record.get("stats", "off"),
        }
        return self.renderer.render("kiosk/stage.html", locale, values)

    def _render_each(self, name: str) -> list[tuple[str, str, str]]:
        """Give what a template says in each locale, with the locale's id and name."""
        return [
            (one, NATIVE_NAMES[one], self.renderer.render(f"kiosk/{name}.html", one, {"locale": one}))
            for one in LOCALES
        ]

    def make_bundle(self, shelf: Shelf) -> Bundle:
        """Give all its files; `shelf` keeps the parts that screens share."""
        choice = self.choose()
        html = self.render_shell(choice)
        parts = shelf.get(self.session, choice.values["collection"], self.build)
        is_urgent = read_record(self.session, self.asked).get("urgent") is True
        return make_bundle(html, name_shell(self.asked), self.build, is_urgent, parts)


def get_screen(request: Request, session: SessionDep, settings: SettingsDep, renderer: RendererDep) -> Screen:
    """Give the screen that a request asks for; unknown options are ignored."""
    asked = {key: value for key, value in request.query_params.items() if key in OPTIONS}
    return Screen(session, settings, renderer, asked)


ScreenDep = Annotated[Screen, Depends(get_screen)]


@router.get("/kiosk/", name="kiosk")
def kiosk(screen: ScreenDep) -> Response:
    """Show the stage; a bad option falls back to its default."""
    headers = {"Content-Language": ", ".join(LOCALES)}
    return HTMLResponse(screen.render_shell(screen.choose()), headers=headers)


@router.get("/kiosk/bundle.json", name="kiosk_bundle")
def kiosk_bundle(request: Request, screen: ScreenDep) -> Response:
    """List every file that the screen needs."""
    bundle = screen.make_bundle(cast(Shelf, request.app.state.kiosk_shelf))
    return JSONResponse(bundle.describe(), headers=_ASK_EACH_TIME)


@router.get("/kiosk/sw.js", name="kiosk_worker")
def kiosk_worker(settings: SettingsDep) -> Response:
    """Give the service worker, which sees to /kiosk/ alone, or the one that takes its place and goes."""
    worker = WORKER if settings.kiosk_worker else LEAVING_WORKER
    return Response(worker.read_bytes(), media_type="text/javascript", headers=_ASK_EACH_TIME)
