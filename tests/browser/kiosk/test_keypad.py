"""The kiosk without hands on the glass: every room without a barrier, and a whole visit with keys alone."""

from typing import Final

from playwright.sync_api import Page

from tests.browser.kiosk.measure import open_sized, use
from tests.browser.kiosk.museum import Museum, Screen
from tests.browser.visit import NewContext, find_barriers

SIZE: Final = (1080, 1920)
BAR: Final = '.bar:not([hidden]) [data-part="{}"]'
# What has the focus, whether it is in the window and on top, and whether its ring is drawn.
FOCUS: Final = """() => {
  const one = document.activeElement;
  const { left, top, right, bottom } = one.getBoundingClientRect();
  const list = one.closest("[data-scroll]")?.getBoundingClientRect();
  const shown = { top: Math.max(top, list?.top ?? 0), bottom: Math.min(bottom, list?.bottom ?? innerHeight) };
  const hit = document.elementFromPoint((left + right) / 2, (shown.top + shown.bottom) / 2);
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  const isRay = one.matches(".ray, .map__place");
  const isRinged = isRay || (outlineStyle === "solid" && parseFloat(outlineWidth) >= 3);
  return {
    name: [one.dataset.part, one.dataset.act, one.dataset.to].filter(Boolean).join(" ") || one.className,
    isShown: isRinged && left >= 0 && top >= 0 && right <= innerWidth
      && Boolean(hit) && (isRay || one.contains(hit) || hit.contains(one)),
    isAsked: Boolean(one.closest(".warn")),
  };
}"""


def test_no_room_has_a_barrier_in_any_contrast(new_context: NewContext, bare_museum: Museum) -> None:
    screen = open_sized(new_context, bare_museum, "diag=43", SIZE)
    screen.begin()
    found = {}
    for room in ("ring", "timeline", "map", "figures", "halls", "search"):
        use(screen, BAR.format("home"), ".detail--home")
        use(screen, f'.room[data-to="{room}"]', f'[data-pane="axis"] [data-room="{room}"]')
        for contrast in ("high", "normal"):
            use(screen, BAR.format("contrast"), f'html[data-contrast="{contrast}"]')
            found[room, contrast] = find_barriers(screen.page)
    assert {case: barriers for case, barriers in found.items() if barriers} == {}
    assert screen.visit.list_faults() == []


def press(screen: Screen, key: str) -> str:
    """Press a key, and give what has the focus then: it is seen; past the last control Tab begins anew."""
    screen.page.keyboard.press(key)
    screen.pass_time(0.4)
    screen.page.locator('[data-pane="detail"]:not([aria-busy="true"])').wait_for()
    focus = screen.page.evaluate(FOCUS)
    assert focus["isShown"] or (key == "Tab" and focus["name"] == "kiosk__body"), (key, focus)
    return str(focus["name"])


def walk(screen: Screen, name: str) -> None:
    """Go from one control to the next until one is found."""
    met: list[str] = []
    while name not in "".join(met[-1:]):
        met.append(press(screen, "Tab"))
        assert len(met) < 40, (name, met)


def read(page: Page) -> str | None:
    """Give the event that is open."""
    return page.locator("[data-pane=detail] > *").get_attribute("data-event")


def test_a_visit_needs_no_finger(new_context: NewContext, bare_museum: Museum) -> None:
    screen = open_sized(new_context, bare_museum, "diag=43&attract=off", SIZE)
    page = screen.page
    press(screen, "Enter")
    screen.expect(state="explore")
    walk(screen, "home")
    press(screen, "Enter")
    page.locator(".detail--home").wait_for()
    walk(screen, "go timeline")
    press(screen, "Enter")
    page.locator(".axis--timeline").wait_for()
    before = read(page)
    press(screen, "ArrowRight")
    assert read(page) != before
    opened = read(page)
    walk(screen, "event open")
    press(screen, "Enter")
    assert read(page) not in {None, opened}
    walk(screen, "locale-ru")
    press(screen, "Enter")
    screen.expect(locale="ru")
    screen.pass_time(901)
    screen.expect(state="warn")
    for key in ("Tab", "Tab", "ArrowLeft", "Shift+Tab", "ArrowDown"):
        press(screen, key)
        assert page.evaluate(FOCUS)["isAsked"], key
    press(screen, "x")
    screen.expect(state="explore", locale="ru")
    for _ in range(20):
        press(screen, "Escape")
        if page.locator(".detail--home, .axis--ring .sun").count() == 2:
            break
    assert page.locator(".detail--home").is_visible()
