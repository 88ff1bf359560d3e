"""Every kind of page for fingers and for poor sight: targets, large letters, small windows, little motion."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_axe import PAGES
from tests.browser.visit import find_overhang

ROOMS: Final = [*PAGES, "overview", "events/1995-04-24-last-warhead", "embedded"]
# Targets below 48 px, or below 24 px of height within text. Marks of a map or a chart have an equal list
# or table beside them; a title's own pseudo-element makes the whole of its block the target.
SMALL: Final = """() => [
  ...document.querySelectorAll("a[href], button, summary, input, select"),
].filter((one) => {
  const label = one.closest("label");
  const part = label && one.matches("[type=radio]") ? label : one;
  if (!part.checkVisibility({ visibilityProperty: true })) return false;
  if (part.closest(".visually-hidden, .skip, svg")) return false;
  const cover = getComputedStyle(part, "::after");
  if (cover.content !== "none" && cover.position === "absolute") return false;
  const { width, height } = part.getBoundingClientRect();
  const around = [...part.parentElement.childNodes].filter((node) => node !== part);
  const isWithin = around.some((node) => node.textContent.trim());
  const isText = getComputedStyle(part).display === "inline" && (isWithin || part.closest(".note"));
  return width > 0 && (isText ? height < 24 || width < 20 : height < 47.5 || width < 47.5);
}).map((one) => `${one.parentElement.className} > ${one.className} ${one.textContent.trim().slice(0, 30)}`)"""
# Words that reach beyond the window, or beyond an element that cuts what it holds.
CUT: Final = """() => {
  const isHidden = (one) => !one.checkVisibility({ visibilityProperty: true })
    || one.closest(".visually-hidden, .skip, svg, [aria-hidden=true], dialog");
  const findCutter = (one) => {
    for (let up = one; up; up = up.parentElement) {
      const { overflowX, position } = getComputedStyle(up);
      if (overflowX !== "visible" || position === "fixed") return up;
    }
    return document.documentElement;
  };
  const cut = new Set();
  const walker = document.createTreeWalker(document.querySelector("body"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const one = node.parentElement;
    if (!node.textContent.trim() || isHidden(one)) continue;
    const cutter = findCutter(one);
    if (/auto|scroll/.test(getComputedStyle(cutter).overflowX)) continue;
    const { left, right } = cutter === document.documentElement
      ? { left: 0, right: innerWidth } : cutter.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const isCut = box.width > 1 && (box.left < left - 1 || box.right > right + 1);
      if (isCut) cut.add(`${one.className}: ${node.textContent}`);
    }
  }
  return [...cut].slice(0, 5);
}"""
# How much of the window is taken by what stays while one scrolls; of all years one stays at a time.
STUCK: Final = """() => {
  const heights = { year: [0], other: [0] };
  for (const one of document.querySelectorAll("main, main *, .header, .notice")) {
    const { position } = getComputedStyle(one);
    const { width, height } = one.getBoundingClientRect();
    const stays = ["fixed", "sticky"].includes(position) && one.checkVisibility();
    if (!stays || width < innerWidth / 2) continue;
    heights[one.matches(".year__number") ? "year" : "other"].push(height);
  }
  return (Math.max(...heights.year) + heights.other.reduce((sum, one) => sum + one)) / innerHeight;
}"""
# What would move for more than a fade of 120 ms.
MOVING: Final = """() => [document.documentElement, ...document.querySelectorAll("*")].flatMap((one) => {
  const style = getComputedStyle(one);
  const names = style.transitionProperty.split(", ");
  const times = style.transitionDuration.split(", ").map(parseFloat);
  const wrong = names.filter((name, i) => times[i % times.length] > 0.001
    && !(name === "opacity" && times[i % times.length] <= 0.12));
  if (style.scrollBehavior !== "auto") wrong.push("scroll");
  const isPlayed = style.animationName !== "none" && parseFloat(style.animationDuration) > 0.001;
  if (isPlayed) wrong.push(style.animationName);
  return wrong.map((name) => `${one.className} ${name}`);
}).slice(0, 5)"""
every_room = pytest.mark.parametrize("rest", ROOMS)


@pytest.fixture(scope="module")
def window(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """Give one window for all pages, of a reader who wants little motion."""
    context = browser.new_context(**browser_context_args, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def open_page(window: Page, rest: str, width: int, height: int, text: str = "100") -> None:
    """Open a page in Kazakh, whose words are long, in a window of a size and with letters of a size."""
    window.set_viewport_size({"width": width, "height": height})
    address = "events?embed" if rest == "embedded" else rest.format("ru")
    window.goto(f"/kk/{address}", wait_until="load")
    window.evaluate("(text) => { document.documentElement.dataset.text = text; }", text)


@every_room
def test_every_target_is_large_enough_and_nothing_moves(window: Page, rest: str) -> None:
    open_page(window, rest, 390, 844)
    assert window.evaluate(SMALL) == []
    assert window.evaluate(MOVING) == []


# Four times as large in a window of 1280 × 1024 px is 320 × 256 px for the page.
@every_room
def test_large_letters_and_small_windows_cut_nothing(window: Page, rest: str) -> None:
    for width, height, text in ((320, 640, "200"), (320, 256, "100")):
        open_page(window, rest, width, height, text)
        assert (find_overhang(window), window.evaluate(CUT)) == (0, [])
        # The page of components shows side by side what no other page has together.
        assert rest == "_patterns" or window.evaluate(STUCK) <= 0.5
        for selector in (".header__brand", ".header__locale", ".menu__button"):
            for part in window.locator(selector).all():
                box = part.bounding_box()
                assert box
                assert 0 <= box["x"] <= width - box["width"]
