"""make lighthouse: what Lighthouse says of three pages on a phone, its processor and network slowed down.

The median of several rounds; ends with an error when a score is under its limit. Source:
timeline-experience, section 12.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from app.api.prepared import build_database
from app.settings import ROOT, Settings
from tests.live import serve

LIMITS: Final = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
PAGES: Final = {
    "timeline": "/kk/events",
    "thirty": "/kk/thirty",
    "event": "/kk/events/1991-12-16-independence-law",
}
PROGRAM: Final = ROOT / ".lighthouse" / "node_modules" / ".bin" / "lighthouse"
FLAGS: Final = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"

Scores = Mapping[str, int]


def judge(report: Mapping[str, Mapping[str, Mapping[str, float]]]) -> Scores:
    """Give the four scores of a report, 0–100."""
    return {name: round(report["categories"][name]["score"] * 100) for name in LIMITS}


def look(address: str, folder: Path) -> Scores:
    """Give the scores of one visit to the page at `address`."""
    report = folder / "report.json"
    command = [
        *(str(PROGRAM), address, "--quiet", "--output=json", f"--output-path={report}"),
        *(f"--only-categories={','.join(LIMITS)}", f"--chrome-flags={FLAGS}"),
    ]
    chromium = os.environ.get("CHROMIUM_PATH", "/usr/bin/chromium")
    subprocess.run(
        command, check=True, env={**os.environ, "CHROME_PATH": chromium}, stderr=subprocess.DEVNULL
    )
    return judge(json.loads(report.read_text()))


def find_misses(scores: Scores) -> list[str]:
    """Name the scores under their limits."""
    return [name for name, limit in LIMITS.items() if scores[name] < limit]


def main() -> None:
    """Serve the real timeline under an address of its own, visit the pages, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="visits of each page (default 3)")
    rounds = parser.parse_args().rounds
    misses: list[str] = []
    sys.stdout.write(f"{'page':12}" + "".join(f"{name:>16}" for name in LIMITS) + "\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build_database(ROOT / "seed", folder / "timeline.sqlite")
        with serve(Settings(database=folder / "timeline.sqlite"), is_public=True) as base:
            for page, path in PAGES.items():
                visits = [look(base + path, folder) for _ in range(rounds)]
                scores = {key: round(statistics.median(visit[key] for visit in visits)) for key in LIMITS}
                sys.stdout.write(f"{page:12}" + "".join(f"{scores[key]:16}" for key in LIMITS) + "\n")
                misses += [f"{page}: {key}" for key in find_misses(scores)]
    if misses:
        sys.exit("under the limit: " + ", ".join(misses))


if __name__ == "__main__":
    main()
