"""A visit: a window that notes whatever goes wrong in it, and what tests ask of its page."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Request

from app.core.locales import LOCALES, Locale
from app.settings import ROOT

AXE: Final = Path(__file__).parent / "vendor" / "axe.min.js"
TAGS: Final = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
SIZES: Final = {"phone": (390, 844), "desk": (1440, 900), "tower": (1080, 1920)}
EVENT: Final = "1991-12-16-independence-law"
PAGES: Final = {
    "timeline": "/{}/events",
    "thirty": "/{}/thirty",
    "event": f"/{{}}/events/{EVENT}",
    "about": "/{}/about",
}
LISTEN: Final = """
window.violations = [];
const note = (event) => window.violations.push(event.violatedDirective);
document.addEventListener("securitypolicyviolation", note);
"""
# A long list is laid out by years while nobody waits.
LAID: Final = "() => !document.querySelector('#event-list') || 'laid' in document.documentElement.dataset"
DRAWN: Final = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await Promise.allSettled(document.getAnimations().map((one) => one.finished));
}"""
every_page = pytest.mark.parametrize("pattern", PAGES.values(), ids=PAGES)
every_locale = pytest.mark.parametrize("locale", LOCALES)
every_size = pytest.mark.parametrize("size", SIZES)


class NewContext(Protocol):
    """What pytest-playwright gives to open a window."""

    def __call__(self, **options: Any) -> BrowserContext:
        """Give a new window with options of its own."""


@dataclass
class Visit:
    """An open page, and its faults: console errors, script errors, requests to another host.

    No name but this machine's own leads anywhere, so a request to another host is an error in the console,
    too; hearing of each request takes a page longer than loading it.
    """

    page: Page
    faults: list[str] = field(default_factory=list)

    def note_request(self, request: Request) -> None:
        """Note a request that leaves this machine."""
        if urlsplit(request.url).hostname != "127.0.0.1":
            self.faults.append(f"request: {request.url}")

    def list_faults(self) -> list[str]:
        """Give what went wrong so far, violations of the CSP included."""
        violations = self.page.evaluate("() => window.violations")
        return [*self.faults, *(f"violation: {one}" for one in violations)]


def open_visit(
    new_context: NewContext, address: str, size: str = "desk", *, logs_requests: bool = False, **options: Any
) -> Visit:
    """Open an address in a new window and note everything that goes wrong."""
    width, height = SIZES[size]
    context = new_context(viewport={"width": width, "height": height}, **options)
    page = context.new_page()
    visit = Visit(page)
    page.add_init_script(LISTEN)
    page.on("console", lambda message: note_console(visit, message.type, message.text))
    page.on("pageerror", lambda error: visit.faults.append(f"script: {error}"))
    if logs_requests:
        page.on("request", visit.note_request)
    page.goto(address, wait_until="load")
    if options.get("java_script_enabled", True):
        settle(page)
    return visit


def note_console(visit: Visit, kind: str, text: str) -> None:
    """Note what the console calls an error; Chromium on Linux warns of a permission that others know."""
    if kind == "error":
        visit.faults.append(f"{kind}: {text}")


@cache
def read_axe() -> str:
    """Give axe's source."""
    return AXE.read_text(encoding="utf-8")


def find_barriers(page: Page, *rules: str) -> list[str]:
    """Give what axe finds, by all rules or by those named: rule, and the elements that break it."""
    named = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    options = {"runOnly": named, "resultTypes": ["violations"], "preload": False, "iframes": False}
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(read_axe())
    result = page.evaluate("(options) => axe.run(document, options)", options)
    return [
        f"{found['id']}: {[node['target'] for node in found['nodes'][:4]]}" for found in result["violations"]
    ]


def settle(page: Page) -> None:
    """Wait until the page is drawn as it now is, all of it laid out, transitions over."""
    page.wait_for_function(LAID)
    page.evaluate(DRAWN)


def find_overhang(page: Page) -> int:
    """Give how many pixels of the page lie beside the window: 0 when nothing scrolls sideways."""
    return int(
        page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


@cache
def read_titles(locale: Locale) -> dict[str, str]:
    """Give the title of each event of the seed."""
    folders = sorted((ROOT / "seed" / "events").iterdir())
    files = {folder.name: folder / f"{locale}.md" for folder in folders}
    return {key: path.read_text(encoding="utf-8").partition("\n")[0][2:] for key, path in files.items()}


@cache
def list_thirty() -> tuple[str, ...]:
    """Give the ids of the thirty in order of time: they begin with their dates."""
    text = (ROOT / "seed" / "collections" / "thirty" / "collection.yaml").read_text(encoding="utf-8")
    return tuple(key for key in read_titles("en") if key in text)
