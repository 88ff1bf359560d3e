"""Pages in a frame of another site: which ones show, how narrow they may be, where their links lead."""

import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, expect

from app.core.locales import Locale
from tests.browser.visit import EVENT, NewContext, every_locale, find_barriers, find_overhang, open_visit

RESTS = ["events", f"events/{EVENT}", "thirty"]
Opener = Callable[[str], Frame]
HOST = '<!doctype html><title>Another site</title><iframe src="{}" width="640" height="720"></iframe>'


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """Give the address of another site, a real one: browsers ask where a page is from."""
    make_handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("localhost", 0), make_handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


@pytest.fixture
def open_frame(page: Page, base_url: str, site: str, tmp_path: Path) -> Opener:
    """Give what shows a page of ours in a frame of that site."""

    def show(address: str) -> Frame:
        (tmp_path / "index.html").write_text(HOST.format(base_url + address))
        page.goto(site)
        return page.frames[1]

    return show


@pytest.mark.parametrize("rest", RESTS)
def test_another_site_shows_the_page(open_frame: Opener, rest: str) -> None:
    frame = open_frame(f"/en/{rest}?embed")
    expect(frame.locator("h1")).to_be_attached()
    expect(frame.locator(".embed__link").first).to_have_attribute("href", f"/en/{rest}")


@pytest.mark.parametrize("rest", [*RESTS, "about?embed"])
def test_another_site_cannot_show_any_other_page(open_frame: Opener, rest: str) -> None:
    frame = open_frame(f"/en/{rest}")
    frame.wait_for_url(re.compile("^chrome-error:"), wait_until="commit")


def test_a_filter_in_a_frame_swaps_the_list_and_stays_framed(open_frame: Opener) -> None:
    frame = open_frame("/en/events?embed")
    frame.locator("#by-theme-sport").click()
    expect(frame.locator("#chosen-sport")).to_be_visible()
    assert frame.evaluate("() => location.search") == "?theme=sport&embed"
    frame.locator(".item__link").first.click()
    frame.wait_for_url(re.compile(r"/en/events/.+\?embed$"))
    expect(frame.locator("footer.embed")).to_be_visible()


def test_the_line_below_opens_the_whole_page_in_a_window(
    page: Page, open_frame: Opener, base_url: str
) -> None:
    frame = open_frame(f"/en/events/{EVENT}?embed")
    with page.expect_popup() as opened:
        frame.locator(".embed__link").first.click()
    assert opened.value.url == f"{base_url}/en/events/{EVENT}"
    assert opened.value.evaluate("() => window.opener") is None


@every_locale
@pytest.mark.parametrize("rest", RESTS)
def test_a_frame_may_be_280_pixels_wide(new_context: NewContext, rest: str, locale: Locale) -> None:
    visit = open_visit(new_context, f"/{locale}/{rest}?embed", "phone", logs_requests=True)
    visit.page.set_viewport_size({"width": 280, "height": 600})
    assert find_overhang(visit.page) == 0
    assert visit.list_faults() == []


@pytest.mark.parametrize("rest", RESTS)
def test_a_framed_page_bars_nobody(new_context: NewContext, rest: str) -> None:
    assert find_barriers(open_visit(new_context, f"/kk/{rest}?embed", "phone").page) == []
