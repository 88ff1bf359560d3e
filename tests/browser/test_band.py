"""The woven band in a browser: slider of months, frame, dragging, bubble; and its links without script."""

import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visit import SIZES, NewContext, find_overhang, open_visit

LAW = "1991-12-16-independence-law"
DECEMBER = 5 * 12 + 11
WORDS = {
    "kk": "1991\u00a0ж. желтоқсан, 4 оқиға",
    "ru": "декабрь 1991\u00a0г., 4 события",
    "en": "December 1991, 4 events",
}
KEYS = {
    "ArrowRight": 1,
    "ArrowDown": 1,
    "ArrowLeft": -1,
    "ArrowUp": -1,
    "PageDown": 12,
    "PageUp": -12,
    "Home": -DECEMBER,
    "End": 455 - DECEMBER,
}
# Months of the frame when an edge is let go, and the level that shows as much.
SPANS = {97: "all", 60: "era", 12: "year", 3: "month", 0: "day"}
READY = "() => document.querySelector('.band[data-state=live]') !== null"
FRAME = "(track) => ['start', 'end'].map((edge) => 456 * track.style.getPropertyValue(`--frame-${edge}`))"
SEEN = """() => [...document.querySelectorAll('.item')].filter((item) => {
  const { top, bottom } = item.getBoundingClientRect();
  return bottom > innerHeight * .15 && top < innerHeight * .9;
}).map((item) => item.querySelector('time').dateTime)"""
every_locale = pytest.mark.parametrize("locale", WORDS)
both_sizes = pytest.mark.parametrize("size", ["phone", "desk"])

# Where the words of some elements begin and end.
LABELS = """(all) => all.map((one) => {
  const range = document.createRange();
  range.selectNodeContents(one);
  const { left, right } = range.getBoundingClientRect();
  return [left, right];
})"""


def open_band(
    new_context: NewContext, size: str = "desk", address: str = "/en/events", **options: Any
) -> Page:
    """Give the timeline when its band is a slider."""
    page = open_visit(new_context, address, size, **options).page
    page.wait_for_function(READY)
    return page


def read_value(page: Page) -> int:
    """Give the month that the slider stands on."""
    return int(page.locator(".band__track").get_attribute("aria-valuenow") or -1)


def to_month(day: str) -> float:
    """Give a day as months from January 1986."""
    year, month, date = (int(part) for part in f"{day}-01-01".split("-")[:3])
    return (year - 1986) * 12 + month - 1 + (date - 1) / 31


def find_point(page: Page, month: float) -> tuple[float, float]:
    """Give the point of the window where a month of the band is."""
    box = page.locator(".band__track").bounding_box()
    assert box
    part = month / 456
    if box["height"] > box["width"]:
        return box["x"] + 100, box["y"] + part * box["height"]
    return box["x"] + part * box["width"], box["y"] + box["height"] / 2


def drag(page: Page, start: float, end: float) -> None:
    """Press on a month, move to another and stay there."""
    page.mouse.move(*find_point(page, start))
    page.mouse.down()
    page.mouse.move(*find_point(page, end), steps=5)


def put_on_december(page: Page) -> None:
    """Put the slider on December 1991."""
    page.locator(".band__track").focus()
    for key in ["Home", *["PageDown"] * 6, "ArrowLeft"]:
        page.keyboard.press(key)
    assert read_value(page) == DECEMBER


def wait_for_top(page: Page, event_id: str, top: float) -> None:
    """Wait until an event is at this height of the window, ±8 px."""
    page.wait_for_function(
        """([id, top]) => {
          const event = document.querySelector(`[data-event="${id}"]`);
          return Math.abs(event.getBoundingClientRect().top - top) <= 8;
        }""",
        arg=[event_id, top],
    )


def count_history(page: Page) -> int:
    """Give the number of entries of the history."""
    return int(page.evaluate("() => history.length"))


def test_the_band_is_one_stop_of_the_tab_key(new_context: NewContext) -> None:
    page = open_band(new_context)
    page.locator(".filters__summary").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("slider", name="Years")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".item__link").first).to_be_focused()


@every_locale
def test_the_slider_says_month_and_number_of_events(new_context: NewContext, locale: str) -> None:
    page = open_band(new_context, address=f"/{locale}/events")
    put_on_december(page)
    track = page.locator(".band__track")
    expect(track).to_have_attribute("aria-valuetext", WORDS[locale])
    assert [track.get_attribute(f"aria-value{end}") for end in ("min", "max")] == ["0", "455"]
    expect(page.locator(".band__bubble")).to_have_text(WORDS[locale])


@pytest.mark.parametrize("key", KEYS)
def test_a_key_moves_by_months_years_or_to_an_end(new_context: NewContext, key: str) -> None:
    page = open_band(new_context)
    put_on_december(page)
    page.keyboard.press(key)
    page.wait_for_timeout(150)
    assert read_value(page) == DECEMBER + KEYS[key]


def test_the_ends_hold(new_context: NewContext) -> None:
    page = open_band(new_context)
    page.locator(".band__track").focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    assert read_value(page) == 455


@pytest.mark.parametrize("reduced_motion", ["reduce", "no-preference"])
def test_a_key_brings_the_month_before_the_eyes_at_once(new_context: NewContext, reduced_motion: str) -> None:
    page = open_band(new_context, reduced_motion=reduced_motion)
    put_on_december(page)
    first = (
        page.locator('.item:has([datetime^="1991-12"]) .item__link').first.get_attribute("data-event") or ""
    )
    wait_for_top(page, first, SIZES["desk"][1] / 4)


def test_the_keys_of_one_visit_are_one_act(new_context: NewContext) -> None:
    page = open_band(new_context)
    page.evaluate("() => scrollTo({ top: 2000, behavior: 'instant' })")
    expect(page).to_have_url(re.compile("from="))
    # Under load the browser notes where Back shall lead a moment after one came there.
    page.wait_for_timeout(700)
    address, before, top = page.url, count_history(page), page.evaluate("scrollY")
    put_on_december(page)
    expect(page).to_have_url(re.compile("from=1991-12"))
    assert count_history(page) == before + 1
    page.go_back()
    expect(page).to_have_url(address)
    page.wait_for_function("(top) => Math.abs(scrollY - top) <= 8", arg=top)


def test_on_a_page_of_a_level_the_keys_ask_for_another_page(new_context: NewContext) -> None:
    page = open_band(new_context, address="/en/events?zoom=month")
    before = count_history(page)
    page.locator(".band__track").focus()
    page.keyboard.press("End")
    expect(page).to_have_url(re.compile("from=2023-12"))
    expect(page.locator(".item time").last).to_have_attribute("datetime", re.compile("^2023"))
    expect(page.locator(".band__track")).to_be_focused()
    assert count_history(page) == before + 1


@both_sizes
@pytest.mark.parametrize("top", [1500, 6000])
def test_the_frame_goes_round_what_the_window_shows(new_context: NewContext, size: str, top: int) -> None:
    page = open_band(new_context, size)
    page.evaluate("(top) => scrollTo({ top, behavior: 'instant' })", top)
    page.wait_for_timeout(300)
    start, end = page.locator(".band__track").evaluate(FRAME)
    days = [to_month(day) for day in page.evaluate(SEEN)]
    assert abs(start - min(days)) < 0.1
    assert abs(end - max(*days, start + 1)) < 0.1
    assert read_value(page) == int(start)


@both_sizes
def test_dragging_scrubs_and_is_one_act(new_context: NewContext, size: str) -> None:
    page = open_band(new_context, size)
    page.evaluate("() => scrollTo({ top: 4000, behavior: 'instant' })")
    expect(page).to_have_url(re.compile("from="))
    # Under load the browser notes where Back shall lead a moment after one came there.
    page.wait_for_timeout(700)
    address, before, top = page.url, count_history(page), page.evaluate("scrollY")
    drag(page, 300, DECEMBER + 0.5)
    first = (
        page.locator('.item:has([datetime^="1991-12"]) .item__link').first.get_attribute("data-event") or ""
    )
    wait_for_top(page, first, SIZES[size][1] / 4)
    page.mouse.up()
    expect(page).to_have_url(re.compile("from=1991-12"))
    assert count_history(page) == before + 1
    page.go_back()
    expect(page).to_have_url(address)
    page.wait_for_function("(top) => Math.abs(scrollY - top) <= 8", arg=top)


@both_sizes
@pytest.mark.parametrize("month", [2, 230, 454])
def test_the_bubble_is_never_under_the_finger(new_context: NewContext, size: str, month: float) -> None:
    page = open_band(new_context, size)
    page.evaluate("() => scrollTo({ top: 2000, behavior: 'instant' })")
    drag(page, 100, month)
    x, y = find_point(page, month)
    box = page.locator(".band__bubble").bounding_box()
    assert box
    # A finger covers 24 px round its point, and all that lies below.
    assert box["y"] + box["height"] <= y - 24 or box["x"] + box["width"] <= x - 24
    assert 0 <= box["x"] <= box["x"] + box["width"] <= SIZES[size][0]
    assert box["y"] >= 0
    page.mouse.up()
    expect(page.locator(".band__bubble")).to_be_hidden()


def test_the_bubble_stands_above_the_finger_on_a_phone(new_context: NewContext) -> None:
    page = open_band(new_context, "phone")
    drag(page, 100, 300)
    box = page.locator(".band__bubble").bounding_box()
    assert box
    assert box["y"] + box["height"] <= find_point(page, 300)[1] - 24


@pytest.mark.parametrize("span", SPANS)
def test_an_edge_of_the_frame_changes_the_level(new_context: NewContext, span: int) -> None:
    page = open_band(
        new_context,
        address="/en/events?zoom=year&from=2001-06-15"
        if span > 20
        else "/en/events?zoom=all&from=2001-06-15",
    )
    page.wait_for_timeout(400)
    before = count_history(page)
    start, end = page.locator(".band__track").evaluate(FRAME)
    grip = page.locator("[data-edge=end]").bounding_box()
    assert grip
    from_y = grip["y"] + 10
    page.mouse.move(grip["x"] + 20, from_y)
    page.mouse.down()
    length = page.locator(".band__track").bounding_box()["height"]  # type: ignore[index]
    page.mouse.move(grip["x"] + 20, from_y + (start + span - end) * length / 456, steps=6)
    page.mouse.up()
    expect(page.locator("#event-list")).to_have_attribute("data-zoom", SPANS[span])
    assert count_history(page) == before + 1


def test_the_level_begins_where_the_frame_begins(new_context: NewContext) -> None:
    page = open_band(new_context, address="/en/events?zoom=year&from=2011-01-30")
    page.wait_for_timeout(400)
    start, _ = page.locator(".band__track").evaluate(FRAME)
    grip = page.locator("[data-edge=start]").bounding_box()
    assert grip
    page.mouse.move(grip["x"] + 20, grip["y"] + 10)
    page.mouse.down()
    length = page.locator(".band__track").bounding_box()["height"]  # type: ignore[index]
    page.mouse.move(grip["x"] + 20, grip["y"] + 10 - 100 * length / 456, steps=6)
    page.mouse.up()
    year = 1986 + int(start - 100) // 12
    expect(page).to_have_url(re.compile(f"from={year}.*zoom=all"))


def test_a_press_on_an_edge_without_a_drag_leads_there(new_context: NewContext) -> None:
    page = open_band(new_context)
    page.evaluate("() => scrollTo({ top: 3000, behavior: 'instant' })")
    page.wait_for_timeout(300)
    page.locator("[data-edge=end]").click()
    expect(page.locator("#event-list")).to_have_attribute("data-zoom", "era")


def test_a_phone_has_a_bar_of_56_px_at_its_foot(new_context: NewContext) -> None:
    page = open_band(new_context, "phone")
    box = page.locator(".band").bounding_box()
    assert box
    assert (round(box["width"]), round(box["y"] + box["height"])) == SIZES["phone"]
    assert 56 <= box["height"] <= 58
    expect(page.locator(".band__track")).to_have_attribute("aria-orientation", "horizontal")
    assert find_overhang(page) == 0


def test_a_desk_has_a_column_of_120_px_that_stays_in_the_window(new_context: NewContext) -> None:
    page = open_band(new_context)
    page.evaluate("() => scrollTo({ top: 4000, behavior: 'instant' })")
    box = page.locator(".band__track").bounding_box()
    assert box
    assert box["width"] == 120
    assert box["y"] >= 72
    assert box["y"] + box["height"] <= SIZES["desk"][1]
    expect(page.locator(".band__track")).to_have_attribute("aria-orientation", "vertical")


@pytest.mark.parametrize(("size", "action"), [("phone", "pan-y pinch-zoom"), ("desk", "pan-x pinch-zoom")])
def test_the_band_takes_strokes_along_it_alone(new_context: NewContext, size: str, action: str) -> None:
    page = open_band(new_context, size)
    read = "(element) => getComputedStyle(element).touchAction"
    assert page.locator(".band__track").evaluate(read) == action
    assert page.locator("#event-list").evaluate(read) == "auto"


@pytest.mark.parametrize(("size", "target"), [("phone", 48), ("desk", 24)])
def test_without_script_the_years_are_links_that_can_be_touched(
    new_context: NewContext, size: str, target: int
) -> None:
    page = open_visit(new_context, "/en/events", size, java_script_enabled=False).page
    links = page.locator(".band__link")
    assert links.count() > 30
    box = links.first.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= target
    link = page.get_by_role("link", name=re.compile("^2015, "))
    link.scroll_into_view_if_needed()
    link.click()
    expect(page).to_have_url(re.compile("#y2015$"))
    expect(page.locator("#y2015")).to_be_in_viewport()


def test_forced_colours_keep_the_band_readable(new_context: NewContext) -> None:
    page = open_band(new_context, forced_colors="active")
    read = "(element) => [getComputedStyle(element).stroke, getComputedStyle(document.body).backgroundColor]"
    assert len(set(page.locator(".band__stitch").first.evaluate(read))) == 2


@pytest.mark.parametrize("width", [320, 390, 430, 600])
def test_the_labels_of_the_years_stand_apart_and_whole(new_context: NewContext, width: int) -> None:
    page = open_band(new_context, "phone")
    page.set_viewport_size({"width": width, "height": 844})
    edges: list[list[float]] = page.locator(".band__ticks > span >> visible=true").evaluate_all(LABELS)
    assert len(edges) >= 4
    track = page.locator(".band__track").bounding_box()
    assert track
    assert edges[-1][1] <= track["x"] + track["width"]
    assert [one for one, after in pairwise(edges) if one[1] > after[0]] == []
