"""The codes by which an event is taken home: each leads to the event's own page, and is large enough."""

import io
from typing import Final

import pytest
import zxingcpp
from PIL import Image

from app.core.locales import LOCALES, Locale
from tests.browser.kiosk.measure import find_mm, open_sized, use
from tests.browser.kiosk.museum import Museum, Screen
from tests.browser.visit import NewContext

NEXT: Final = '.bar:not([hidden]) [data-act="next"]'
# Modules of light on each side, and how many there are in all, with those of light.
QUIET_MODULES: Final = 4
MODULES: Final = "(one) => one.querySelector('svg').viewBox.baseVal.width"
CENTRE: Final = "(one) => one.scrollIntoView({ block: 'center' })"
EVENTS: Final = 6


def test_every_event_has_a_code_and_nothing_else(bare_museum: Museum) -> None:
    files = {url: body for url, body in bare_museum.read_bundle().files.items() if url.endswith(".html")}
    coded = {url for url, body in files.items() if b'class="qr__code"' in body}
    assert coded == {url for url in files if "/events/" in url}
    assert len(coded) == EVENTS * len(LOCALES)


@pytest.mark.parametrize(("view", "least", "count"), [(600, 60, EVENTS), (900, 90, 1)])
def test_each_code_holds_the_address_of_its_event(
    new_context: NewContext, bare_museum: Museum, view: int, least: int, count: int
) -> None:
    screen = open_sized(new_context, bare_museum, f"diag=43&view={view}", (1080, 1920), scale=1)
    screen.begin()
    # The sun has the milestones alone.
    use(screen, '.bar:not([hidden]) [data-part="home"]', ".detail--home")
    use(screen, '.room[data-to="timeline"]', ".axis--timeline")
    read = set()
    for locale in LOCALES:
        use(screen, f'[data-part="locale-{locale}"]', f'[data-pane="detail"]:lang({locale}) .qr')
        for _ in range(count):
            before = str(screen.page.locator(".detail").get_attribute("data-event"))
            use(screen, NEXT, f'.detail:not([data-event="{before}"]) .qr')
            read.add((locale, check_code(screen, locale, least)))
    assert len(read) == count * len(LOCALES)


def check_code(screen: Screen, locale: Locale, least: int) -> str:
    """Decode the code that is open, and measure its sides and its quiet zone; give its event."""
    page = screen.page
    code, event = page.locator(".qr__code"), page.locator(".detail").get_attribute("data-event")
    code.evaluate(CENTRE)
    picture = Image.open(io.BytesIO(code.screenshot())).convert("L")
    (found,) = zxingcpp.read_barcodes(picture)
    address = f"https://timeline.example.kz/{locale}/events/{event}"
    assert found.text == address
    assert page.locator(".qr__address").inner_text() == address.removeprefix("https://")
    assert min(picture.size) / find_mm(page) >= least - 0.5
    # Its corners are round, and show what is behind; its edges may lie between two pixels.
    side = picture.width
    quiet = int(QUIET_MODULES / code.evaluate(MODULES) * side) - 1
    strip = (quiet, 1, side - quiet, quiet)
    strips = [picture.rotate(turn).crop(strip) for turn in (0, 90, 180, 270)]
    assert [one.getextrema() for one in strips] == [(255, 255)] * 4, (event, locale)
    return str(event)
