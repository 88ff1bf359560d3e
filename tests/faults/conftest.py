"""Drills of faults: each has a small form for every change and a whole one for `make faults`.

A drill asserts what must always hold. What depends on the machine it only notes: the table at the end shows
it beside what it should be.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.faults.figures import IS_WHOLE, Figure, Note
from tests.faults.server import Server, run_server

_TABLE: Final = pytest.StashKey[list[Figure]]()


def pytest_configure(config: pytest.Config) -> None:
    """Begin with an empty table."""
    config.stash[_TABLE] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the table after whole drills."""
    figures = config.stash.get(_TABLE, [])
    if not IS_WHOLE or not figures:
        return
    terminalreporter.section("faults")
    widths = [max(len(row[column]) for row in figures) for column in range(len(Figure._fields))]
    for row in figures:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        terminalreporter.write_line("  ".join(cells).rstrip())


@pytest.fixture
def is_whole() -> bool:
    """Say whether the drill runs in its whole form."""
    return IS_WHOLE


@pytest.fixture
def note(pytestconfig: pytest.Config) -> Note:
    """Give what puts a row into the table: drill, what was measured, what was found, what was asked for."""
    table = pytestconfig.stash.setdefault(_TABLE, [])
    return lambda drill, what, found, wanted: table.append(Figure(drill, what, str(found), wanted))


@pytest.fixture(scope="session")
def server(tiny_database: Path) -> Iterator[Server]:
    """Give a server of its own process; in the small form its limits are a second."""
    with run_server(tiny_database, "app" if IS_WHOLE else "tests.faults.quick") as server:
        yield server
