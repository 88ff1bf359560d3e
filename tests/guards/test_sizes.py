"""Nothing grows past the size at which it should be split by subject."""

from pathlib import Path

import pytest

from tests.guards import files

MODULE_LINES = 400
FUNCTION_LINES = 50
SHEET_LINES = 150
SCRIPT_LINES = 80
# A service worker stays one file: the browser renews it as a whole.
LONGER_SCRIPTS = {"static/js/kiosk_worker.js": 150}


def count_lines(path: Path) -> int:
    """Give the number of lines of a file."""
    return len(files.read(path).splitlines())


@pytest.mark.parametrize("path", files.PYTHON, ids=files.name)
def test_a_module_has_at_most_400_lines(path: Path) -> None:
    assert count_lines(path) <= MODULE_LINES


@pytest.mark.parametrize("path", files.PYTHON, ids=files.name)
def test_a_function_has_at_most_50_lines(path: Path) -> None:
    sizes = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in files.walk_functions(path)}
    assert {key: size for key, size in sizes.items() if size > FUNCTION_LINES} == {}


@pytest.mark.parametrize("path", files.SHEETS, ids=files.name)
def test_a_style_sheet_has_at_most_150_lines(path: Path) -> None:
    assert count_lines(path) <= SHEET_LINES


@pytest.mark.parametrize("path", files.SCRIPTS, ids=files.name)
def test_a_script_has_at_most_80_lines(path: Path) -> None:
    assert count_lines(path) <= LONGER_SCRIPTS.get(files.name(path), SCRIPT_LINES)


def test_there_is_something_to_measure() -> None:
    assert min(map(len, (files.PRODUCT, files.SHEETS, files.SCRIPTS, files.TEMPLATES))) > 5
