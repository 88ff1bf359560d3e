"""Copying, notes in the margin, two languages side by side, as readers meet them."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visit import EVENT, NewContext, every_size, find_overhang, open_visit

PAGE = f"/en/events/{EVENT}"
BESIDE = f"{PAGE}?beside=kk"


@pytest.fixture
def page(new_context: NewContext) -> Page:
    """Give an event's page on a desk."""
    return open_visit(new_context, PAGE).page


def test_a_button_copies_and_says_so(page: Page) -> None:
    # A press is leave enough in a window; where there is none it is given.
    page.context.grant_permissions(["clipboard-write"])
    page.locator("[data-copy=link-text]").click()
    expect(page.locator(".share__said")).to_have_text("Copied")
    page.locator("#search-field").focus()
    page.keyboard.press("Control+V")
    expect(page.locator("#search-field")).to_have_value(page.locator("#link-text").inner_text())


def test_where_copying_is_barred_the_words_are_selected(new_context: NewContext) -> None:
    page = open_visit(new_context, PAGE).page
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    page.locator("[data-copy=link-text]").click()
    expect(page.locator(".share__said")).not_to_have_text("")
    assert page.evaluate("getSelection().toString()") == page.locator("#link-text").inner_text()


def test_a_note_opens_in_the_margin_beside_its_paragraph(page: Page) -> None:
    paragraph = page.locator(".event__story p").first
    paragraph.locator(".note a").first.click()
    box, words = page.locator("#margin-note").bounding_box(), paragraph.bounding_box()
    assert box
    assert words
    assert box["x"] >= words["x"] + words["width"]
    assert abs(box["y"] - words["y"]) <= 2
    assert page.locator("#margin-note").inner_text() == page.locator("#source-1").inner_text()


def test_escape_closes_the_note_and_gives_the_focus_back(page: Page) -> None:
    note = page.locator(".event__story .note a").first
    note.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#margin-note")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#margin-note")).to_be_hidden()
    expect(note).to_be_focused()
    assert note.get_attribute("aria-describedby") is None


def test_a_second_note_takes_the_place_of_the_first(page: Page) -> None:
    page.locator(".event__story .note a[href='#source-1']").first.click()
    page.locator(".event__story .note a[href='#source-2']").first.click()
    assert page.locator("#margin-note").inner_text() == page.locator("#source-2").inner_text()
    expect(page.locator("[aria-describedby=margin-note]")).to_have_attribute("href", "#source-2")


def test_on_a_phone_a_note_jumps_to_the_list(new_context: NewContext) -> None:
    page = open_visit(new_context, PAGE, "phone").page
    page.locator(".event__story .note a").first.click()
    expect(page.locator("#source-1")).to_be_in_viewport()
    expect(page.locator("#margin-note")).to_be_hidden()


def test_two_languages_stand_side_by_side_on_a_desk(new_context: NewContext) -> None:
    texts = open_visit(new_context, BESIDE).page.locator(".beside__text")
    first, second = texts.nth(0).bounding_box(), texts.nth(1).bounding_box()
    assert first
    assert second
    assert second["x"] >= first["x"] + first["width"]
    assert second["y"] == first["y"]


def test_two_languages_stand_one_after_the_other_on_a_phone(new_context: NewContext) -> None:
    texts = open_visit(new_context, BESIDE, "phone").page.locator(".beside__text")
    first, second = texts.nth(0).bounding_box(), texts.nth(1).bounding_box()
    assert first
    assert second
    assert second["y"] >= first["y"] + first["height"]


@every_size
def test_two_languages_open_without_a_fault(new_context: NewContext, size: str) -> None:
    visit = open_visit(new_context, BESIDE, size, logs_requests=True)
    assert (find_overhang(visit.page), visit.list_faults()) == (0, [])


def test_back_returns_to_one_language(page: Page) -> None:
    page.locator(".choose__link").first.click()
    expect(page.locator(".beside__text")).to_have_count(2)
    page.go_back()
    expect(page.locator(".beside__text")).to_have_count(0)


def test_after_a_jump_the_other_language_still_answers(page: Page) -> None:
    page.goto(BESIDE)
    page.locator(".beside__text .note a").first.click()
    page.go_back()
    page.locator("a.header__locale[hreflang=kk]").click()
    expect(page).to_have_url(re.compile(rf"/kk/events/{EVENT}\?beside=en$"))
    expect(page.locator(".beside__text")).to_have_count(2)
