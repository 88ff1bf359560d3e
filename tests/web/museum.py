"""A museum: a server with a clock of the test's own, and what its screen hall-1 says."""

import datetime as dt
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient

from app.deps import get_now
from tests.document import Element, parse_html

BEAT = "/kiosk/beat"
PAGE = "/staff/kiosks"
TOKEN = "sixteen-letters-and-more"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
LAW = "1991-12-16-independence-law"
# A Tuesday noon in Almaty: hall-1 opened two hours ago.
NOON = dt.datetime(2026, 11, 24, 7, tzinfo=dt.UTC)
REPORT: dict[str, Any] = {
    "screen": "hall-1",
    "build": "",
    "rev": "",
    "pending": "",
    "rollback": "",
    "ready": True,
    "state": "attract",
    "boot": "00112233aabbccdd",
    "sequence": 1,
    "uptime_seconds": 4000,
    "touch_seconds": 12,
    "paint_seconds": 0.5,
    "visits_today": 7,
    "heap_mb": 12.5,
    "nodes": 2000,
    "storage_mb": 3,
    "quota_mb": 4000,
    "wake_lock": True,
    "viewport": [1080, 1920],
    "config_errors": [],
    "errors": [],
    "skew_seconds": 0.2,
}


class Museum:
    """A server with a clock of the test's own, and its screen hall-1, which has what is served."""

    def __init__(self, app: FastAPI, served: dict[str, str]) -> None:
        """Begin at noon."""
        self.app = app
        self.served = served
        self.now = NOON
        self.client = self.connect("192.168.7.20")
        app.dependency_overrides[get_now] = lambda: self.now

    @property
    def reports(self) -> Path:
        """Give the file of reports."""
        return Path(self.app.state.reports.path)

    def connect(self, address: str) -> TestClient:
        """Give a client that asks from an address."""
        return TestClient(self.app, base_url="http://localhost", client=(address, 4000))

    def set(self, **changed: Any) -> None:
        """Change settings."""
        self.app.state.settings = self.app.state.settings.model_copy(update=changed)

    def post(self, client: TestClient | None = None, **changed: Any) -> Any:
        """Give the answer to a report."""
        body = {**REPORT, **self.served, **changed}
        return (client or self.client).post(f"{BEAT}?screen=hall-1", json=body)

    def beat(self, **changed: Any) -> dict[str, Any]:
        """Give what the server replies to a report, which must be taken."""
        response = self.post(**changed)
        assert response.status_code == 200, response.text
        return dict(response.json())

    def wait(self, **span: float) -> None:
        """Let time go by."""
        self.now += dt.timedelta(**span)

    def ask(self, screen: str = "hall-1") -> tuple[int, str, list[str]]:
        """Give the status of what monitoring gets, and colour and reasons of a screen."""
        response = self.client.get(f"{PAGE}.json", headers=BEARER)
        found = {one["screen"]: one for one in response.json()["screens"]}[screen]
        return response.status_code, found["colour"], found["reasons"]

    def see(self) -> Element:
        """Give the page of the staff."""
        return parse_html(self.client.get(f"{PAGE}?lang=en", headers=BEARER).text)
