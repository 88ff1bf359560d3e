"""Months without a hand: visits leave nothing behind. Source: the kiosk's specification, section 10.

`make soak` asks for 10,000 visits and prints the table; a merge for fewer.
"""

import os
from typing import Any, Final

import pytest

from tests.browser.kiosk.museum import Museum, open_screen
from tests.browser.visit import NewContext

# Three languages and four rooms: after twelve visits the last one was the same.
ROUND: Final = 12
VISITS: Final = int(os.environ.get("KIOSK_VISITS", "60")) // ROUND * ROUND
WARM_UP: Final = min(204, VISITS // (3 * ROUND) * ROUND)
COUNTED: Final = ("JSEventListeners", "Documents", "Frames")
HEAP_SHARE, HEAP_BYTES, NODE_SHARE = 0.05, 2_000_000, 0.01
# Visits of six taps, by fingers made inside the page; time goes by on the page's own clock, and each step
# waits until nothing is on its way.
DRIVE: Final = """async (visits) => {
  const root = document.documentElement;
  const clock = window.__pwClock.controller;
  const pause = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); done(); };
    port2.postMessage(0);
  });
  const settle = async () => { do await pause(); while (document.querySelector('[aria-busy="true"]')); };
  async function tap(selector) {
    const one = document.querySelector(selector);
    const { x, y, width, height } = one.getBoundingClientRect();
    const finger = { bubbles: true, cancelable: true, pointerId: 1, isPrimary: true, pointerType: "touch",
      clientX: x + width / 2, clientY: y + height / 2 };
    one.dispatchEvent(new PointerEvent("pointerdown", { ...finger, buttons: 1 }));
    one.dispatchEvent(new PointerEvent("pointerup", finger));
    one.dispatchEvent(new MouseEvent("click", { ...finger, detail: 1 }));
    await settle();
    await clock.fastForward(400);
  }
  const rooms = ["timeline", "map", "figures", "halls"];
  const seen = new Set();
  for (let visit = 0; visit < visits; visit += 1) {
    await tap(".kiosk__begin");
    await tap(`[data-part="locale-${["kk", "ru", "en"][visit % 3]}"]`);
    await tap('.bar:not([hidden]) [data-act="next"]');
    await tap('.bar:not([hidden]) [data-part="home"]');
    await tap(`.room[data-to="${rooms[visit % rooms.length]}"]`);
    await tap('.bar:not([hidden]) [data-act="next"]');
    seen.add(`${root.dataset.state} ${root.dataset.room}`);
    for (const seconds of [15.5, 20.5, 1]) { await clock.fastForward(seconds * 1000); await settle(); }
    if (root.dataset.state !== "attract") throw new Error(`visit ${visit}: ${root.dataset.state}`);
  }
  return [...seen].sort();
}"""


@pytest.mark.timeout(0)
def test_visits_leave_nothing_behind(new_context: NewContext, museum: Museum) -> None:
    screen = open_screen(new_context, museum, "?idle=15&warn=20&read=0&qr=off")
    session = screen.page.context.new_cdp_session(screen.page)
    session.send("Performance.enable")

    def measure() -> dict[str, Any]:
        session.send("HeapProfiler.collectGarbage")
        found = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
        found["history"] = screen.page.evaluate("() => history.length")
        return found

    wanted = [f"explore {room}" for room in ("figures", "halls", "map", "timeline")]
    assert screen.page.evaluate(DRIVE, WARM_UP) == wanted
    before = measure()
    screen.page.evaluate(DRIVE, VISITS - WARM_UP)
    after = measure()
    for name in ("JSHeapUsedSize", "Nodes", *COUNTED, "history"):
        print(f"{name:16} {before[name]:12,.0f} {after[name]:12,.0f}")
    assert after["JSHeapUsedSize"] <= max(
        before["JSHeapUsedSize"] * (1 + HEAP_SHARE), before["JSHeapUsedSize"] + HEAP_BYTES
    )
    assert after["Nodes"] <= before["Nodes"] * (1 + NODE_SHARE)
    assert [after[name] for name in (*COUNTED, "history")] == [before[name] for name in (*COUNTED, "history")]
    assert set(screen.report()["errors"]) <= {"AbortError", "TimeoutError"}
