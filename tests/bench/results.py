"""What was measured, round by round, and the medians and ratios made of it."""

import json
import statistics
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

Measure = Literal["requests_per_second", "p50_ms", "p99_ms", "cpu_us", "memory_mb", "errors"]


@dataclass(frozen=True)
class Sample:
    """One run against one server."""

    requests_per_second: float
    p50_ms: float
    p99_ms: float
    cpu_us: float
    memory_mb: float
    errors: int


def find_median(values: Iterable[float]) -> float | None:
    """Give the median; None of nothing."""
    known = list(values)
    return statistics.median(known) if known else None


@dataclass
class Results:
    """Samples by answer and server, one a round: None when no answer came; and figures beside them."""

    rows: dict[str, dict[str, list[Sample | None]]] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)

    def add(self, answer: str, server: str, sample: Sample | None) -> None:
        """Note the sample of a round."""
        self.rows.setdefault(answer, {}).setdefault(server, []).append(sample)

    def list_samples(self, answer: str, server: str) -> list[Sample | None]:
        """Give the samples of an answer by a server, one a round; none when it wasn't asked."""
        return self.rows.get(answer, {}).get(server, [])

    def find_median(self, answer: str, server: str, measure: Measure) -> float | None:
        """Give the median over the rounds."""
        samples = self.list_samples(answer, server)
        return find_median(getattr(sample, measure) for sample in samples if sample)

    def find_ratio(self, answer: str, server: str, other: str, measure: Measure) -> float | None:
        """Give the median of the ratios of each round: what slowed a round down slowed both."""
        pairs = zip(self.list_samples(answer, server), self.list_samples(answer, other), strict=False)
        values = [(getattr(a, measure), getattr(b, measure)) for a, b in pairs if a and b]
        return find_median(mine / its for mine, its in values if its)

    def as_json(self) -> dict[str, Any]:
        """Give everything as JSON takes it."""
        return asdict(self)


def read_results(path: Path) -> Results:
    """Give the results of an earlier run from its results.json."""
    document = json.loads(path.read_text(encoding="utf-8"))
    rows = {
        answer: {
            server: [Sample(**sample) if sample else None for sample in samples]
            for server, samples in servers.items()
        }
        for answer, servers in document["rows"].items()
    }
    return Results(rows, document["figures"])
