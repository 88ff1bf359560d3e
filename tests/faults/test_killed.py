"""Drills 9 and 10: builders and servers are killed. Data stays whole, and no answer breaks off."""

import os
import shutil
import signal
import statistics
import time
from pathlib import Path

import pytest

from app.db import check_file
from app.settings import Settings
from tests.content.seeds import LAW, replace
from tests.deploy.farm import wait_until
from tests.faults.commands import finish, name_build, start, sum_of
from tests.faults.figures import Note
from tests.faults.load import visit
from tests.faults.server import run_server

pytestmark = pytest.mark.faults

# So many answers have come before a server is killed.
ENOUGH = 20


def test_a_builder_killed_at_any_moment_leaves_whole_data(
    tiny_settings: Settings, tmp_path: Path, note: Note, is_whole: bool
) -> None:
    path, seeds, said = tiny_settings.database, [tiny_settings.seed, tmp_path / "other"], tmp_path / "said"
    shutil.copytree(seeds[0], seeds[1])
    replace(seeds[1] / LAW / "en.md", "Supreme Council", "Parliament")
    # Same seed, same bytes: whatever is there after a kill is one of two files.
    sums, versions, longest = set(), set(), 0.0
    for seed in reversed(seeds):
        began = time.monotonic()
        assert finish(start(*name_build(seed, path), output=said)) == 0
        longest = max(longest, time.monotonic() - began)
        sums.add(sum_of(path))
        versions.add(check_file(path))
    times, swapped = 200 if is_whole else 3, 0
    with run_server(path, "app") as server, visit(server.port) as seen:
        for step in range(times):
            before = sum_of(path)
            builder = start(*name_build(seeds[(step + 1) % 2], path), output=said)
            builder.join(longest * (step * 7 % 20 + 1) / 16)
            builder.kill()
            finish(builder)
            assert sum_of(path) in sums
            swapped += sum_of(path) != before
        assert finish(start(*name_build(seeds[1], path), output=said)) == 0
    assert (len(sums), len(versions)) == (2, 2)
    assert set(seen.statuses) == {200}
    assert (seen.cut, seen.unanswered) == (0, 0)
    assert seen.versions <= versions
    assert sorted(child.name for child in path.parent.glob(".*")) == []
    note("9", f"kill -9 of {times} builders", f"{swapped} exchanged, 0 damaged files", "0 damaged files")
    note("9", f"{len(seen.statuses)} requests meanwhile", "0 failed", "0 failed")


def test_a_server_killed_under_load_comes_back_and_one_that_is_told_to_end_ends_its_answers(
    tiny_database: Path, note: Note, is_whole: bool
) -> None:
    kills, ends = (20, 10) if is_whole else (1, 1)
    ready: list[float] = []
    ended: list[float] = []
    cut = broken = answered = 0
    for step in range(kills + ends):
        began = time.monotonic()
        with run_server(tiny_database, "app") as server, visit(server.port) as seen:
            ready.append(time.monotonic() - began)
            wait_until(lambda seen=seen: len(seen.statuses) > ENOUGH, "no answers")  # type: ignore[misc]
            began = time.monotonic()
            os.kill(server.process, signal.SIGKILL if step < kills else signal.SIGTERM)
            code = server.wait()
            if step >= kills:
                ended.append(time.monotonic() - began)
                assert code in {0, -signal.SIGTERM}
        assert set(seen.statuses) == {200}
        answered += len(seen.statuses)
        if step < kills:
            broken += seen.cut
        else:
            cut += seen.cut
    assert cut == 0
    found = f"{statistics.median(ready):.1f} s, the last {max(ready):.1f} s"
    note("10", f"ready, {kills + ends} starts", found, "≤ 3 s")
    note("10", f"exit, the last of {ends} by SIGTERM", f"{max(ended):.1f} s", "≤ 5 s")
    note("10", f"cut by SIGTERM, of {answered} answers", cut, "0")
    note("10", f"cut by {kills} × kill -9", broken, "what was on its way")
