"""Map and figures beside the list: opened, closed, in step with what is read; always there on a wall."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visit import SIZES, NewContext, Visit, find_barriers, find_overhang, open_visit

ELSEWHERE = "1991-08-29-semipalatinsk-closure"
PLACES = ["Almaty", "Semey", "Semipalatinsk Test Site", "Kurchatov"]
READY = "() => document.querySelector('.item__link[tabindex=\"0\"]')"
HELD = """([id, top]) => {
  const now = document.querySelector(`[data-event="${id}"]`).getBoundingClientRect().top;
  return Math.abs(now - top) <= 8;
}"""
NARROW, WALL = (1100, 800), (2560, 1440)


def open_timeline(new_context: NewContext, size: tuple[int, int], query: str = "") -> Visit:
    """Give the timeline in English in a window of a size, its scripts connected."""
    visit = open_visit(new_context, f"/en/events{query}")
    visit.page.set_viewport_size({"width": size[0], "height": size[1]})
    visit.page.reload()
    visit.page.wait_for_function(READY)
    return visit


@pytest.fixture
def visit(new_context: NewContext) -> Visit:
    """Give the timeline on a desk."""
    return open_timeline(new_context, SIZES["desk"])


@pytest.fixture
def page(visit: Visit) -> Page:
    """Give the page of that visit with the drawer open."""
    visit.page.locator("#overview-link").click()
    expect(visit.page.locator("#overview-map")).to_be_focused()
    return visit.page


def measure_top(page: Page) -> float:
    """Give the height of that event in the window."""
    box = page.locator(f'[data-event="{ELSEWHERE}"]').bounding_box()
    assert box
    return box["y"]


def read_day(page: Page) -> float:
    """Give where the gold line stands, in percent."""
    day = page.locator(".slim__day")
    expect(day).to_have_attribute("x1", re.compile("%"))
    return float(str(day.get_attribute("x1")).rstrip("%"))


def test_the_list_comes_without_map_and_figures(visit: Visit) -> None:
    assert visit.page.locator("#overview").inner_html() == ""


def test_the_drawer_stands_beside_the_list(page: Page) -> None:
    box, rows = page.locator("#overview").bounding_box(), page.locator("#event-list").bounding_box()
    assert box
    assert rows
    assert (box["width"], box["x"]) == (420, rows["x"] + rows["width"])
    assert page.url.endswith("/en/events")


def test_the_drawer_says_that_it_is_open(page: Page) -> None:
    link = page.locator("#overview-link")
    expect(link).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#overview-map")).to_be_focused()
    link.click()
    expect(link).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#overview-map")).to_have_count(0)


@pytest.mark.parametrize("way", ["Escape", "button"])
def test_closing_gives_the_focus_back(page: Page, way: str) -> None:
    page.keyboard.press("Escape") if way == "Escape" else page.locator(".overview__close").click()
    expect(page.locator("#overview-box")).to_have_count(0)
    expect(page.locator("#overview-link")).to_be_focused()


def test_m_opens_the_drawer_from_an_event_and_closing_leads_back(visit: Visit) -> None:
    page = visit.page
    link = page.locator(".item__link").nth(5)
    link.focus()
    page.keyboard.press("m")
    expect(page.locator("#overview-box")).to_be_visible()
    page.locator(".overview__close").click()
    expect(link).to_be_focused()


def test_the_event_that_is_read_stays_where_it_is(visit: Visit) -> None:
    page = visit.page
    link = page.locator(f'[data-event="{ELSEWHERE}"]')
    link.focus()
    page.wait_for_timeout(300)
    top = measure_top(page)
    page.keyboard.press("m")
    expect(page.locator("#overview-map")).to_be_focused()
    page.wait_for_function(HELD, arg=[ELSEWHERE, top])
    page.keyboard.press("Escape")
    expect(page.locator("#overview-map")).to_have_count(0)
    page.wait_for_function(HELD, arg=[ELSEWHERE, top])


def test_the_place_of_the_event_in_view_lights(page: Page) -> None:
    page.locator(f'[data-event="{ELSEWHERE}"]').focus()
    expect(page.locator("#overview [data-state=lit]")).to_have_count(4)
    labels = [
        str(one.get_attribute("aria-label")) for one in page.locator("#overview [data-state=lit]").all()
    ]
    assert [label.partition(",")[0] for label in labels] == PLACES


def test_a_gold_line_marks_the_day_of_the_event_in_view(page: Page) -> None:
    page.locator(f'[data-event="{ELSEWHERE}"]').focus()
    expect(page.locator("#overview [data-state=lit]")).to_have_count(4)
    assert read_day(page) == pytest.approx(100 * (1991 + 240 / 365 - 1986) / 38, abs=0.1)


def test_the_line_goes_through_the_charts_at_the_year_of_their_axis(page: Page) -> None:
    axis = page.locator(".slim__axis").bounding_box()
    charts = [chart.bounding_box() for chart in page.locator(".slim .sparkline").all()]
    assert axis
    assert len(charts) > 3
    # The drawings are as wide as their axis: one line fits them all.
    assert {(box["x"], box["width"]) for box in charts if box} == {(axis["x"], axis["width"])}


def test_scrolling_moves_the_line(page: Page) -> None:
    before = read_day(page)
    page.locator('[data-event="1993-11-15-tenge"]').scroll_into_view_if_needed()
    page.wait_for_function(
        "(before) => parseFloat(document.querySelector('.slim__day').getAttribute('x1')) > before", arg=before
    )


def test_a_place_filters_the_list_and_stands_in_the_history(page: Page) -> None:
    page.locator("#overview .map__place", has_text="Astana").first.click()
    expect(page).to_have_url(re.compile(r"/en/events\?place=astana$"))
    expect(page.locator("#chosen-astana")).to_be_visible()
    expect(page.locator("#overview .map__place--lit")).to_have_attribute("aria-label", re.compile("Astana"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/en/events$"))
    expect(page.locator("#chosen-astana")).to_have_count(0)
    expect(page.locator("#overview-box")).to_be_visible()


def test_the_same_place_again_takes_the_filter_away(page: Page) -> None:
    page.locator("#overview .map__place", has_text="Astana").first.click()
    expect(page.locator("#overview .map__place--lit")).to_have_count(1)
    page.locator("#overview .map__place--lit").click()
    expect(page).to_have_url(re.compile(r"/en/events$"))


def test_the_map_follows_the_filters(page: Page) -> None:
    before = page.locator("#overview .map__place").count()
    page.locator("#by-theme-sport").click()
    expect(page.locator("#chosen-sport")).to_be_visible()
    expect(page.locator("#overview .map__place")).not_to_have_count(before)
    href = str(page.locator("#overview .map__place").first.get_attribute("href"))
    assert href.endswith("&theme=sport")


@pytest.mark.parametrize("size", [NARROW, SIZES["desk"]])
def test_nothing_scrolls_sideways_beside_the_drawer(new_context: NewContext, size: tuple[int, int]) -> None:
    page = open_timeline(new_context, size).page
    page.locator("#overview-link").click()
    expect(page.locator("#overview-map")).to_be_visible()
    assert find_overhang(page) == 0
    title = page.locator(".item__title").first.bounding_box()
    assert title
    assert title["width"] > 300


def test_a_phone_follows_the_link_to_a_page(new_context: NewContext) -> None:
    page = open_visit(new_context, "/en/events?theme=sport", "phone").page
    page.wait_for_function(READY)
    page.locator("#overview-link").click()
    expect(page).to_have_url(re.compile(r"/en/overview\?theme=sport$"))
    expect(page.locator("h1")).to_have_text("Map and figures")


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_without_scripts_the_link_leads_to_a_page_whose_places_filter(
    new_context: NewContext, size: str
) -> None:
    page = open_visit(new_context, "/en/events", size, java_script_enabled=False).page
    page.locator("#overview-link").click()
    assert page.url.endswith("/en/overview")
    page.goto(str(page.locator(".map__place").first.get_attribute("href")))
    assert re.search(r"/en/events\?place=\w+$", page.url)
    assert find_overhang(page) == 0


def test_a_wall_has_both_columns_from_the_start(new_context: NewContext) -> None:
    visit = open_timeline(new_context, WALL)
    page = visit.page
    expect(page.locator("#overview-map")).to_be_visible()
    expect(page.locator(".overview__close")).to_be_hidden()
    box, rows = page.locator("#overview").bounding_box(), page.locator("#event-list").bounding_box()
    assert box
    assert rows
    assert box["x"] == rows["x"] + rows["width"]
    assert page.evaluate("() => getComputedStyle(document.documentElement).fontSize") == "22px"
    assert find_overhang(page) == 0
    assert visit.list_faults() == []


def test_text_keeps_its_measure_on_a_wall(new_context: NewContext) -> None:
    page = open_timeline(new_context, (3840, 2160)).page
    expect(page.locator("#overview-map")).to_be_visible()
    widths = page.locator(".item__summary").evaluate_all(
        "(all) => all.map((one) => one.clientWidth / parseFloat(getComputedStyle(one).fontSize))"
    )
    assert max(widths) <= 39.01


def test_the_drawer_causes_no_fault_and_bars_nobody(visit: Visit, page: Page) -> None:
    page.locator("#overview .map__place", has_text="Astana").first.click()
    expect(page.locator("#overview .map__place--lit")).to_have_count(1)
    assert visit.list_faults() == []
    # What the bar of the page covers halfway would be too small to touch.
    page.evaluate("() => scrollTo(0, 0)")
    assert find_barriers(page) == []


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_the_page_of_map_and_figures_bars_nobody(new_context: NewContext, size: str) -> None:
    visit = open_visit(new_context, "/kk/overview", size)
    assert visit.list_faults() == []
    assert find_barriers(visit.page) == []
    assert find_overhang(visit.page) == 0
