"""make budgets: weight and speed of the start view beside their limits, with 60 and with 1,000 events.

Times are those of this machine and of this minute, as Chromium tells them; only weights and counts are
the same everywhere. Source: timeline-experience, section 12.
"""

import argparse
import gzip
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, Response, ViewportSize, sync_playwright

from app.api.prepared import build_database
from app.content.generate import write_generated_seed
from app.settings import ROOT, Settings
from tests.live import find_chromium, serve

SIZES: Final = (60, 1000)
PHONE: Final[ViewportSize] = {"width": 390, "height": 844}
SLOWER: Final = 4
ADDRESS: Final = "/kk/events"
ARGS: Final = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
# Notes what the page does from its first line on: shifts, long tasks, answers to input, the first event.
WATCH: Final = """
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
  if (document.querySelector(".item__link")) requestAnimationFrame(() => { seen.first = performance.now(); });
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


@dataclass(frozen=True)
class Budget:
    """One line of the table: what is measured and its limit in the same unit."""

    name: str
    limit: float
    unit: str


BUDGETS: Final = {
    "weight": Budget("HTML, CSS, JS, gzip", 60, "kB"),
    "fonts": Budget("fonts", 105, "kB"),
    "hosts": Budget("requests to other hosts", 0, ""),
    "elements": Budget("elements", 1500, ""),
    "shift": Budget("layout shift", 0.02, ""),
    "first": Budget("first event visible", 300, "ms"),
    "first_slow": Budget("first event visible, 4 × slower", 600, "ms"),
    "blocked_slow": Budget("blocking time, 4 × slower", 0, "ms"),
    "late": Budget("late frames in a pass", 3, "%"),
    "late_slow": Budget("late frames, 4 × slower", 10, "%"),
    "slowest_slow": Budget("slowest answer, 4 × slower", 100, "ms"),
}


def weigh(responses: list[Response], base: str) -> dict[str, float]:
    """Give kilobytes as they travel, and how many requests left for another host."""
    texts, fonts = 0, 0
    for response in responses:
        if response.url.endswith(".woff2"):
            fonts += len(response.body())
        elif response.request.resource_type in {"document", "stylesheet", "script", "other"}:
            texts += len(gzip.compress(response.body(), 6))
    elsewhere = sum(not response.url.startswith(base) for response in responses)
    return {"weight": texts / 1000, "fonts": fonts / 1000, "hosts": elsewhere}


def act(page: Page) -> None:
    """Answer keys and clicks as a reader would: down ten events, a year on, an end, a filter."""
    page.locator(".item__link").first.focus()
    for key in (*["ArrowDown"] * 10, "PageDown", "End", "Home"):
        page.keyboard.press(key)
    page.locator(".filters a").first.click()
    page.wait_for_load_state("networkidle")


def visit(browser: Browser, base: str, slower: int) -> Mapping[str, float]:
    """Give what one visit to the start view shows, the processor `slower` times slower."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)
    page = context.new_page()
    responses: list[Response] = []
    # Playwright marks the function that it calls; a list's own can't be marked.
    page.on("response", lambda response: responses.append(response))  # noqa: PLW0108
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.add_init_script(WATCH)
    page.goto(base + ADDRESS, wait_until="networkidle")
    page.wait_for_function("() => 'laid' in document.documentElement.dataset")
    page.evaluate("() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))")
    found = {**weigh(responses, base), **page.evaluate("() => seen")}
    found["elements"] = page.evaluate("() => document.querySelectorAll('*').length")
    found["late"] = page.evaluate(SCROLL)
    act(page)
    found["slowest"] = page.evaluate("() => seen.slowest")
    context.close()
    return found


def measure(browser: Browser, folder: Path, events: int) -> dict[str, float]:
    """Give every line of the table for a timeline of that many made-up events."""
    seed, database = folder / f"seed-{events}", folder / f"{events}.sqlite"
    write_generated_seed(ROOT / "seed", seed, events, 1)
    build_database(seed, database, cards=False)
    with serve(Settings(database=database)) as base:
        visit(browser, base, 1)
        quick, slow = visit(browser, base, 1), visit(browser, base, SLOWER)
    return {**quick, **{f"{name}_slow": value for name, value in slow.items()}}


def main() -> None:
    """Print the table; ends with an error when a weight or a count is over its limit."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGS)
        found = {events: measure(browser, Path(name), events) for events in SIZES}
        browser.close()
    sys.stdout.write(f"{'':34}{'limit':>10}" + "".join(f"{f'{size} events':>14}" for size in SIZES) + "\n")
    for key, budget in BUDGETS.items():
        values = "".join(f"{found[size][key]:14.2f}" for size in SIZES)
        sys.stdout.write(
            f"{budget.name + (f', {budget.unit}' if budget.unit else ''):34}{budget.limit:10g}{values}\n"
        )
    fixed = ("weight", "fonts", "hosts", "elements", "shift")
    over = [BUDGETS[key].name for key in fixed for size in SIZES if found[size][key] > BUDGETS[key].limit]
    if over:
        sys.exit("over the limit: " + ", ".join(over))


if __name__ == "__main__":
    main()
