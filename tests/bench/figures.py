"""Figures of the product alone: its start, its memory, its export, and what heavy searches do to others."""

import http.client
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tests.bench.load import drive, press
from tests.bench.processes import forget_peak, measure_cpu, measure_memory, measure_peak
from tests.bench.questions import PACKED
from tests.bench.results import find_median
from tests.bench.servers import Server, run_product

_PART_BYTES = 64 * 1024
_HEAVY_CLIENTS = 4
Figures = Mapping[str, float]


@dataclass(frozen=True)
class Export:
    """How a table came out: megabytes (10⁶ bytes) a second, and seconds to the first byte."""

    mb_per_second: float
    first_byte_seconds: float


def _merge(rounds: list[Figures]) -> Figures:
    """Give the median of each figure over the rounds."""
    return {name: find_median(found[name] for found in rounds) or 0.0 for name in rounds[0]}


def measure_starts(database: Path, rounds: int) -> Figures:
    """Start the product as often, and give how long it took to its first answer, and its memory then."""
    found: list[Figures] = []
    for _ in range(rounds):
        with run_product(database) as server:
            found.append(
                {
                    "start_seconds": server.start_seconds,
                    "start_cpu_seconds": measure_cpu(server.process),
                    "memory_at_rest_mb": measure_memory(server.process),
                }
            )
    return _merge(found)


def _read_export(server: Server) -> Export:
    """Read the whole table as CSV from the product."""
    connection = http.client.HTTPConnection(server.base.removeprefix("http://"))
    begin = time.monotonic()
    connection.request("GET", "/api/v1/events.csv")
    answer = connection.getresponse()
    size = len(answer.read(1))
    first = time.monotonic()
    while part := answer.read(_PART_BYTES):
        size += len(part)
    end = time.monotonic()
    connection.close()
    return Export(size / 1e6 / (end - begin), first - begin)


def _read_shell(table: Path) -> Export:
    """Read the same table as CSV from the shell of SQLite, its start included."""
    command = ["sqlite3", "-readonly", "-csv", "-header", str(table), "SELECT * FROM events"]
    begin = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        size = len(process.stdout.read(1))
        first = time.monotonic()
        while part := process.stdout.read(_PART_BYTES):
            size += len(part)
    return Export(size / 1e6 / (time.monotonic() - begin), first - begin)


def measure_export(product: Server, table: Path, rounds: int) -> Figures:
    """Give speed, first byte and memory of the whole table as CSV, and the speed of SQLite's own shell."""
    found: list[Figures] = []
    for _ in range(rounds):
        forget_peak(product.process)
        before = measure_peak(product.process)
        mine = _read_export(product)
        grown, shell = measure_peak(product.process) - before, _read_shell(table)
        found.append(
            {
                "csv_mb_per_second": mine.mb_per_second,
                "shell_mb_per_second": shell.mb_per_second,
                "csv_of_shell": mine.mb_per_second / shell.mb_per_second,
                "csv_first_byte_seconds": mine.first_byte_seconds,
                "csv_memory_mb": grown,
            }
        )
    return _merge(found)


def measure_heavy(product: Server, event: str, connections: int, seconds: int, rounds: int) -> Figures:
    """Give p99 of a kept answer, at the address `event`, alone and beside four clients that search."""
    search = f"{product.base}/api/v1/events?limit=50&locale=ru&q={quote('Казахстан')}"
    found: list[Figures] = []
    for _ in range(rounds):
        quiet = drive(product.process, event, PACKED, connections, seconds)
        with press(search, _HEAVY_CLIENTS, seconds + 2):
            loaded = drive(product.process, event, PACKED, connections, seconds)
        if quiet and loaded:
            ratio = loaded.p99_ms / quiet.p99_ms
            found.append(
                {"quiet_p99_ms": quiet.p99_ms, "heavy_p99_ms": loaded.p99_ms, "heavy_of_quiet": ratio}
            )
    return _merge(found) if found else {}
