"""The real site as plain files: no link leads nowhere, and it is walked on a host that knows nothing."""

import fcntl
import json
import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, Response, expect

from app.cli import run
from app.core.folding import fold, fold_for_keyboard, list_letters, split_words
from app.core.locales import LOCALES
from tests.browser.visit import NewContext, Visit, find_overhang, open_visit, read_titles
from tests.site import PREFIX, PUBLIC_URL, find_dead_links
from tests.unit.test_folding import FOLDED

LAW = "1991-12-16-independence-law"
TENGE = "1993-11-15-tenge"
# The first of them waits for the whole export.
pytestmark = [pytest.mark.long, pytest.mark.timeout(1200)]
# Language, what is typed, what is found first.
SEARCHES = [
    ("kk", "теңге", TENGE),
    ("kk", "ТЕНГЕ", TENGE),
    ("ru", "независимостями", LAW),
    ("ru", "тенге", TENGE),
    ("en", "tenge", TENGE),
    ("kk", "16.12.1991", LAW),
    ("en", "1991-12-16", LAW),
    ("en", '"national fund"', "2000-08-23-national-fund"),
    ("en", "Alma-Ata declaration", "1991-12-21-alma-ata-declaration"),
    ("ru", "тенге -валюта", "1993-11-17-stock-exchange"),
    ("en", "zzzzzz", None),
]
FIND = "async ([index, query]) => (await import('/static/0/js/modules/find.js')).find(index, query)"
FOLD = """async ([letters, texts]) => {
  const { fold, splitWords, toKeys } = await import('/static/0/js/modules/fold.js');
  return texts.map((text) => {
    const folded = fold(text, letters);
    return [folded, toKeys(folded, letters), splitWords(text, letters)];
  });
}"""


class _Quiet(SimpleHTTPRequestHandler):
    """A host of files that doesn't talk."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(scope="session")
def site(real_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the real site, written once for all test processes of a run."""
    base = tmp_path_factory.getbasetemp()
    root = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "site" / PREFIX.strip("/")
    root.parent.mkdir(exist_ok=True)
    arguments = ["export", "--database", str(real_database), "--site", str(root), "--public-url", PUBLIC_URL]
    with (root.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # In a thread of its own: the browser's loop runs in this one.
        with ThreadPoolExecutor(1) as thread:
            assert root.exists() or thread.submit(run, arguments).result() == 0
    return root


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[str]:
    """Give the address at which a host of files has the site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site.parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{PREFIX}/"
    server.shutdown()
    server.server_close()


def open_site(new_context: NewContext, address: str, **options: Any) -> Visit:
    """Open the site in a window that notes missing files too."""

    def note(response: Response) -> None:
        # A redirect would be a link to an address that is spelled otherwise; 304 is a file that is known.
        if response.status >= 300 and response.status != 304:
            visit.faults.append(f"{response.status}: {response.url}")

    def note_failure(request: Request) -> None:
        # Modules that a page names ahead come to nothing where scripts are off.
        if options.get("java_script_enabled", True) or request.resource_type != "script":
            visit.faults.append(f"failed: {request.url}")

    visit = open_visit(new_context, "about:blank", logs_requests=True, **options)
    visit.page.on("response", note)
    visit.page.on("requestfailed", note_failure)
    visit.page.goto(address)
    return visit


def name_last(page: Page, selector: str) -> str:
    """Give the last part of the address that the first such link leads to."""
    return (page.locator(selector).first.get_attribute("href") or "").split("/")[-2]


def test_no_link_of_the_real_site_leads_nowhere(site: Path) -> None:
    assert find_dead_links(site) == {}


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without"])
def test_the_site_is_walked_by_its_links(new_context: NewContext, host: str, has_scripts: bool) -> None:
    visit = open_site(new_context, host, java_script_enabled=has_scripts, reduced_motion="reduce")
    page = visit.page

    def go(selector: str, rest: str) -> None:
        # Whoever leaves a page before it stands breaks off what it fetches.
        page.wait_for_load_state("load")
        page.locator(selector).first.click()
        expect(page).to_have_url(f"{host}{rest}")
        assert visit.faults == []
        if has_scripts:
            assert visit.list_faults() == []
            assert find_overhang(page) == 0

    go(".door[hreflang=kk]", "kk/")
    go("#by-theme-economy", "kk/events/theme/economy/")
    go("#chosen-economy", "kk/events/")
    go("#zoom-year", "kk/events/zoom/year/")
    page.goto(f"{host}kk/events/{TENGE}/")
    go(".header__locale[hreflang=en]", f"en/events/{TENGE}/")
    go(".choose__link[lang=kk]", f"en/events/{TENGE}/beside/kk/")
    page.locator("#search-field").fill("tenge")
    page.locator("#search-field").press("Enter")
    expect(page).to_have_url(f"{host}en/search/?q=tenge")
    if has_scripts:
        expect(page.locator(".line:visible").first).to_have_attribute("data-event", TENGE)
        page.locator("#search-field").fill("zzzzzz")
        expect(page.locator("[role=status]")).to_have_text("Nothing found for “zzzzzz”.")
        expect(page).to_have_url(f"{host}en/search/?q=zzzzzz")
        page.locator("#search-field").fill("")
    expect(page.locator(".line:visible")).to_have_count(len(read_titles("en")))
    go(".header__link:nth-child(2)", "en/thirty/")
    go(
        "#thirty-next",
        f"en/thirty/event/{name_last(page, '#thirty-next')}/",
    )
    go(".footer__links a", "en/places/")
    go(".map__place", f"en/places/{name_last(page, '.map__place')}/")
    go(".header__link:nth-child(4)", "en/figures/")
    go(".room__link", f"en/figures/{name_last(page, '.room__link')}/")


def test_a_level_begins_where_one_read(new_context: NewContext, host: str) -> None:
    page = open_site(new_context, f"{host}kk/events/zoom/year/").page
    link = page.locator(f'.item__link[data-event="{TENGE}"]')
    link.focus()
    page.keyboard.press("+")
    expect(page).to_have_url(f"{host}kk/events/zoom/month/")
    expect(link).to_be_in_viewport()


def test_the_browser_finds_by_itself(page: Page, site: Path) -> None:
    page.goto("/kk/about")
    indexes: dict[str, Any] = {
        locale: json.loads((site / locale / "search.json").read_text("utf-8")) for locale in LOCALES
    }
    for locale, query, first in SEARCHES:
        found = page.evaluate(FIND, [indexes[locale], query])
        assert next(iter(found), None) == first, (locale, query, found)


def test_scripts_fold_as_we_do(page: Page) -> None:
    page.goto("/kk/about")
    texts = [text for text, _ in FOLDED.values()] + [
        "Almaty’s law's ʼs s",
        "e\u0301\u00ad\u0301е",
        "İstanbul ς Σ",
    ]
    texts += [title for locale in LOCALES for title in read_titles(locale).values()]
    found = page.evaluate(FOLD, [list_letters(), texts])
    assert found == [[fold(text), fold_for_keyboard(text), split_words(text)] for text in texts]
