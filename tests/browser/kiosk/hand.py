"""A hand that lives in the page: visits by the thousand, without a message to the browser for each touch."""

from operator import itemgetter
from typing import Any, Final

from playwright.sync_api import CDPSession

from tests.browser.kiosk.museum import Screen

# tap(selector) is a finger made inside the page, pass(seconds) lets time go by on the page's own clock in one
# step; each waits until nothing is on its way to the stage. The clock gives no time back between timers, and
# the picture is see-through: it is laid out as ever, but nobody spends most of the time on painting it.
HAND: Final = """(() => {
  const clear = new CSSStyleSheet();
  clear.replaceSync("html { opacity: 0; }");
  document.adoptedStyleSheets = [clear];
  const clock = () => window.__pwClock.controller;
  function settle() {
    const detail = document.querySelector('[data-pane="detail"]');
    const isBusy = () => detail.getAttribute("aria-busy") === "true";
    if (!isBusy()) return null;
    return new Promise((done) => {
      const watch = new MutationObserver(() => { if (!isBusy()) { watch.disconnect(); done(); } });
      watch.observe(detail, { attributeFilter: ["aria-busy"] });
    });
  }
  async function pass(seconds) {
    clock()._embedder.postTask = (task) => queueMicrotask(task);
    await clock().fastForward(seconds * 1000);
    await settle();
    return document.documentElement.dataset.state;
  }
  async function tap(selector) {
    const one = document.querySelector(selector);
    const { x, y, width, height } = one.getBoundingClientRect();
    const finger = { bubbles: true, cancelable: true, pointerId: 1, isPrimary: true, pointerType: "touch",
      clientX: x + width / 2, clientY: y + height / 2 };
    one.dispatchEvent(new PointerEvent("pointerdown", { ...finger, buttons: 1 }));
    one.dispatchEvent(new PointerEvent("pointerup", finger));
    one.dispatchEvent(new MouseEvent("click", { ...finger, detail: 1 }));
    await settle();
    return pass(0.4);
  }
  const wait = (ms) => new Promise((done) => clock()._embedder.setTimeout(done, ms));
  window.hand = { settle, pass, tap, wait };
})();"""
# How the window is drawn: as small as it can be.
SMALL: Final[dict[str, Any]] = {"device_scale_factor": 0.1, "reduced_motion": "reduce"}


def open_memory(screen: Screen) -> CDPSession:
    """Give the browser's own commands, ready to measure."""
    session = screen.page.context.new_cdp_session(screen.page)
    session.send("Performance.enable")
    return session


def measure_memory(screen: Screen, session: CDPSession, listeners: int = 0) -> dict[str, Any]:
    """Give what the page holds after a collection.

    What is on its way to the server or the device holds listeners until it is there: the least of some
    measures, which end as soon as there are no more than `listeners`.
    """
    found: list[dict[str, Any]] = []
    while not found or (found[-1]["JSEventListeners"] > listeners and len(found) < 20):
        screen.page.wait_for_timeout(100)
        session.send("HeapProfiler.collectGarbage")
        metrics = session.send("Performance.getMetrics")["metrics"]
        found.append({one["name"]: one["value"] for one in metrics})
    return min(found, key=itemgetter("JSEventListeners")) | {
        "history": screen.page.evaluate("() => history.length")
    }
