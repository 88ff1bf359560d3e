"""What a screen tells its server: how it is, later what could not be said, and nothing of a visitor."""

import datetime as dt
import json
from pathlib import Path
from typing import Any, Final, Literal

import pytest
from playwright.sync_api import Request, Response
from starlette.responses import JSONResponse
from starlette.responses import Response as Answer

from app.main import create_app
from app.models.report import Beat, Report
from app.settings import Settings
from tests.browser.kiosk.museum import POLL_SECONDS, START, Museum, Screen, open_screen
from tests.browser.visit import EVENT, NewContext

BEAT_SECONDS: Final = 36
CATCH_UP_SECONDS: Final = 11
MOST_LATE: Final = 500
LATE_BYTES: Final = 8192
SEEN: Final = (
    "() => [document.documentElement.dataset.state, document.querySelector('.kiosk__stage').innerText]"
)
SHOW: Final = """([event, locale]) => document.dispatchEvent(
  new CustomEvent("kiosk:show", { detail: { event, locale } }))"""
# Gives the answer of the base on the device to the last of some calls.
BASE: Final = """([name, method, values]) => new Promise((done) => {
  const request = indexedDB.open("kiosk", 1);
  request.onsuccess = () => {
    const store = request.result.transaction(name, "readwrite").objectStore(name);
    const answers = values.map((value) => store[method](value));
    answers.at(-1).onsuccess = ({ target }) => { request.result.close(); done(target.result); };
  };
})"""
LATE: Final = {
    "uptime_seconds": 1234567.8,
    "paint_seconds": 0.5,
    "visits_today": 1234,
    "errors": ["RangeError"],
}


def pass_beat(
    screen: Screen, name: Literal["request", "response", "requestfailed"], seconds: float
) -> Request:
    """Let time go by until a beat was sent, answered or failed; the one before may still be on its way."""
    sent: list[Request] = []
    done: list[Request] = []

    def note(event: Request | Response) -> None:
        request = event if isinstance(event, Request) else event.request
        if "/kiosk/beat" in request.url:
            done.append(request)

    def note_sent(request: Request) -> None:
        if "/kiosk/beat" in request.url:
            sent.append(request)

    def note_failed(request: Request) -> None:
        if request in sent:
            sent.remove(request)

    listeners = {"request": note_sent, "requestfailed": note_failed}
    screen.page.on(name, note)
    for event, listener in listeners.items():
        screen.page.on(event, listener)  # type: ignore[call-overload] # one of its names
    screen.pass_time(seconds)
    for _ in range(400):
        screen.page.wait_for_timeout(25)
        if done:
            break
        # The page's clock is faster than the server: an answer on its way would run into the page's limit.
        if not sent or name == "requestfailed":
            screen.pass_time(0.25)
    screen.page.remove_listener(name, note)
    for event, listener in listeners.items():
        screen.page.remove_listener(event, listener)
    return done[0]


def hear(screen: Screen, seconds: float = BEAT_SECONDS) -> dict[str, Any]:
    """Give the next beat that is answered."""
    said = dict(pass_beat(screen, "response", seconds).post_data_json or {})
    # The screen reads the answer before time goes on.
    screen.page.wait_for_timeout(150)
    return said


def count_late(screen: Screen, wanted: int) -> None:
    """Wait until so many late reports are on the device."""
    screen.wait_until(f"() => ({BASE})(['late', 'count', [null]]).then((count) => count === {wanted})")


def ask_base(screen: Screen, name: str, method: str, *values: Any) -> Any:
    """Give what the base on the device answers to the last of some calls."""
    return screen.page.evaluate(BASE, [name, method, values or [None]])


def test_a_beat_says_how_the_screen_is_and_nothing_of_visitors(screen: Screen) -> None:
    first = hear(screen)
    screen.begin()
    second = hear(screen)
    assert set(second) | {"wake_lock"} == {*Report.model_fields, "net"}
    Report.model_validate(second)
    assert (second["sequence"] > first["sequence"], second["boot"]) == (True, first["boot"])
    assert (second["screen"], second["state"], second["viewport"]) == ("default", "explore", [1080, 1920])
    assert (first["visits_today"], second["visits_today"]) == (0, 1)
    assert (first["touch_seconds"], 36 <= second["touch_seconds"] < 60) == (None, True)
    assert (second["ready"], second["rev"] != "", second["errors"], second["late"]) == (True, True, [], [])
    assert (second["nodes"] > 100, second["quota_mb"] > 1, second["counts"]) == (True, True, None)
    assert second["skew_seconds"] == pytest.approx((START - dt.datetime.now(dt.UTC)).total_seconds(), abs=600)
    assert set(screen.report()) >= set(Beat.model_fields) - {"wake_lock"}
    screen.page.reload()
    screen.expect(state="attract", ready="true", net="online")
    assert hear(screen)["visits_today"] == 1
    assert screen.visit.list_faults() == []


def test_what_was_not_heard_waits_and_comes_later(screen: Screen, museum: Museum) -> None:
    hear(screen)
    ask_base(screen, "late", "add", *({"at": at, **LATE} for at in range(1, MOST_LATE)))
    museum.stop()
    for _ in range(3):
        pass_beat(screen, "requestfailed", BEAT_SECONDS)
        count_late(screen, MOST_LATE)
    newest = ask_base(screen, "late", "getAll")[-1]
    museum.start()
    museum.app.state.beats.minute.most = MOST_LATE
    sent: list[dict[str, Any]] = []
    seconds = 0
    while seconds == 0 or sent[-1]["late"]:
        sent.append(hear(screen, BEAT_SECONDS if seconds == 0 else CATCH_UP_SECONDS))
        seconds += CATCH_UP_SECONDS
        assert len(json.dumps(sent[-1]["late"], separators=(",", ":"))) <= LATE_BYTES
    late = [one for beat in sent for one in beat["late"]]
    assert (len(late), late[-1]["at"], seconds <= 300) == (MOST_LATE, newest["at"], True)
    assert [one["key"] for one in late] == sorted({one["key"] for one in late})
    count_late(screen, 0)


def test_no_visitor_sees_that_a_beat_finds_nobody(screen: Screen, museum: Museum) -> None:
    screen.begin()
    before = screen.page.evaluate(SEEN)
    for count, status in enumerate((500, 404), 1):
        museum.changed["/kiosk/beat"] = Answer(status_code=status)
        hear(screen)
        count_late(screen, count)
    museum.mode = "hang"
    pass_beat(screen, "request", BEAT_SECONDS)
    screen.pass_time(9)
    count_late(screen, 3)
    assert (screen.page.evaluate(SEEN), screen.report()["errors"]) == (before, [])


def test_counts_are_sent_until_they_are_heard_and_none_grows_old(
    new_context: NewContext, museum: Museum
) -> None:
    screen = open_screen(new_context, museum, "?idle=15&warn=20&read=0")
    screen.page.evaluate(SHOW, [EVENT, "kk"])
    assert hear(screen)["counts"] is None
    screen.page.evaluate("() => { document.documentElement.dataset.stats = 'on'; }")
    screen.begin()
    screen.page.evaluate(SHOW, [EVENT, "kk"])
    screen.pass_time(11)
    screen.page.evaluate(SHOW, [EVENT, "ru"])
    screen.pass_time(15)
    screen.page.locator('[data-part="restart"]').click()
    screen.pass_time(1)
    screen.expect(state="attract")
    museum.changed["/kiosk/beat"] = Answer(status_code=500)
    counts = hear(screen)["counts"]
    named = {"day": "2026-01-01", "event": EVENT}
    rows = [
        {**named, "locale": "kk", "dwells": [0, 1, 0, 0, 0]},
        {**named, "locale": "ru", "dwells": [0, 0, 0, 0, 1]},
    ]
    assert counts["rows"] == rows
    screen.page.reload()
    screen.expect(state="attract", ready="true")
    assert hear(screen)["counts"] == counts
    museum.changed = {}
    assert hear(screen)["counts"] == counts
    assert hear(screen)["counts"] is None
    assert ask_base(screen, "counts", "get", "visits")["sending"] is None


def test_counts_that_nobody_hears_go_after_thirty_days(screen: Screen, museum: Museum) -> None:
    museum.changed["/kiosk/beat"] = Answer(status_code=500)
    screen.page.evaluate("() => { document.documentElement.dataset.stats = 'on'; }")
    screen.begin()
    for locale in ("kk", "ru"):
        screen.page.evaluate(SHOW, [EVENT, locale])
    assert hear(screen)["counts"]["rows"][0]["locale"] == "kk"
    screen.page.clock.set_system_time(START + dt.timedelta(days=31))
    assert hear(screen)["counts"] is None
    kept = ask_base(screen, "counts", "get", "visits")
    assert (kept["counts"], kept["sending"]) == ({}, None)


def test_a_revision_that_the_reply_names_is_looked_for_at_once(screen: Screen, museum: Museum) -> None:
    with screen.page.expect_response(lambda response: "/kiosk/bundle.json" in response.url):
        screen.pass_time(POLL_SECONDS)
    rev = str(museum.publish("next", "?idle=900&read=0")["rev"])
    museum.changed["/kiosk/beat"] = JSONResponse({"now": 0, "rev": rev, "settings": ""})
    hear(screen)
    screen.page.wait_for_timeout(100)
    screen.pass_time(1)
    known = "Object.values((({ pending, rev }) => ({ pending, rev }))(document.documentElement.dataset))"
    screen.wait_until(f"() => {known}.includes('{rev}')")


def test_a_worker_that_is_no_good_is_withdrawn_and_comes_back(
    screen: Screen, museum: Museum, tiny_database: Path, tmp_path: Path
) -> None:
    settings = Settings(
        database=tiny_database, kiosk_worker=False, kiosk_reports=tmp_path / "r", connections=2
    )
    whole, bare = museum.app, create_app(settings)
    museum.app = bare
    screen.pass_time(POLL_SECONDS)
    screen.expect(worker="off", state="attract", ready="false")
    left = "() => Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()])"
    assert screen.page.evaluate(left) == [[], []]
    loads = screen.loads
    screen.pass_time(POLL_SECONDS)
    screen.page.wait_for_timeout(300)
    assert screen.loads == loads
    museum.app = whole
    screen.pass_time(POLL_SECONDS)
    screen.expect(worker="on", ready="true", state="attract")
    bare.state.database.close()
