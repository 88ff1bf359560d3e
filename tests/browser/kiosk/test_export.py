"""The screen as plain files: any static server on the device will do, and then none."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.cli import run
from tests.browser.visit import NewContext, open_visit


class _Quiet(SimpleHTTPRequestHandler):
    """A static server that doesn't talk."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def files(tiny_database: Path, tmp_path: Path) -> Iterator[ThreadingHTTPServer]:
    """Give a server of the exported files."""
    target = tmp_path / "device"
    assert (
        run(["export", "--database", str(tiny_database), "--kiosk", str(target), "--options", "lang=ru"]) == 0
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(target)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_plain_files_are_a_kiosk_without_their_server(
    new_context: NewContext, files: ThreadingHTTPServer
) -> None:
    page = open_visit(new_context, f"http://127.0.0.1:{files.server_port}/kiosk/").page
    expect(page.locator('html[data-ready="true"]')).to_be_attached(timeout=15_000)
    files.shutdown()
    files.server_close()
    page.reload()
    expect(page.locator('html[data-ready="true"][data-state="attract"][lang="ru"]')).to_be_attached()
