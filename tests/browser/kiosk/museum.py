"""A museum: a server that a test stops, starts and makes lie, and a screen with a clock of the test's own."""

import asyncio
import datetime as dt
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Page, expect
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from app.main import create_app
from app.reports import Reports
from app.settings import Settings
from app.web.bundle import Bundle
from app.web.kiosk_beat import Beats
from tests.browser.visit import NewContext, Visit, open_visit

START: Final = dt.datetime(2026, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=5)))
LIE: Final = "<!doctype html><title>Wi-Fi</title><p>MUSEUM-LIE: log in first</p>"
# To draw what moves on a large screen takes longer than all else; where it is looked at, it moves.
STILL: Final[dict[str, Any]] = {"reduced_motion": "reduce"}
POLL_SECONDS: Final = 75
QUIET_SECONDS: Final = 6
REPORT: Final = """() => new Promise((done) => {
  document.addEventListener("kiosk:report", ({ detail }) => done(detail), { once: true });
  document.dispatchEvent(new Event("kiosk:ask"));
})"""
KEPT: Final = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const kept = await cache.match(request);
      found.push([name, new URL(request.url).pathname, kept.status, await kept.text()]);
    }
  }
  return found;
}"""


@dataclass
class Museum:
    """A server with the real timeline on a port of its own; `mode` is fine, error, hang, cut, json or lie."""

    app: FastAPI
    mode: str = "fine"
    changed: dict[str, Response] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Choose the port, and start."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.client = TestClient(self.app, base_url="http://localhost")
        self.start()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the mode wants it."""
        if scope["type"] == "lifespan" or self.mode == "fine":
            changed = self.changed.get(scope.get("path", ""))
            await (changed or self.app)(scope, receive, send)
        elif self.mode == "hang":
            await asyncio.sleep(3600)
        elif self.mode == "cut":
            headers = [(b"content-length", b"5000"), (b"content-type", b"text/html")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": LIE.encode(), "more_body": True})
        elif self.mode == "json":
            await JSONResponse({"detail": LIE})(scope, receive, send)
        else:
            status = 500 if self.mode == "error" else 200
            await HTMLResponse(LIE, status)(scope, receive, send)

    def start(self) -> None:
        """Listen on the port, as after the mains came back."""
        config = uvicorn.Config(
            self, log_config=None, access_log=False, timeout_graceful_shutdown=1, lifespan="off"
        )
        self.server = uvicorn.Server(config)
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [listener]}, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        """Be gone: from now on nobody listens."""
        self.server.should_exit = self.server.force_exit = True
        self.thread.join(10)
        assert not self.thread.is_alive()

    def read_bundle(self, query: str = "") -> Bundle:
        """Give the bundle as the real application has it."""
        listed = self.client.get(f"/kiosk/bundle.json{query}").json()
        files = {one["url"]: self.client.get(one["url"]).content for one in listed["files"]}
        return Bundle(listed["build"], listed["shell"], False, files)

    def publish(self, name: str, query: str = "", **code: str) -> dict[str, Any]:
        """Serve a new revision: another build, and code at the end of scripts; give its list."""
        old = self.read_bundle(query)
        files = dict(old.files)
        files[old.shell] = files[old.shell].replace(old.build.encode(), name.encode())
        for url in files:
            files[url] += code.get(url.rpartition("/")[2].partition(".")[0], "").encode()
        described = Bundle(name, old.shell, False, files).describe()
        self.changed = {"/kiosk/bundle.json": JSONResponse(described)}
        for url, body in files.items():
            kind = {"js": "text/javascript", "css": "text/css"}.get(url.rpartition(".")[2], "text/html")
            if body != old.files[url]:
                self.changed[url.partition("?")[0]] = Response(body, media_type=kind)
        return described


@cache
def _make_app(database: Path, worker: bool) -> FastAPI:
    """Give the application of all museums that show a database: it makes the parts of a screen once."""
    settings = Settings(
        database=database, kiosk_worker=worker, connections=2, public_url="https://timeline.example.kz"
    )
    return create_app(settings)


@contextmanager
def open_museum(database: Path, folder: Path, *, worker: bool = True) -> Iterator[Museum]:
    """Give a museum that shows a database, in the world at an address of its own; reports go to `folder`."""
    app = _make_app(database, worker)
    app.state.reports = Reports(folder / "reports.sqlite")
    # The page's clock runs faster than the server's.
    app.state.beats = Beats(most=100_000)
    museum = Museum(app)
    yield museum
    museum.stop()


@dataclass
class Screen:
    """The museum's screen: its page, and how often it was loaded."""

    visit: Visit
    loads: int = 0

    @property
    def page(self) -> Page:
        """Give its page."""
        return self.visit.page

    def report(self) -> dict[str, Any]:
        """Give what the screen says of itself."""
        return dict(self.page.evaluate(REPORT))

    def expect(self, seconds: float = 15, **data: str) -> None:
        """Wait until the document says so."""
        for key, value in data.items():
            expect(self.page.locator(f'html[data-{key}="{value}"]')).to_be_attached(timeout=seconds * 1000)

    def wait_until(self, script: str) -> None:
        """Wait until a script, which may take its time, gives true."""
        deadline = time.monotonic() + 15
        while not self.page.evaluate(script):
            assert time.monotonic() < deadline, script
            self.page.wait_for_timeout(50)

    def pass_time(self, seconds: float) -> None:
        """Let time go by in one step."""
        self.page.clock.fast_forward(round(seconds * 1000))

    def begin(self) -> None:
        """Touch the screen, and wait out the moment in which the touch reaches nothing below."""
        self.page.locator(".kiosk__begin").click()
        self.expect(state="explore")
        self.pass_time(0.4)

    def lose(self, museum: Museum) -> None:
        """Be without the server, and without what the browser keeps of its own accord."""
        museum.stop()
        self.page.context.new_cdp_session(self.page).send("Network.clearBrowserCache")

    def list_kept(self) -> list[tuple[str, str, int, str]]:
        """Give cache, path, status and text of all that is on the device."""
        return [tuple(one) for one in self.page.evaluate(KEPT)]


def open_screen(
    new_context: NewContext,
    museum: Museum,
    query: str = "",
    script: str = "",
    *,
    start: dt.datetime = START,
    **options: Any,
) -> Screen:
    """Give a screen with everything on the device and a clock that only the test moves, in attract.

    script runs in the page before its own; options are those of the window.
    """
    # What the server makes once for all screens is made by now.
    museum.client.get(f"/kiosk/bundle.json{query}")
    screen = Screen(open_visit(new_context, "about:blank", "tower", has_touch=True, **(STILL | options)))
    screen.page.on("load", lambda _: setattr(screen, "loads", screen.loads + 1))
    screen.page.clock.install(time=start)
    screen.page.add_init_script(script)
    screen.page.goto(f"{museum.address}/kiosk/{query}")
    screen.expect(60, ready="true")
    # Before the list is asked for again: a jump would run into the limit of a question on its way.
    screen.page.clock.pause_at(start + dt.timedelta(seconds=45))
    screen.expect(state="attract")
    return screen


def warm(page: Page) -> None:
    """Let the server make the parts of the screen, which takes it a while, before any limit runs."""
    assert page.request.get("/kiosk/bundle.json", timeout=60_000).ok


def open_stage(new_context: NewContext, query: str = "", script: str = "", **options: Any) -> Screen:
    """Give a screen in attract whose server is everybody's, with a clock that only the test moves.

    It keeps nothing on the device. script runs in the page before its own; options are those of the window.
    """
    screen = Screen(open_visit(new_context, "about:blank", "tower", has_touch=True, **(STILL | options)))
    warm(screen.page)
    screen.page.clock.install(time=START)
    screen.page.add_init_script(script)
    screen.page.goto(f"/kiosk/{query or '?idle=15&warn=20&read=0'}")
    screen.expect(60, state="attract")
    screen.page.clock.pause_at(START + dt.timedelta(seconds=45))
    return screen
