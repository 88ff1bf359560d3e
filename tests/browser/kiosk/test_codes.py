"""The codes by which an event is taken home: each leads to the event's own page, and is large enough."""

import io
from typing import Final

import pytest
import zxingcpp
from PIL import Image

from app.core.locales import LOCALES
from tests.browser.kiosk.measure import find_mm, open_sized, use
from tests.browser.kiosk.museum import Museum
from tests.browser.visit import NewContext

NEXT: Final = '.bar:not([hidden]) [data-act="next"]'
# Four modules of a code of version 6, the largest there is here.
QUIET: Final = 4 / 49
CENTRE: Final = "(one) => one.scrollIntoView({ block: 'center' })"


@pytest.mark.parametrize(("view", "least"), [(600, 60), (900, 90)])
def test_each_code_holds_the_address_of_its_event(
    new_context: NewContext, bare_museum: Museum, view: int, least: int
) -> None:
    screen = open_sized(new_context, bare_museum, f"diag=43&view={view}", (1080, 1920), scale=1)
    page, mm = screen.page, find_mm(screen.page)
    screen.begin()
    for locale in LOCALES:
        use(screen, f'[data-part="locale-{locale}"]', f'[data-pane="detail"]:lang({locale}) .qr')
        before = str(page.locator(".detail").get_attribute("data-event"))
        use(screen, NEXT, f'.detail:not([data-event="{before}"]) .qr')
        code, event = page.locator(".qr__code"), page.locator(".detail").get_attribute("data-event")
        code.evaluate(CENTRE)
        picture = Image.open(io.BytesIO(code.screenshot())).convert("L")
        (found,) = zxingcpp.read_barcodes(picture)
        address = f"https://timeline.example.kz/{locale}/events/{event}"
        assert found.text == address
        assert page.locator(".qr__address").inner_text() == address.removeprefix("https://")
        side, quiet = picture.width, round(QUIET * picture.width) - 1
        assert min(picture.size) / mm >= least - 0.5
        # Its corners are round, and show what is behind.
        strip = picture.crop((quiet, 1, side - quiet, quiet))
        strips = [strip, picture.crop((1, quiet, quiet, side - quiet))]
        assert [one.getextrema() for one in strips] == [(255, 255)] * 2
