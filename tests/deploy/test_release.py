"""The sums of a release: they name every file, and tell a changed one."""

import subprocess
from pathlib import Path

import pytest

from app.settings import ROOT


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """Give the folder of a release with its sums."""
    (tmp_path / "timeline.sqlite.dump").mkdir()
    for name in ("timeline.sqlite", "timeline.sqlite.dump/timeline.csv", "sbom.cdx.json"):
        (tmp_path / name).write_bytes(name.encode())
    make = ["make", "--directory", str(ROOT), "sums", f"RELEASE={tmp_path}"]
    subprocess.run(make, check=True, capture_output=True)
    return tmp_path


def check(release: Path) -> int:
    """Give the exit code of the check that the receiver of a release runs."""
    order = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    return subprocess.run(order, cwd=release, check=False, capture_output=True).returncode


def test_the_sums_name_every_file_and_hold(release: Path) -> None:
    named = [line.split("  ")[1] for line in (release / "SHA256SUMS").read_text().splitlines()]
    assert named == ["sbom.cdx.json", "timeline.sqlite", "timeline.sqlite.dump/timeline.csv"]
    assert check(release) == 0


@pytest.mark.parametrize("name", ["sbom.cdx.json", "timeline.sqlite", "timeline.sqlite.dump/timeline.csv"])
def test_a_changed_byte_is_told(release: Path, name: str) -> None:
    data = bytearray((release / name).read_bytes())
    data[-1] ^= 1
    (release / name).write_bytes(data)
    assert check(release) != 0
