"""Drill 14: mixed load for long, with new data every minute. Nothing fails, and nothing grows."""

import os
import time
from pathlib import Path
from typing import Final

import pytest

from app.db import check_file
from app.settings import Settings
from tests.content.seeds import LAW, replace
from tests.deploy.farm import wait_until
from tests.faults.commands import finish, name_build, start
from tests.faults.figures import IS_WHOLE, Note
from tests.faults.load import visit
from tests.faults.server import Server, run_server

pytestmark = pytest.mark.faults

SECONDS: Final = int(os.environ.get("SOAK_SECONDS", "60")) if IS_WHOLE else 1
# In a short soak new data comes four times all the same.
BUILD_SECONDS: Final = min(60.0, SECONDS / 4)
WARM_UP: Final = 2
WORDS: Final = ("Supreme Council", "Parliament")
MOST_GROWTH_MB: Final = 10


def soak(server: Server, settings: Settings, said: Path, builds: int) -> tuple[int, set[str]]:
    """Let visitors ask while new data comes so many times; give the number of answers, and the versions."""
    seed, path = settings.seed, settings.database
    with visit(server.port) as seen:
        for step in range(builds):
            time.sleep(BUILD_SECONDS)
            replace(seed / LAW / "en.md", *WORDS[:: 1 if step % 2 == 0 else -1])
            assert finish(start(*name_build(seed, path), output=said)) == 0
            wait_until(lambda: check_file(path) in seen.versions, "new data isn't served")
    assert set(seen.statuses) == {200}
    assert (seen.cut, seen.unanswered) == (0, 0)
    return len(seen.statuses), seen.versions


def test_after_long_work_nothing_has_grown(tiny_settings: Settings, tmp_path: Path, note: Note) -> None:
    said, builds = tmp_path / "said", round(SECONDS / BUILD_SECONDS) - WARM_UP
    with run_server(tiny_settings.database, "app") as server:
        alone = server.count_descriptors()
        soak(server, tiny_settings, said, WARM_UP)
        memory, descriptors = server.measure_memory(), server.count_descriptors()
        answers, versions = soak(server, tiny_settings, said, builds)
        growth = server.measure_memory() - memory
        # Connections of visitors who have gone are closed a moment later.
        wait_until(lambda: server.count_descriptors() <= alone, "descriptors stay open")
    assert len(versions) == 2
    assert growth <= MOST_GROWTH_MB
    note("14", f"{answers} answers, new data every {BUILD_SECONDS:.0f} s", "0 errors", "0 errors")
    grown = f"{memory:.0f} MB {growth:+.1f}"
    note("14", f"memory after {WARM_UP} of {builds + WARM_UP} builds", grown, f"≤ +{MOST_GROWTH_MB} MB")
    note("14", "open descriptors", f"{alone}, {descriptors}, then ≤ {alone}", "flat")
