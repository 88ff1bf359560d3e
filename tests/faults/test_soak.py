"""Drill 14: mixed load for long, with new data every minute. Nothing fails, and nothing grows."""

import os
import time
from pathlib import Path

import pytest

from app.db import check_file
from app.settings import Settings
from tests.content.seeds import LAW, replace
from tests.faults.commands import finish, name_build, start
from tests.faults.conftest import IS_WHOLE
from tests.faults.figures import Note
from tests.faults.load import visit
from tests.faults.server import Server, run_server

pytestmark = pytest.mark.faults

SECONDS = int(os.environ.get("SOAK_SECONDS", "60"))
# In a short soak new data comes four times all the same.
BUILD_SECONDS = min(60.0, SECONDS / 4)
WARM_UP = 2
WORDS = ("Supreme Council", "Parliament")


def count_descriptors(server: Server) -> int:
    """Count what the process has open. Source: proc(5)."""
    return len(list(Path(f"/proc/{server.process}/fd").iterdir()))


def soak(server: Server, settings: Settings, said: Path, builds: int) -> tuple[int, set[str]]:
    """Let visitors ask while new data comes so many times; give the number of answers, and the versions."""
    seed, path = settings.seed, settings.database
    with visit(server.port) as seen:
        for step in range(builds):
            time.sleep(BUILD_SECONDS)
            replace(seed / LAW / "en.md", *WORDS[:: 1 if step % 2 == 0 else -1])
            assert finish(start(*name_build(seed, path), output=said)) == 0
        time.sleep(0.6)
    assert set(seen.statuses) == {200}
    assert (seen.cut, seen.unanswered) == (0, 0)
    assert check_file(path) in seen.versions
    return len(seen.statuses), seen.versions


@pytest.mark.timeout(0)
def test_after_long_work_nothing_has_grown(tiny_settings: Settings, tmp_path: Path, note: Note) -> None:
    if not IS_WHOLE:
        pytest.skip("make faults, make soak-server")
    said, builds = tmp_path / "said", int(SECONDS / BUILD_SECONDS) - WARM_UP
    with run_server(tiny_settings.database, "app") as server:
        soak(server, tiny_settings, said, WARM_UP)
        memory, descriptors = server.measure_memory(), count_descriptors(server)
        answers, versions = soak(server, tiny_settings, said, builds)
        growth, opened = server.measure_memory() - memory, count_descriptors(server) - descriptors
    assert len(versions) == 2
    note("14", f"{answers} answers, new data every {BUILD_SECONDS:.0f} s", "0 errors", "0 errors")
    note(
        "14",
        f"memory after {WARM_UP} of {builds + WARM_UP} builds",
        f"{memory:.0f} MB {growth:+.1f}",
        "≤ +10 MB",
    )
    note("14", "open descriptors", f"{descriptors} {opened:+d}", "flat")
