"""The levels of zoom in a browser: keys, Back, the event under the eye stays at its height."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visit import NewContext, open_visit

LAW = "1991-12-16-independence-law"
TENGE = "1993-11-15-tenge"
READY = "() => document.querySelector('.item__link[tabindex=\"0\"]') !== null"


@pytest.fixture
def page(new_context: NewContext) -> Page:
    """Give the timeline in Russian on a desk, its scripts connected."""
    page = open_visit(new_context, "/ru/events").page
    page.wait_for_function(READY)
    return page


def find_top(page: Page, event_id: str) -> float:
    """Give the height of an event's title in the window, in pixels."""
    box = page.locator(f'[data-event="{event_id}"]').bounding_box()
    assert box
    return box["y"]


def put_at(page: Page, event_id: str, top: int) -> float:
    """Scroll so that an event's title stands at a height; give the height."""
    page.evaluate("(by) => scrollBy({ top: by, behavior: 'instant' })", find_top(page, event_id) - top)
    return find_top(page, event_id)


@pytest.mark.parametrize("zoom", ["all", "year"])
def test_a_change_of_level_keeps_the_event_at_its_height(page: Page, zoom: str) -> None:
    page.locator(f'[data-event="{LAW}"]').focus()
    before = put_at(page, LAW, 420)
    page.evaluate("(zoom) => document.querySelector(`#zoom-${zoom}`).click()", zoom)
    expect(page.locator(f"#event-list[data-zoom={zoom}]")).to_be_attached()
    page.wait_for_timeout(300)
    assert abs(find_top(page, LAW) - before) <= 8


@pytest.mark.parametrize(("sign", "zoom"), [("+", "year"), ("=", "year"), ("-", "all"), ("0", "all")])
def test_a_sign_of_the_keyboard_changes_the_level(page: Page, sign: str, zoom: str) -> None:
    page.locator(f'[data-event="{LAW}"]').focus()
    page.keyboard.press(sign)
    expect(page).to_have_url(re.compile(f"zoom={zoom}"))
    expect(page.locator(f'[data-event="{LAW}"]')).to_be_focused()


def test_s_switches_to_true_time(page: Page) -> None:
    page.locator(f'[data-event="{LAW}"]').focus()
    page.keyboard.press("s")
    expect(page).to_have_url(re.compile("scale=true"))


def test_signs_are_left_alone_in_the_search(page: Page) -> None:
    page.locator("#search-field").focus()
    page.keyboard.press("0")
    assert "zoom" not in page.url
    expect(page.locator("#search-field")).to_have_value("0")


def test_back_undoes_a_change_of_level(page: Page) -> None:
    page.locator("#zoom-all").click()
    expect(page.locator("#event-list[data-zoom=all]")).to_be_attached()
    page.go_back()
    expect(page.locator("#event-list[data-zoom=era]")).to_be_attached()


def test_scrolling_tells_the_address_and_adds_no_history(page: Page) -> None:
    length = page.evaluate("() => history.length")
    put_at(page, TENGE, 200)
    expect(page).to_have_url(re.compile("from=1993-11-15"))
    assert page.evaluate("() => history.length") == length


def test_a_reload_comes_back_to_where_one_read(page: Page) -> None:
    page.goto(f"{page.url}?from=1993-11-15")
    page.wait_for_function(READY)
    assert 0 < find_top(page, TENGE) < 500


def test_a_change_of_language_keeps_the_event_at_its_height(page: Page) -> None:
    before = put_at(page, TENGE, 420)
    # Playwright's own click would scroll to where the sticky bar would stand if it weren't sticky.
    page.locator('.header__locale[hreflang="kk"]').evaluate("(link) => link.click()")
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    page.wait_for_function(READY)
    page.wait_for_timeout(500)
    assert abs(find_top(page, TENGE) - before) <= 8
    assert "#" not in page.url
