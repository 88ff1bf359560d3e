"""Every kind of page in every language and look: axe finds nothing, and nothing scrolls sideways."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page

from app.core.locales import LOCALES, Locale
from tests.browser.visit import EVENT, SIZES, every_locale, find_barriers, find_overhang, settle

PAGES: Final = [
    *(f"events?zoom={zoom}" for zoom in ("all", "era", "year", "month", "day")),
    *("events?scale=true", "events?theme=sport", "events?q=zzzz"),
    *("thirty", f"events/{EVENT}", f"events/{EVENT}?beside={{}}"),
    *("places", "places/almaty", "figures", "figures/almaty-population", "figures/city-people"),
    *("capital", "tours/ten-places", "halls", "halls/origins", "collections/thirty", "almaty-2050"),
    *("sources", "sources/city-paper", "people", "people/boris-yeltsin", "about", "documents"),
    "developers",
    *("on-this-day", "on-this-day/12-16", "quiz", "quiz?answer=a1&answer=b3&answer=c2&answer=d4&answer=e5"),
    *("_patterns", "none"),
]
# The same markup and the same sheets in every language: each is seen in a size of its own.
SIZE: Final[dict[Locale, str]] = {"kk": "phone", "ru": "desk", "en": "tower"}
# The colours are the same in every language: a look is asked where its size is seen.
LOOKS: Final[dict[Locale, tuple[str, ...]]] = {
    "kk": ("light", "dark", "contrast"),
    "ru": ("light", "dark"),
    "en": ("light", "contrast"),
}
# What a look can break; all other rules are asked once.
RULES: Final = {
    "light": (),
    "dark": ("color-contrast", "link-in-text-block"),
    "contrast": ("color-contrast-enhanced", "link-in-text-block"),
}
# Lines of a long list wear the colours of its first lines: the rest is asked in the first look alone.
SHORTEN: Final = """() => document
  .querySelectorAll(".line:nth-child(n+20), .year:nth-of-type(n+4), .claim:nth-child(n+10)")
  .forEach((line) => line.remove())"""
CHOOSE: Final = """(selector) => {
  const field = document.querySelector(selector);
  field.checked = true;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}"""
every_kind = pytest.mark.parametrize("rest", PAGES)


@pytest.fixture(scope="module")
def window(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """Give one window for all pages: style sheets and scripts are loaded once."""
    context = browser.new_context(**browser_context_args, reduced_motion="reduce", color_scheme="light")
    page = context.new_page()
    page.add_init_script("if (location.protocol === 'http:') localStorage.clear()")
    yield page
    context.close()


def open_page(window: Page, rest: str, locale: Locale, size: str) -> None:
    """Open a page in a size, as it looks when nothing was chosen."""
    width, height = SIZES[size]
    window.set_viewport_size({"width": width, "height": height})
    other = LOCALES[LOCALES.index(locale) - 1]
    window.goto(f"/{locale}/{rest.format(other)}", wait_until="load")


def choose(window: Page, name: str, value: str) -> None:
    """Choose as in the menu, which stays closed."""
    window.evaluate(CHOOSE, f'[name="{name}"][value="{value}"]')
    settle(window)


def list_barriers(window: Page, locale: Locale) -> dict[str, list[str]]:
    """Give what axe finds in each look of a language that has a barrier."""
    found = {}
    for look in LOOKS[locale]:
        choose(window, "scheme", look)
        found[look] = find_barriers(window, *RULES[look])
        window.evaluate(SHORTEN)
    return {look: barriers for look, barriers in found.items() if barriers}


@every_locale
@every_kind
def test_axe_finds_no_barrier_in_any_look(window: Page, rest: str, locale: Locale) -> None:
    open_page(window, rest, locale, SIZE[locale])
    assert list_barriers(window, locale) == {}


@every_locale
def test_axe_finds_no_barrier_in_the_open_menu(window: Page, locale: Locale) -> None:
    open_page(window, "about", locale, "phone")
    window.locator(".menu__button").click()
    assert list_barriers(window, locale) == {}


@every_locale
@every_kind
def test_nothing_scrolls_sideways(window: Page, rest: str, locale: Locale) -> None:
    open_page(window, rest, locale, "phone")
    overhang = {}
    for text, width in (("100", 320), ("200", 390), ("200", 1440)):
        window.set_viewport_size({"width": width, "height": 844})
        choose(window, "text", text)
        overhang[text, width] = find_overhang(window)
    assert {state: pixels for state, pixels in overhang.items() if pixels} == {}
