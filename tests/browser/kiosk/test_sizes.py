"""Sizes of a screen in millimetres: targets, letters, reach, and that all of it stays on the glass.

Two things are not measured. The sun is one surface: a finger anywhere on it turns it to the nearest ray, so a
ray needs no size of its own. The marks of the map have their twin in the lists beside them, by places.
"""

import math
from typing import Final

import pytest
from playwright.sync_api import Page

from app.core.locales import LOCALES
from tests.browser.kiosk.measure import (
    Control,
    find_close,
    find_controls,
    find_letters,
    find_mm,
    load,
    open_sized,
    use,
)
from tests.browser.kiosk.museum import Museum, Screen
from tests.browser.visit import NewContext

pytestmark = pytest.mark.long

LARGE: Final = {"locale", "home", "stay"}
# A pixel is drawn or not: half of one is no fault.
SLACK: Final = 0.5
SCREENS: Final = {
    "55 inches": ((3840, 2160), "diag=55", 600),
    "43 inches": ((1080, 1920), "diag=43", 600),
    "10 inches": ((1280, 800), "diag=10&view=300", 300),
}
ROOMS: Final = ("ring", "home", "timeline", "search")


def enter(screen: Screen, room: str) -> None:
    """Go into a room by way of the choice of rooms, or only as far as that."""
    if room == "ring":
        return
    use(screen, '.bar:not([hidden]) [data-part="home"]', ".detail--home")
    if room != "home":
        use(screen, f'.room[data-to="{room}"]', f".axis--{room}")


def find_small(controls: list[Control], mm: float) -> list[str]:
    """Give the targets below 16 mm, 22 mm where it counts most, or 72 pixels."""
    least = {one: max(72, (22 if one.act in LARGE else 16) * mm) - SLACK for one in controls}
    return [f"{one.name}: {one.side / mm:.1f} mm" for one in controls if one.side < least[one]]


def find_outside(page: Page, controls: list[Control]) -> list[str]:
    """Give the controls that are not all in the window; a list may be longer than it shows, never broader."""
    size = page.viewport_size
    assert size is not None
    return [
        one.name
        for one in controls
        if one.left < -SLACK
        or one.top < -SLACK
        or one.right > size["width"] + SLACK
        or one.bottom > size["height"] + SLACK
    ]


@pytest.mark.parametrize("kind", SCREENS)
def test_targets_and_letters_have_their_millimetres(
    new_context: NewContext, bare_museum: Museum, kind: str
) -> None:
    size, query, view = SCREENS[kind]
    screen = open_sized(new_context, bare_museum, query, size)
    page, mm = screen.page, find_mm(screen.page)
    screen.begin()
    for room in ROOMS:
        enter(screen, room)
        controls, letters = find_controls(page), find_letters(page)
        assert len(controls) >= 11, room
        assert find_small(controls, mm) == [], room
        assert find_close(controls, 4 * mm - SLACK) == [], room
        assert find_outside(page, controls) == [], room
        low = {name: height / mm for name, height in letters.items() if height / mm < 4.8 - 0.01}
        assert low == {}, room
        body = [height / mm for name, height in letters.items() if name.split(".")[0] == "p"]
        assert min(body, default=99) >= max(4.8, view * math.tan(math.radians(0.7))) - 0.01, room
    assert screen.visit.list_faults() == []


# Bar, languages, axis and panel as they lie; and what is broader than its box, or scrolls sideways.
PARTS: Final = """() => [
  ".bar:not([hidden])", ".kiosk__locales", "[data-pane=axis]", "[data-pane=detail]",
].map((name) => {
  const { left, top, right, bottom, width, height } = document.querySelector(name).getBoundingClientRect();
  return { name, act: "", left, top, right, bottom, width, height };
})"""
BROAD: Final = """() => [...document.querySelectorAll(".kiosk__stage, .kiosk__stage *")].filter((one) =>
  one.checkVisibility() && !one.matches(".visually-hidden, .bar__word") && !one.closest("svg")
  && getComputedStyle(one).display !== "inline" && one.scrollWidth > one.clientWidth + 1
).map((one) => `${one.className} ${one.scrollWidth} > ${one.clientWidth}`)"""
SAY: Final = "(locale) => document.querySelector(`[data-part=locale-${locale}]`).click()"
SET_TEXT: Final = "(text) => { document.documentElement.dataset.text = text; }"


def tap(screen: Screen, act: str) -> None:
    """Press the middle of a control as it lies on the glass, and wait out its deaf moment."""
    (control,) = (one for one in find_controls(screen.page) if one.act == act)
    screen.page.mouse.click(*control.middle)
    screen.pass_time(0.4)


@pytest.mark.parametrize(
    ("kind", "turns"),
    [("55 inches", (90, 0)), ("43 inches", (90, 180, 270, 0))],
    ids=["55 inches", "43 inches"],
)
def test_nothing_overlaps_however_the_screen_hangs(
    new_context: NewContext, bare_museum: Museum, kind: str, turns: tuple[int, ...]
) -> None:
    """All four turns on the tall screen; on the large one, slow to draw, one of each shape."""
    size, query, _ = SCREENS[kind]
    screen = open_sized(new_context, bare_museum, query, size)
    page = screen.page
    for rotate in turns:
        load(screen, bare_museum, f"{query}&rotate={rotate}")
        screen.begin()
        enter(screen, "timeline")
        for text in ("100", "200"):
            page.evaluate(SET_TEXT, text)
            for locale in ("ru", "en", "kk"):
                page.evaluate(SAY, locale)
                page.locator(f".axis--timeline:lang({locale})").wait_for()
                screen.pass_time(0.4)
                case, controls = (rotate, text, locale), find_controls(page)
                assert len(controls) >= 12, case
                assert find_outside(page, controls) == [], case
                parts = [Control(**one) for one in page.evaluate(PARTS)]
                assert find_close(controls, 0) == [], case
                assert (find_outside(page, parts), find_close(parts, 0)) == ([], []), case
                assert page.evaluate(BROAD) == [], case
            before = str(page.locator(".detail").get_attribute("data-event"))
            tap(screen, "next")
            page.locator(f'.detail--event:not([data-event="{before}"])').wait_for()
            tap(screen, "previous")
            page.locator(f'.detail[data-event="{before}"]').wait_for()


# The lines that each row of keys takes.
LINES: Final = """() => [...document.querySelectorAll(".keys:not([hidden]) .keys__row")].map((row) =>
  new Set([...row.children].map((key) => Math.round(key.getBoundingClientRect().top))).size)"""


ROWS: Final = """() => new Set([...document.querySelectorAll(".bar:not([hidden]) .bar__button")]
  .filter((one) => one.checkVisibility())
  .map((one) => Math.round(one.getBoundingClientRect().bottom))).size"""


@pytest.mark.parametrize("kind", ["55 inches", "43 inches"])
def test_the_largest_letters_leave_bar_question_and_keys_whole(
    new_context: NewContext, bare_museum: Museum, kind: str
) -> None:
    size, query, _ = SCREENS[kind]
    screen = open_sized(new_context, bare_museum, query, size)
    page, mm = screen.page, find_mm(screen.page)
    load(screen, bare_museum, query, idle=15)
    screen.begin()
    page.evaluate(SET_TEXT, "200")
    for locale in reversed(LOCALES):
        page.locator(f'[data-part="locale-{locale}"]').click()
        screen.expect(locale=locale)
        screen.pass_time(0.5)
        assert page.evaluate(ROWS) == 1, locale
    enter(screen, "search")
    assert page.evaluate(LINES) == [1] * 5
    screen.pass_time(16)
    screen.expect(state="warn")
    assert page.locator(".warn__box").evaluate("(box) => box.scrollHeight - box.clientHeight") <= 0
    controls = find_controls(page)
    assert [one.act for one in controls] == ["stay", "restart"]
    assert (find_outside(page, controls), find_small(controls, mm)) == ([], [])


BAND: Final = (380, 1220)
DRIFT: Final = 8.5
# What is left to the stage where the band has next to nothing of the screen.
LEAST_SHARE: Final = 2.5


def find_heights(page: Page, floor: int, acts: set[str]) -> dict[str, tuple[float, float]]:
    """Give how far the lower and the upper edge of controls are above the floor in mm; of all by default."""
    size, mm = page.viewport_size, find_mm(page)
    assert size is not None
    controls = [one for one in find_controls(page) if not acts or one.act in acts]
    places = {one.name: (one.bottom, one.top) for one in controls}
    return {
        name: (floor + (size["height"] - low) / mm, floor + (size["height"] - high) / mm)
        for name, (low, high) in places.items()
    }


def find_out_of(
    heights: dict[str, tuple[float, float]], low: float, high: float, slack: float
) -> dict[str, tuple[float, float]]:
    """Give those that are not all between two heights."""
    return {name: at for name, at in heights.items() if at[0] < low - slack or at[1] > high + slack}


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080)], ids=["portrait", "landscape"])
def test_hands_reach_what_they_need(
    new_context: NewContext, bare_museum: Museum, size: tuple[int, int]
) -> None:
    """With `reach` on, the stage is in the band; where that would be less than two fifths of it, so much.

    The picture drifts by 8 pixels, so that none burns in.
    """
    screen = open_sized(new_context, bare_museum, "diag=43", size)
    page = screen.page
    for floor in (300, 700, 1100):
        load(screen, bare_museum, f"diag=43&floor={floor}", idle=15)
        screen.begin()
        enter(screen, "timeline")
        drift = DRIFT / find_mm(page)
        bar = {"back", "home", "previous", "next", "smaller", "larger", "contrast", "reach", "locale"}
        heights = find_heights(page, floor, bar)
        assert len(heights) == 11
        assert find_out_of(heights, *BAND, drift) == {}, floor
        use(
            screen,
            '.bar:not([hidden]) [data-part="reach"]',
            '[data-part="reach"][aria-pressed="true"] >> visible=true',
        )
        high = max(BAND[1], floor + size[1] / find_mm(page) / LEAST_SHARE)
        heights = find_heights(page, floor, set())
        assert len(heights) > 11
        assert find_out_of(heights, BAND[0], high, drift) == {}, floor
        screen.pass_time(16)
        screen.expect(state="warn")
        heights = find_heights(page, floor, {"stay", "restart"})
        assert find_out_of(heights, *BAND, drift) == {}, floor
        assert len(heights) == 2
