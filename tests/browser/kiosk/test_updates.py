"""A new revision comes whole, waits until nobody is here, and goes again when it is no good."""

from typing import Final

import pytest
from playwright.sync_api import expect
from starlette.responses import JSONResponse

from tests.browser.kiosk.museum import POLL_SECONDS, QUIET_SECONDS, Museum, Screen, open_screen
from tests.browser.visit import NewContext

pytestmark = pytest.mark.long

QUERY: Final = "?idle=900&read=0"
SHORT: Final = "?idle=15&warn=20&read=0"
IDLE_SECONDS: Final = 15
HALF_MINUTE: Final = 31
DAY_SECONDS: Final = 24 * 60 * 60


def receive(screen: Screen, museum: Museum, query: str = QUERY, **code: str) -> str:
    """Let the screen take a new revision onto the device; give its rev."""
    rev = str(museum.publish("next", query, **code)["rev"])
    screen.pass_time(POLL_SECONDS)
    screen.expect(pending=rev)
    return rev


def test_in_attract_a_new_revision_is_taken_with_one_load(screen: Screen, museum: Museum) -> None:
    loads = screen.loads
    rev = receive(screen, museum)
    screen.pass_time(QUIET_SECONDS)
    screen.expect(rev=rev, build="next", pending="", state="attract", ready="true")
    screen.pass_time(HALF_MINUTE)
    screen.pass_time(POLL_SECONDS)
    screen.page.wait_for_timeout(300)
    assert screen.loads == loads + 1


def test_a_swap_leaves_no_history_and_causes_no_fault(screen: Screen, museum: Museum) -> None:
    before = screen.page.evaluate("() => history.length")
    rev = receive(screen, museum)
    screen.pass_time(QUIET_SECONDS)
    screen.expect(rev=rev, ready="true")
    assert screen.page.evaluate("() => history.length") == before
    assert (screen.visit.list_faults(), screen.report()["errors"]) == ([], [])


def test_a_page_that_is_older_than_the_device_is_loaded_anew(screen: Screen) -> None:
    build = screen.report()["build"]
    screen.page.evaluate("() => { document.documentElement.dataset.build = 'older'; }")
    screen.pass_time(POLL_SECONDS)
    screen.wait_until("() => document.documentElement.dataset.pending !== ''")
    screen.pass_time(QUIET_SECONDS)
    screen.expect(build=build, pending="", ready="true")
    assert screen.report()["rev"]


def test_a_visit_keeps_its_revision_until_it_is_over(new_context: NewContext, museum: Museum) -> None:
    screen = open_screen(new_context, museum, SHORT)
    loads, old = screen.loads, screen.report()["rev"]
    museum.publish("next", SHORT)
    screen.begin()
    screen.page.locator('[data-part="locale-ru"]').click()
    screen.expect(locale="ru")
    rev = ""
    for _ in range(8):
        screen.pass_time(10)
        screen.page.mouse.wheel(0, 1)
        screen.page.wait_for_timeout(100)
        rev = screen.report()["pending"] or rev
    assert rev
    shown = screen.page.locator("[data-pane=detail][lang=ru] .detail").get_attribute("data-event")
    screen.pass_time(IDLE_SECONDS)
    screen.expect(state="warn")
    screen.pass_time(QUIET_SECONDS)
    screen.expect(state="warn", rev=old, pending=rev)
    screen.page.locator('[data-part="stay"]').click()
    screen.expect(state="explore", locale="ru", rev=old)
    kept = screen.page.locator("[data-pane=detail][lang=ru] .detail").get_attribute("data-event")
    assert (kept, screen.loads) == (shown, loads)


def test_a_pointer_that_is_down_keeps_the_revision(screen: Screen, museum: Museum) -> None:
    receive(screen, museum)
    screen.page.evaluate(
        "() => document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))"
    )
    loads = screen.loads
    screen.pass_time(QUIET_SECONDS)
    screen.page.wait_for_timeout(500)
    assert screen.loads == loads


def test_at_most_two_revisions_stay(screen: Screen, museum: Museum) -> None:
    for name in ("second", "third"):
        rev = str(museum.publish(name, QUERY)["rev"])
        screen.pass_time(POLL_SECONDS)
        screen.expect(pending=rev)
        screen.pass_time(QUIET_SECONDS)
        screen.expect(rev=rev)
        screen.pass_time(HALF_MINUTE)
        screen.page.wait_for_timeout(200)
    names = {name for name, _, _, _ in screen.list_kept()}
    assert len(names - {"kiosk"}) == 2


@pytest.mark.parametrize("fault", ["hash", "network"])
def test_a_revision_that_is_not_whole_is_never_taken(screen: Screen, museum: Museum, fault: str) -> None:
    old = screen.report()["rev"]
    listed = museum.publish("next", QUERY, kiosk="//")
    last = listed["files"][-1]
    last |= {"sha256": "0" * 64} if fault == "hash" else {"url": "/kiosk/none.js", "sha256": "0" * 64}
    museum.changed["/kiosk/bundle.json"] = JSONResponse(listed)
    screen.pass_time(POLL_SECONDS)
    screen.wait_until("() => caches.keys().then((names) => names.length === 2)")
    screen.expect(net="online", pending="", rev=old, ready="true")
    for _ in range(200):
        if fault in screen.report()["errors"]:
            break
        screen.page.wait_for_timeout(50)
    screen.pass_time(QUIET_SECONDS)
    screen.page.wait_for_timeout(500)
    assert (screen.report()["rev"], fault in screen.report()["errors"]) == (old, True)
    # What there was of it goes after the fault was told.
    screen.wait_until(f"() => caches.keys().then((names) => !names.includes('kiosk-{listed['rev']}'))")


def test_a_revision_that_does_not_run_goes_again(screen: Screen, museum: Museum) -> None:
    old = screen.report()["rev"]
    rev = receive(screen, museum, kiosk="\nthis is no script")
    screen.pass_time(QUIET_SECONDS)
    screen.expect(build="next", state="boot")
    screen.expect(rev=old, state="attract", ready="true")
    assert screen.report()["rollback"] == rev


def test_a_revision_that_fails_in_its_first_half_minute_goes_again(screen: Screen, museum: Museum) -> None:
    old = screen.report()["rev"]
    fault = "\nsetTimeout(() => { Promise.reject(new RangeError()); }, 1000);"
    rev = receive(screen, museum, kiosk=fault)
    screen.pass_time(QUIET_SECONDS)
    screen.expect(rev=rev)
    screen.page.wait_for_timeout(300)
    for _ in range(4):
        screen.pass_time(3)
    screen.expect(rev=old, state="attract")
    assert screen.report()["rollback"] == rev


def test_a_revision_whose_page_dies_twice_is_not_even_tried_again(screen: Screen, museum: Museum) -> None:
    old = screen.report()["build"]
    receive(screen, museum, kiosk="\nthis is no script")
    screen.pass_time(QUIET_SECONDS)
    screen.expect(build="next", state="boot")
    for _ in range(2):
        screen.page.reload()
    assert screen.page.locator("html").get_attribute("data-build") == old


def test_a_revision_that_went_is_not_taken_again_for_a_day(screen: Screen, museum: Museum) -> None:
    receive(screen, museum, kiosk="\nthis is no script")
    screen.pass_time(QUIET_SECONDS)
    screen.expect(build="next", state="boot")
    for _ in range(2):
        screen.page.reload()
    screen.expect(state="attract", ready="true", net="online")
    screen.pass_time(POLL_SECONDS)
    screen.page.wait_for_timeout(500)
    assert screen.report()["pending"] == ""
    screen.page.clock.set_fixed_time("2126-01-01")
    screen.pass_time(POLL_SECONDS)
    expect(screen.page.locator('html:not([data-pending=""])')).to_be_attached(timeout=15_000)


def test_a_revision_that_stood_for_half_a_minute_stays(screen: Screen, museum: Museum) -> None:
    rev = receive(screen, museum, kiosk="\nsetTimeout(() => { Promise.reject(new RangeError()); }, 40000);")
    screen.pass_time(QUIET_SECONDS)
    screen.expect(rev=rev)
    screen.page.wait_for_timeout(300)
    screen.pass_time(HALF_MINUTE)
    screen.page.wait_for_timeout(300)
    for _ in range(4):
        screen.pass_time(6)
    screen.page.wait_for_timeout(300)
    assert (screen.report()["rev"], screen.report()["errors"]) == (rev, ["RangeError"])


def test_an_urgent_revision_shortens_the_wait(screen: Screen, museum: Museum) -> None:
    listed = {**museum.publish("next", QUERY), "urgent": True}
    museum.changed["/kiosk/bundle.json"] = JSONResponse(listed)
    screen.begin()
    screen.pass_time(POLL_SECONDS)
    screen.expect(pending=listed["rev"])
    screen.page.mouse.wheel(0, 1)
    screen.pass_time(HALF_MINUTE)
    screen.expect(state="warn")


def test_a_changed_address_is_taken_like_a_new_revision(screen: Screen, museum: Museum) -> None:
    screen.page.goto(f"{museum.address}/kiosk/?lang=ru")
    screen.expect(state="attract", locale="kk")
    screen.wait_until("() => document.documentElement.dataset.pending !== ''")
    screen.pass_time(QUIET_SECONDS)
    screen.expect(locale="ru", pending="", ready="true")


# A finger that touches the screen just when the worker is told to take a revision, or when the page goes.
TOUCH: Final = """(moment) => {
  const touch = () => {
    const one = document.querySelector(".kiosk__begin");
    const finger = { bubbles: true, cancelable: true, pointerId: 1, isPrimary: true, pointerType: "touch" };
    for (const kind of ["down", "up"]) one.dispatchEvent(new PointerEvent(`pointer${kind}`, finger));
    sessionStorage.setItem("touched", document.documentElement.dataset.state);
  };
  if (moment === "going") navigation.addEventListener("navigate", touch, { once: true });
  const { postMessage } = ServiceWorker.prototype;
  ServiceWorker.prototype.postMessage = function (data, ports) {
    postMessage.call(this, data, ports);
    if (moment !== data.order) return;
    ServiceWorker.prototype.postMessage = postMessage;
    touch();
  };
}"""
TOUCHED: Final = "() => sessionStorage.getItem('touched') === 'explore'"


def test_a_touch_in_the_moment_of_a_swap_has_its_visit_first(screen: Screen, museum: Museum) -> None:
    rev, loads = receive(screen, museum), screen.loads
    screen.page.evaluate(TOUCH, "take")
    screen.pass_time(QUIET_SECONDS)
    screen.wait_until(TOUCHED)
    screen.pass_time(1)
    screen.page.locator('[data-part="locale-ru"]').click()
    screen.expect(locale="ru", state="explore", pending=rev)
    screen.pass_time(901)
    screen.expect(state="warn")
    assert screen.loads == loads
    screen.page.locator('[data-part="restart"]').click()
    screen.pass_time(1)
    screen.expect(state="attract")
    screen.pass_time(QUIET_SECONDS)
    screen.expect(rev=rev, build="next", pending="", state="attract", ready="true")
    assert (screen.loads, screen.report()["errors"]) == (loads + 1, [])


def test_a_touch_on_a_page_that_goes_opens_the_visit_on_the_next(screen: Screen, museum: Museum) -> None:
    rev, loads = receive(screen, museum), screen.loads
    screen.page.evaluate(TOUCH, "going")
    screen.pass_time(QUIET_SECONDS)
    screen.expect(rev=rev, build="next", pending="", state="explore", ready="true")
    assert screen.page.evaluate(TOUCHED)
    screen.page.locator('[data-part="locale-ru"]').click()
    screen.expect(locale="ru", state="explore")
    assert (screen.loads, screen.report()["errors"], screen.visit.list_faults()) == (loads + 1, [], [])
