"""One client for all tests that only read, since a new application costs a tenth of a second."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings


@pytest.fixture(scope="session")
def public_reader(tiny_database: Path) -> Iterator[TestClient]:
    """Give such a client of a site that knows its public address."""
    app = create_app(Settings(database=tiny_database, connections=2, public_url="https://example.org"))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        yield client
