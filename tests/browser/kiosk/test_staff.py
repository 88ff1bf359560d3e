"""The corner for staff: a PIN that holds, what the room behind it tells, and what can be done there."""

from collections.abc import Mapping
from typing import Final

from playwright.sync_api import expect

from app.core.locales import LOCALES
from app.core.pins import hash_pin
from tests.browser.kiosk.museum import POLL_SECONDS, QUIET_SECONDS, Museum, Screen, open_screen
from tests.browser.visit import NewContext, find_barriers

PIN: Final = "246810"
# Few rounds: the test knows the PIN anyway.
HASH: Final = hash_pin(PIN, bytes(16), 1000)
SHOWN: Final = ".staff__words:visible"


def set_pin(screen: Screen) -> None:
    """Let the record have a PIN."""
    script = "(hash) => { document.querySelector('[data-part=\"staff\"]').dataset.pin = hash; }"
    screen.page.evaluate(script, HASH)


def tap_corner(screen: Screen, times: int = 5) -> None:
    """Tap the corner some times."""
    for _ in range(times):
        screen.page.mouse.click(6, 6)


def enter(screen: Screen, pin: str, view: str) -> None:
    """Enter a PIN with the keys on the screen, and wait for what comes of it."""
    for digit in pin:
        screen.page.locator(f'{SHOWN} >> [data-act="digit"][data-to="{digit}"]').click()
    screen.page.locator(f'{SHOWN} >> [data-act="enter"]').click()
    expect(screen.page.locator(f'.staff[data-view="{view}"]')).to_be_attached()
    screen.pass_time(0.4)


def expect_facts(screen: Screen, facts: Mapping[str, object]) -> None:
    """See the facts of a screen told in each language."""
    for locale in LOCALES:
        screen.page.locator(f'.staff__locales [lang="{locale}"]').click()
        told = screen.page.locator(SHOWN)
        expect(told).to_have_attribute("lang", locale)
        expect(told.locator('[data-value="build"]')).to_have_text(str(facts["build"]))
        expect(told.locator('[data-value="rev"]')).to_have_text(str(facts["rev"]))
        expect(told.locator('[data-value="viewport"]')).to_have_text("1080 × 1920")
        # Where the clock was faster than the server, the last question went without an answer.
        net = screen.page.locator("html").get_attribute("data-net")
        other = {"online": "offline", "offline": "online"}[str(net)]
        expect(told.locator(f'[data-when="net={net}"]')).to_be_visible()
        expect(told.locator(f'[data-when="net={other}"]')).to_be_hidden()


def test_five_taps_and_a_pin_open_the_room_of_staff(new_context: NewContext, museum: Museum) -> None:
    screen = open_screen(new_context, museum, "?idle=15&warn=20&read=0")
    tap_corner(screen)
    screen.expect(state="explore")
    set_pin(screen)
    tap_corner(screen, 4)
    screen.pass_time(3.5)
    tap_corner(screen, 1)
    screen.expect(state="explore")
    tap_corner(screen)
    screen.expect(state="staff")
    assert screen.page.evaluate("() => document.querySelector('.kiosk__stage').inert")
    for _ in range(4):
        enter(screen, "111111", "wrong")
    enter(screen, "111111", "locked")
    screen.page.keyboard.press("Escape")
    screen.expect(state="attract")
    screen.pass_time(590)
    tap_corner(screen)
    expect(screen.page.locator('.staff[data-view="locked"]')).to_be_visible()
    screen.page.keyboard.type(PIN)
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_timeout(100)
    expect(screen.page.locator('.staff[data-view="locked"]')).to_be_visible()
    screen.pass_time(61)
    screen.expect(state="attract")
    tap_corner(screen)
    enter(screen, PIN, "room")
    facts = screen.report()
    expect_facts(screen, facts)
    screen.pass_time(59)
    screen.expect(state="staff")
    screen.pass_time(2)
    screen.expect(state="attract", locale="kk")
    assert (screen.visit.list_faults(), facts["errors"]) == ([], [])
    screen.page.clock.resume()
    tap_corner(screen)
    barriers = find_barriers(screen.page)
    screen.page.keyboard.type(PIN)
    screen.page.keyboard.press("Enter")
    expect(screen.page.locator('.staff[data-view="room"]')).to_be_visible()
    assert [*barriers, *find_barriers(screen.page)] == []


def test_staff_can_restart_the_screen_and_have_everything_anew(screen: Screen, museum: Museum) -> None:
    set_pin(screen)
    loads, rev = screen.loads, screen.report()["rev"]
    tap_corner(screen)
    enter(screen, PIN, "room")
    screen.page.locator(f'{SHOWN} >> [data-act="clear"]').click()
    screen.expect(state="attract")
    screen.wait_until("() => caches.keys().then((names) => names.length === 0)")
    screen.pass_time(POLL_SECONDS)
    screen.expect(ready="true", rev=rev)
    assert screen.loads == loads
    tap_corner(screen)
    enter(screen, PIN, "room")
    museum.stop()
    screen.page.locator(f'{SHOWN} >> [data-act="renew"]').click()
    screen.expect(state="attract")
    with screen.page.expect_navigation():
        screen.pass_time(QUIET_SECONDS)
    screen.expect(state="attract", rev=rev, ready="true")
    assert screen.loads == loads + 1
