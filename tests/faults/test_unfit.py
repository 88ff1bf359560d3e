"""Drill 11: bad files at the start and under a running server. Never wrong content, never 500.

The small form of a bad start is tests/web/test_degraded.py.
"""

import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from app.settings import Settings
from tests.content.test_database import BREAKS, change
from tests.faults.figures import Note
from tests.faults.load import visit
from tests.faults.server import Server, run_server

pytestmark = pytest.mark.faults

FEW: Final = ("missing", "cut within a page", "damaged pages", "a folder", "with rows that point nowhere")
# A little longer than a server goes without a look at its file.
LOOK_SECONDS: Final = 0.6


def put(path: Path, data: bytes, kind: str | None = None) -> None:
    """Put data in the place of what is there; what is broken is of a version that must not show."""
    new = path.with_name("new.sqlite")
    new.write_bytes(data)
    if kind:
        change(new, "UPDATE release SET data_version = '2000-01-01.000000'")
        BREAKS[kind](new)
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    if new.exists():
        new.rename(path)
    time.sleep(LOOK_SECONDS)


def ask(server: Server, number: int) -> list[tuple[int, bytes]]:
    """Give readiness with the version, and a page that nobody asked for before."""
    status, page = server.get(f"/en/events?n={number}")
    return [server.get("/readyz"), (status, page.replace(f"n={number}".encode(), b""))]


def test_bad_files_are_never_seen(tiny_settings: Settings, note: Note, is_whole: bool) -> None:
    path, kinds = tiny_settings.database, tuple(BREAKS) if is_whole else FEW
    sound = path.read_bytes()
    with run_server(path, "app") as server, visit(server.port) as seen:
        before = ask(server, 1000)
        for number, kind in enumerate(kinds, 1001):
            put(path, sound, kind)
            assert ask(server, number) == before
        put(path, sound)
        with closing(sqlite3.connect(path)) as other:
            other.execute("BEGIN EXCLUSIVE")
            assert ask(server, 2000) == before
    assert [status for status, _ in before] == [200, 200]
    assert (set(seen.statuses), len(seen.versions), seen.cut) == ({200}, 1, 0)
    found = f"the same data, {len(seen.statuses)} × 200"
    note("11", f"{len(kinds)} bad files and a locked one while running", found, "never wrong, never 500")


def test_a_server_that_began_without_data_recovers_by_itself(
    tiny_settings: Settings, note: Note, is_whole: bool
) -> None:
    if not is_whole:
        pytest.skip("make faults")
    path = tiny_settings.database
    sound = path.read_bytes()
    # A missing one is built.
    kinds = [kind for kind in BREAKS if kind != "missing"]
    for kind in kinds:
        put(path, sound, kind)
        with run_server(path, "app", "/healthz") as server:
            assert [status for status, _ in ask(server, 1000)] == [503, 503]
            put(path, sound)
            assert [status for status, _ in ask(server, 1001)] == [200, 200]
    note("11", f"{len(kinds)} bad files at the start", "503, then 200", "recovery without restart")
