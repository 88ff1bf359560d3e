"""A server without its database: it lives, says so, and says when to come back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.core.locales import LOCALES
from app.main import create_app
from app.settings import Settings
from tests.document import parse_html

RESTS = ["", "events", "events/1991-12-16-independence-law", "thirty", "about"]


@pytest.fixture(params=["missing", "damaged", "empty"])
def client(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TestClient]:
    """Give a client of a server whose database is missing, damaged or empty."""
    path = tmp_path / "timeline.sqlite"
    if request.param != "missing":
        path.write_bytes(b"no database" * 100 if request.param == "damaged" else b"")
    app = create_app(Settings(database=path, connections=2))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("rest", RESTS)
def test_a_page_asks_to_come_back(client: TestClient, rest: str, locale: str) -> None:
    response = client.get(f"/{locale}/{rest}")
    assert (response.status_code, response.headers["retry-after"]) == (503, "5")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_error_page_is_in_the_language_of_the_path(client: TestClient, locale: str) -> None:
    assert parse_html(client.get(f"/{locale}/").text).get("html").attributes["lang"] == locale


def test_a_partial_gets_the_notice_alone(client: TestClient) -> None:
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
    (root,) = parse_html(client.get("/en/events", headers=headers).text).children
    assert root.attributes["id"] == "notice-box"


def test_the_api_answers_with_a_problem_document(client: TestClient) -> None:
    response = client.get("/api/v1/events")
    assert (response.status_code, response.json()["code"]) == (503, "not_ready")


def test_the_kiosk_asks_to_come_back(client: TestClient) -> None:
    assert client.get("/kiosk/").status_code == 503


def test_the_process_is_up(client: TestClient) -> None:
    assert client.get("/healthz").status_code == 200


def test_the_data_is_not_ready(client: TestClient) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.headers["retry-after"]) == (503, "5")


def test_with_data_the_server_is_ready(tiny_client: TestClient) -> None:
    assert tiny_client.get("/readyz").json()["status"] == "ready"
