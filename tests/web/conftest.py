"""Fixtures for the tests of pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.main import create_app
from app.reports import Reports
from app.settings import Settings
from app.web.kiosk_beat import Beats
from tests.web.museum import TOKEN, Museum


@pytest.fixture
def public_client(tiny_settings: Settings) -> Iterator[TestClient]:
    """Give a client of a site that knows its public address."""
    app = create_app(tiny_settings.model_copy(update={"public_url": "https://example.org"}))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def served(tiny_database: Path) -> Iterator[tuple[FastAPI, dict[str, str]]]:
    """Give an application whose staff has a token, and what it serves to hall-1; made once."""
    app = create_app(Settings(database=tiny_database, staff_token=TOKEN, connections=2))
    listed = TestClient(app, base_url="http://localhost").get("/kiosk/bundle.json?screen=hall-1").json()
    yield app, {"build": listed["build"], "rev": listed["rev"]}
    app.state.database.close()


@pytest.fixture
def museum(served: tuple[FastAPI, dict[str, str]], tmp_path: Path) -> Iterator[Museum]:
    """Give a museum that nobody reported to."""
    app, bundle = served
    settings = app.state.settings
    app.state.reports, app.state.beats = Reports(tmp_path / "reports.sqlite"), Beats()
    yield Museum(app, bundle)
    app.state.settings = settings
