"""A week of a screen: opening hours, visits, nights, and three days of it without its server.

It begins on a Tuesday at 14:00. The museum is open on Tuesdays from 10 to 18 and on Sundays from 10 to 17.
"""

import datetime as dt
from typing import Any, Final

import pytest
from starlette.responses import JSONResponse

from tests.browser.kiosk.hand import HAND, SMALL, measure_memory, open_memory
from tests.browser.kiosk.museum import QUIET_SECONDS, START, Museum, Screen, open_screen
from tests.browser.visit import NewContext

QUERY: Final = "?screen=hall-1&idle=60&read=0"
TUESDAY: Final = START + dt.timedelta(days=5, hours=14)
HOURS: Final = 7 * 24
OPEN: Final = {*range(4), *range(116, 123), *range(164, 168)}
# The last three days but for ten minutes; in some hours of them so many reports wait that the oldest must go.
GONE_HOUR: Final = HOURS - 3 * 24
BUSY: Final = range(150, 155)
# The page gives way to a fresh one after 20 hours, at night.
FRESH: Final = {20, 40, 60, 80, 100, 124, 144}
MOST_LATE: Final = 500
LAST_SECONDS, CATCH_UP_SECONDS = 600, 300
# Counts what is on its way to the server or the device: time going by meanwhile would run into its limits.
WATCH: Final = """
window.going = 0;
const end = () => { window.going -= 1; };
const ways = [[window, "fetch"], [CacheStorage, "match"], [CacheStorage, "open"], [CacheStorage, "keys"],
  [Cache, "match"], [Cache, "put"], [Response, "json"], [Response, "text"], [Response, "arrayBuffer"],
  [SubtleCrypto, "digest"],
  [ServiceWorkerContainer, "getRegistration"], [StorageManager, "estimate"]];
for (const [owner, name] of ways) {
  const place = owner.prototype?.[name] ? owner.prototype : owner;
  const own = place[name];
  place[name] = function (...all) {
    window.going += 1;
    const done = own.apply(this, all);
    done.then(end, end);
    return done;
  };
}
const { open } = IDBFactory.prototype;
IDBFactory.prototype.open = function (...all) { window.going += 1; return open.apply(this, all); };
const { close } = IDBDatabase.prototype;
IDBDatabase.prototype.close = function () { end(); close.call(this); };
window.still = async () => { do { await hand.wait(1); } while (window.going > 0); };
"""
# An hour, but for some seconds, with three visits; gives the states that were seen one after the other.
HOUR: Final = """async (spared = 0) => {
  const { tap, pass } = window.hand;
  const step = async (seconds) => { const state = await pass(seconds); await window.still(); return state; };
  const next = '.bar:not([hidden]) [data-act="next"]';
  const seen = [];
  for (const locale of ["kk", "ru", "en"]) {
    const states = [document.documentElement.dataset.state];
    for (const selector of [".kiosk__begin", `[data-part="locale-${locale}"]`, next]) {
      states.push(await tap(selector));
    }
    for (const seconds of [60.5, 20.5, 1]) states.push(await step(seconds));
    seen.push(states.join(" "));
    await step(1200 - 60.5 - 20.5 - 1 - 3 * 0.4 - (locale === "en" ? spared : 0));
  }
  return seen;
}"""
VISIT: Final = "attract explore explore explore warn reset attract"
# Steps of some seconds, until a new revision waits; gives the states, and how many steps there were.
STEPS: Final = """async ([count, seconds]) => {
  const seen = new Set();
  let done = 0;
  while (done < count && !document.documentElement.dataset.pending) {
    seen.add(await window.hand.pass(seconds));
    await window.still();
    done += 1;
  }
  return [[...seen], done];
}"""
PENDING: Final = "() => document.documentElement.dataset.pending"
LATE: Final = """() => new Promise((done) => {
  const request = indexedDB.open("kiosk", 1);
  request.onsuccess = () => {
    const count = request.result.transaction("late").objectStore("late").count();
    count.onsuccess = () => { request.result.close(); done(count.result); };
  };
})"""


def set_clock(screen: Screen, seconds: int) -> None:
    """Say how far the week is: a page that comes next doesn't know of the time that the hand let go by."""
    screen.page.clock.set_system_time(TUESDAY + dt.timedelta(seconds=seconds))


def pass_hour(screen: Screen, hour: int) -> None:
    """Let an hour without visitors go by in one step, or in many while reports wait."""
    if hour + 1 in FRESH:
        set_clock(screen, 3600 * hour)
        with screen.page.expect_event("load"):
            screen.pass_time(3600)
    else:
        steps = [100, 36] if hour in BUSY else [1, 3600]
        (seen,), _ = screen.page.evaluate(STEPS, steps)
        assert seen == "attract" if hour + 1 in OPEN else "night"


def check(screen: Screen, hour: int) -> None:
    """The screen is as it should be at the end of an hour."""
    screen.page.evaluate("() => window.still()")
    screen.expect(
        state="attract" if hour + 1 in OPEN else "night",
        net="offline" if hour >= GONE_HOUR else "online",
        ready="true",
        locale="ru",
    )


def has_grown(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Say whether a page holds more than the same page did."""
    return (
        after["JSHeapUsedSize"] > before["JSHeapUsedSize"] + 2_000_000
        or after["Nodes"] > 1.01 * before["Nodes"]
        or any(after[name] > before[name] for name in ("JSEventListeners", "Documents", "Frames", "history"))
    )


@pytest.mark.long
@pytest.mark.timeout(600)
def test_a_week_goes_by(new_context: NewContext, museum: Museum) -> None:
    screen = open_screen(new_context, museum, QUERY, HAND + WATCH, start=TUESDAY, **SMALL)
    session = open_memory(screen)
    loads, held = screen.loads, []
    for hour in range(HOURS - 1):
        if hour == GONE_HOUR:
            museum.stop()
        if hour in OPEN:
            assert screen.page.evaluate(HOUR) == [VISIT] * 3, hour
        else:
            pass_hour(screen, hour)
        check(screen, hour)
        if hour in OPEN and hour + 1 not in OPEN:
            held.append(measure_memory(screen, session))
    assert screen.page.evaluate(HOUR, LAST_SECONDS) == [VISIT] * 3
    held.append(measure_memory(screen, session, held[0]["JSEventListeners"]))
    assert [has_grown(held[0], one) for one in held] == [False] * 3, held
    assert (screen.loads, screen.page.evaluate(LATE)) == (loads + len(FRESH), MOST_LATE)
    catch_up(screen, museum)


def catch_up(screen: Screen, museum: Museum) -> None:
    """The server is back with a new revision: five minutes later all is told and it is there."""
    rev = str(museum.publish("next", QUERY)["rev"])
    museum.changed["/kiosk/beat"] = JSONResponse({"now": TUESDAY.timestamp(), "rev": rev, "settings": ""})
    museum.start()
    seen, seconds = screen.page.evaluate(STEPS, [CATCH_UP_SECONDS, 1])
    assert (seen, screen.page.evaluate(PENDING)) == (["attract"], rev)
    set_clock(screen, 3600 * HOURS - LAST_SECONDS + seconds)
    screen.pass_time(QUIET_SECONDS)
    screen.expect(rev=rev, state="attract", ready="true")
    left = CATCH_UP_SECONDS - seconds - QUIET_SECONDS
    assert screen.page.evaluate(STEPS, [left, 1]) == [["attract"], left]
    screen.expect(rev=rev, net="online")
    assert screen.page.evaluate(LATE) == 0
    left = LAST_SECONDS - CATCH_UP_SECONDS - 1
    assert screen.page.evaluate(STEPS, [left, 1]) == [["attract"], left]
    assert screen.report()["errors"] == []
