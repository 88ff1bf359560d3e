"""What a server costs: processor time and memory of its process and of all below it. Source: proc(5)."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PROC: Final = Path("/proc")
_TICKS_A_SECOND: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Stat:
    """One line of /proc/PID/stat, as far as it is needed: the parent, and the time on processors."""

    parent: int
    cpu_seconds: float


def parse_stat(line: str) -> Stat:
    """Give what the line tells; the name in it may hold spaces and brackets."""
    fields = line.rpartition(")")[2].split()
    return Stat(int(fields[1]), (int(fields[11]) + int(fields[12])) / _TICKS_A_SECOND)


def parse_memory(text: str, name: str) -> float:
    """Give a figure of /proc/PID/status or smaps_rollup in MB (10⁶ bytes); 0 when it isn't there."""
    found = re.search(rf"^{name}:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) * 1024 / 1e6 if found else 0.0


def _read_stats(proc: Path) -> dict[int, Stat]:
    stats = {}
    for path in proc.glob("[0-9]*/stat"):
        try:
            stats[int(path.parent.name)] = parse_stat(path.read_text(encoding="utf-8", errors="replace"))
        except OSError:
            continue  # it has ended since the folder was listed
    return stats


def list_tree(process: int, stats: dict[int, Stat]) -> list[int]:
    """Give a process and everything below it."""
    children = [other for other, stat in stats.items() if stat.parent == process]
    return [process, *(found for child in children for found in list_tree(child, stats))]


def measure_cpu(process: int, proc: Path = PROC) -> float:
    """Give the processor seconds that a process and everything below it took so far."""
    stats = _read_stats(proc)
    return sum(stats[found].cpu_seconds for found in list_tree(process, stats) if found in stats)


def measure_memory(process: int, proc: Path = PROC) -> float:
    """Give the memory of a process and everything below it in MB; what they share counts once."""
    stats = _read_stats(proc)
    paths = [proc / str(found) / "smaps_rollup" for found in list_tree(process, stats)]
    return sum(parse_memory(path.read_text(), "Pss") for path in paths if path.exists())


def measure_peak(process: int, proc: Path = PROC) -> float:
    """Give the most memory that a process ever had, in MB, since `forget_peak`."""
    return parse_memory((proc / str(process) / "status").read_text(), "VmHWM")


def forget_peak(process: int, proc: Path = PROC) -> None:
    """Let a process's peak of memory be what it has now."""
    (proc / str(process) / "clear_refs").write_text("5")
