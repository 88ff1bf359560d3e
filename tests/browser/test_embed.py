"""Pages in a frame of another site: which ones show, how narrow they may be, where their links lead."""

import re

import pytest
from playwright.sync_api import Frame, Page, expect

from app.core.locales import Locale
from tests.browser.visit import EVENT, NewContext, every_locale, find_barriers, find_overhang, open_visit

RESTS = ["events", f"events/{EVENT}", "thirty"]
HOST = '<!doctype html><title>Another site</title><iframe src="{}" width="640" height="720"></iframe>'


def open_frame(page: Page, base_url: str, address: str) -> Frame:
    """Give the frame of a page of ours on a page of another origin."""
    host = base_url.replace("127.0.0.1", "localhost") + "/another-site"
    page.route(
        host, lambda route: route.fulfill(content_type="text/html", body=HOST.format(base_url + address))
    )
    page.goto(host)
    return page.frames[1]


@pytest.mark.parametrize("rest", RESTS)
def test_another_site_shows_the_page(page: Page, base_url: str, rest: str) -> None:
    frame = open_frame(page, base_url, f"/en/{rest}?embed")
    expect(frame.locator("h1")).to_be_attached()
    expect(frame.locator(".embed__link").first).to_have_attribute("href", f"/en/{rest}")


@pytest.mark.parametrize("rest", [*RESTS, "about?embed"])
def test_another_site_cannot_show_any_other_page(page: Page, base_url: str, rest: str) -> None:
    frame = open_frame(page, base_url, f"/en/{rest}")
    assert frame.url.startswith("chrome-error:")


def test_a_filter_in_a_frame_swaps_the_list_and_stays_framed(page: Page, base_url: str) -> None:
    frame = open_frame(page, base_url, "/en/events?embed")
    frame.locator("#by-theme-sport").click()
    expect(frame.locator("#chosen-sport")).to_be_visible()
    assert frame.evaluate("() => location.search") == "?theme=sport&embed"
    frame.locator(".item__link").first.click()
    frame.wait_for_url(re.compile(r"/en/events/.+\?embed$"))
    expect(frame.locator("footer.embed")).to_be_visible()


def test_the_line_below_opens_the_whole_page_in_a_window(page: Page, base_url: str) -> None:
    frame = open_frame(page, base_url, f"/en/events/{EVENT}?embed")
    with page.expect_popup() as opened:
        frame.locator(".embed__link").first.click()
    assert opened.value.url == f"{base_url}/en/events/{EVENT}"
    assert opened.value.evaluate("() => window.opener") is None


@every_locale
@pytest.mark.parametrize("rest", RESTS)
def test_a_frame_may_be_280_pixels_wide(new_context: NewContext, rest: str, locale: Locale) -> None:
    visit = open_visit(new_context, f"/{locale}/{rest}?embed", "phone")
    visit.page.set_viewport_size({"width": 280, "height": 600})
    assert find_overhang(visit.page) == 0
    assert visit.list_faults() == []


@pytest.mark.parametrize("rest", RESTS)
def test_a_framed_page_bars_nobody(new_context: NewContext, rest: str) -> None:
    assert find_barriers(open_visit(new_context, f"/kk/{rest}?embed", "phone").page) == []
