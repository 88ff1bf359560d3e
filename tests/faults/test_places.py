"""Drills 12 and 13: no room, no right to write, two of each."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.db import lock_for_building
from app.settings import Settings
from tests.faults.commands import finish, name_build, start, sum_of
from tests.faults.figures import Note
from tests.faults.load import visit
from tests.faults.server import Server, run_server

pytestmark = pytest.mark.faults

NOBODY = 65534


@pytest.fixture
def data(tiny_settings: Settings) -> Iterator[Path]:
    """Give a folder that everybody may read, with a seed and its database."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        shutil.copytree(tiny_settings.seed, folder / "seed")
        (folder / "data").mkdir()
        shutil.copy(tiny_settings.database, folder / "data" / "timeline.sqlite")
        yield folder


def test_a_build_that_may_not_write_says_so_and_changes_nothing(
    data: Path, tmp_path: Path, note: Note
) -> None:
    path = data / "data" / "timeline.sqlite"
    before, build, said = sum_of(path), name_build(data / "seed", path), tmp_path / "said"
    path.parent.chmod(0o555)
    user = None if os.geteuid() else NOBODY
    codes = [finish(start(*build, output=said, user=user))]
    path.parent.chmod(0o755)
    codes += [finish(start(*build, output=said, most_bytes=most)) for most in (4096, 200_000)]
    assert codes == [3] * 3
    assert "altyn-besik: " in said.read_text()
    assert sum_of(path) == before
    assert sorted(path.parent.glob(".*")) == []
    note("12", "no permission, write limits", f"exit {codes}, file unchanged", "exit 3, file unchanged")


@contextmanager
def mount(folder: Path, options: str) -> Iterator[None]:
    """Have a file system of its own at a folder, or skip where nobody may mount one."""
    order = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(order, check=False, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_full_disk_and_one_that_is_read_only_leave_the_server_unharmed(
    data: Path, tmp_path: Path, note: Note, is_whole: bool
) -> None:
    if not is_whole:
        pytest.skip("make faults")
    path, said = data / "data" / "timeline.sqlite", tmp_path / "said"
    sound, codes = path.read_bytes(), []
    with mount(path.parent, "size=1m"):
        path.write_bytes(sound)
        before = sum_of(path)
        with run_server(path, "app") as server, visit(server.port) as seen:
            codes.append(finish(start(*name_build(data / "seed", path), output=said)))
            assert "altyn-besik: " in said.read_text()
            subprocess.run(["mount", "-o", "remount,ro", path.parent], check=True)
            codes.append(finish(start(*name_build(data / "seed", path), output=said)))
            assert "altyn-besik: " in said.read_text()
        assert (set(seen.statuses), seen.cut, sum_of(path)) == ({200}, 0, before)
    assert codes == [3, 3]
    note("12", "disk full, read-only", f"exit {codes}, {len(seen.statuses)} × 200", "exit 3, server unharmed")


def test_two_servers_share_one_file_and_two_builders_do_not(
    server: Server, tiny_database: Path, tiny_settings: Settings, tmp_path: Path, note: Note
) -> None:
    said = tmp_path / "said"
    with run_server(tiny_database, "app") as other:
        status, ready = other.get("/readyz")
        assert (status, ready) == (200, server.get("/readyz")[1])
    code = finish(start("serve", "--port", str(server.port), output=said, database=tiny_database))
    assert code not in {0, None}
    assert "address already in use" in said.read_text()
    with lock_for_building(tiny_settings.database):
        refused = finish(start(*name_build(tiny_settings.seed, tiny_settings.database), output=said))
    assert (refused, "another process is building" in said.read_text()) == (3, True)
    note(
        "13",
        "two servers, busy port, two builders",
        f"both serve, exit {code}, exit 3",
        "message, non-zero exit",
    )
