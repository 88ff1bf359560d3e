"""make bench-browser: weight, first event, blocking, late frames and memory, beside two other timelines.

The same events, the same phone, interleaved rounds, medians. Times are those of this machine and of this
minute; texts are weighed as gzip packs them, whoever serves them. Source: timeline-experience, section 12.
"""

import argparse
import json
import statistics
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx
from playwright.sync_api import Browser, sync_playwright

from app.settings import ROOT, Settings
from tests.bench.data import build_product
from tests.bench_browser.rivals import serve_files, write_pages
from tests.live import find_chromium, serve
from tests.watch import ARGS, SCROLL, SLOWER, Visit, open_watched

# Moves a timeline for six seconds as its own buttons do, and gives the share of late frames in per cent.
MOVE: Final = """() => new Promise((resolve) => {
  const gaps = [], begin = performance.now();
  let last = begin, next = begin;
  START
  const step = (now) => {
    gaps.push(now - last);
    last = now;
    if (now >= next) { next = now + 500; NEXT }
    if (now < begin + 6000) requestAnimationFrame(step);
    else resolve(gaps.filter((gap) => gap > 16.7 * 1.5).length / gaps.length * 100);
  };
  requestAnimationFrame(step);
})"""
FIGURES: Final = {
    "weight": "HTML, CSS, JS, data, gzip, kB",
    "fonts": "fonts, kB",
    "requests": "requests",
    "hosts": "requests to other hosts",
    "elements": "elements",
    "shift": "layout shift",
    "first": "first event visible, ms",
    "blocked": "blocking time, ms",
    "late": "late frames while it moves, %",
    "heap": "JavaScript's memory, MB",
}


@dataclass(frozen=True)
class Subject:
    """A page to measure: its address, the selector of an event in it, and the script that moves it."""

    name: str
    address: str
    event: str
    move: str


def list_subjects(product: str, others: str) -> list[Subject]:
    """Give our page and the others'."""
    turn = MOVE.replace("START", "").replace("NEXT", "timeline.goToNext();")
    window = "new Date(max - 3e10), max, { animation: { duration: 6000, easingFunction: 'linear' } }"
    slide = f"const {{ max }} = timeline.getItemRange(); timeline.setWindow({window});"
    return [
        Subject("Алтын бесік", f"{product}/kk/events", ".item__link", SCROLL),
        Subject("TimelineJS3", f"{others}/timelinejs/", ".tl-timemarker", turn),
        Subject(
            "vis-timeline", f"{others}/vis/", ".vis-item", MOVE.replace("START", slide).replace("NEXT", "")
        ),
    ]


def measure(browser: Browser, subject: Subject, slower: int) -> dict[str, float]:
    """Give the figures of one visit, the processor `slower` times slower."""
    with open_watched(browser, subject.address, subject.event, slower) as visit:
        found = read_visit(visit)
        found["late"] = visit.page.evaluate(subject.move)
        return found


def read_visit(visit: Visit) -> dict[str, float]:
    """Give what a page weighs and holds once it stands."""
    found = {**visit.weigh(), **visit.page.evaluate("() => seen")}
    found["requests"] = len(visit.responses)
    found["elements"] = visit.page.evaluate("() => document.querySelectorAll('*').length")
    found["heap"] = visit.measure_heap() / 1e6
    return found


def write_results(found: dict[str, dict[str, float]], names: list[str]) -> None:
    """Print the table."""
    for slower in (1, SLOWER):
        title = "as it is" if slower == 1 else f"{slower} × slower"
        sys.stdout.write(f"{title:36}" + "".join(f"{name:>16}" for name in names) + "\n")
        for key, label in FIGURES.items():
            values = "".join(f"{found[f'{name} {slower}'][key]:16.1f}" for name in names)
            sys.stdout.write(f"{label:36}{values}\n")
        sys.stdout.write("\n")


def make_parser() -> argparse.ArgumentParser:
    """Give the parser of the flags."""
    parser = argparse.ArgumentParser(prog="make bench-browser", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="interleaved rounds (default %(default)s)")
    parser.add_argument("--output", type=Path, default=ROOT / ".bench" / "browser" / "results.json")
    return parser


def main() -> None:
    """Measure, print the table, write it as JSON; what was found never makes it fail."""
    options = make_parser().parse_args()
    rounds: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        database = build_product(folder, events=0)
        with serve(Settings(database=database)) as product, serve_files(folder) as others:
            slides = httpx.get(f"{product}/api/v1/events.timelinejs.json?limit=200", timeout=60).json()
            write_pages(folder, slides)
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGS)
            subjects = list_subjects(product, others)
            for number in range(options.rounds + 1):
                for slower in (1, SLOWER):
                    for subject in subjects:
                        found = measure(browser, subject, slower)
                        # The first round fills what servers keep.
                        rounds[f"{subject.name} {slower}"] += [found] if number else []
            browser.close()
    medians = {
        key: {figure: statistics.median(one[figure] for one in all_) for figure in FIGURES}
        for key, all_ in rounds.items()
    }
    write_results(medians, [subject.name for subject in subjects])
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(medians, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
