"""Fixtures for all tests but those in the browser: a tiny seed, the real one, and clients on both."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from hypothesis import settings
from starlette.testclient import TestClient

from app.api.prepared import build_database
from app.main import create_app
from app.settings import ROOT, Settings
from tests.live import find_chromium

# `make fuzz` chooses it: tests that know it ask more, and others each time.
settings.register_profile("fuzz", max_examples=5_000, deadline=None)
TINY_SEED = Path(__file__).parent / "fixtures" / "seed"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what can't run."""
    if not find_chromium().is_file():
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="no Chromium; set CHROMIUM_PATH, or: make browser"))


@pytest.fixture
def tiny_seed(tmp_path: Path) -> Path:
    """Give a copy of the tiny seed that the test may change."""
    return Path(shutil.copytree(TINY_SEED, tmp_path / "seed"))


@pytest.fixture(scope="session")
def tiny_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the database of the tiny seed, built once per process; tests only read it."""
    path = tmp_path_factory.mktemp("tiny") / "timeline.sqlite"
    build_database(TINY_SEED, path, cards=False)
    return path


@pytest.fixture
def tiny_settings(tmp_path: Path, tiny_seed: Path, tiny_database: Path) -> Settings:
    """Give settings on a tiny seed and a database built from it, both the test's own."""
    database = tmp_path / "data" / "timeline.sqlite"
    database.parent.mkdir()
    shutil.copyfile(tiny_database, database)
    return Settings(seed=tiny_seed, database=database, connections=2)


@pytest.fixture
def tiny_app(tiny_settings: Settings) -> Iterator[FastAPI]:
    """Give an application of the test's own on the tiny database."""
    app = create_app(tiny_settings)
    yield app
    app.state.database.close()


@pytest.fixture
def tiny_client(tiny_app: FastAPI) -> Iterator[TestClient]:
    """Give a client of the tiny application; redirects are answers, not followed."""
    with TestClient(tiny_app, base_url="http://localhost", follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def reader(tiny_database: Path) -> Iterator[TestClient]:
    """Give one client of the tiny database for all tests that only read; redirects are answers."""
    app = create_app(Settings(database=tiny_database, connections=2))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def real_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the database of seed/, built once per process; tests only read it."""
    path = tmp_path_factory.mktemp("real") / "timeline.sqlite"
    build_database(ROOT / "seed", path, cards=False)
    return path


@pytest.fixture(scope="session")
def real_client(real_database: Path) -> Iterator[TestClient]:
    """Give one client of the application on the real database for all tests; redirects are answers."""
    app = create_app(Settings(database=real_database, connections=2))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        yield client
