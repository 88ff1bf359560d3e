"""What the product promises about its speed, beside what was measured."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tests.bench.plan import DATASETTE, HELLO, NGINX, NOT_MODIFIED, PRODUCT, PROXY, UNKEPT
from tests.bench.results import Measure, Results

# Not kept: how many times hello's CPU an answer may take, and how many times Datasette's pace it keeps.
_UNKEPT: Final = {
    "event": (10.0, 6.0),
    "list of 50": (18.0, 7.0),
    "filtered list": (18.0, 7.0),
    "search, kk": (16.0, 8.0),
    "search, ru": (16.0, 8.0),
    "search, en": (16.0, 8.0),
}
# What one event, lists and searches may cost at any size, of what they cost in a smaller table.
_GROWTH: Final = {name: 3.0 if name.startswith("search") else 1.5 for name in _UNKEPT}
_REST_MB: Final = 150.0


@dataclass(frozen=True)
class Target:
    """A promise: at most or at least `limit`; found is None when it wasn't measured."""

    name: str
    limit: float
    found: float | None
    is_most: bool = True

    @property
    def verdict(self) -> str:
        """Give met, missed, or that nobody looked."""
        if self.found is None:
            return "not measured"
        return "met" if (self.found <= self.limit if self.is_most else self.found >= self.limit) else "missed"


def _list_known(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def _judge_kept(results: Results) -> list[Target]:
    """Judge the kept answers by the worst of them."""
    kept = [name for name in results.rows if not name.endswith(UNKEPT) and name != NOT_MODIFIED]

    def find(server: str, other: str, measure: Measure) -> list[float]:
        return _list_known(results.find_ratio(name, server, other, measure) for name in kept)

    cpu = find(PRODUCT, HELLO, "cpu_us")
    pace, files = find(PRODUCT, HELLO, "requests_per_second"), find(PRODUCT, NGINX, "requests_per_second")
    cached = find(PROXY, HELLO, "requests_per_second")
    return [
        Target("kept: CPU × hello, the worst", 1.3, max(cpu, default=None)),
        Target("kept: requests × hello, the worst", 0.8, min(pace, default=None), False),
        Target("kept: requests × nginx, the worst", 0.25, min(files, default=None), False),
        Target("304: CPU × hello", 1.2, results.find_ratio(NOT_MODIFIED, PRODUCT, HELLO, "cpu_us")),
        Target(
            "304: requests × hello",
            1.0,
            results.find_ratio(NOT_MODIFIED, PRODUCT, HELLO, "requests_per_second"),
            False,
        ),
        Target("behind proxy_cache: requests × hello, the worst", 1.5, min(cached, default=None), False),
    ]


def _judge_unkept(results: Results) -> list[Target]:
    found = []
    for name, (cpu, pace) in _UNKEPT.items():
        answer = name + UNKEPT
        times = results.find_ratio(answer, PRODUCT, HELLO, "cpu_us")
        faster = results.find_ratio(answer, PRODUCT, DATASETTE, "requests_per_second")
        found.append(Target(f"{answer}: CPU × hello", cpu, times))
        found.append(Target(f"{answer}: requests × Datasette", pace, faster, False))
    return found


def _judge_growth(results: Results, smaller: Results | None) -> list[Target]:
    """Judge what answers cost beside what they cost on a smaller table, as multiples of hello's CPU."""
    found = []
    for name, limit in _GROWTH.items():
        now = results.find_ratio(name + UNKEPT, PRODUCT, HELLO, "cpu_us")
        then = smaller.find_ratio(name + UNKEPT, PRODUCT, HELLO, "cpu_us") if smaller else None
        found.append(Target(f"growth: {name}", limit, now / then if now and then else None))
    return found


def judge(results: Results, smaller: Results | None = None) -> list[Target]:
    """Give every promise with what was found; growth needs the results of a smaller table."""
    figure = results.figures.get
    return [
        *_judge_kept(results),
        *_judge_unkept(results),
        Target("CSV: MB/s × the shell of sqlite3", 0.2, figure("csv_of_shell"), False),
        Target("CSV: seconds to the first byte", 0.2, figure("csv_first_byte_seconds")),
        Target("CSV: memory, MB", 30.0, figure("csv_memory_mb")),
        Target("four heavy searches: p99 of kept × quiet", 5.0, figure("heavy_of_quiet")),
        Target("start to first answer, s", 3.0, figure("start_seconds")),
        Target("memory at rest, MB", _REST_MB, figure("memory_at_rest_mb")),
        *_judge_growth(results, smaller),
    ]
