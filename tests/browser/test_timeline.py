"""The timeline: filters and search without a full load, Back, keys from event to event, failures told."""

import re
from collections import Counter

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.visit import NewContext, Visit, open_visit, read_titles

MARK = "() => { window.isSamePage = true; }"
NOTICE = '<div class="notice__box" id="notice-box"><p class="notice__title">Something failed</p></div>'
# What the level of eras shows: at most seven events a year.
WHOLE = sum(min(7, count) for count in Counter(key[:4] for key in read_titles("en")).values())
STEPS = {"ArrowDown": (3, 4), "j": (3, 4), "ArrowUp": (3, 2), "k": (3, 2), "Home": (9, 0)}


@pytest.fixture
def visit(new_context: NewContext) -> Visit:
    """Give the timeline in English on a desk."""
    return open_visit(new_context, "/en/events")


@pytest.fixture
def page(visit: Visit) -> Page:
    """Give the page of that visit, marked so that a full load shows."""
    visit.page.evaluate(MARK)
    return visit.page


def focus_event(page: Page, index: int) -> None:
    """Put the focus on an event by its place in the list."""
    page.locator(".item__link").nth(index).focus()


def list_years(page: Page) -> list[int]:
    """Give the year of each event in the list."""
    script = "(all) => all.map((one) => Number(one.closest('[data-year]').dataset.year))"
    return [int(year) for year in page.locator(".item__link").evaluate_all(script)]


def fail(route: Route) -> None:
    """Answer like a server that has a fault."""
    route.fulfill(status=500, content_type="text/html; charset=utf-8", body=NOTICE)


def test_a_filter_swaps_the_list(page: Page) -> None:
    page.locator("#by-theme-sport").click()
    expect(page.locator("#chosen-sport")).to_be_visible()
    assert 0 < page.locator(".item__link").count() < len(read_titles("en"))


def test_a_filter_stands_in_the_address(page: Page) -> None:
    page.locator("#by-theme-sport").click()
    expect(page).to_have_url(re.compile(r"/en/events\?theme=sport$"))


def test_a_filter_loads_no_page(page: Page) -> None:
    page.locator("#by-theme-sport").click()
    expect(page.locator("#chosen-sport")).to_be_visible()
    assert page.evaluate("() => window.isSamePage") is True


def test_a_filter_changes_the_count_that_is_said(page: Page) -> None:
    page.locator("#by-theme-sport").click()
    expect(page.locator("#chosen-sport")).to_be_visible()
    count = page.locator(".item__link").count()
    expect(page.locator(".filters__count")).to_have_text(re.compile(rf"^{count} events?$"))


def test_choosing_a_chosen_filter_removes_it(page: Page) -> None:
    page.locator("#by-theme-sport").click()
    page.locator("#chosen-sport").click()
    expect(page.locator(".item__link")).to_have_count(WHOLE)


def test_back_restores_the_list(page: Page) -> None:
    page.locator("#by-theme-sport").click()
    expect(page.locator("#chosen-sport")).to_be_visible()
    page.go_back()
    expect(page.locator(".item__link")).to_have_count(WHOLE)
    expect(page).to_have_url(re.compile(r"/en/events$"))


def test_the_search_answers_while_one_types(page: Page) -> None:
    page.locator("#search-field").press_sequentially("tenge")
    expect(page.locator('[data-event="1993-11-15-tenge"]')).to_be_visible()
    expect(page).to_have_url(re.compile(r"q=tenge"))
    expect(page.locator(".item__link")).not_to_have_count(WHOLE)


def test_the_search_loads_no_page_and_keeps_the_field(page: Page) -> None:
    page.locator("#search-field").press_sequentially("tenge")
    expect(page).to_have_url(re.compile(r"q=tenge"))
    expect(page.locator("#search-field")).to_be_focused()
    assert page.evaluate("() => window.isSamePage") is True


def test_a_search_without_hits_says_so(page: Page) -> None:
    page.locator("#search-field").fill("zqxj")
    expect(page.locator(".empty__text")).to_contain_text("zqxj")


def test_filter_and_search_cause_no_fault(visit: Visit) -> None:
    visit.page.locator("#by-theme-sport").click()
    expect(visit.page.locator("#chosen-sport")).to_be_visible()
    visit.page.locator("#search-field").fill("asian")
    expect(visit.page).to_have_url(re.compile(r"q=asian"))
    assert visit.list_faults() == []


@pytest.mark.parametrize("key", STEPS)
def test_a_key_leads_from_event_to_event(page: Page, key: str) -> None:
    start, end = STEPS[key]
    focus_event(page, start)
    page.keyboard.press(key)
    expect(page.locator(".item__link").nth(end)).to_be_focused()


def test_end_leads_to_the_last_event(page: Page) -> None:
    focus_event(page, 3)
    page.keyboard.press("End")
    expect(page.locator(".item__link").last).to_be_focused()


@pytest.mark.parametrize(("key", "step"), [("PageDown", 1), ("PageUp", -1)])
def test_a_page_key_leads_to_the_first_event_of_another_year(page: Page, key: str, step: int) -> None:
    years = list_years(page)
    start = years.index(1993)
    steps = sorted(set(years))
    focus_event(page, start)
    page.keyboard.press(key)
    wanted = steps[steps.index(1993) + step]
    expect(page.locator(".item__link").nth(years.index(wanted))).to_be_focused()


def test_the_keys_still_work_after_a_filter(page: Page) -> None:
    page.locator("#by-theme-sport").click()
    expect(page.locator("#chosen-sport")).to_be_visible()
    focus_event(page, 0)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".item__link").nth(1)).to_be_focused()


def test_letters_are_left_alone_in_the_search(page: Page) -> None:
    page.locator("#search-field").press_sequentially("jk")
    expect(page.locator("#search-field")).to_have_value("jk")


def test_enter_opens_the_event(page: Page) -> None:
    focus_event(page, 0)
    title = page.locator(".item__link").first.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(title)


def test_a_failure_of_the_server_is_told(page: Page) -> None:
    page.route("**/en/events?*", fail)
    page.locator("#by-theme-sport").click()
    expect(page.locator("#notice")).to_contain_text("Something failed")


def test_a_failure_of_the_server_keeps_the_list(page: Page) -> None:
    page.route("**/en/events?*", fail)
    page.locator("#by-theme-sport").click()
    expect(page.locator("#notice-box")).to_be_visible()
    expect(page.locator(".item__link")).to_have_count(WHOLE)


def test_a_failure_of_the_server_keeps_the_address(page: Page) -> None:
    page.route("**/en/events?*", fail)
    page.locator("#by-theme-sport").click()
    expect(page.locator("#notice-box")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/en/events$"))


def test_the_notice_of_a_failure_goes_when_the_next_answer_comes(page: Page) -> None:
    page.route("**/en/events?*", fail)
    page.locator("#by-theme-sport").click()
    expect(page.locator("#notice-box")).to_be_visible()
    page.unroute("**/en/events?*")
    page.locator("#by-theme-sport").click()
    expect(page.locator("#chosen-sport")).to_be_visible()
    expect(page.locator("#notice-box")).to_have_count(0)


@pytest.mark.parametrize("act", ["key", "focus"])
def test_what_is_out_of_sight_is_laid_out_later_and_at_once_for_whoever_acts(
    new_context: NewContext, act: str
) -> None:
    page = new_context().new_page()
    page.add_init_script("window.requestAnimationFrame = () => 0")
    page.goto("/kk/events")
    waiting = """() => [...document.querySelectorAll(".year")]
      .filter((year) => getComputedStyle(year).contentVisibility === "auto").length"""
    assert page.evaluate(waiting) > 30
    if act == "key":
        page.keyboard.press("Shift")
    else:
        page.locator(".item__link").last.focus()
    assert page.evaluate(waiting) == 0
