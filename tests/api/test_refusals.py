"""What is refused, and how: problem documents with stable codes, all faults at once."""

from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from sqlalchemy import event
from starlette.testclient import TestClient

from app import db
from app.api.errors import TITLES
from app.api.filters import FILTERS_REPEATABLE, FILTERS_SINGLE
from app.api.listing import LISTING
from app.main import create_app
from app.settings import Settings
from tests.api.answers import EVENTS, LAW_ID, read_codes

# A sound value of each parameter that may stand once.
SINGLE = [
    *("locale=kk", "from=1991", "to=1991", "span=certain", "on=12-16", "milestone=true", "confidence=high"),
    *("disputed=true", "has_media=true", "bbox=1,2,3,4", "near=1,2", "q=law", f"ids={LAW_ID}", "sort=date"),
    *("updated_since=2026-11-01", "limit=1", "facets=era", "include=facts", "fields=title"),
]
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
    **{
        f"{name}=nope": (name, "unknown_value")
        for name in ("theme", "era", "collection", "place", "person", "source", "facets", "include", "fields")
    },
    **{
        f"facets={quote(value)}": ("facets", "unknown_value")
        for value in ("theme,", ",", "theme, era", "Theme")
    },
    "fields=distance_km": ("fields", "unknown_value"),
    "fields=,": ("fields", "unknown_value"),
    **{f"span={value}": ("span", "invalid_parameter") for value in ("maybe", "Certain", "true")},
    **{f"confidence={value}": ("confidence", "invalid_parameter") for value in ("HIGH", "1", "high,low")},
    **{
        f"sort={value}": ("sort", "invalid_parameter")
        for value in ("name", "-title", "updated", "date,title")
    },
    **{
        f"on={value}": ("on", "not_a_date")
        for value in (
            "13-01",
            "02-30",
            "1991-02-29",
            "1991-12",
            "1991",
            "1-1",
            "16.12",
            "1699-12-16",
            "today",
        )
    },
    **{
        f"updated_since={quote(value)}": ("updated_since", "not_a_date")
        for value in (
            *("2026", "2026-11", "2026-11-31", "1700000000", "2026-11-04T12:00:00", "2026-11-04T24:00:00Z"),
            *("2026-11-04T12:00:00+00:00", "2026-11-04 12:00:00Z", "2026-11-04T12:00:00z", "2026-11-04Z"),
        )
    },
    **{
        f"bbox={quote(value)}": ("bbox", "invalid_parameter")
        for value in (
            *("1,2,3", "1,2,3,4,5", "1,2,3,x", "a", ",,,", "1,2,,4", "-181,0,0,0", "0,-91,0,0", "0,0,181,0"),
            *("0,0,0,91", "0,10,1,9", "NaN,0,1,1", "0,0,Infinity,1", "1e1,0,20,1", "+1,0,1,1", "٣,0,4,1"),
            *(" 1,2,3,4", "1,2,3,4\n", "0,0,1_0,1", f"0,0,{'9' * 400},1", ".5,0,1,1", "0x1,0,2,1"),
        )
    },
    **{
        f"near={quote(value)}": ("near", "invalid_parameter")
        for value in ("43", "43,76,1", "91,0", "0,181", "NaN,0", "0,inf", "x,y", "43;76", "43.,76")
    },
    **{
        f"near=43,76&radius_km={quote(value)}": ("radius_km", "invalid_parameter")
        for value in ("0", "0.09", "500.1", "-5", "501", "NaN", "5km", "+5", "1e2", "٣")
    },
    "radius_km=5": ("radius_km", "parameters_conflict"),
    "sort=relevance": ("sort", "parameters_conflict"),
    f"q=law&ids={LAW_ID}": ("ids", "parameters_conflict"),
    f"ids={','.join(f'a{n}' for n in range(41))}": ("ids", "too_many"),
    **{f"ids={quote(value)}": ("ids", "invalid_parameter") for value in ("a,", "A", "a b", "a/b", "a" * 81)},
    "theme=culture&theme=nope": ("theme", "unknown_value"),
    **{f"milestone={value}": ("milestone", "invalid_parameter") for value in ("yes", "1", "True", "TRUE")},
    **{f"{name}=yes": (name, "invalid_parameter") for name in ("disputed", "has_media")},
    **{f"{name}=": (name, "empty_parameter") for name in (*LISTING, *FILTERS_REPEATABLE)},
    "theme=culture&theme=": ("theme", "empty_parameter"),
    **{f"{pair}&{pair}": (pair.partition("=")[0], "repeated_parameter") for pair in SINGLE},
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
    "/api/v1/eras/nope": (404, "not_found"),
    "/api/v1/sources/nope": (404, "not_found"),
    f"{EVENTS}/nope/neighbours": (404, "not_found"),
    "/api/v1/on-this-day/13-01": (404, "not_found"),
    "/api/v1/problems/nope": (404, "not_found"),
    "/api/v1/changes?since=x": (400, "not_a_date"),
    "/api/v1/NOPE": (404, "no_such_resource"),
    "/api/v1/?locale=en&x=": (400, "unknown_parameter"),
}
READ_ONLY = ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"]


@pytest.mark.parametrize(("query", "fault"), FAULTS.items(), ids=[key[:40] for key in FAULTS])
def test_a_wrong_parameter_is_named(reader: TestClient, query: str, fault: tuple[str, str]) -> None:
    assert read_codes(reader, f"{EVENTS}?{query}") == [(f"query.{fault[0]}", fault[1])]


@pytest.mark.parametrize("limit", ["1", "200", "007"])
def test_a_limit_within_its_bounds_is_taken(reader: TestClient, limit: str) -> None:
    assert reader.get(f"{EVENTS}?limit={limit}").status_code == 200


def test_every_single_parameter_is_tried_twice() -> None:
    tried = {pair.partition("=")[0] for pair in SINGLE}
    assert tried == set(LISTING) - {"cursor", "radius_km"}


@pytest.mark.parametrize("pair", SINGLE)
def test_a_sound_parameter_is_taken(reader: TestClient, pair: str) -> None:
    assert reader.get(f"{EVENTS}?{pair}").status_code == 200


@pytest.mark.parametrize("radius", ["0.1", "500", "50.5", "007"])
def test_a_radius_within_its_bounds_is_taken(reader: TestClient, radius: str) -> None:
    assert reader.get(f"{EVENTS}?near=-90,180&radius_km={radius}").status_code == 200


def test_forty_ids_are_taken(reader: TestClient) -> None:
    ids = ",".join(f"a{number}" for number in range(40))
    assert reader.get(f"{EVENTS}?ids={ids}").json()["meta"]["missing"] == ids.split(",")


@pytest.mark.parametrize("name", [*FILTERS_SINGLE, *FILTERS_REPEATABLE])
def test_the_counts_take_and_refuse_the_same_filters(reader: TestClient, name: str) -> None:
    answers = [reader.get(f"{path}?{name}=%00") for path in ("/api/v1/facets", EVENTS)]
    assert len({answer.status_code for answer in answers}) == 1
    assert answers[0].json().get("errors") == answers[1].json().get("errors")


@pytest.mark.parametrize("name", ["limit", "cursor", "sort", "include", "fields", "facets"])
def test_the_counts_have_no_pages(reader: TestClient, name: str) -> None:
    assert read_codes(reader, f"/api/v1/facets?{name}=1") == [("query.", "unknown_parameter")]


@pytest.mark.parametrize(
    "query", ["fields=nope", "fields=", "fields=title&fields=title", "locale=de", "limit=1"]
)
def test_a_single_event_refuses_wrong_parameters(reader: TestClient, query: str) -> None:
    assert reader.get(f"{EVENTS}/{LAW_ID}?{query}").status_code == 400


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


@pytest.mark.parametrize(
    ("url", "instance"),
    {
        f"{EVENTS}?limit=0": EVENTS,
        "/api/v1/eras/eve?x=1": "/api/v1/eras/eve",
        f"{EVENTS}?q=%ff": EVENTS,
        f"{EVENTS}/nope": EVENTS,
        f"{EVENTS}/nope/neighbours": EVENTS,
        "/api/v1/on-this-day/02-30": "/api/v1/on-this-day",
        f"{EVENTS}/%ff": "/api/v1/",
        "/api/v1/nope": "/api/v1/",
        "/api": "/api/v1/",
        f"/api/v1/{'a' * 4100}": "/api/v1/",
    }.items(),
    ids=lambda value: value[:40],
)
def test_the_instance_is_the_path_as_far_as_it_is_ours(reader: TestClient, url: str, instance: str) -> None:
    assert reader.get(url).json()["instance"] == instance


def test_what_cannot_be_written_is_named(reader: TestClient) -> None:
    assert reader.post(EVENTS).json()["instance"] == EVENTS


def test_an_unknown_path_leads_to_the_index(reader: TestClient) -> None:
    problem = reader.get("/api/v1/nope?locale=en").json()
    assert (problem["title"], problem["detail"]) == ("There is no such resource", "/api/v1/")


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


def test_a_problem_names_the_resource(reader: TestClient) -> None:
    assert reader.get(f"{EVENTS}?limit=0").json()["instance"] == EVENTS
    assert reader.get(f"{EVENTS}/nope").json()["instance"] == EVENTS


def test_an_unknown_id_gets_the_nearest_ids(reader: TestClient) -> None:
    assert reader.get(f"{EVENTS}/1991-12-16-independence").json()["detail"].split(", ")[0] == LAW_ID


@pytest.mark.parametrize(
    "url",
    [
        f"{EVENTS}/zxcvbn",
        f"{EVENTS}?zxcvbn=1",
        f"{EVENTS}?q=zxcvbn&limit=zxcvbn",
        f"{EVENTS}?ids=zxcvbn&q=law",
        f"{EVENTS}/{LAW_ID}?fields=zxcvbn",
        *(f"{EVENTS}?{name}=zxcvbn" for name in (*LISTING, *FILTERS_REPEATABLE) if name not in {"q", "ids"}),
    ],
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


@pytest.mark.parametrize("url", [EVENTS, "/api/v1/eras"], ids=["plain SQL", "SQLAlchemy"])
def test_a_query_that_takes_too_long_is_503(
    tiny_app: FastAPI, tiny_client: TestClient, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"
    run = db.run_statement
    monkeypatch.setattr("app.queries.statements.run_statement", lambda session, *_: run(session, endless, ()))

    @event.listens_for(tiny_app.state.database._served.engine, "before_cursor_execute", retval=True)
    def slow_down(*_: object) -> tuple[str, tuple[object, ...]]:
        return endless, ()

    response = tiny_client.get(url)
    assert (response.status_code, response.json()["code"]) == (503, "too_costly")
