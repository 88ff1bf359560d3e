"""The kiosk's fixtures: a museum that each test may stop and make lie, with few events or all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.kiosk.museum import Museum, Screen, open_museum, open_screen
from tests.browser.visit import NewContext

QUERY = "?idle=900&read=0"


@pytest.fixture
def museum(tiny_database: Path, tmp_path: Path) -> Iterator[Museum]:
    """Give a museum of the test's own, with six events."""
    with open_museum(tiny_database, tmp_path) as museum:
        yield museum


@pytest.fixture
def bare_museum(tiny_database: Path, tmp_path: Path) -> Iterator[Museum]:
    """Give one whose screens keep nothing: for what only the page itself does."""
    with open_museum(tiny_database, tmp_path, worker=False) as museum:
        yield museum


@pytest.fixture
def screen(new_context: NewContext, museum: Museum) -> Screen:
    """Give its screen, with everything on the device, on which visitors may rest for a quarter of an hour."""
    return open_screen(new_context, museum, QUERY)


@pytest.fixture
def real_museum(real_database: Path, tmp_path: Path) -> Iterator[Museum]:
    """Give a museum with the real timeline."""
    with open_museum(real_database, tmp_path) as museum:
        yield museum


@pytest.fixture
def real_screen(new_context: NewContext, real_museum: Museum) -> Screen:
    """Give its screen, with everything on the device."""
    return open_screen(new_context, real_museum, QUERY)
