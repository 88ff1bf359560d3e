"""Files of others are what their VERSIONS.md says they are."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ["static/vendor", "static/fonts", "static/map", "tests/browser/vendor"]
# What lies in such a folder and is ours.
OURS = {"VERSIONS.md", "build_fonts.py", "build_map.py"}
LICENCE = re.compile(r"(?:\.bundle)?-(?:OFL|LICENSE|NOTICE)\.txt$")
ROW = re.compile(
    r"^\| `(?P<file>[^`]+)` \| (?P<name>[^|]+) \| (?P<version>[\d.]+) \| (?P<licence>[\w.-]+)"
    r" \| `(?P<sum>[0-9a-f]{64})` \|$",
    re.MULTILINE,
)


def _listed(folder: Path) -> dict[str, str]:
    """Give the SHA-256 of each file that the folder's table lists."""
    table = (folder / "VERSIONS.md").read_text(encoding="utf-8")
    return {row["file"]: row["sum"] for row in ROW.finditer(table)}


def _present(folder: Path) -> dict[str, str]:
    """Give the SHA-256 of each file of others that lies in the folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in OURS and "__pycache__" not in path.parts
    }


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_file_of_others_is_listed_and_unmodified(folder: str) -> None:
    present = _present(ROOT / folder)
    assert present
    assert present == _listed(ROOT / folder)


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_row_of_the_table_is_whole(folder: str) -> None:
    table = (ROOT / folder / "VERSIONS.md").read_text(encoding="utf-8")
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    assert len(rows) == len(ROW.findall(table))


def test_a_licence_lies_beside_each_file_of_others() -> None:
    for folder in FOLDERS:
        files = {path.name for path in (ROOT / folder).iterdir()} - OURS
        works = {name.partition(".")[0] for name in files if not name.endswith(".txt")} - {"__pycache__"}
        licences = {LICENCE.split(name)[0] for name in files if name.endswith(".txt")}
        assert works == licences, folder
