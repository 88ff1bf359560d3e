"""A visit that is measured: what a page weighs, when its first event shows, what keeps it from answering."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Page, Response, ViewportSize

PHONE: Final[ViewportSize] = {"width": 390, "height": 844}
SLOWER: Final = 4
ARGS: Final = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
# Notes what the page does from its first line on: shifts, long tasks, answers to input, the first event.
_WATCH: Final = """
window.seen = { shift: 0, blocked: 0, slowest: 0, first: 0 };
const watch = (type, note, more) => new PerformanceObserver((list) => list.getEntries().forEach(note))
  .observe({ type, buffered: true, ...more });
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; });
watch("longtask", (entry) => { seen.blocked += Math.max(0, entry.duration - 50); });
// A pointer that comes in with the page is no act.
const slowest = ({ interactionId, duration }) => {
  if (interactionId) seen.slowest = Math.max(seen.slowest, duration);
};
watch("event", slowest, { durationThreshold: 16 });
const look = () => {
  if (document.querySelector("EVENT")) requestAnimationFrame(() => { seen.first = performance.now(); });
  else requestAnimationFrame(look);
};
look();
"""
# Scrolls from top to end at two windows a second and gives the share of frames later than one and a half.
SCROLL: Final = """
() => new Promise((resolve) => {
  const end = document.documentElement.scrollHeight, gaps = [];
  let last = performance.now();
  const step = (now) => {
    gaps.push(now - last);
    scrollBy({ top: innerHeight / 8, behavior: "instant" });
    last = now;
    const late = gaps.filter((gap) => gap > 16.7 * 1.5).length;
    if (scrollY + innerHeight >= end - 2) resolve(late / gaps.length * 100);
    else requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})
"""
# A long list of ours is laid out by years while nobody waits.
_LAID: Final = "() => !document.querySelector('#event-list') || 'laid' in document.documentElement.dataset"


@dataclass
class Visit:
    """An open page and all that it was answered."""

    page: Page
    session: CDPSession
    responses: list[Response] = field(default_factory=list)

    def weigh(self) -> dict[str, float]:
        """Give kilobytes as they travel, and how many requests left for another host."""
        texts, fonts = 0, 0
        for response in self.responses:
            if response.url.endswith((".woff2", ".woff")):
                fonts += len(response.body())
            elif response.request.resource_type in {
                "document",
                "stylesheet",
                "script",
                "fetch",
                "xhr",
                "other",
            }:
                texts += len(gzip.compress(response.body(), 6))
        here = urlsplit(self.page.url)[:2]
        elsewhere = sum(urlsplit(response.url)[:2] != here for response in self.responses)
        return {"weight": texts / 1000, "fonts": fonts / 1000, "hosts": elsewhere}

    def measure_heap(self) -> float:
        """Give the bytes that JavaScript holds after a collection."""
        self.session.send("HeapProfiler.collectGarbage")
        metrics = self.session.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in metrics if one["name"] == "JSHeapUsedSize"))


@contextmanager
def open_watched(browser: Browser, address: str, event: str, slower: int) -> Iterator[Visit]:
    """Give a visit on a phone whose processor is `slower` times slower, once the page stands.

    `event` is the selector of an event in it; what was seen is in the page's `seen`.
    """
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)
    page = context.new_page()
    visit = Visit(page, context.new_cdp_session(page))
    # Playwright marks the function that it calls; a list's own can't be marked.
    page.on("response", lambda response: visit.responses.append(response))  # noqa: PLW0108
    visit.session.send("Performance.enable")
    visit.session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.add_init_script(_WATCH.replace("EVENT", event))
    page.goto(address, wait_until="networkidle")
    page.wait_for_function("() => seen.first > 0")
    page.wait_for_function(_LAID)
    page.evaluate("() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))")
    yield visit
    context.close()
