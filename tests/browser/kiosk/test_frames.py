"""No white flash: what the screen shows while a page comes, frame by frame."""

import base64
import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import reduce
from typing import Any, Final

from PIL import Image, ImageChops

from tests.browser.kiosk.museum import POLL_SECONDS, QUIET_SECONDS, Museum, Screen, open_screen
from tests.browser.visit import NewContext

QUERY: Final = "?idle=900&read=0"
DARK: Final = "data:text/html,<body style='background:black'>"
WHITE: Final = 240
MOST_WHITE: Final = 0.5


@contextmanager
def filmed(screen: Screen) -> Iterator[list[float]]:
    """Give the share of white in each frame that is drawn meanwhile; at the end there is at least one."""
    session = screen.page.context.new_cdp_session(screen.page)
    shares: list[float] = []

    def note(frame: dict[str, Any]) -> None:
        session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})
        picture = Image.open(io.BytesIO(base64.b64decode(frame["data"]))).convert("RGB")
        darkest = reduce(ImageChops.darker, picture.split())
        shares.append(sum(darkest.histogram()[WHITE:]) / (picture.width * picture.height))

    session.on("Page.screencastFrame", note)
    session.send("Page.startScreencast", {"format": "png", "maxWidth": 270, "maxHeight": 480})
    yield shares
    for _ in range(100):
        if shares:
            break
        screen.page.wait_for_timeout(50)
    session.send("Page.stopScreencast")


def test_a_swap_shows_no_white_frame(new_context: NewContext, museum: Museum) -> None:
    screen = open_screen(new_context, museum, QUERY, device_scale_factor=0.25, reduced_motion="no-preference")
    rev = str(museum.publish("next", QUERY)["rev"])
    screen.pass_time(POLL_SECONDS)
    screen.expect(pending=rev)
    with filmed(screen) as shares:
        screen.pass_time(QUIET_SECONDS)
        screen.expect(rev=rev, state="attract", ready="true")
        screen.page.wait_for_timeout(300)
    assert (len(shares) > 1, max(shares) <= MOST_WHITE) == (True, True), shares


def test_a_cold_start_shows_no_white_frame(new_context: NewContext, museum: Museum) -> None:
    screen = open_screen(new_context, museum, QUERY, device_scale_factor=0.25, reduced_motion="no-preference")
    screen.page.goto(DARK)
    with filmed(screen) as shares:
        screen.page.goto(f"{museum.address}/kiosk/{QUERY}")
        screen.expect(state="attract", ready="true")
        screen.page.wait_for_timeout(300)
    assert (len(shares) > 1, max(shares) <= MOST_WHITE) == (True, True), shares
