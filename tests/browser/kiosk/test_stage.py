"""The kiosk: boot, attract, a visit, the question, the reset; nothing leads away."""

import datetime as dt
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from app.core.locales import LOCALES, Locale
from tests.browser.kiosk.museum import Museum, open_screen, warm
from tests.browser.visit import (
    NewContext,
    Visit,
    every_locale,
    find_barriers,
    list_thirty,
    open_visit,
    read_titles,
)

IDLE_MS: Final = 15_000
WARN_MS: Final = 20_000
# Longer than a control is deaf after it was used.
MOMENT_MS: Final = 400
START: Final = dt.datetime(2026, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=5)))
SEARCH: Final = "?idle=15&warn=20&read=0"
ADDRESS: Final = f"/kiosk/{SEARCH}"


@pytest.fixture
def visit(new_context: NewContext) -> Visit:
    """Give the kiosk with short times."""
    return open_kiosk(new_context, ADDRESS)


def open_kiosk(new_context: NewContext, address: str) -> Visit:
    """Give the kiosk on a tall screen, in its attract state, with a clock that only the test moves."""
    visit = open_visit(new_context, "about:blank", "tower", has_touch=True)
    warm(visit.page)
    visit.page.clock.install(time=START)
    visit.page.goto(address)
    expect_state(visit.page, "attract")
    visit.page.clock.pause_at(START + dt.timedelta(minutes=5))
    expect_state(visit.page, "attract")
    return visit


@pytest.fixture
def page(visit: Visit) -> Page:
    """Give the page of that visit."""
    return visit.page


@pytest.fixture
def explored(page: Page) -> Page:
    """Give the kiosk with an event that a visitor opened."""
    begin(page)
    return page


def expect_state(page: Page, state: str) -> None:
    """Wait until the kiosk is in a state."""
    expect(page.locator(f'html[data-state="{state}"]')).to_be_attached()


def expect_event(page: Page, key: str, locale: Locale = "kk") -> None:
    """Wait until an event is shown in a locale, and no other."""
    shown = page.locator(".detail")
    expect(shown).to_have_attribute("data-event", key)
    expect(shown.locator(".detail__title")).to_have_text(read_titles(locale)[key])


def begin(page: Page) -> None:
    """Touch the screen, and wait out the moment in which the touch reaches nothing below."""
    page.locator(".kiosk__begin").click()
    expect_state(page, "explore")
    page.clock.run_for(MOMENT_MS)


def read_event(page: Page) -> str:
    """Give the event that is shown, once nothing is on its way."""
    expect(page.locator('[data-pane="detail"]')).not_to_have_attribute("aria-busy", "true")
    return str(page.locator(".detail").get_attribute("data-event"))


def press_next(page: Page) -> str:
    """Go on to the next event, and give it."""
    before = read_event(page)
    press(page, '.bar:not([hidden]) [data-act="next"]')
    expect(page.locator(".detail")).not_to_have_attribute("data-event", before)
    return read_event(page)


def press(page: Page, control: str) -> None:
    """Use a control, and wait out the moment in which it is deaf."""
    page.locator(control).click()
    page.clock.run_for(MOMENT_MS)


def test_the_kiosk_boots_into_attract(page: Page) -> None:
    expect_state(page, "attract")


def test_the_invitation_stands_in_three_languages(page: Page) -> None:
    words = page.locator(".kiosk__begin span")
    assert [word.get_attribute("lang") for word in words.all()] == list(LOCALES)


def test_attract_turns_to_another_event_every_eight_seconds(page: Page) -> None:
    before = read_event(page)
    page.clock.run_for(8_000)
    wanted = list_thirty()[(list_thirty().index(before) + 1) % 30]
    expect(page.locator(".detail")).to_have_attribute("data-event", wanted)


def test_a_touch_begins_the_visit(page: Page) -> None:
    begin(page)
    expect_state(page, "explore")


def test_a_touch_on_a_ray_opens_its_event(page: Page) -> None:
    ray = page.locator(f'.ray[data-event="{list_thirty()[0]}"]')
    ray.dispatch_event("pointerup")
    ray.dispatch_event("click")
    expect_state(page, "explore")
    expect_event(page, list_thirty()[0])


@pytest.mark.parametrize(("act", "step"), [("next", 1), ("previous", -1)])
def test_a_button_leads_to_the_neighbour(explored: Page, act: str, step: int) -> None:
    before = list_thirty().index(read_event(explored))
    press(explored, f'.bar:not([hidden]) [data-act="{act}"]')
    expect_event(explored, list_thirty()[(before + step) % 30])


def test_a_room_opens_its_first_event_or_the_one_that_is_open(explored: Page) -> None:
    press(explored, '.bar:not([hidden]) [data-part="home"]')
    press(explored, '.room[data-to="timeline"]')
    first = explored.locator(".axis--timeline .line").first
    expect(first).to_have_attribute("aria-pressed", "true")
    expect_event(explored, str(first.get_attribute("data-event")))


def test_a_line_leads_to_its_event_and_back_to_where_one_was(explored: Page) -> None:
    press(explored, '.bar:not([hidden]) [data-part="home"]')
    press(explored, '.room[data-to="timeline"]')
    press(explored, f'.line[data-event="{list_thirty()[4]}"]')
    expect_event(explored, list_thirty()[4])
    press(explored, '.bar:not([hidden]) [data-part="back"]')
    press(explored, '.bar:not([hidden]) [data-part="back"]')
    expect(explored.locator(".detail--home")).to_be_visible()
    expect(explored.locator(".axis--ring")).to_be_visible()


@every_locale
def test_another_language_keeps_the_event(explored: Page, locale: Locale) -> None:
    key = press_next(explored)
    press(explored, f'[data-part="locale-{locale}"]')
    expect_event(explored, key, locale)


@every_locale
def test_another_language_is_the_language_of_the_document(explored: Page, locale: Locale) -> None:
    press(explored, f'[data-part="locale-{locale}"]')
    expect(explored.locator("html")).to_have_attribute("lang", locale)


def test_shortly_before_the_idle_time_nothing_is_asked(explored: Page) -> None:
    explored.clock.run_for(IDLE_MS - MOMENT_MS - 600)
    expect_state(explored, "explore")


def test_after_the_idle_time_the_kiosk_asks(explored: Page) -> None:
    explored.clock.run_for(IDLE_MS)
    expect_state(explored, "warn")
    expect(explored.locator('[data-part="warn"]')).to_be_visible()


def test_an_open_story_gives_time_to_read(new_context: NewContext) -> None:
    page = open_kiosk(new_context, "/kiosk/?idle=15&warn=20").page
    begin(page)
    page.clock.run_for(2 * IDLE_MS)
    expect_state(page, "explore")


def test_the_question_takes_the_focus_and_covers_the_stage(explored: Page) -> None:
    explored.clock.run_for(IDLE_MS)
    expect(explored.locator('[data-part="stay"]')).to_be_focused()
    expect(explored.locator(".kiosk__stage")).to_have_attribute("inert", "")


def test_the_question_counts_the_seconds(explored: Page) -> None:
    explored.clock.run_for(IDLE_MS)
    explored.clock.run_for(5_000)
    assert int(explored.locator('[data-part="countdown"]').inner_text()) in {14, 15, 16}


def test_whoever_stays_goes_on_where_they_were(explored: Page) -> None:
    press(explored, '[data-part="locale-ru"]')
    key = press_next(explored)
    explored.clock.run_for(IDLE_MS)
    press(explored, '[data-part="stay"]')
    expect_state(explored, "explore")
    expect_event(explored, key, "ru")


def test_whoever_starts_again_gets_a_fresh_kiosk(explored: Page) -> None:
    press(explored, '[data-part="locale-ru"]')
    explored.clock.run_for(IDLE_MS)
    explored.locator('[data-part="restart"]').click()
    explored.clock.run_for(1_500)
    expect_state(explored, "attract")
    expect(explored.locator("html")).to_have_attribute("lang", "kk")


def test_without_an_answer_the_kiosk_resets(explored: Page) -> None:
    press(explored, '[data-part="locale-en"]')
    explored.clock.run_for(IDLE_MS)
    explored.clock.run_for(WARN_MS + 1_500)
    expect_state(explored, "attract")
    expect(explored.locator("html")).to_have_attribute("lang", "kk")


def test_a_visit_leaves_no_history(explored: Page) -> None:
    before = explored.evaluate("() => history.length")
    press(explored, '[data-part="locale-ru"]')
    for _ in range(3):
        press_next(explored)
    press(explored, '.bar:not([hidden]) [data-part="home"]')
    assert explored.evaluate("() => [history.length, location.search]") == [before, SEARCH]


def test_nothing_in_the_kiosk_leads_away(page: Page) -> None:
    ways = page.locator("a, form, iframe, [target], [download], [title], input, select, textarea")
    expect(ways).to_have_count(0)


def test_a_visit_causes_no_fault(new_context: NewContext, museum: Museum) -> None:
    screen = open_screen(new_context, museum, SEARCH, logs_requests=True)
    begin(screen.page)
    press(screen.page, '[data-part="locale-en"]')
    screen.expect(locale="en")
    screen.page.clock.run_for(IDLE_MS)
    screen.page.clock.run_for(WARN_MS + 1_500)
    expect_state(screen.page, "attract")
    assert screen.visit.list_faults() == []


@pytest.mark.parametrize("size", ["desk", "tower"])
@pytest.mark.parametrize("state", ["attract", "explore", "home", "warn"])
def test_axe_finds_no_barrier_in_the_kiosk(new_context: NewContext, state: str, size: str) -> None:
    page = open_visit(new_context, "about:blank", size, reduced_motion="reduce").page
    page.clock.install(time=START)
    page.goto(ADDRESS)
    expect_state(page, "attract")
    if state != "attract":
        begin(page)
    if state == "home":
        page.locator('.bar:not([hidden]) [data-part="home"]').click()
    if state == "warn":
        page.clock.fast_forward(IDLE_MS)
        expect_state(page, "warn")
    assert find_barriers(page) == []
