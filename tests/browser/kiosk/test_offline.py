"""The server may be gone, lie, hang or fail: a visitor sees no difference."""

import re
from typing import Final

import pytest
from playwright.sync_api import expect

from app.core.locales import Locale
from tests.browser.kiosk.museum import POLL_SECONDS, Museum, Screen
from tests.browser.visit import every_locale, list_thirty, read_titles

LIES: Final = ["error", "hang", "cut", "json", "lie"]
SEEN: Final = """() => {
  const shown = document.querySelector(".stage:not([hidden])");
  const pictures = [...document.images].filter((one) => !one.complete || !one.naturalWidth);
  return [document.documentElement.dataset.state, shown.innerText, pictures.length];
}"""
FONTS: Final = """() => document.fonts.ready.then(
  (fonts) => [...fonts].filter((font) => font.status === "error").map((font) => font.family))"""
OPENED: Final = """(keys) => keys.map((key) => {
  const stage = document.querySelector(".stage:not([hidden])");
  stage.querySelector(`.ray[data-event="${key}"]`).dispatchEvent(new MouseEvent("click", { bubbles: true }));
  const shown = stage.querySelector(".stage__event:not([hidden])");
  return [shown.dataset.event, shown.querySelector(".stage__title").innerText.replaceAll("\\n", " ")];
})"""


@pytest.mark.parametrize("mode", ["gone", *LIES])
def test_a_screen_without_its_server_starts_from_the_device(
    screen: Screen, museum: Museum, mode: str
) -> None:
    screen.page.reload()
    screen.expect(state="attract", ready="true")
    before = screen.page.evaluate(SEEN)
    if mode == "gone":
        screen.lose(museum)
    museum.mode = mode
    screen.page.reload()
    screen.expect(state="attract", ready="true")
    assert screen.page.evaluate(SEEN) == before


@every_locale
def test_without_a_server_every_event_opens(screen: Screen, museum: Museum, locale: Locale) -> None:
    screen.lose(museum)
    screen.page.reload()
    screen.expect(ready="true")
    screen.begin()
    screen.page.locator(f'[data-part="locale-{locale}"]').click()
    opened = screen.page.evaluate(OPENED, list_thirty())
    assert opened == [[key, read_titles(locale)[key]] for key in list_thirty()]
    assert screen.page.evaluate(FONTS) == []


def test_without_a_server_only_list_and_beat_are_in_vain(screen: Screen, museum: Museum) -> None:
    failed: list[str] = []
    screen.page.on("requestfailed", lambda request: failed.append(request.url))
    screen.lose(museum)
    screen.page.reload()
    screen.expect(ready="true", net="offline")
    screen.begin()
    assert {url.partition("?")[0] for url in failed} == {
        f"{museum.address}/kiosk/{name}" for name in ("bundle.json", "beat")
    }


@pytest.mark.parametrize("mode", LIES)
def test_a_lie_changes_nothing_and_is_not_kept(screen: Screen, museum: Museum, mode: str) -> None:
    museum.mode = mode
    screen.begin()
    before = screen.page.evaluate(SEEN)
    screen.pass_time(POLL_SECONDS)
    screen.page.wait_for_timeout(300)
    screen.pass_time(9)
    screen.expect(net="offline")
    assert screen.page.evaluate(SEEN) == before
    kept = screen.list_kept()
    assert {status for _, _, status, _ in kept} == {200}
    assert [path for _, path, _, text in kept if "MUSEUM-LIE" in text] == []


def test_a_server_that_was_gone_is_found_again(screen: Screen, museum: Museum) -> None:
    museum.stop()
    screen.pass_time(POLL_SECONDS)
    screen.expect(net="offline")
    museum.start()
    screen.pass_time(POLL_SECONDS)
    screen.expect(net="online")


def test_an_unknown_address_of_the_kiosk_shows_the_kiosk(screen: Screen, museum: Museum) -> None:
    screen.lose(museum)
    screen.page.goto(f"{museum.address}/kiosk/no/such/page")
    screen.expect(state="attract", ready="true")


def test_everything_is_on_the_device_once(screen: Screen, museum: Museum) -> None:
    kept = {path for name, path, _, _ in screen.list_kept() if re.fullmatch("kiosk-[0-9a-f]{16}", name)}
    wanted = {url.partition("?")[0] for url in museum.read_bundle("?idle=900&read=0").files}
    assert kept == wanted | {"/kiosk/bundle.json"}


def test_the_rest_of_the_site_goes_to_the_network(screen: Screen, museum: Museum) -> None:
    screen.page.goto(f"{museum.address}/kk/about")
    assert screen.page.evaluate("() => navigator.serviceWorker.controller") is None
    expect(screen.page.locator("main")).to_be_visible()


def test_a_visit_without_a_server_causes_no_fault(screen: Screen, museum: Museum) -> None:
    screen.lose(museum)
    screen.page.reload()
    screen.expect(ready="true", net="offline")
    screen.begin()
    faults = [fault for fault in screen.visit.list_faults() if "ERR_CONNECTION_REFUSED" not in fault]
    assert (faults, screen.report()["errors"]) == ([], [])
