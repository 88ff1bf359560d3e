"""Fingers on the glass: what counts as a tap, and what the browser would make of the rest."""

from typing import Any, Final

from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.browser.kiosk.museum import QUIET_SECONDS, Museum, Screen, open_stage
from tests.browser.visit import NewContext, list_thirty

NEXT: Final = '.stage:not([hidden]) [data-act="next"]'
SHOWN: Final = '.stage:not([hidden]) [data-part="detail"]:not([hidden])'
# Pointer events of a finger on an element, from its middle, without the click that a browser adds.
FINGER: Final = """(one, { kinds, id = 1, slip = 0 }) => {
  const { x, y, width, height } = one.getBoundingClientRect();
  const at = { clientX: x + width / 2, clientY: y + height / 2 };
  for (const kind of kinds) {
    one.dispatchEvent(new PointerEvent(`pointer${kind}`, {
      bubbles: true, cancelable: true, pointerId: id, pointerType: "touch", isPrimary: id === 1, buttons: 1,
      clientX: at.clientX + (kind === "down" ? 0 : slip), clientY: at.clientY,
    }));
  }
}"""
MM: Final = "() => parseFloat(document.documentElement.style.getPropertyValue('--mm'))"
KINDS: Final = [
    *("contextmenu", "dragstart", "selectstart", "gesturestart", "gesturechange", "auxclick", "submit"),
    *("dragover", "drop"),
]
# On each kind of element in the document; gives those on which an event was let through.
LET_THROUGH: Final = """(kinds) => {
  const seen = new Map([...document.querySelectorAll("body, body *")].map((one) => [one.tagName + one.classList, one]));
  return [...seen].flatMap(([name, one]) => kinds
    .filter((kind) => one.dispatchEvent(new Event(kind, { bubbles: true, cancelable: true })))
    .map((kind) => `${name} ${kind}`));
}"""
KEYS: Final = [
    *(f"F{number}" for number in range(1, 13)),
    *(f"Control+{key}" for key in "afghjkloprsuwz+-0"),
    *(f"Alt+{key}" for key in ("ArrowLeft", "ArrowRight", "Home", "d", "e")),
    *(f"Control+Shift+{key}" for key in ("i", "j", "c", "r")),
    *("Meta+l", "Shift+F10", "BrowserBack"),
]
# Asked without the real keys: the browser's own window would close or print.
REFUSED: Final = """(chords) => chords.filter((chord) => {
  const keys = chord.split(/\\+(?=.)/);
  const held = (key) => keys.includes(key);
  return document.body.dispatchEvent(new KeyboardEvent("keydown", {
    key: keys.at(-1), ctrlKey: held("Control"), altKey: held("Alt"), metaKey: held("Meta"), shiftKey: held("Shift"),
    bubbles: true, cancelable: true,
  }));
})"""


def touch(element: Locator, *kinds: str, **finger: Any) -> None:
    """Let a finger do something on an element."""
    element.evaluate(FINGER, {"kinds": kinds, **finger})


def read_event(page: Page) -> str:
    """Give the event that is open."""
    return str(page.locator(SHOWN).get_attribute("data-event"))


def count_steps(page: Page, before: str) -> int:
    """Give how many events lie between one and the one that is open now."""
    ids = list_thirty()
    return (ids.index(read_event(page)) - ids.index(before)) % len(ids)


def spread(session: CDPSession, x: float, y: float) -> None:
    """Put two fingers down and spread them."""
    for kind, width in (("touchStart", 20), ("touchMove", 60), ("touchMove", 160), ("touchEnd", None)):
        points = (
            [] if width is None else [{"x": x - width, "y": y, "id": 0}, {"x": x + width, "y": y, "id": 1}]
        )
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def swipe(session: CDPSession, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw a finger over the glass."""
    points = [
        start,
        *(((start[0] * (4 - n) + end[0] * n) / 4, (start[1] * (4 - n) + end[1] * n) / 4) for n in (1, 2, 4)),
    ]
    for at, (x, y) in enumerate(points):
        session.send(
            "Input.dispatchTouchEvent",
            {"type": "touchMove" if at else "touchStart", "touchPoints": [{"x": x, "y": y}]},
        )
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_tap_ends_where_it_began_and_counts_once(new_context: NewContext) -> None:
    screen = open_stage(new_context, "?idle=900&read=0")
    page = screen.page
    screen.begin()
    button = page.locator(NEXT)
    mm = float(page.evaluate(MM))
    before = read_event(page)
    # 40 taps in two seconds: one every 300 ms.
    for _ in range(40):
        touch(button, "down", "up")
        button.dispatch_event("click")
        page.clock.run_for(50)
    assert count_steps(page, before) == 7
    screen.pass_time(1)
    before = read_event(page)
    touch(button, "down", "move", "up", slip=9 * mm)
    assert count_steps(page, before) == 1
    screen.pass_time(1)
    touch(button, "down", "move", "up", slip=11 * mm)
    touch(button, "up")
    assert count_steps(page, before) == 1
    # Five fingers at once are one.
    for finger in range(1, 6):
        touch(button, "down", id=finger)
    for finger in range(5, 0, -1):
        touch(button, "up", id=finger)
        screen.pass_time(0.4)
    assert count_steps(page, before) == 2
    screen.expect(state="explore")
    assert (screen.visit.list_faults(), screen.report()["errors"]) == ([], [])


def test_a_finger_that_only_rests_is_no_visitor(new_context: NewContext) -> None:
    screen = open_stage(new_context)
    page = screen.page
    screen.begin()
    panel, button = page.locator(SHOWN), page.locator(NEXT)
    before = read_event(page)
    touch(panel, "down", id=7)
    for _ in range(9):
        screen.pass_time(7)
        touch(panel, "move", id=7, slip=2)
    assert screen.report()["errors"] == ["stuck_touch"]
    screen.expect(state="explore")
    touch(button, "down", "up", id=8)
    assert count_steps(page, before) == 1
    for _ in range(3):
        screen.pass_time(5.1)
        touch(panel, "move", id=7, slip=2)
    screen.expect(state="warn")


def test_taps_that_the_browser_loses_are_done_and_told(screen: Screen, museum: Museum) -> None:
    loads = screen.loads
    screen.begin()
    before = read_event(screen.page)
    for _ in range(3):
        touch(screen.page.locator(NEXT), "down", "up")
        screen.pass_time(0.5)
    assert count_steps(screen.page, before) == 3
    assert screen.report()["errors"] == ["lost_tap"]
    museum.stop()
    screen.pass_time(QUIET_SECONDS)
    assert screen.loads == loads
    for _ in range(2):
        screen.pass_time(900)
    screen.pass_time(20)
    screen.pass_time(1)
    screen.expect(state="attract")
    screen.pass_time(QUIET_SECONDS)
    screen.wait_until(
        "() => document.documentElement.dataset.ready === 'true' && performance.getEntriesByType('navigation')[0].type === 'reload'"
    )
    assert screen.loads == loads + 1


def test_whoever_stays_finds_everything_as_it_was(new_context: NewContext) -> None:
    screen = open_stage(new_context)
    page = screen.page
    screen.begin()
    page.locator('[data-part="locale-ru"]').click()
    page.locator(SHOWN).evaluate("(one) => { one.scrollTop = 40; }")
    look = f"() => {{ const one = document.querySelector('{SHOWN}'); return [one.dataset.event, one.scrollTop, document.documentElement.lang]; }}"
    before = page.evaluate(look)
    assert before[1:] == [40, "ru"]
    over = page.locator(NEXT).bounding_box() or {}
    ways = ["stay", "outside", "over", "key", "enter"] * 2 + ["stay"]
    for way in ways:
        screen.pass_time(15.5)
        screen.expect(state="warn")
        if way == "stay":
            page.locator('[data-part="stay"]').click()
        elif way == "outside":
            page.touchscreen.tap(4, 300)
        elif way == "over":
            page.touchscreen.tap(over["x"] + 5, over["y"] + 5)
        else:
            page.keyboard.press("Enter" if way == "enter" else "x")
        screen.expect(state="explore")
        assert page.evaluate(look) == before
        screen.pass_time(0.5)
    screen.pass_time(15.5)
    page.locator('[data-part="restart"]').click()
    screen.expect(state="reset")
    screen.pass_time(1)
    screen.expect(state="attract", locale="kk")


def test_nothing_leads_away_from_the_screen(new_context: NewContext) -> None:
    screen = open_stage(new_context, "?idle=900&read=0")
    page = screen.page
    asked: list[object] = []
    page.on("dialog", asked.append)
    page.on("download", asked.append)
    before = page.evaluate("() => [location.href, history.length]")
    screen.begin()
    session = page.context.new_cdp_session(page)
    add = """() => { for (const [href, more] of [["https://example.org/", {}], ["/kk/about", { target: "_blank" }], ["/kk/", { download: "x" }], ["#end", {}]]) {
      const link = Object.assign(document.createElement("a"), { href, textContent: href, className: "way", ...more });
      document.querySelector(".kiosk__locales").append(link); } }"""
    page.evaluate(add)
    for link in page.locator("a.way").all():
        for options in ({}, {"button": "middle"}, {"modifiers": ["Control"]}, {"modifiers": ["Shift"]}):
            link.click(force=True, **options)
        link.evaluate("(one) => one.click()")
    page.evaluate("() => { for (const link of document.querySelectorAll('a.way')) link.remove(); }")
    for act in (
        "() => { location.href = '/kk/about'; }",
        "() => { location.hash = 'x'; }",
        "() => { open('/kk/'); }",
        "() => { history.pushState(null, '', '/kk/'); }",
    ):
        page.evaluate(f"() => {{ try {{ ({act})(); }} catch {{ /* Refused. */ }} }}")
    for start, end in (
        ((2, 900), (900, 900)),
        ((1078, 900), (100, 900)),
        ((500, 2), (500, 1200)),
        ((500, 1918), (500, 300)),
    ):
        swipe(session, start, end)
    page.mouse.move(500, 600)
    page.mouse.down()
    page.mouse.move(300, 900, steps=3)
    page.mouse.up()
    assert page.evaluate(REFUSED, KEYS) == []
    page.wait_for_timeout(200)
    assert (page.evaluate("() => [location.href, history.length]"), len(page.context.pages), asked) == (
        before,
        1,
        [],
    )
    screen.expect(state="explore")


def test_the_browser_makes_nothing_of_fingers_and_wheel(new_context: NewContext) -> None:
    screen = open_stage(new_context, "?idle=15&warn=20&read=0")
    page = screen.page
    screen.begin()
    assert page.evaluate(LET_THROUGH, KINDS) == []
    page.evaluate(
        "() => document.addEventListener('contextmenu', (event) => { window.isKept = event.defaultPrevented; })"
    )
    page.mouse.click(500, 1200, button="right")
    assert page.evaluate("() => window.isKept") is True
    page.mouse.move(200, 1300)
    page.mouse.down()
    page.mouse.move(900, 1500, steps=3)
    page.mouse.up()
    assert page.evaluate("() => String(getSelection())") == ""
    session = page.context.new_cdp_session(page)
    scale = "() => visualViewport.scale"
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    for x, y in ((540, 400), (540, 1300), (540, 1880)):
        spread(session, x, y)
    page.locator('.stage:not([hidden]) [data-part="home"]').click()
    spread(session, 540, 1300)
    screen.pass_time(15.5)
    screen.expect(state="warn")
    box = page.locator(".warn__title").bounding_box() or {}
    spread(session, box["x"] + 200, box["y"] + 10)
    assert page.evaluate(scale) == 1
    expect(page.locator("html")).to_have_css("touch-action", "pan-x pan-y")
