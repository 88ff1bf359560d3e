"""python -m tests.bench: measure, print the table and the targets, write JSON and a chart."""

import argparse
import json
import platform
import sys
import tempfile
from pathlib import Path

from app.settings import ROOT
from tests.bench.chart import draw_chart
from tests.bench.data import build_product
from tests.bench.figures import measure_export, measure_heavy, measure_starts
from tests.bench.load import drive
from tests.bench.plan import PRODUCT, Run, set_up
from tests.bench.results import Results, Sample, read_results
from tests.bench.table import write_table, write_targets
from tests.bench.targets import judge

_LONGER = 10


def make_parser() -> argparse.ArgumentParser:
    """Give the parser of the flags."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "--events", type=int, default=0, help="made-up events; 0 is the real seed (default %(default)s)"
    )
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds (default %(default)s)")
    parser.add_argument("--seconds", type=int, default=1, help="of each run (default %(default)s)")
    parser.add_argument("--connections", type=int, default=8, help="clients at once (default %(default)s)")
    parser.add_argument(
        "--output",
        type=Path,
        default=ROOT / ".bench" / "results",
        help="folder of results.json and chart.svg",
    )
    parser.add_argument(
        "--smaller", type=Path, help="results.json of a run with fewer events: growth is told beside it"
    )
    return parser


def drive_run(run: Run, connections: int, seconds: int) -> Sample | None:
    """Give what a run costs; one that is slower than it was given time for is given more."""
    clients = min(connections, run.most_clients or connections)
    sample = drive(run.process, run.url, run.headers, clients, seconds)
    return sample or drive(run.process, run.url, run.headers, clients, seconds * _LONGER)


def measure(folder: Path, options: argparse.Namespace) -> Results:
    """Give everything that is measured; servers and data are gone afterwards."""
    results, database = Results(), build_product(folder, options.events)
    results.figures |= measure_starts(database, options.rounds)
    with set_up(folder, database) as field:
        for number in range(options.rounds):
            for run in field.runs:
                sys.stderr.write(f"\rround {number + 1}: {run.answer}, {run.server}\033[K")
                results.add(run.answer, run.server, drive_run(run, options.connections, options.seconds))
        sys.stderr.write("\n")
        event = next(run.url for run in field.runs if run.server == PRODUCT)
        results.figures |= measure_heavy(
            field.product, event, options.connections, options.seconds, options.rounds
        )
        results.figures |= measure_export(field.product, field.table, options.rounds)
    return results


def main() -> None:
    """Measure and tell; what was found never makes it fail."""
    options = make_parser().parse_args()
    with tempfile.TemporaryDirectory() as name:
        results = measure(Path(name), options)
    targets = judge(results, read_results(options.smaller) if options.smaller else None)
    options.output.mkdir(parents=True, exist_ok=True)
    document = {
        "machine": {"python": platform.python_version(), "processor": platform.machine()},
        "options": {name: str(value) for name, value in vars(options).items()},
        **results.as_json(),
        "targets": [{**vars(target), "verdict": target.verdict} for target in targets],
    }
    (options.output / "results.json").write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    (options.output / "chart.svg").write_bytes(draw_chart(results))
    sys.stdout.write(f"{write_table(results)}\n{write_targets(targets)}\n{options.output}\n")


if __name__ == "__main__":
    main()
