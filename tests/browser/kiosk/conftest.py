"""The kiosk's fixtures: a museum that each test may stop and make lie."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.main import create_app
from app.settings import Settings
from tests.browser.kiosk.museum import Museum, Screen, open_screen
from tests.browser.visit import NewContext


@pytest.fixture
def museum(real_database: Path, tmp_path: Path) -> Iterator[Museum]:
    """Give a museum of the test's own."""
    app = create_app(
        Settings(database=real_database, kiosk_reports=tmp_path / "reports.sqlite", connections=2)
    )
    museum = Museum(app)
    yield museum
    museum.stop()
    app.state.database.close()


@pytest.fixture
def screen(new_context: NewContext, museum: Museum) -> Screen:
    """Give its screen, with everything on the device, on which visitors may rest for a quarter of an hour."""
    return open_screen(new_context, museum, "?idle=900&read=0")
