"""The screen as a device that hangs for months: night, clock, sleep, display, picture."""

import datetime as dt
import io
from functools import reduce
from typing import Final

from PIL import Image, ImageChops
from playwright.sync_api import expect

from tests.browser.kiosk.museum import START, Screen, open_stage
from tests.browser.visit import NewContext

MEAN: Final = (1 / 3, 1 / 3, 1 / 3, 0)
BRIGHT: Final = 200
CHANGE: Final = 8
SPAN_MINUTES: Final = 10
LEAST_BRIGHT: Final = 250
# A display whose lock is given out by hand: `locks` has all that were asked for, `isRefused` refuses more.
WAKE: Final = """
window.locks = [];
Object.defineProperty(navigator, "wakeLock", { value: { async request() {
  const lock = new EventTarget();
  window.locks.push(lock);
  if (window.isRefused) throw new DOMException("", "NotAllowedError");
  return lock;
} } });
window.full = [];
Element.prototype.requestFullscreen = async function () { window.full.push(this.tagName); };
"""
TOLD: Final = """() => { window.told = [];
  document.addEventListener("kiosk:state", ({ detail }) => window.told.push(detail.to)); }"""


def set_night(screen: Screen, **data: str) -> None:
    """Let the record say when the museum is open, and how its night looks."""
    script = "(data) => Object.assign(document.querySelector('[data-part=\"night\"]').dataset, data)"
    screen.page.evaluate(script, data)


def test_outside_hours_it_is_night_and_a_touch_gives_a_visit(new_context: NewContext) -> None:
    # 1 January 2026, a Thursday, begins for the device five hours before it begins in this museum.
    screen = open_stage(new_context)
    set_night(screen, hours="thu=10:00-18:00 fri=10:00-24:00", utcOffsetMinutes="0")
    screen.pass_time(1)
    screen.expect(state="night")
    expect(screen.page.locator(".night")).to_be_visible()
    expect(screen.page.locator(".night__sun")).to_be_hidden()
    screen.page.mouse.click(500, 500)
    screen.expect(state="explore")
    screen.pass_time(16)
    screen.expect(state="warn")
    screen.page.keyboard.press("x")
    screen.expect(state="explore")
    screen.pass_time(40)
    screen.pass_time(1)
    screen.expect(state="night", locale="kk")
    set_night(screen, night="dim")
    expect(screen.page.locator(".night__sun")).to_be_visible()
    times = {14.9: "night", 15: "attract", 23: "night", 39: "attract", 52.9: "attract", 53: "night"}
    for hours, state in times.items():
        screen.page.clock.set_system_time(START + dt.timedelta(hours=hours))
        screen.pass_time(1)
        screen.expect(state=state)
    set_night(screen, hours="")
    screen.pass_time(1)
    screen.expect(state="attract")


def test_a_clock_that_jumps_changes_nothing_but_the_hours(new_context: NewContext) -> None:
    screen = open_stage(new_context)
    screen.begin()
    screen.pass_time(15)
    screen.expect(state="warn")
    screen.pass_time(5)
    for days in (1, -1, 5 * 365, -5 * 365):
        screen.page.clock.set_system_time(START + dt.timedelta(days=days))
        screen.pass_time(1)
        screen.expect(state="warn")
    left = int(screen.page.locator('[data-part="countdown"]').inner_text())
    assert 10 <= left <= 12
    set_night(screen, hours="mon=10:00-10:01")
    screen.pass_time(left + 1)
    screen.pass_time(1)
    screen.expect(state="night")


def test_a_page_that_slept_starts_afresh_and_keeps_the_display_awake(new_context: NewContext) -> None:
    screen = open_stage(new_context, script=WAKE)
    page = screen.page
    screen.begin()
    page.evaluate(TOLD)
    session = page.context.new_cdp_session(page)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    session.send("Page.setWebLifecycleState", {"state": "active"})
    screen.pass_time(600)
    screen.pass_time(0.25)
    screen.expect(state="reset")
    assert page.evaluate("() => window.told") == ["reset"]
    asked = "() => window.locks.length"
    assert page.evaluate(asked) == 1
    # Released: asked again 5 s later; refused: later and later, a minute at most; seen again: at once.
    page.evaluate("() => { window.isRefused = true; window.locks[0].dispatchEvent(new Event('release')); }")
    counts = []
    for seconds in (4, 1.5, 4, 1.5, 9, 1.5, 19, 1.5, 39, 1.5, 59, 1.5, 59, 1.5):
        screen.pass_time(seconds)
        counts.append(page.evaluate(asked))
    assert counts == [1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8]
    page.evaluate(
        "() => { window.isRefused = false; document.dispatchEvent(new Event('visibilitychange')); }"
    )
    screen.pass_time(0.25)
    assert page.evaluate(asked) == 9


def test_the_window_is_the_screen_and_has_no_arrow(new_context: NewContext) -> None:
    screen = open_stage(new_context, script=WAKE, screen={"width": 1080, "height": 2400})
    page = screen.page
    cursor = "() => getComputedStyle(document.querySelector('.kiosk__begin')).cursor"
    assert page.evaluate(cursor) == "none"
    page.mouse.move(100, 100)
    page.mouse.move(104, 104)
    assert page.evaluate(cursor) == "none"
    page.mouse.move(140, 140)
    assert page.evaluate(cursor) != "none"
    screen.pass_time(3.5)
    assert page.evaluate(cursor) == "none"
    page.mouse.click(500, 500)
    assert page.evaluate("() => window.full") == []
    page.touchscreen.tap(500, 500)
    assert page.evaluate("() => window.full") == ["HTML"]


def test_no_bright_pixel_of_attract_stands_still(new_context: NewContext) -> None:
    """Drawn small, with nothing that moves of its own accord."""
    screen = open_stage(new_context, "?attract=off", reduced_motion="reduce", device_scale_factor=0.25)
    bar = screen.page.locator(".kiosk__locales")
    frames = []
    for _ in range(20):
        screen.page.wait_for_timeout(20)
        picture = Image.open(io.BytesIO(screen.page.screenshot()))
        frames.append(picture.convert("RGB").convert("L", MEAN))
        screen.pass_time(60)
    # From each minute on which ten more follow.
    for first in range(len(frames) - SPAN_MINUTES):
        bright = frames[first].point(lambda value: 255 if value > BRIGHT else 0)
        span = frames[first : first + SPAN_MINUTES + 1]
        changes = ImageChops.subtract(reduce(ImageChops.lighter, span), reduce(ImageChops.darker, span))
        still = ImageChops.subtract(bright, changes.point(lambda value: 255 if value >= CHANGE else 0))
        assert bright.histogram()[255] > LEAST_BRIGHT
        assert still.histogram()[255] <= 0.01 * bright.histogram()[255], first
    expect(bar).to_have_css("opacity", "0.6")
    places = "() => getComputedStyle(document.querySelector('[data-part=\"stage\"]')).translate"
    assert max(abs(float(one.rstrip("px"))) for one in screen.page.evaluate(places).split()) <= CHANGE
    screen.begin()
    expect(bar).to_have_css("opacity", "1")


def test_a_long_text_gives_its_time_to_read(new_context: NewContext) -> None:
    screen = open_stage(new_context, "?idle=15&warn=20&read=1")
    screen.begin()
    shown = ".detail"
    screen.page.eval_on_selector(shown, "(one) => { one.textContent = 'а'.repeat(2600); }")
    screen.page.mouse.wheel(0, 1)
    screen.page.wait_for_timeout(50)
    screen.pass_time(218.5)
    screen.expect(state="explore")
    screen.pass_time(2)
    screen.expect(state="warn")
