"""The results as plain text."""

from collections.abc import Sequence
from typing import Final

from tests.bench.plan import DATASETTE, HELLO, NGINX, SERVERS
from tests.bench.results import Measure, Results
from tests.bench.targets import Target

# Name, measure, digits behind the point.
_COLUMNS: Final[tuple[tuple[str, Measure, int], ...]] = (
    ("req/s", "requests_per_second", 0),
    ("p50 ms", "p50_ms", 2),
    ("p99 ms", "p99_ms", 2),
    ("CPU µs", "cpu_us", 0),
    ("MB", "memory_mb", 0),
    ("errors", "errors", 0),
)
# Name, measure, whose.
_RATIOS: Final[tuple[tuple[str, Measure, str], ...]] = (
    ("req/s÷hello", "requests_per_second", HELLO),
    ("CPU÷hello", "cpu_us", HELLO),
    ("req/s÷nginx", "requests_per_second", NGINX),
    ("req/s÷Datasette", "requests_per_second", DATASETTE),
)


def format_number(value: float | None, digits: int) -> str:
    """Give a number; a dash where there is none."""
    return "–" if value is None else f"{value:.{digits}f}"


def align(rows: Sequence[Sequence[str]], words: int) -> str:
    """Give rows as lines: the first `words` columns begin below each other, the others end so."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [
            cell.ljust(width) if place < words else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines) + "\n"


def _make_row(results: Results, answer: str, server: str) -> list[str]:
    own = [
        format_number(results.find_median(answer, server, measure), digits) for _, measure, digits in _COLUMNS
    ]
    ratios = [
        "" if server == other else format_number(results.find_ratio(answer, server, other, measure), 2)
        for _, measure, other in _RATIOS
    ]
    return [answer, server, *own, *ratios]


def write_table(results: Results) -> str:
    """Give a line for each answer and server: medians of all rounds, and ratios to the others."""
    head = ["answer", "server", *(name for name, *_ in _COLUMNS), *(name for name, *_ in _RATIOS)]
    rows = [
        _make_row(results, answer, server)
        for answer, servers in results.rows.items()
        for server in SERVERS
        if server in servers
    ]
    return align([head, *rows], 2)


def write_targets(targets: Sequence[Target]) -> str:
    """Give a line for each promise."""
    rows = [
        [
            target.name,
            f"{'≤' if target.is_most else '≥'} {target.limit:g}",
            format_number(target.found, 2),
            target.verdict,
        ]
        for target in targets
    ]
    return align([["target", "limit", "found", ""], *rows], 1)
