"""Fingers: strokes on an open event, a drag round the sun, a press that shows, values of a chart."""

import re

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.test_thirty import expect_event, find_ray, find_spot, start_number
from tests.browser.visit import EVENT, NewContext, open_visit

Spot = tuple[float, float]


def open_phone(new_context: NewContext, address: str) -> Page:
    """Open an address on a phone."""
    return open_visit(new_context, address, "phone", has_touch=True, is_mobile=True).page


def press(client: CDPSession, *spots: Spot) -> None:
    """Put a finger down and move it; it stays."""
    for i, (x, y) in enumerate(spots):
        kind = "touchMove" if i else "touchStart"
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})


def stroke(page: Page, start: Spot, end: Spot, steps: int = 6) -> None:
    """Move a finger over the page and lift it."""
    client = page.context.new_cdp_session(page)
    across, down = (end[0] - start[0]) / steps, (end[1] - start[1]) / steps
    press(client, *((start[0] + i * across, start[1] + i * down) for i in range(steps + 1)))
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize(("end", "relation"), [((60, 420), "next"), ((360, 380), "prev")])
def test_a_stroke_to_the_side_leads_to_a_neighbour_in_time(
    new_context: NewContext, end: Spot, relation: str
) -> None:
    page = open_phone(new_context, f"/kk/events/{EVENT}?beside=ru")
    wanted = page.locator(f'.steps [rel="{relation}"]').get_attribute("href")
    with page.expect_navigation():
        stroke(page, (210, 400), end)
    assert page.url.endswith(str(wanted))
    assert "beside=ru" in page.url


def test_a_stroke_that_is_not_level_or_is_short_only_scrolls(new_context: NewContext) -> None:
    page = open_phone(new_context, f"/kk/events/{EVENT}")
    address = page.url
    stroke(page, (200, 600), (120, 420))
    page.wait_for_function("() => scrollY > 0")
    stroke(page, (200, 400), (170, 402))
    page.wait_for_timeout(300)
    assert page.url == address


def test_a_finger_that_goes_round_the_sun_turns_it_when_it_is_lifted(new_context: NewContext) -> None:
    page = open_phone(new_context, "/en/thirty")
    start = start_number()
    spots = [find_spot(page, start + step) for step in (0, 1, 2, 3, 4)]
    client = page.context.new_cdp_session(page)
    press(client, *spots)
    expect(find_ray(page, start + 4)).to_have_attribute("data-state", "near")
    assert "event=" not in page.url
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect_event(page, start + 4)


def test_a_turn_of_the_sun_can_be_followed_and_broken_off(new_context: NewContext) -> None:
    page = open_visit(new_context, "/en/thirty").page
    longest = page.evaluate(
        "() => Math.max(...getComputedStyle(document.querySelector('.ray__grain'))"
        ".transitionDuration.split(',').map(parseFloat))"
    )
    assert 0 < longest <= 0.4
    find_ray(page, start_number()).focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect_event(page, start_number() + 5)


def test_a_press_shows_at_once_and_sliding_off_takes_it_back(new_context: NewContext) -> None:
    page = open_phone(new_context, "/ru/halls")
    link = page.locator(".room__link").first
    link.scroll_into_view_if_needed()
    box = link.bounding_box()
    assert box
    page.evaluate("""() => document.addEventListener("pointerdown", ({ timeStamp, target }) => {
      const link = target.closest("a");
      requestAnimationFrame((now) => { window.shown = [now - timeStamp, getComputedStyle(link).opacity]; });
    })""")
    client = page.context.new_cdp_session(page)
    spot = (box["x"] + 40, box["y"] + 30)
    press(client, spot)
    page.wait_for_function("() => window.shown")
    delay, opacity = page.evaluate("() => window.shown")
    assert delay <= 50
    assert float(opacity) < 1
    press(client, spot, (spot[0], spot[1] - 200))
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator("[data-pressed]")).to_have_count(0)
    assert page.url.endswith("/ru/halls")


def test_a_finger_reads_any_value_of_a_chart_with_source_and_note(new_context: NewContext) -> None:
    page = open_phone(new_context, "/en/figures/almaty-population")
    drawing = page.locator(".chart__drawing")
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] * 0.6, box["y"] + box["height"] - 40)
    shown = page.locator(".chart__point[data-shown]")
    expect(shown).to_have_count(1)
    expect(page.locator(".chart__value > strong")).to_have_text(str(shown.get_attribute("aria-label")))
    expect(page.locator(".chart__value .note a")).to_have_attribute("href", re.compile("^#source-"))
    assert "#" not in page.url


def test_the_arrow_keys_read_the_values_of_a_chart(new_context: NewContext) -> None:
    page = open_visit(new_context, "/ru/figures/almaty-population").page
    points = page.locator(".chart__point")
    expect(page.locator('.chart__point[tabindex="0"]')).to_have_count(1)
    points.last.focus()
    for key, index in (("ArrowLeft", -2), ("Home", 0), ("ArrowRight", 1), ("End", -1)):
        page.keyboard.press(key)
        expect(points.nth(index)).to_be_focused()
        name = str(points.nth(index).get_attribute("aria-label"))
        expect(page.locator(".chart__value > strong")).to_have_text(name)
    described = page.evaluate(
        "() => document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent"
    )
    row = page.locator(str(points.last.get_attribute("href")))
    assert described.split() == str(row.locator("td").last.text_content()).split()
