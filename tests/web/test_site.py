"""The site as plain files: whole, its links lead to files, and it asks nothing of a server."""

import re
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from markupsafe import escape
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from app.cli import run
from app.core.errors import SiteFault
from app.core.locales import LOCALES
from app.settings import ROOT
from app.web.security import META_CSP
from app.web.site_addresses import name_source, place
from app.web.site_files import MARK, write_site
from tests import loops
from tests.document import parse_html
from tests.site import LINK, PUBLIC_URL, find_dead_links, find_file, parse_links

# The first of them waits for the export.
pytestmark = pytest.mark.timeout(300)
LAW = "1991-12-16-independence-law"
PLACES = {
    "/": "/",
    "/404.html": "/404.html",
    "/kk/": "/kk/",
    "/kk/events": "/kk/events/",
    f"/kk/events/{LAW}#source-1": f"/kk/events/{LAW}/#source-1",
    "/kk/events?theme=law": "/kk/events/theme/law/",
    "/kk/events?scale=true&zoom=all#y1991": "/kk/events/scale/true/zoom/all/#y1991",
    "/kk/events?print": "/kk/events/print/",
    "/kk/thirty?event=x": "/kk/thirty/event/x/",
    "/kk/events?q=тенге": "/kk/search/?q=тенге",
    "/kk/feed.atom": "/kk/feed.atom",
    "/api/v1/": "/api/v1/index.json",
    "/api/v1/events/x?locale=en": "/api/v1/events/locale/en/x.json",
    "/api/v1/events.csv?flavour=excel&ids=x": "/api/v1/flavour/excel/ids/x/events.csv",
    "/static/0a/css/base,event.css": "/static/0a/css/base,event.css",
}
TEXTS = {".html", ".atom", ".ics", ".xml", ".txt", ".json", ".csv", ".webmanifest"}


def export(database: Path, target: Path, *options: str) -> int:
    """Give the exit code; in a thread of its own, where no other loop runs."""
    arguments = ["export", "--database", str(database), "--site", str(target), *options]
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(run, arguments).result()


def read_all(root: Path) -> dict[str, bytes]:
    """Give every file by its place."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


@pytest.fixture(scope="module")
def site(tiny_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the tiny site."""
    root = tmp_path_factory.mktemp("site") / "history"
    assert export(tiny_database, root, "--public-url", PUBLIC_URL) == 0
    return root


def make_app(pages: Mapping[str, str]) -> ASGIApp:
    """Give an app of a few pages."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        html = pages.get(scope["path"])
        await HTMLResponse(html or "", 404 if html is None else 200)(scope, receive, send)

    return app


@pytest.mark.parametrize(("address", "file"), PLACES.items(), ids=PLACES)
def test_an_address_has_a_file(address: str, file: str) -> None:
    assert place(address) == file


def test_a_search_leads_to_the_page_of_search() -> None:
    assert name_source("/ru/events?q=тенге") == "/ru/search"
    assert name_source("/ru/events?zoom=all#y1991") == "/ru/events?zoom=all"


def test_no_link_leads_nowhere(site: Path) -> None:
    assert len(list(site.rglob("index.html"))) > 200
    assert find_dead_links(site) == {}


def test_a_link_is_found_as_readers_of_html_find_it(site: Path) -> None:
    for rest in ("", "kk/events/", f"ru/events/{LAW}/", "en/thirty/", "kk/places/", "kk/search/"):
        text = (site / rest / "index.html").read_text("utf-8")
        assert LINK.findall(text) == parse_links(text) != []


def test_every_page_of_the_sitemap_is_there(site: Path) -> None:
    addresses = [
        node.text or "" for node in ET.parse(site / "sitemap.xml").iter() if node.tag.endswith("loc")
    ]
    assert addresses
    assert {address for address in addresses if not address.startswith(f"{PUBLIC_URL}/")} == set()
    missing = [
        one for one in addresses if not find_file(site, one.removeprefix("https://example.org")).is_file()
    ]
    assert missing == []


def test_no_file_names_the_machine_it_was_made_on(site: Path) -> None:
    texts = {path: path.read_text("utf-8") for path in site.rglob("*") if path.suffix in TEXTS}
    words = ("localhost", "127.0.0.1", str(site.parent))
    assert [path for path, text in texts.items() if any(word in text for word in words)] == []


def test_a_page_asks_nothing_of_a_server(site: Path) -> None:
    pages = [path.read_text("utf-8") for path in site.rglob("*.html")]
    # What htmx shall leave alone may say so: nobody asks for it.
    assert [text[:200] for text in pages if re.search(r"\bhx-(?!ignore\b)", text)] == []
    for word in (
        "htmx.min.js",
        "/quiz",
        "/developers",
        "oembed",
        "<iframe",
        "embed=",
        'data-behaviour="drawer"',
    ):
        assert [text[:200] for text in pages if word in text] == []


def test_every_page_carries_its_policy(site: Path) -> None:
    policy = f'<meta http-equiv="Content-Security-Policy" content="{escape(META_CSP)}">'
    assert [path for path in site.rglob("*.html") if policy not in path.read_text("utf-8")] == []


def test_the_entrance_offers_three_languages(site: Path) -> None:
    doors = parse_html((site / "index.html").read_text("utf-8")).find_all("a", "door")
    assert [door.attributes["hreflang"] for door in doors] == list(LOCALES)
    assert [door.attributes["href"] for door in doors] == [f"/history/{locale}/" for locale in LOCALES]


def test_the_permanent_name_of_an_event_leads_to_each_language(site: Path) -> None:
    doors = parse_html((site / "id" / LAW / "index.html").read_text("utf-8")).find_all("a", "door")
    hrefs = [f"/history/{locale}/events/{LAW}/" for locale in LOCALES]
    assert [door.attributes["href"] for door in doors] == hrefs


def test_a_filter_stands_alone(site: Path) -> None:
    page = parse_html((site / "kk/events/theme/statehood/index.html").read_text("utf-8"))
    (chosen, everything) = page.get("ul", "filters__chosen").find_all("a")
    assert {chosen.attributes["href"], everything.attributes["href"]} == {"/history/kk/events/"}
    assert page.find_all("div", "levels") == page.find_all("div", "filters__group") == []


def test_all_levels_are_whole_pages(site: Path) -> None:
    for level in ("all", "year", "month", "day"):
        page = parse_html((site / f"kk/events/zoom/{level}/index.html").read_text("utf-8"))
        assert page.find_all("nav", "pages") == []
        if level != "all":
            assert len(page.find_all("a", "item__link")) == 6


def test_two_exports_are_the_same_bytes(site: Path, tiny_database: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    command = [sys.executable, "-m", "app", "export", "--database", str(tiny_database)]
    # In another process sets have another order.
    subprocess.run([*command, "--site", str(again), "--public-url", PUBLIC_URL], cwd=ROOT, check=True)
    assert read_all(again) == read_all(site)


def test_a_page_that_fails_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / MARK).write_text("earlier")
    app = make_app({"/": "<a href='x'>", "/404.html": '<a href="/kk/gone">'})
    seeds = ("/", "/404.html")
    with pytest.raises(SiteFault, match=re.escape("/404.html leads to /kk/gone, which answers 404")):
        loops.run(write_site(app, PUBLIC_URL, "new", target, seeds))
    assert read_all(tmp_path) == {f"site/{MARK}": b"earlier"}


def test_an_earlier_site_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / MARK).write_text("earlier")
    (target / "gone.html").write_text("")
    assert loops.run(write_site(make_app({"/": "new"}), PUBLIC_URL, "2", target, ("/",))) == 1
    assert read_all(target).keys() == {"index.html", "_headers", MARK}


def test_a_folder_of_something_else_is_left_alone(
    tiny_database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("thesis.txt", ".git"):
        target = tmp_path / name.strip(".")
        target.mkdir()
        (target / name).write_text("")
        assert export(tiny_database, target, "--public-url", PUBLIC_URL) == 3
        assert "holds something else" in capsys.readouterr().err
        assert [path.name for path in target.iterdir()] == [name]


@pytest.mark.parametrize("address", ["", "example.org", "https://example.org/?x", "ftp://example.org"])
def test_a_site_needs_its_address(
    address: str, tiny_database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(tiny_database, tmp_path / "site", "--public-url", address) == 2
    assert "--public-url" in capsys.readouterr().err
