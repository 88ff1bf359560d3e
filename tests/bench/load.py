"""What drives the servers: wrk, on a processor of its own if there is one."""

import json
import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.processes import measure_cpu, measure_memory
from tests.bench.results import Sample

_HERE: Final = Path(__file__).parent
REPORT, VARY = _HERE / "report.lua", _HERE / "vary.lua"
_CPUS: Final = sorted(os.sched_getaffinity(0))
# Servers share one processor, wrk has the other.
SERVER_CPU, LOAD_CPU = _CPUS[0], _CPUS[-1]
# A heavy load is there before the other is measured, and stays until it ends.
_LEAD_SECONDS: Final = 0.5


@dataclass(frozen=True)
class Load:
    """What wrk found."""

    requests: int
    seconds: float
    bytes: int
    p50_ms: float
    p99_ms: float
    errors: int


def parse_report(text: str) -> Load:
    """Give what wrk found from what it printed: the last line, by report.lua."""
    return Load(**json.loads(text.strip().splitlines()[-1]))


def make_sample(load: Load, cpu_seconds: float, memory_mb: float) -> Sample | None:
    """Give what a run says of its server; None when not one answer came in time."""
    if not load.requests:
        return None
    return Sample(
        requests_per_second=load.requests / load.seconds,
        p50_ms=load.p50_ms,
        p99_ms=load.p99_ms,
        cpu_us=cpu_seconds / load.requests * 1e6,
        memory_mb=memory_mb,
        errors=load.errors,
    )


def _command(url: str, headers: Mapping[str, str], connections: int, seconds: int, script: Path) -> list[str]:
    options = [f"-H{name}: {value}" for name, value in headers.items()]
    pinned = ["taskset", "-c", str(LOAD_CPU)]
    return [
        *(*pinned, "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s"),
        *("-s", str(script), *options, url),
    ]


def drive(
    process: int, url: str, headers: Mapping[str, str], connections: int, seconds: int
) -> Sample | None:
    """Ask for one address as often as `connections` clients can, and give what it cost."""
    before = measure_cpu(process)
    done = subprocess.run(
        _command(url, headers, connections, seconds, REPORT), check=True, capture_output=True, text=True
    )
    return make_sample(parse_report(done.stdout), measure_cpu(process) - before, measure_memory(process))


@contextmanager
def press(url: str, connections: int, seconds: int) -> Iterator[None]:
    """Ask for other addresses all the time: none of them is kept."""
    heavy = subprocess.Popen(_command(url, {}, connections, seconds, VARY), stdout=subprocess.DEVNULL)
    try:
        time.sleep(_LEAD_SECONDS)
        yield
    finally:
        heavy.terminate()
        heavy.wait()
