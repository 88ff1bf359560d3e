"""The sun of the thirty: rays by finger, mouse and keys, one step back, and what is said."""

import math
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visit import EVENT, NewContext, Visit, list_thirty, open_visit, read_titles

HALF_UNITS = 470
TURN = {"ArrowRight": 1, "ArrowDown": 1, "ArrowLeft": -1, "ArrowUp": -1}


@pytest.fixture
def visit(new_context: NewContext) -> Visit:
    """Give the sun in English on a desk, turned to the law on independence."""
    return open_visit(new_context, "/en/thirty")


@pytest.fixture
def page(visit: Visit) -> Page:
    """Give the page of that visit."""
    return visit.page


def find_ray(page: Page, number: int) -> Locator:
    """Give a ray by its number, round in both directions."""
    return page.locator(f"#ray-{(number - 1) % len(list_thirty()) + 1}")


def find_spot(page: Page, number: int) -> tuple[float, float]:
    """Give the point of the window in the middle of a ray."""
    box = page.locator(".sun__picture").bounding_box()
    assert box
    scale = min(box["width"], box["height"]) / (2 * HALF_UNITS)
    turn = 2 * math.pi * (number - 1) / len(list_thirty())
    across, down = math.sin(turn) * 300 * scale, -math.cos(turn) * 300 * scale
    return box["x"] + box["width"] / 2 + across, box["y"] + box["height"] / 2 + down


def expect_event(page: Page, number: int) -> None:
    """Wait until the sun is turned to a ray: its title, its place in the address, its mark."""
    key = list_thirty()[(number - 1) % len(list_thirty())]
    expect(page.locator("#thirty-title")).to_have_text(read_titles("en")[key])
    expect(page).to_have_url(re.compile(rf"/en/thirty\?event={key}$"))
    expect(page.locator('.ray[aria-current="true"]')).to_have_id(f"ray-{list_thirty().index(key) + 1}")


def start_number() -> int:
    """Give the number of the ray that the sun is turned to at first."""
    return list_thirty().index(EVENT) + 1


def test_the_sun_turns_to_the_law_on_independence_first(page: Page) -> None:
    expect(page.locator("#thirty-title")).to_have_text(read_titles("en")[EVENT])


@pytest.mark.parametrize("number", [1, 8, 16, 23, 30])
def test_a_click_on_a_ray_turns_to_its_event(page: Page, number: int) -> None:
    page.mouse.click(*find_spot(page, number))
    expect_event(page, number)


@pytest.mark.parametrize("number", [4, 12, 27])
def test_a_tap_on_a_ray_turns_to_its_event(new_context: NewContext, number: int) -> None:
    page = open_visit(new_context, "/en/thirty", "phone", has_touch=True, is_mobile=True).page
    page.touchscreen.tap(*find_spot(page, number))
    expect_event(page, number)


@pytest.mark.parametrize("key", TURN)
def test_an_arrow_key_turns_one_step(page: Page, key: str) -> None:
    find_ray(page, start_number()).focus()
    page.keyboard.press(key)
    expect_event(page, start_number() + TURN[key])


def test_the_arrow_keys_go_round(page: Page) -> None:
    find_ray(page, start_number()).focus()
    page.keyboard.press("End")
    expect_event(page, 30)
    page.keyboard.press("ArrowRight")
    expect_event(page, 1)


@pytest.mark.parametrize(("key", "number"), [("Home", 1), ("End", 30)])
def test_home_and_end_lead_to_the_ends(page: Page, key: str, number: int) -> None:
    find_ray(page, start_number()).focus()
    page.keyboard.press(key)
    expect_event(page, number)


def test_focus_stays_on_the_ray_that_was_turned_to(page: Page) -> None:
    find_ray(page, start_number()).focus()
    page.keyboard.press("ArrowRight")
    expect_event(page, start_number() + 1)
    expect(find_ray(page, start_number() + 1)).to_be_focused()


def test_the_sun_is_one_stop_of_the_tab_key(page: Page) -> None:
    page.mouse.click(*find_spot(page, 9))
    expect_event(page, 9)
    expect(page.locator('.ray[tabindex="0"]')).to_have_count(1)


@pytest.mark.parametrize(("control", "step"), [("#thirty-next", 1), ("#thirty-previous", -1)])
def test_a_button_turns_one_step(page: Page, control: str, step: int) -> None:
    page.locator(control).click()
    expect_event(page, start_number() + step)


def test_focus_stays_on_the_button(page: Page) -> None:
    page.locator("#thirty-next").focus()
    page.keyboard.press("Enter")
    expect_event(page, start_number() + 1)
    expect(page.locator("#thirty-next")).to_be_focused()


def test_a_turn_is_said(page: Page) -> None:
    page.locator("#thirty-next").click()
    expect_event(page, start_number() + 1)
    title = read_titles("en")[list_thirty()[start_number()]]
    expect(page.locator("#thirty-status")).to_have_text(re.compile(rf"^\d\d / 30 · .+ · {re.escape(title)}$"))


def test_back_undoes_one_step(page: Page) -> None:
    page.locator("#thirty-next").click()
    expect_event(page, start_number() + 1)
    page.locator("#thirty-next").click()
    expect_event(page, start_number() + 2)
    page.go_back()
    expect_event(page, start_number() + 1)


def test_the_sun_still_turns_after_back(page: Page) -> None:
    page.locator("#thirty-next").click()
    expect_event(page, start_number() + 1)
    page.go_back()
    expect(page.locator("#thirty-title")).to_have_text(read_titles("en")[EVENT])
    find_ray(page, start_number()).focus()
    page.keyboard.press("ArrowRight")
    expect_event(page, start_number() + 1)


def test_a_turn_loads_no_page(page: Page) -> None:
    page.evaluate("() => { window.isSamePage = true; }")
    page.locator("#thirty-next").click()
    expect_event(page, start_number() + 1)
    assert page.evaluate("() => window.isSamePage") is True


def test_the_languages_keep_the_event(page: Page) -> None:
    page.locator("#thirty-next").click()
    expect_event(page, start_number() + 1)
    page.locator('.header__locale[hreflang="ru"]').click()
    key = list_thirty()[start_number()]
    expect(page.locator("#thirty-title")).to_have_text(read_titles("ru")[key])


def test_turning_causes_no_fault(visit: Visit) -> None:
    find_ray(visit.page, start_number()).focus()
    visit.page.keyboard.press("ArrowRight")
    expect_event(visit.page, start_number() + 1)
    visit.page.locator("#thirty-previous").click()
    expect_event(visit.page, start_number())
    assert visit.list_faults() == []


def test_with_reduced_motion_the_sun_turns_at_once(new_context: NewContext) -> None:
    page = open_visit(new_context, "/en/thirty", reduced_motion="reduce").page
    moving = page.evaluate(
        "() => [...document.querySelectorAll('#thirty *')].map((one) => getComputedStyle(one))"
        ".filter((style) => parseFloat(style.transitionDuration) && style.transitionProperty !== 'opacity')"
        ".length"
    )
    assert moving == 0


def test_a_failed_turn_is_told_and_keeps_the_event(page: Page) -> None:
    page.route("**/en/thirty?event=*", lambda route: route.abort())
    page.locator("#thirty-next").click()
    expect(page.locator("#thirty-title")).to_have_text(read_titles("en")[EVENT])
    expect(page.locator("#notice")).not_to_be_empty()
