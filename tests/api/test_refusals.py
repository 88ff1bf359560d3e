"""What is refused, and how: problem documents with stable codes, all faults at once."""

from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from sqlalchemy import event
from starlette.testclient import TestClient

from app.api.errors import TITLES
from app.main import create_app
from app.settings import Settings
from tests.api.answers import EVENTS, LAW_ID, read_codes

FAULTS = {
    **{
        f"limit={value}": ("limit", "invalid_parameter")
        for value in ("0", "-1", "201", "abc", "5.0", "1_000")
    },
    **{
        f"limit={quote(value)}": ("limit", "invalid_parameter")
        for value in ("+5", "٣", "9" * 30, " 5", "5\n", "0x1")
    },
    **{f"from={value}": ("from", "not_a_date") for value in ("1991-02-30", "1991-13", "16.12.1991", "86400")},
    **{
        f"to={value}": ("to", "not_a_date")
        for value in ("1991-12-16T00:00", "1699", "2101", "0", "1991~", "1991-00")
    },
    f"from={quote('١٩٩١')}": ("from", "not_a_date"),
    "from=1992&to=1991": ("from", "empty_span"),
    "from=1991-12-17&to=1991-12-16": ("from", "empty_span"),
    **{f"locale={value}": ("locale", "unknown_locale") for value in ("de", "KK", "kk-KZ", "%20")},
    **{f"{name}=nope": (name, "unknown_value") for name in ("theme", "era", "collection", "place")},
    "theme=culture&theme=nope": ("theme", "unknown_value"),
    **{f"milestone={value}": ("milestone", "invalid_parameter") for value in ("yes", "1", "True", "TRUE")},
    **{
        f"{name}=": (name, "empty_parameter")
        for name in ("locale", "from", "to", "theme", "q", "limit", "cursor")
    },
    "theme=culture&theme=": ("theme", "empty_parameter"),
    **{f"{name}=1991&{name}=1991": (name, "repeated_parameter") for name in ("q", "from", "to")},
    "locale=kk&locale=kk": ("locale", "repeated_parameter"),
    f"q={'a' * 201}": ("q", "too_long"),
    "q=a+b+c+d+e+f+g+h+i+j+k": ("q", "too_long"),
    "q=%ff": ("q", "not_utf8"),
    "foo=1": ("", "unknown_parameter"),
    "Theme=culture": ("", "unknown_parameter"),
}
PROBLEMS = {
    f"{EVENTS}?limit=0": (400, "invalid_parameter"),
    f"{EVENTS}/nope": (404, "not_found"),
    f"{EVENTS}/NOPE": (404, "not_found"),
    f"{EVENTS}/{'a' * 81}": (404, "not_found"),
    f"{EVENTS}/тенге": (404, "not_found"),
    f"{EVENTS}/a/b": (404, "no_such_resource"),
    f"{EVENTS}/..%2Fx": (404, "no_such_resource"),
    f"{EVENTS}/%ff": (400, "not_utf8"),
    f"{EVENTS}/%00": (400, "not_utf8"),
    "/api/v1/nope": (404, "no_such_resource"),
    "/api/v2/events": (404, "no_such_resource"),
    "/api": (404, "no_such_resource"),
    f"{EVENTS}?q={'a' * 4100}": (414, "too_long"),
    "/api/v1/eras?theme=culture": (400, "unknown_parameter"),
    "/api/v1/?locale=en&x=": (400, "unknown_parameter"),
}
READ_ONLY = ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"]


@pytest.mark.parametrize(("query", "fault"), FAULTS.items(), ids=[key[:40] for key in FAULTS])
def test_a_wrong_parameter_is_named(reader: TestClient, query: str, fault: tuple[str, str]) -> None:
    assert read_codes(reader, f"{EVENTS}?{query}") == [(f"query.{fault[0]}", fault[1])]


@pytest.mark.parametrize("limit", ["1", "200", "007"])
def test_a_limit_within_its_bounds_is_taken(reader: TestClient, limit: str) -> None:
    assert reader.get(f"{EVENTS}?limit={limit}").status_code == 200


def test_all_faults_of_a_request_are_listed_at_once(reader: TestClient) -> None:
    assert read_codes(reader, f"{EVENTS}?limit=0&from=x&theme=nope&locale=de&foo=1") == [
        ("query.", "unknown_parameter"),
        ("query.locale", "unknown_locale"),
        ("query.limit", "invalid_parameter"),
        ("query.from", "not_a_date"),
        ("query.theme", "unknown_value"),
    ]


@pytest.mark.parametrize(("url", "problem"), PROBLEMS.items(), ids=[key[:40] for key in PROBLEMS])
def test_a_failure_is_a_problem_document(reader: TestClient, url: str, problem: tuple[int, str]) -> None:
    response = reader.get(url)
    body = response.json()
    assert (response.status_code, body["status"], body["code"]) == (problem[0], problem[0], problem[1])
    assert response.headers["Content-Type"] == "application/problem+json"
    assert list(body) == ["type", "title", "status", "code", "detail", "instance", "errors"]
    assert body["type"] == f"/api/v1/problems/{problem[1]}"


@pytest.mark.parametrize("url", PROBLEMS, ids=[key[:40] for key in PROBLEMS])
def test_head_of_a_failure_has_no_body(reader: TestClient, url: str) -> None:
    response = reader.head(url)
    assert (response.status_code, response.content) == (PROBLEMS[url][0], b"")


@pytest.mark.parametrize("method", READ_ONLY)
@pytest.mark.parametrize("url", [EVENTS, f"{EVENTS}/{LAW_ID}", "/api/v1/nope"])
def test_nothing_can_be_written(reader: TestClient, method: str, url: str) -> None:
    response = reader.request(method, url)
    assert (response.status_code, response.json()["code"]) == (405, "read_only")
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_a_body_is_refused(reader: TestClient) -> None:
    response = reader.request("GET", EVENTS, content=b"{}")
    assert (response.status_code, response.json()["code"]) == (400, "no_body_accepted")
    assert response.headers["Connection"] == "close"


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost:abc", "localhost@evil", "", "localhost, evil", "[::2]"]
)
def test_an_unknown_host_is_refused(reader: TestClient, host: str) -> None:
    response = reader.get(EVENTS, headers={"Host": host})
    assert (response.status_code, response.json()["code"]) == (400, "bad_host")


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "[::1]:8000", "[0:0:0:0:0:0:0:1]"]
)
def test_loopback_is_always_a_host(reader: TestClient, host: str) -> None:
    assert reader.get(EVENTS, headers={"Host": host}).status_code == 200


def test_large_headers_are_refused(reader: TestClient) -> None:
    response = reader.get(EVENTS, headers={"X-Padding": "a" * 33_000})
    assert (response.status_code, response.json()["code"]) == (431, "headers_too_large")


@pytest.mark.parametrize(
    ("url", "hint"),
    {
        f"{EVENTS}?theem=culture": "theme",
        f"{EVENTS}?theme=cultur": "culture",
        f"{EVENTS}?era=eves": "eve",
        f"{EVENTS}?locale=de": "kk, ru, en",
        f"{EVENTS}?limit=0": "1…200",
        f"{EVENTS}?from=x": "1991, 1991-12, 1991-12-16",
    }.items(),
)
def test_a_hint_comes_from_our_own_words(reader: TestClient, url: str, hint: str) -> None:
    assert reader.get(url).json()["errors"][0]["hint"] == hint


def test_an_unknown_id_gets_the_nearest_ids(reader: TestClient) -> None:
    assert reader.get(f"{EVENTS}/1991-12-16-independence").json()["detail"].split(", ")[0] == LAW_ID


@pytest.mark.parametrize(
    "url",
    [f"{EVENTS}?theme=zxcvbn", f"{EVENTS}?zxcvbn=1", f"{EVENTS}?q=zxcvbn&limit=zxcvbn", f"{EVENTS}/zxcvbn"],
)
def test_what_was_wrong_is_never_repeated(reader: TestClient, url: str) -> None:
    assert "zxcvbn" not in reader.get(url).text


@pytest.mark.parametrize(("locale", "language"), {"ru": "ru", "en": "en", "kk": "kk", "de": "kk"}.items())
def test_a_problem_is_worded_in_the_locale_asked_for(reader: TestClient, locale: str, language: str) -> None:
    response = reader.get(f"{EVENTS}?limit=0&locale={locale}")
    assert response.headers["Content-Language"] == language


def test_a_problem_has_words_of_its_own(reader: TestClient) -> None:
    body = reader.get(f"{EVENTS}?limit=0&locale=en").json()
    assert body["title"] == TITLES["invalid_parameter"]


@pytest.mark.parametrize("code", TITLES)
def test_every_code_is_told_in_three_languages(reader: TestClient, code: str) -> None:
    assert list(reader.get(f"/api/v1/problems/{code}").json()["title"]) == ["kk", "ru", "en"]


def test_the_type_of_a_problem_leads_to_its_meaning(reader: TestClient) -> None:
    assert reader.get(reader.get(f"{EVENTS}?limit=0").json()["type"]).status_code == 200


def test_without_data_the_answer_is_503(tmp_path: Path) -> None:
    app = create_app(Settings(database=tmp_path / "missing.sqlite"))
    with TestClient(app, base_url="http://localhost") as client:
        response = client.get(EVENTS)
    assert (response.status_code, response.json()["code"]) == (503, "not_ready")
    assert response.headers["Retry-After"] == "5"


def test_a_query_that_takes_too_long_is_503(tiny_app: FastAPI, tiny_client: TestClient) -> None:
    @event.listens_for(tiny_app.state.database._served.engine, "before_cursor_execute", retval=True)
    def slow_down(*_: object) -> tuple[str, tuple[object, ...]]:
        return "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c", ()

    response = tiny_client.get(EVENTS)
    assert (response.status_code, response.json()["code"]) == (503, "too_costly")
