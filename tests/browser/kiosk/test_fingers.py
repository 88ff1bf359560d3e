"""Fingers on the glass: what counts as a tap, and what the browser would make of the rest."""

from typing import Any, Final

from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.browser.kiosk.museum import QUIET_SECONDS, Museum, open_screen, open_stage
from tests.browser.visit import NewContext

NEXT: Final = '.bar:not([hidden]) [data-act="next"]'
SHOWN: Final = ".detail"
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
  const all = [...document.querySelectorAll("body, body *")];
  const seen = new Map(all.map((one) => [one.tagName + one.classList, one]));
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
    key: keys.at(-1), bubbles: true, cancelable: true, shiftKey: held("Shift"),
    ctrlKey: held("Control"), altKey: held("Alt"), metaKey: held("Meta"),
  }));
})"""


PLACE: Final = "() => [location.href, history.length]"
WAYS: Final = [
    *({"href": "https://example.org/"}, {"href": "/kk/about", "target": "_blank"}),
    *({"href": "/kk/", "download": "x"}, {"href": "#end"}),
]
ADD_WAYS: Final = """(ways) => ways.forEach((way) => {
  const link = Object.assign(document.createElement("a"), { textContent: "way", className: "way" }, way);
  document.querySelector(".kiosk__locales").append(link);
})"""
LEAVE: Final = [
    *("location.href = '/kk/about'", "location.hash = 'x'", "location.assign('https://example.org/')"),
    "history.pushState(null, '', '/kk/')",
]
EDGES: Final = [
    *(((2, 900), (900, 900)), ((1078, 900), (100, 900))),
    *(((500, 2), (500, 1200)), ((500, 1918), (500, 300))),
]
LOOK: Final = """(shown) => {
  const one = document.querySelector(shown);
  return [one.dataset.event, one.scrollTop, document.documentElement.lang];
}"""


def touch(element: Locator, *kinds: str, **finger: Any) -> None:
    """Let a finger do something on an element."""
    element.evaluate(FINGER, {"kinds": kinds, **finger})


def read_event(page: Page) -> str:
    """Give the event that is open, once nothing is on its way."""
    expect(page.locator('[data-pane="detail"]')).not_to_have_attribute("aria-busy", "true")
    return str(page.locator(SHOWN).get_attribute("data-event"))


def count_steps(page: Page, before: str) -> int:
    """Give how many events lie between one and the one that is open now."""
    ids = page.eval_on_selector_all(".ray", "(rays) => rays.map((ray) => ray.dataset.event)")
    return int((ids.index(read_event(page)) - ids.index(before)) % len(ids))


def spread(session: CDPSession, x: float, y: float) -> None:
    """Put two fingers down and spread them."""
    for width in (20, 60, 160):
        kind = "touchStart" if width == 20 else "touchMove"
        points = [{"x": x + side * width, "y": y, "id": side + 1} for side in (-1, 1)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def swipe(session: CDPSession, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw a finger over the glass."""
    for part in (0, 0.3, 0.6, 1):
        point = {"x": start[0] + part * (end[0] - start[0]), "y": start[1] + part * (end[1] - start[1])}
        kind = "touchMove" if part else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
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


def test_taps_that_the_browser_loses_are_done_and_told(new_context: NewContext, museum: Museum) -> None:
    screen = open_screen(new_context, museum, "?idle=15&warn=20&read=0&collection=thirty")
    screen.begin()
    before = read_event(screen.page)
    for _ in range(3):
        touch(screen.page.locator(NEXT), "down", "up")
        screen.pass_time(0.5)
    # Three steps among two rays.
    assert count_steps(screen.page, before) == 1
    assert screen.report()["errors"] == ["lost_tap"]
    museum.stop()
    loads = screen.loads
    screen.pass_time(40)
    screen.pass_time(1)
    screen.expect(state="attract")
    screen.pass_time(QUIET_SECONDS - 2)
    assert screen.loads == loads
    with screen.page.expect_navigation():
        screen.pass_time(2)
    screen.expect(state="attract", ready="true")


def test_whoever_stays_finds_everything_as_it_was(new_context: NewContext) -> None:
    screen = open_stage(new_context)
    page = screen.page
    screen.begin()
    page.locator('[data-part="locale-ru"]').click()
    screen.expect(locale="ru")
    page.locator(SHOWN).evaluate("(one) => { one.scrollTop = 40; }")
    before = page.evaluate(LOOK, SHOWN)
    assert before[1:] == [40, "ru"]
    over = page.locator(NEXT).bounding_box()
    assert over
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
        assert page.evaluate(LOOK, SHOWN) == before
        screen.pass_time(0.5)
    screen.pass_time(15.5)
    page.locator('[data-part="restart"]').click()
    screen.expect(state="reset")
    screen.pass_time(1)
    screen.expect(state="attract", locale="kk")


def test_nothing_leads_away_from_the_screen(new_context: NewContext) -> None:
    screen = open_stage(new_context, "?idle=900&read=0")
    page = screen.page
    opened: list[str] = []
    page.on("dialog", lambda dialog: opened.append(dialog.message))
    page.on("download", lambda download: opened.append(download.url))
    before = page.evaluate(PLACE)
    screen.begin()
    page.evaluate(ADD_WAYS, WAYS)
    for link in page.locator("a.way").all():
        link.click(force=True)
        link.click(force=True, button="middle")
        link.click(force=True, modifiers=["Control"])
        link.evaluate("(one) => one.click()")
    for script in LEAVE:
        page.evaluate(f"() => {{ try {{ {script}; }} catch {{ /* Refused. */ }} }}")
    session = page.context.new_cdp_session(page)
    for start, end in EDGES:
        swipe(session, start, end)
    assert page.evaluate(REFUSED, KEYS) == []
    page.wait_for_timeout(200)
    assert (page.evaluate(PLACE), len(page.context.pages), opened) == (before, 1, [])
    screen.expect(state="explore")


def test_the_browser_makes_nothing_of_fingers_and_wheel(new_context: NewContext) -> None:
    screen = open_stage(new_context, "?idle=15&warn=20&read=0")
    page = screen.page
    screen.begin()
    assert page.evaluate(LET_THROUGH, KINDS) == []
    page.evaluate(
        "() => document.addEventListener('contextmenu', (one) => { window.isKept = one.defaultPrevented; })"
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
    page.locator('.bar:not([hidden]) [data-part="home"]').click()
    spread(session, 540, 1300)
    screen.pass_time(15.5)
    screen.expect(state="warn")
    box = page.locator(".warn__title").bounding_box()
    assert box
    spread(session, box["x"] + 200, box["y"] + 10)
    assert page.evaluate(scale) == 1
    expect(page.locator("html")).to_have_css("touch-action", "pan-x pan-y")
