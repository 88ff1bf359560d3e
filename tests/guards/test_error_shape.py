"""One shape for every error: a page in the reader's language for people, a problem document for programs."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.core.locales import LOCALES
from app.main import create_app
from app.settings import Settings
from tests.document import parse_html
from tests.web.test_pages import WHOLE

PAGE_STATUSES = {
    ("GET", "/{}/none"): 404,
    ("GET", "/{}/events/none"): 404,
    ("GET", "/{}/events/НЕТ"): 404,
    ("GET", "/{}/thirty?event=none"): 404,
    ("GET", "/{}/events?theme=none"): 400,
    ("POST", "/{}/events"): 405,
    ("GET", "/{}/fault"): 500,
}
PROBLEM_STATUSES = {
    ("GET", "/api/v1/none"): 404,
    ("GET", "/api/v1/events/none"): 404,
    ("GET", "/api/v1/events?limit=x"): 400,
    ("GET", "/api/v1/events?nothing=1"): 400,
    ("PATCH", "/api/v1/events"): 405,
    ("GET", "/api/v1/fault"): 500,
}
MEMBERS = ["type", "title", "status", "code", "detail", "instance", "errors"]
FAULT_MEMBERS = ["where", "code", "detail", "hint"]
SECRET = "secret of the house"


@pytest.fixture
def client(tiny_settings: Settings) -> Iterator[TestClient]:
    """Give a client of an application that has one broken page and one broken resource."""
    app: FastAPI = create_app(tiny_settings)

    def fail() -> None:
        raise RuntimeError(SECRET)

    for target in ("/api/v1/fault", *(f"/{locale}/fault" for locale in LOCALES)):
        app.add_api_route(target, fail)
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("method", "target"), PAGE_STATUSES)
def test_an_error_page_has_its_status(client: TestClient, method: str, target: str, locale: str) -> None:
    assert client.request(method, target.format(locale)).status_code == PAGE_STATUSES[method, target]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("method", "target"), PAGE_STATUSES)
def test_an_error_page_speaks_the_language_of_the_path(
    client: TestClient, method: str, target: str, locale: str
) -> None:
    response = client.request(method, target.format(locale))
    assert parse_html(response.text).get("html").attributes["lang"] == locale
    assert response.headers["content-language"] == locale


@pytest.mark.parametrize(("method", "target"), PAGE_STATUSES)
def test_an_error_page_leads_home_and_has_a_search(client: TestClient, method: str, target: str) -> None:
    page = parse_html(client.request(method, target.format("ru")).text)
    assert page.get("main").find_all("a", href="/ru/")
    assert page.get("form").attributes["action"] == "/ru/events"


@pytest.mark.parametrize(("method", "target"), PAGE_STATUSES)
def test_an_error_in_a_partial_is_the_notice_alone(client: TestClient, method: str, target: str) -> None:
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
    roots = parse_html(client.request(method, target.format("en"), headers=headers).text).children
    assert [root.attributes.get("class") for root in roots] == ["notice__box"]


@pytest.mark.parametrize("headers", WHOLE)
@pytest.mark.parametrize("target", ["/en/none", "/en/fault"])
def test_anything_but_a_request_for_a_part_gets_the_whole_page_of_an_error(
    client: TestClient, target: str, headers: dict[str, str]
) -> None:
    assert "<html" in client.get(target, headers=headers).text


@pytest.mark.parametrize(("method", "target"), PROBLEM_STATUSES)
def test_a_problem_document_has_all_its_members(client: TestClient, method: str, target: str) -> None:
    response = client.request(method, target)
    assert list(response.json()) == MEMBERS
    assert response.json()["status"] == response.status_code == PROBLEM_STATUSES[method, target]


@pytest.mark.parametrize(("method", "target"), PROBLEM_STATUSES)
def test_a_problem_document_has_its_media_type(client: TestClient, method: str, target: str) -> None:
    assert client.request(method, target).headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("target", ["/api/v1/events?limit=x", "/api/v1/events?nothing=1&from=1991-02-30"])
def test_each_fault_of_a_request_has_all_its_members(client: TestClient, target: str) -> None:
    faults = client.get(target).json()["errors"]
    assert [list(fault) for fault in faults] == [FAULT_MEMBERS] * target.count("=")


@pytest.mark.parametrize(("method", "target"), [*PAGE_STATUSES, *PROBLEM_STATUSES])
def test_an_error_tells_nothing_of_the_inside(client: TestClient, method: str, target: str) -> None:
    text = client.request(method, target.format("en")).text
    assert [word for word in (SECRET, "Traceback", "RuntimeError", "SELECT ", ".py") if word in text] == []


@pytest.mark.parametrize(
    ("target", "secret"),
    [
        ("/en/events?theme=zqxj", "zqxj"),
        ("/en/zqxj", "zqxj"),
        ("/en/thirty?event=zqxj", "zqxj"),
        ("/api/v1/events?theme=zqxj", "zqxj"),
        ("/api/v1/zqxj", "zqxj"),
    ],
)
def test_an_error_never_repeats_what_was_refused(client: TestClient, target: str, secret: str) -> None:
    assert secret not in client.get(target).text


def test_an_unforeseen_problem_names_the_incident_of_the_log(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    instances = [client.get("/api/v1/fault").json()["instance"] for _ in range(2)]
    logged = [record for record in caplog.records if record.getMessage() == "unforeseen"]
    assert [record.request_id for record in logged] == instances  # type: ignore[attr-defined]
    assert len(set(instances)) == 2


def test_an_unforeseen_error_names_an_incident_that_can_be_told(client: TestClient) -> None:
    page = parse_html(client.get("/en/fault").text)
    assert len(page.get("p", "page__incident").text) == 12
