"""A real server on a free port of this machine, for browsers and measurements."""

import contextlib
import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import uvicorn

from app.cli import choose_protocol
from app.main import create_app
from app.settings import Settings

# The shell draws as Chromium does, without its windows: to open one costs as much as two of our pages.
CHROMIUMS: Final = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))


def find_chromium() -> Path:
    """Give the browser that CHROMIUM_PATH names, or the first of Debian's that is there."""
    named = os.environ.get("CHROMIUM_PATH")
    there = [path for path in CHROMIUMS if path.is_file()]
    return Path(named) if named else (*there, CHROMIUMS[0])[0]


def find_free_port() -> int:
    """Give a port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serve(settings: Settings, is_public: bool = False) -> Iterator[str]:
    """Serve an app on these settings in a thread; gives its address without a slash at the end.

    A public one names that address in its pages, as a server on the web names its own.
    """
    port = find_free_port()
    address = f"http://127.0.0.1:{port}"
    if is_public:
        settings = settings.model_copy(update={"public_url": address})
    config = uvicorn.Config(
        create_app(settings),
        host="127.0.0.1",
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        http=choose_protocol(),
        ws="none",
        timeout_keep_alive=5,
        proxy_headers=False,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    started = threading.Event()
    while not server.started and thread.is_alive():
        started.wait(0.02)
    try:
        yield address
    finally:
        server.should_exit = True
        thread.join(timeout=10)
