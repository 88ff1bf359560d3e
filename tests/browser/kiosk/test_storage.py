"""What is kept on the device may vanish or find no room: a visit goes on."""

import pytest
from playwright.sync_api import CDPSession

from tests.browser.kiosk.museum import POLL_SECONDS, QUIET_SECONDS, Museum, Screen

pytestmark = pytest.mark.long

SMALL_BYTES = 200_000


def open_session(screen: Screen) -> CDPSession:
    """Give the browser's own commands."""
    return screen.page.context.new_cdp_session(screen.page)


def wipe(screen: Screen, museum: Museum) -> None:
    """Clear everything that the device keeps for the museum's server."""
    options = {"origin": museum.address, "storageTypes": "all"}
    open_session(screen).send("Storage.clearDataForOrigin", options)
    assert screen.list_kept() == []


def test_a_visit_goes_on_when_the_device_forgets(screen: Screen, museum: Museum) -> None:
    screen.begin()
    loads = screen.loads
    wipe(screen, museum)
    screen.page.locator('[data-part="locale-ru"]').click()
    screen.expect(state="explore", locale="ru")
    screen.pass_time(POLL_SECONDS)
    screen.expect(ready="true", state="explore", locale="ru")
    screen.wait_until("() => caches.keys().then((names) => names.length === 2)")
    assert screen.loads == loads


def test_what_was_forgotten_is_there_again_without_the_server(screen: Screen, museum: Museum) -> None:
    wipe(screen, museum)
    screen.pass_time(POLL_SECONDS)
    screen.wait_until("() => caches.match('/kiosk/state.json').then(Boolean)")
    screen.lose(museum)
    screen.page.reload()
    screen.expect(state="attract", ready="true")


def test_without_room_the_old_revision_stays(screen: Screen, museum: Museum) -> None:
    old = screen.report()["rev"]
    listed = museum.publish("next", "?idle=900&read=0")
    options = {"origin": museum.address, "quotaSize": SMALL_BYTES}
    open_session(screen).send("Storage.overrideQuotaForOrigin", options)
    screen.pass_time(POLL_SECONDS)
    screen.page.wait_for_timeout(1500)
    screen.pass_time(QUIET_SECONDS)
    screen.expect(state="attract", rev=old, pending="")
    assert "quota" in screen.report()["errors"]
    assert listed["rev"] not in " ".join(name for name, _, _, _ in screen.list_kept())


def test_a_worker_that_was_stopped_answers_again(screen: Screen, museum: Museum) -> None:
    session = open_session(screen)
    session.send("ServiceWorker.enable")
    screen.begin()
    session.send("ServiceWorker.stopAllWorkers")
    screen.page.locator('[data-part="locale-ru"]').click()
    screen.expect(state="explore", locale="ru")
    screen.lose(museum)
    screen.page.reload()
    screen.expect(state="attract", ready="true")
