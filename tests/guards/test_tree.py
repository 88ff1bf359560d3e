"""The repository holds what belongs there, and nothing of the machine it was made on."""

import re
from pathlib import Path

import pytest

from app.settings import ROOT
from tests.guards import files

ALLOWED = {
    *(".ci", ".dockerignore", ".editorconfig", ".gitignore", "CHANGELOG.md", "Dockerfile", "LICENSE"),
    *("Makefile", "README.md", "app", "deploy", "pyproject.toml", "requirements-dev.lock"),
    *("SECURITY.md", "requirements.lock", "seed", "static", "templates", "tests"),
}
NEEDED = ["LICENSE", "Makefile", "README.md", "pyproject.toml", "requirements.lock", "requirements-dev.lock"]
# Put together here so that this file doesn't find itself.
HOMES = "|".join(["work", "root", "home", "Users", "mnt", "opt"])
MACHINE_PATH = re.compile(rf"(?<![\w.)}}\]~/-])/(?:{HOMES})/\w")
HOSTS = ["py" + r"pi\.org", "python" + "hosted", "npm" + r"js\.(?:org|com)", "un" + "pkg", "js" + "delivr"]
REGISTRY = re.compile("|".join(HOSTS))


def read_text(path: Path) -> str:
    """Give a file's text; what is no text, such as a font, is empty."""
    data = path.read_bytes()
    return "" if b"\0" in data else data.decode()


def find_lines(pattern: re.Pattern[str]) -> list[str]:
    """Give place and line of each match in our own files; those of others stay as they are."""
    return [
        f"{files.name(path)}:{number}: {line[:120]}"
        for path in files.list_tracked()
        if "vendor" not in path.parts
        for number, line in enumerate(read_text(path).splitlines(), 1)
        if pattern.search(line)
    ]


def test_the_top_level_holds_only_what_belongs_there() -> None:
    tops = {path.relative_to(ROOT).parts[0] for path in files.list_tracked()}
    assert tops - ALLOWED == set()


@pytest.mark.parametrize("top", NEEDED)
def test_the_top_level_holds_what_everybody_needs(top: str) -> None:
    assert ROOT / top in files.list_tracked()


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    assert find_lines(MACHINE_PATH) == []


def test_no_file_names_a_package_registry() -> None:
    assert find_lines(REGISTRY) == []


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "manager"])
def test_no_module_has_a_name_that_says_nothing(name: str) -> None:
    assert [files.name(path) for path in files.list_tracked() if path.stem == name] == []


def test_a_database_is_never_kept() -> None:
    suffixes = {".sqlite", ".db", ".sqlite3", ".pyc", ".mo"}
    assert [files.name(path) for path in files.list_tracked() if path.suffix in suffixes] == []


def test_every_text_file_ends_with_one_line_break() -> None:
    ours = [
        path
        for path in files.list_tracked()
        if "vendor" not in path.parts and path.suffix not in {".po", ".txt"}
    ]
    texts = {files.name(path): text for path in ours if (text := read_text(path))}
    assert [key for key, text in texts.items() if not text.endswith("\n") or text.endswith("\n\n")] == []
