"""Every page in every language and size: nothing fails, nothing scrolls sideways."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from app.core.locales import Locale
from tests.browser.visit import (
    SIZES,
    NewContext,
    every_locale,
    every_page,
    every_size,
    find_overhang,
    list_thirty,
    open_visit,
    read_titles,
)


@pytest.fixture(scope="module")
def plain(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """Give one window without scripts for all pages: style sheets and faces are loaded once."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("host", ["example.org", "198.51.100.1"])
def test_a_request_to_another_host_is_a_fault(new_context: NewContext, host: str) -> None:
    visit = open_visit(new_context, "about:blank")
    visit.page.set_content(f'<link rel="stylesheet" href="http://{host}/one.css">')
    assert "error: Failed to load resource" in "".join(visit.list_faults())


@every_size
@every_locale
@every_page
def test_a_page_opens_without_a_fault_and_never_scrolls_sideways(
    new_context: NewContext, pattern: str, locale: Locale, size: str
) -> None:
    visit = open_visit(new_context, pattern.format(locale), size, logs_requests=True)
    assert visit.list_faults() == []
    assert find_overhang(visit.page) == 0


@every_size
@every_locale
@every_page
def test_a_page_without_scripts_never_scrolls_sideways(
    plain: Page, pattern: str, locale: Locale, size: str
) -> None:
    width, height = SIZES[size]
    plain.set_viewport_size({"width": width, "height": height})
    plain.goto(pattern.format(locale))
    assert find_overhang(plain) == 0


@every_locale
def test_the_timeline_without_scripts_has_the_title_of_every_event(
    new_context: NewContext, locale: Locale
) -> None:
    page = open_visit(new_context, f"/{locale}/events?zoom=year", java_script_enabled=False).page
    titles = page.locator(".item__link").all_inner_texts()
    assert sorted(titles) == sorted(read_titles(locale).values())


@every_locale
def test_the_search_without_scripts_is_a_form(new_context: NewContext, locale: Locale) -> None:
    page = open_visit(new_context, f"/{locale}/events", java_script_enabled=False).page
    page.locator("#search-field").fill(read_titles(locale)["1993-11-15-tenge"])
    page.locator(".search__button").click()
    expect(page.locator('[data-event="1993-11-15-tenge"]')).to_be_visible()


@every_locale
def test_a_filter_without_scripts_is_a_link(new_context: NewContext, locale: Locale) -> None:
    page = open_visit(new_context, f"/{locale}/events", java_script_enabled=False).page
    page.locator("#by-theme-sport").click()
    assert page.url.endswith(f"/{locale}/events?theme=sport")
    expect(page.locator("#chosen-sport")).to_be_visible()


@every_locale
def test_the_rays_without_scripts_are_thirty_links(new_context: NewContext, locale: Locale) -> None:
    page = open_visit(new_context, f"/{locale}/thirty", java_script_enabled=False).page
    hrefs = [ray.get_attribute("href") for ray in page.locator("a.ray").all()]
    assert hrefs == [f"/{locale}/thirty?event={key}" for key in list_thirty()]


@every_locale
@pytest.mark.parametrize("number", [1, 16, 30])
def test_a_ray_without_scripts_leads_to_its_event(
    new_context: NewContext, locale: Locale, number: int
) -> None:
    page = open_visit(new_context, f"/{locale}/thirty", java_script_enabled=False).page
    page.goto(str(page.locator(f"#ray-{number}").get_attribute("href")))
    expect(page.locator("#thirty-title")).to_have_text(read_titles(locale)[list_thirty()[number - 1]])


@every_locale
def test_the_kiosk_without_scripts_shows_its_first_event(new_context: NewContext, locale: Locale) -> None:
    page = open_visit(new_context, f"/kiosk/?lang={locale}", java_script_enabled=False).page
    shown = page.locator(".detail")
    title = read_titles(locale)[str(shown.get_attribute("data-event"))]
    expect(shown.locator(".detail__title")).to_have_text(title)


def test_the_skip_link_comes_first_and_leads_to_the_content(new_context: NewContext) -> None:
    page = open_visit(new_context, "/en/events").page
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
