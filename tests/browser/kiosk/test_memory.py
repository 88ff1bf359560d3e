"""Months without a hand: visits leave nothing behind. Source: the kiosk's specification, section 10.

`make soak` asks for 10,000 visits and prints the table; a merge for fewer.
"""

import math
import os
from typing import Final

import pytest

from tests.browser.kiosk.hand import HAND, SMALL, measure_memory, open_memory
from tests.browser.kiosk.museum import Museum, open_screen
from tests.browser.visit import NewContext

# Three languages and four rooms: after twelve visits the last one was the same.
ROUND: Final = 12
VISITS: Final = math.ceil(int(os.environ.get("KIOSK_VISITS", "500")) / ROUND) * ROUND
WARM_UP: Final = 204 if VISITS >= 10_000 else 108
COUNTED: Final = ("JSEventListeners", "Documents", "Frames", "history")
HEAP_SHARE, HEAP_BYTES, NODE_SHARE = 0.05, 2_000_000, 0.01
# Visits of five taps; gives what was seen.
DRIVE: Final = """async (visits) => {
  const { tap, pass } = window.hand;
  const { dataset } = document.documentElement;
  const rooms = ["timeline", "map", "figures", "halls"];
  const seen = new Set();
  for (let visit = 0; visit < visits; visit += 1) {
    await tap(".kiosk__begin");
    await tap(`[data-part="locale-${["kk", "ru", "en"][visit % 3]}"]`);
    await tap('.bar:not([hidden]) [data-act="next"]');
    await tap('.bar:not([hidden]) [data-part="home"]');
    await tap(`.room[data-to="${rooms[visit % rooms.length]}"]`);
    const states = [dataset.state];
    seen.add(`${dataset.locale} ${dataset.room}`);
    for (const seconds of [15.5, 20.5, 1]) states.push(await pass(seconds));
    if (states.join() !== "explore,warn,reset,attract") throw new Error(`visit ${visit}: ${states}`);
  }
  return [...seen].sort();
}"""


@pytest.mark.long
@pytest.mark.timeout(0)
def test_visits_leave_nothing_behind(new_context: NewContext, museum: Museum) -> None:
    screen = open_screen(new_context, museum, "?idle=15&warn=20&read=0&qr=off", HAND, **SMALL)
    session = open_memory(screen)
    rooms, locales = ("figures", "halls", "map", "timeline"), ("en", "kk", "ru")
    wanted = [f"{locale} {room}" for locale in locales for room in rooms]
    assert screen.page.evaluate(DRIVE, WARM_UP) == wanted
    before = measure_memory(screen, session)
    screen.page.evaluate(DRIVE, VISITS - WARM_UP)
    after = measure_memory(screen, session, before["JSEventListeners"])
    for name in ("JSHeapUsedSize", "Nodes", *COUNTED):
        print(f"{name:16} {before[name]:12,.0f} {after[name]:12,.0f}")
    assert after["JSHeapUsedSize"] <= max(
        before["JSHeapUsedSize"] * (1 + HEAP_SHARE), before["JSHeapUsedSize"] + HEAP_BYTES
    )
    assert after["Nodes"] <= before["Nodes"] * (1 + NODE_SHARE)
    assert [after[name] for name in COUNTED] == [before[name] for name in COUNTED]
    assert set(screen.report()["errors"]) <= {"AbortError", "TimeoutError"}
