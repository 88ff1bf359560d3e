"""The server may be gone, lie, hang or fail: a visitor sees no difference."""

import re
from typing import Final

import pytest
from playwright.sync_api import expect

from app.core.locales import LOCALES, Locale
from tests.browser.kiosk.conftest import QUERY
from tests.browser.kiosk.museum import POLL_SECONDS, Museum, Screen
from tests.browser.visit import every_locale, read_titles

LIES: Final = ["error", "hang", "cut", "json", "lie"]
SEEN: Final = """() => {
  const shown = document.querySelector(".kiosk__stage");
  const pictures = [...document.images].filter((one) => !one.complete || !one.naturalWidth);
  return [document.documentElement.dataset.state, shown.innerText, pictures.length];
}"""
FONTS: Final = """() => document.fonts.ready.then(
  (fonts) => [...fonts].filter((font) => font.status === "error").map((font) => font.family))"""
PART: Final = re.compile(r"/kiosk/(kk|ru|en)/.*\.html")
# Opens every part of the kiosk there is, and gives those that don't come up, with the event that each shows.
OPENED: Final = """async () => {
  const cacheName = (await caches.keys()).find((name) => name.startsWith("kiosk-"));
  const list = await (await caches.match("/kiosk/bundle.json", { cacheName })).json();
  const found = [];
  for (const { url } of list.files.filter((file) => /^.kiosk.(kk|ru|en).*html$/.test(file.url))) {
    const text = await (await fetch(url)).text();
    const part = new DOMParser().parseFromString(text, "text/html").body.firstElementChild;
    for (const image of part.querySelectorAll("img")) await image.decode();
    found.push([url, part.querySelector("h2").textContent.trim()]);
  }
  return found;
}"""


def is_part(url: str) -> bool:
    """Say whether a file is a part that the stage loads."""
    return PART.match(url) is not None


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


@pytest.mark.long
def test_without_a_server_every_part_is_there(real_screen: Screen, real_museum: Museum) -> None:
    parts = {url: body for url, body in real_museum.read_bundle(QUERY).files.items() if is_part(url)}
    real_screen.lose(real_museum)
    real_screen.page.reload()
    real_screen.expect(ready="true")
    opened = dict(real_screen.page.evaluate(OPENED))
    wanted = {
        f"/kiosk/{locale}/events/{key}.html": title
        for locale in LOCALES
        for key, title in read_titles(locale).items()
    }
    assert opened.keys() == parts.keys()
    assert wanted.items() <= opened.items()
    assert real_screen.page.evaluate(FONTS) == []


@every_locale
def test_without_a_server_rooms_and_events_open(screen: Screen, museum: Museum, locale: Locale) -> None:
    screen.lose(museum)
    screen.page.reload()
    screen.expect(ready="true")
    screen.begin()
    screen.page.locator(f'[data-part="locale-{locale}"]').click()
    screen.expect(locale=locale)
    for room in ("timeline", "map", "figures", "halls", "search"):
        screen.page.locator('.bar:not([hidden]) [data-part="home"]').click()
        screen.expect(open="home")
        screen.page.locator(f'.room[data-to="{room}"]').click()
        screen.expect(room=room)
        screen.pass_time(0.4)
    assert screen.report()["errors"] == []


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
    kept = {path for name, path, _, _ in screen.list_kept() if name != "kiosk"}
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
