"""How a screen starts after something went wrong, and when it starts afresh of its own accord."""

import json
from typing import Final

from playwright.sync_api import expect

from tests.browser.kiosk.museum import POLL_SECONDS, QUIET_SECONDS, START, Museum, Screen, open_stage
from tests.browser.visit import NewContext, list_thirty

KEPT: Final = "() => sessionStorage.length"
QUERY: Final = "?idle=900&read=0"
HOUR: Final = 60 * 60
HALF_MINUTE: Final = 31


def leave_visit(age_seconds: int) -> str:
    """Give the script that leaves behind what a page that died some seconds ago had kept."""
    at = (START.timestamp() - age_seconds) * 1000
    visit = json.dumps({"event": list_thirty()[4], "locale": "ru", "at": at})
    return f"sessionStorage.setItem('visit', {json.dumps(visit)});"


def test_a_visit_outlives_its_page(new_context: NewContext) -> None:
    screen = open_stage(new_context)
    screen.begin()
    screen.page.locator('[data-part="locale-en"]').click()
    screen.page.locator(f'.ray[data-event="{list_thirty()[4]}"]').dispatch_event("click")
    screen.expect(locale="en", open=f"events/{list_thirty()[4]}")
    screen.pass_time(6)
    kept = json.loads(screen.page.evaluate("() => sessionStorage.getItem('visit')"))
    assert (kept["event"], kept["locale"], sorted(kept)) == (
        list_thirty()[4],
        "en",
        ["at", "event", "locale"],
    )
    screen.page.reload()
    screen.expect(state="attract")
    assert screen.page.evaluate(KEPT) == 0
    screen.page.add_init_script(leave_visit(-60))
    screen.page.reload()
    screen.expect(state="explore", locale="ru")
    expect(screen.page.locator(f'[lang="ru"] > .detail[data-event="{list_thirty()[4]}"]')).to_be_visible()
    screen.pass_time(60)
    screen.pass_time(1)
    screen.expect(state="attract", locale="kk")
    assert screen.page.evaluate(KEPT) == 0


def take(screen: Screen, museum: Museum, name: str) -> str:
    """Let the screen take over a new revision; give its rev."""
    rev = str(museum.publish(name, QUERY)["rev"])
    screen.pass_time(POLL_SECONDS)
    screen.expect(pending=rev)
    screen.pass_time(QUIET_SECONDS)
    screen.expect(rev=rev, state="attract", ready="true")
    return rev


def test_the_supervisor_can_ask_for_what_ran_before(screen: Screen, museum: Museum) -> None:
    old = screen.report()["rev"]
    tried = take(screen, museum, "second")
    screen.page.goto(f"{museum.address}/kiosk/{QUERY}&boot=safe")
    screen.expect(boot="safe", rev=old, state="attract", barred=tried)
    assert screen.page.evaluate("() => location.search") == QUERY
    screen.page.emulate_media(reduced_motion="no-preference")
    still = "() => getComputedStyle(document.querySelector('.ray__grain')).transitionDuration"
    assert screen.page.evaluate(still) == "0.001s"
    healthy = take(screen, museum, "third")
    screen.pass_time(HALF_MINUTE)
    screen.wait_until(
        "() => caches.match('/kiosk/state.json').then((one) => one.json()).then((one) => !one.trial)"
    )
    screen.page.goto(f"{museum.address}/kiosk/{QUERY}&boot=safe")
    screen.expect(boot="safe", rev=healthy, state="attract")
    screen.lose(museum)
    screen.page.goto(f"{museum.address}/kiosk/{QUERY}&boot=older")
    screen.expect(boot="older", rev=old, state="attract", barred=healthy)
    screen.page.goto(f"{museum.address}/kiosk/{QUERY}&boot=older")
    screen.expect(rev=old, state="attract", ready="true")


def test_a_page_gives_way_to_a_fresh_one_each_night_and_after_a_day(screen: Screen) -> None:
    screen.page.eval_on_selector('[data-part="night"]', "(one) => { one.dataset.hours = 'mon=10:00-10:01'; }")
    screen.pass_time(1)
    screen.expect(state="night")
    # Twenty hours of which it is night now, then a day of attract.
    for seconds in (20 * HOUR, 24 * HOUR):
        loads = screen.loads
        screen.pass_time(seconds - HOUR)
        screen.page.wait_for_timeout(200)
        assert screen.loads == loads
        with screen.page.expect_navigation():
            screen.pass_time(HOUR)
        screen.expect(state="attract", ready="true")
