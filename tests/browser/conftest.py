"""The browser's fixtures: Debian's Chromium, and the real timeline on a free port of this machine."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from app.main import create_app
from app.settings import Settings
from app.web.kiosk_beat import Beats
from tests.live import find_chromium

HERE = Path(__file__).parent
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


class _Server(uvicorn.Server):
    """A server that tells when it answers."""

    def __init__(self, config: uvicorn.Config) -> None:
        """Keep the configuration."""
        super().__init__(config)
        self.is_up = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets)
        self.is_up.set()


@pytest.fixture(scope="session")
def base_url(real_database: Path) -> Iterator[str]:
    """Give the address of a server with the real timeline, one per test process."""
    # Its kiosks keep nothing: what a screen keeps is tested in museums, and takes each new window seconds.
    app = create_app(Settings(database=real_database, patterns=True, kiosk_worker=False))
    # The kiosks of all tests are one screen to it.
    app.state.beats = Beats(most=100_000)
    server = _Server(uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=2))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        assert server.is_up.wait(30)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session", autouse=True)
def delete_output_dir() -> None:
    """Leave test-results/ alone: the plugin would clear it once per process, and with it others' pictures."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Give how Chromium is started: Debian's own, quiet on the network."""
    return {**browser_type_launch_args, "executable_path": str(find_chromium()), "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], base_url: str) -> dict[str, Any]:
    """Give what every window has in common."""
    return {**browser_context_args, "base_url": base_url, "timezone_id": "Asia/Almaty"}
