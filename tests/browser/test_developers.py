"""The page for developers in a browser: its code is copied, scrolled, and run on another site."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, expect

from app.core.locales import LOCALES
from app.views.developers import TOOLS


class _Museum(BaseHTTPRequestHandler):
    """Another site: one empty page."""

    def do_GET(self) -> None:
        """Answer with the page."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>A museum</title>")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def museum() -> Iterator[str]:
    """Give the address of another site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Museum)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join(10)
    server.server_close()


def read_code(page: Page, example: str) -> str:
    """Give the code of an example."""
    page.goto("/en/developers")
    return page.locator(f"#{example}-text").inner_text()


def test_the_search_runs_on_a_page_of_another_site(page: Page, base_url: str, museum: str) -> None:
    code = read_code(page, "search")
    printed: list[str] = []
    page.on("console", lambda message: printed.append(message.text))
    page.goto(museum)
    page.evaluate(f"async () => {{ {code} }}")
    found = page.request.get(f"{base_url}/api/v1/events?locale=en&q=теңге").json()["data"]
    assert found
    assert [line.split()[0] for line in printed] == [event["date"] for event in found]
    assert all(line.split()[-1].startswith(f"{base_url}/en/events/") for line in printed)


def test_each_button_copies_the_code_beside_it(page: Page) -> None:
    page.goto("/ru/developers")
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    buttons = page.locator("[data-copy]")
    expect(buttons).to_have_count(len(TOOLS))
    for button in buttons.all():
        button.click()
        expect(page.locator(".share__said")).to_have_text("Скопировано")
        code = page.locator(f"#{button.get_attribute('data-copy')}").inner_text()
        assert page.evaluate("() => window.copied") == code


@pytest.mark.parametrize("locale", LOCALES)
def test_a_long_line_scrolls_in_its_own_box_on_a_narrow_screen(page: Page, locale: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"/{locale}/developers")
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    box = page.locator("pre").first
    box.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(box).to_be_focused()
    page.wait_for_function("() => document.querySelector('pre').scrollLeft > 0")
