"""Threads on the spine, and nodes that look as sure as their dates."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visit import NewContext, every_size, open_visit

LAW = "1991-12-16-independence-law"
EARLIER = ["1990-10-25-sovereignty-declaration", "1991-12-10-inauguration"]
READY = "() => document.querySelector('.item__link[tabindex=\"0\"]') !== null"
LOOK = """(item) => ['::before', '::after'].map((part) => {
  const style = getComputedStyle(item.querySelector('.item__body'), part);
  const keys = ['content', 'borderTopWidth', 'borderRadius', 'backgroundImage', 'backgroundColor',
    'boxShadow', 'rotate', 'maskImage', 'blockSize'];
  return keys.map((key) => style[key]).join(';');
}).join('|')"""
KINDS = ["exact", "about", "uncertain", "month", "year", "span", "open"]
LINES = "() => [...document.querySelectorAll('.tie')].map((line) => line.getBoundingClientRect().toJSON())"


def open_timeline(new_context: NewContext, query: str = "", size: str = "desk") -> Page:
    """Give the timeline in English when its scripts are connected."""
    page = open_visit(new_context, f"/en/events?{query}", size).page
    page.wait_for_function(READY)
    return page


def find_event(page: Page, event_id: str) -> Locator:
    """Give the link of an event."""
    return page.locator(f'.item__link[data-event="{event_id}"]')


def find_node(page: Page, event_id: str) -> tuple[float, float]:
    """Give the middle of an event's node in the window, in pixels."""
    script = """(link) => {
      const body = link.closest('.item__body');
      const { left, top } = body.getBoundingClientRect();
      const node = getComputedStyle(body, '::before');
      const side = parseFloat(node.insetInlineStart) + parseFloat(node.inlineSize) / 2;
      return [left + side, top + parseFloat(node.insetBlockStart) + parseFloat(node.blockSize) / 2];
    }"""
    x, y = find_event(page, event_id).evaluate(script)
    return float(x), float(y)


@every_size
def test_a_focused_event_is_tied_to_its_other_ends(new_context: NewContext, size: str) -> None:
    page = open_timeline(new_context, "era=eve&era=independence", size)
    find_event(page, LAW).focus()
    lines = sorted(page.evaluate(LINES), key=lambda line: float(line["top"]))
    here = find_node(page, LAW)
    assert len(lines) == 2
    for line, end in zip(lines, EARLIER, strict=True):
        x, y = find_node(page, end)
        assert abs(line["x"] + line["width"] / 2 - x) <= 2
        assert abs(line["top"] - y) <= 4
        assert abs(line["bottom"] - here[1]) <= 4


def test_each_press_of_the_key_leads_to_another_of_the_ends(new_context: NewContext) -> None:
    page = open_timeline(new_context)
    link = find_event(page, LAW)
    named = (link.get_attribute("data-threads") or "").split()
    later = page.locator(f'[data-threads~="{LAW}"]').all()
    named += [str(one.get_attribute("data-event")) for one in later]
    assert later
    shown = {end for end in named if find_event(page, end).count()}
    reached = set()
    for key in "tT" * len(shown):
        link.focus()
        page.keyboard.press(key)
        reached.add(page.evaluate("() => document.activeElement.dataset.event"))
    assert len(shown) > 4
    assert reached == shown


def test_the_key_leads_the_page_along(new_context: NewContext) -> None:
    page = open_timeline(new_context)
    find_event(page, LAW).focus()
    page.keyboard.press("t")
    expect(find_event(page, EARLIER[0])).to_be_focused()
    expect(find_event(page, EARLIER[0])).to_be_in_viewport()


def test_the_line_itself_leads_along_the_thread(new_context: NewContext) -> None:
    page = open_timeline(new_context)
    find_event(page, LAW).focus()
    page.locator(".tie").last.evaluate("(line) => line.click()")
    expect(page.locator(f'[data-threads~="{LAW}"]:focus')).to_have_count(1)


def test_a_press_on_the_line_leaves_the_focus_until_it_is_let_go(new_context: NewContext) -> None:
    page = open_timeline(new_context)
    find_event(page, LAW).focus()
    x, y = find_node(page, LAW)
    page.mouse.move(x, y - 40)
    page.mouse.down()
    expect(find_event(page, LAW)).to_be_focused()
    page.mouse.up()
    expect(page.locator(".item:focus-within [data-event]")).to_have_attribute(
        "data-event", re.compile("|".join(EARLIER))
    )


def test_an_end_that_is_not_in_the_list_draws_nothing_and_opens_nothing(new_context: NewContext) -> None:
    page = open_timeline(new_context, "theme=independence&era=independence")
    assert page.locator(f'[data-threads~="{LAW}"]').count() == 0
    find_event(page, LAW).evaluate("(link) => { link.dataset.threads = '1997-12-10-capital-moves'; }")
    find_event(page, LAW).focus()
    page.keyboard.press("t")
    expect(page.locator(".tie")).to_have_count(0)
    expect(find_event(page, LAW)).to_be_focused()


def test_the_lines_go_with_the_focus(new_context: NewContext) -> None:
    page = open_timeline(new_context)
    find_event(page, LAW).focus()
    expect(page.locator(".tie").first).to_be_attached()
    page.locator("#search-field").focus()
    expect(page.locator(".tie")).to_have_count(0)
    expect(page.locator("[data-tied]")).to_have_count(0)


def test_the_letter_is_left_alone_in_the_search(new_context: NewContext) -> None:
    page = open_timeline(new_context)
    find_event(page, LAW).focus()
    page.locator("#search-field").press_sequentially("t")
    expect(page.locator("#search-field")).to_be_focused()


@every_size
def test_each_kind_of_date_has_a_node_of_its_own(new_context: NewContext, size: str) -> None:
    page = open_timeline(new_context, size=size)
    item = page.locator(".item:not(.item--milestone)").first
    looks = []
    for kind in KINDS:
        item.evaluate("(item, kind) => { item.dataset.certainty = kind; }", kind)
        looks.append(item.evaluate(LOOK))
    assert len(set(looks)) == len(KINDS)


def test_a_milestone_is_a_diamond(new_context: NewContext) -> None:
    page = open_timeline(new_context)
    node = "(item) => getComputedStyle(item.querySelector('.item__body'), '::before')"
    sharp = page.locator(".item--milestone:not([data-certainty])").first
    assert sharp.evaluate(f"(item) => ({node})(item).rotate") == "45deg"
    round_one = page.locator(".item:not(.item--milestone):not([data-certainty])").first
    assert round_one.evaluate(f"(item) => ({node})(item).rotate") == "none"


def test_true_time_draws_a_year_twelve_times_as_long_as_a_month(new_context: NewContext) -> None:
    page = open_timeline(new_context, "scale=true&zoom=year")
    size = "(item) => parseFloat(getComputedStyle(item.querySelector('.item__body'), '::before').blockSize)"
    year = page.locator('.item[data-certainty="year"]').first.evaluate(size)
    assert year == pytest.approx(12 * 0.75 * 16, abs=1)


def test_a_node_of_doubt_says_nothing_aloud(new_context: NewContext) -> None:
    page = open_timeline(new_context)
    content = "(item) => getComputedStyle(item.querySelector('.item__body'), '::after').content"
    assert page.locator('.item[data-certainty="uncertain"]').first.evaluate(content) == '"?" / ""'
