"""Sizes of a screen in millimetres: targets, letters, reach, and that all of it stays on the glass.

Two things are not measured. The sun is one surface: a finger anywhere on it turns it to the nearest ray, so a
ray needs no size of its own. The marks of the map have their twin in the lists beside them, by places.
"""

import math
from typing import Final

import pytest
from playwright.sync_api import Page

from tests.browser.kiosk.measure import (
    Control,
    find_close,
    find_controls,
    find_letters,
    find_mm,
    open_sized,
    use,
)
from tests.browser.kiosk.museum import Museum, Screen
from tests.browser.visit import NewContext

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
    new_context: NewContext, museum: Museum, kind: str
) -> None:
    size, query, view = SCREENS[kind]
    screen = open_sized(new_context, museum, query, size)
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
