"""make budgets: weight and speed of the start view beside their limits, with 60 and with 1,000 events.

Times are those of this machine and of this minute, as Chromium tells them; only weights and counts are
the same everywhere. Source: timeline-experience, section 12.
"""

import argparse
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

from app.api.prepared import build_database
from app.content.generate import write_generated_seed
from app.settings import ROOT, Settings
from tests.live import find_chromium, serve
from tests.watch import ARGS, SCROLL, SLOWER, open_watched

SIZES: Final = (60, 1000)
ADDRESS: Final = "/kk/events"


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


def act(page: Page) -> None:
    """Answer keys and clicks as a reader would: down ten events, a year on, an end, a filter."""
    page.locator(".item__link").first.focus()
    for key in (*["ArrowDown"] * 10, "PageDown", "End", "Home"):
        page.keyboard.press(key)
    page.locator(".filters a").first.click()
    page.wait_for_load_state("networkidle")


def visit(browser: Browser, base: str, slower: int) -> Mapping[str, float]:
    """Give what one visit to the start view shows, the processor `slower` times slower."""
    with open_watched(browser, base + ADDRESS, ".item__link", slower) as visit:
        found = {**visit.weigh(), **visit.page.evaluate("() => seen")}
        found["elements"] = visit.page.evaluate("() => document.querySelectorAll('*').length")
        found["late"] = visit.page.evaluate(SCROLL)
        act(visit.page)
        found["slowest"] = visit.page.evaluate("() => seen.slowest")
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
