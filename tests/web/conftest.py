"""Fixtures for the tests of pages."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings


@pytest.fixture
def public_client(tiny_settings: Settings) -> Iterator[TestClient]:
    """Give a client of a site that knows its public address."""
    app = create_app(tiny_settings.model_copy(update={"public_url": "https://example.org"}))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        yield client
