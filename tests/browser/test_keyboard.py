"""The keyboard walk: the order of the Tab key, and Esc from an event back to its node."""

import re
from itertools import groupby

from playwright.sync_api import Page, expect

from tests.browser.visit import EVENT, NewContext, open_visit

TENGE = "1993-11-15-tenge"
READY = "() => document.querySelector('.item__link[tabindex=\"0\"]') !== null"
AREAS = {
    "skip": ".skip",
    "name": ".header__brand",
    "nav": ".header__nav",
    "search": ".header__search",
    "language": ".header__locales",
    "menu": ".menu",
    "filters": ".filters",
    "band": ".band",
    "spine": ".item",
    "more": ".year__more",
    "footer": ".footer",
}
WALK = """(areas) => {
  const name = Object.entries(areas).find(([, selector]) => document.activeElement.closest(selector));
  return name?.[0] ?? document.activeElement.tagName;
}"""


def find_top(page: Page, event_id: str) -> float:
    """Give the height of an event's title in the window, in pixels."""
    link = page.locator(f'.item__link[data-event="{event_id}"]')
    return float(link.evaluate("(link) => link.getBoundingClientRect().top"))


def test_the_tab_key_walks_the_timeline_in_its_order(new_context: NewContext) -> None:
    page = open_visit(new_context, "/kk/events?zoom=year").page
    page.wait_for_function(READY)
    stops: list[str] = []
    while not stops or stops[-1] != "footer":
        page.keyboard.press("Tab")
        stops.append(page.evaluate(WALK, AREAS))
        assert len(stops) < 80
    walk = [(area, len(list(group))) for area, group in groupby(stops)]
    wanted = ["skip", "name", "nav", "search", "language", "menu", "filters", "band", "spine", "footer"]
    assert [area for area, _ in walk] == wanted
    assert dict(walk)["band"] == dict(walk)["spine"] == 1


def test_esc_leads_from_an_event_to_the_list_as_it_was_left(new_context: NewContext) -> None:
    # Without motion: who goes on before a page is drawn cuts its transition off, which the browser reports.
    visit = open_visit(new_context, "/ru/events?zoom=year", reduced_motion="reduce")
    page = visit.page
    page.wait_for_function(READY)
    link = page.locator(f'.item__link[data-event="{TENGE}"]')
    link.focus()
    page.evaluate("(by) => scrollBy({ top: by, behavior: 'instant' })", find_top(page, TENGE) - 500)
    before = find_top(page, TENGE)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/ru/events/{TENGE}$"))
    page.wait_for_function("() => history.state?.isFromSpine")
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("zoom=year"))
    page.wait_for_function(READY)
    expect(link).to_be_focused()
    page.wait_for_timeout(300)
    assert abs(find_top(page, TENGE) - before) <= 8
    assert visit.list_faults() == []


def test_esc_leads_from_an_event_that_was_opened_elsewhere_to_its_node(new_context: NewContext) -> None:
    page = open_visit(new_context, f"/en/events/{EVENT}").page
    page.locator(".menu__button").click()
    page.keyboard.press("Escape")
    expect(page.locator("#menu")).not_to_have_attribute("open", "")
    assert page.url.endswith(EVENT)
    page.locator("#search-field").focus()
    page.keyboard.press("Escape")
    assert page.url.endswith(EVENT)
    page.locator(".event__main a").first.focus()
    page.keyboard.press("Escape")
    expect(page.locator(f'.item__link[data-event="{EVENT}"]')).to_be_focused()
    expect(page.locator(f'.item__link[data-event="{EVENT}"]')).to_be_in_viewport()


def test_from_the_list_to_an_event_title_and_node_move_and_all_else_cuts(new_context: NewContext) -> None:
    page = open_visit(new_context, "/en/events").page
    page.wait_for_function(READY)
    page.locator(f'.item__link[data-event="{TENGE}"]').focus()
    names = """() => [...document.querySelectorAll("*")].flatMap((one) => ["", "::before"].map((part) =>
      getComputedStyle(one, part || null).viewTransitionName)).filter((name) => name !== "none")"""
    assert sorted(page.evaluate(names)) == ["leaf-node", "leaf-title"]
    page.goto(f"/en/events/{TENGE}?beside=kk")
    assert page.evaluate(names) == ["leaf-title"]
