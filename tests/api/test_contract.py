"""The contract: valid, complete, and true of any request that follows or breaks it."""

import re
from typing import Any
from urllib.parse import quote

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.api.filters import FILTERS_REPEATABLE
from app.api.listing import LISTING
from app.core.locales import LOCALES
from tests.api.answers import EVENTS, FORMATS, KINDS, LAW_ID, REDIRECTS, RESOURCES, WITHOUT_LOCALE, read

CONTRACT = "/api/v1/openapi.json"

PARAMETERS = [*LISTING, *FILTERS_REPEATABLE, "kind", "locale_of_source", "since", "x"]
TASTY = [
    *("", "kk", "1991", "1991-12", "12-16", "1991-12-16", "true", "3", "certain", "high", "title", "-date"),
    *("relevance", "culture", "eve", "thirty", "almaty", "1,2,3,4", "170,-90,-170,90", "43,76", LAW_ID),
    *(f"nope,{LAW_ID}", "theme,year", "translations,media", "title,facts", "2026-11-02T12:00:00Z"),
    *("0", "-1", "\x00", "'", '"*', ",", "NaN"),
]
# Each pair is sound by itself.
SOUND = [
    *("locale=ru", "from=1991", "to=2010", "span=certain", "on=12-16", "theme=culture", "era=founding"),
    *(
        "collection=thirty",
        "place=almaty",
        "person=nursultan-nazarbayev",
        "milestone=true",
        "confidence=high",
    ),
    *("disputed=false", "has_media=false", "bbox=170,-90,80,90", "near=43,76", "radius_km=500", "q=а"),
    *(f"ids={LAW_ID},nope", "updated_since=2026-01-01", "sort=-updated", "sort=title", "limit=2"),
    *(
        "facets=theme,era,place,decade,year",
        "include=translations,citations,media,facts",
        "fields=title,facts",
    ),
]
NAMES = st.sampled_from(PARAMETERS) | st.text(max_size=8)
VALUES = st.sampled_from(TASTY) | st.text(max_size=30)
EVERY_CODE = st.characters(codec="utf-8")


@pytest.fixture(scope="module")
def contract(real_client: TestClient) -> dict[str, Any]:
    """Give the OpenAPI document."""
    return read(real_client, CONTRACT)


def list_operations(contract: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Give path and description of each operation."""
    return [
        (path, operation) for path, methods in contract["paths"].items() for operation in methods.values()
    ]


def name_path(contract: dict[str, Any], url: str) -> str:
    """Give the path of the contract that an address belongs to."""
    paths: list[str] = sorted(contract["paths"], key=lambda path: path.count("{"))
    return next(
        path for path in paths if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", path), url.partition("?")[0])
    )


def find_references(value: Any) -> set[str]:
    """Give every `$ref` in a JSON value."""
    if isinstance(value, dict):
        here = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return here.union(*map(find_references, value.values()))
    return set().union(*map(find_references, value)) if isinstance(value, list) else set()


def check_shape(contract: dict[str, Any], schema: dict[str, Any], body: Any) -> None:
    """Hold a body against a schema of the contract. Raises jsonschema_rs.ValidationError."""
    jsonschema_rs.validate({**schema, "components": contract["components"]}, body)


def check_answer(client: TestClient, contract: dict[str, Any], url: str, query: str = "") -> None:
    """Hold an answer against the schema that the contract has for it."""
    operation = contract["paths"][name_path(contract, url)]["get"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    check_shape(contract, schema, read(client, f"{url}{query}"))


def test_the_contract_is_openapi_3_1(contract: dict[str, Any]) -> None:
    assert contract["openapi"].startswith("3.1.")


def test_the_contract_names_every_resource(contract: dict[str, Any]) -> None:
    told = {name_path(contract, url) for url in (*RESOURCES, *REDIRECTS, *FORMATS) if url != CONTRACT}
    assert set(contract["paths"]) == told


def test_every_operation_has_an_id_of_its_own(contract: dict[str, Any]) -> None:
    ids = [operation.get("operationId") for _, operation in list_operations(contract)]
    assert None not in ids
    assert len(set(ids)) == len(ids)


def test_every_operation_says_in_one_sentence_what_it_does(contract: dict[str, Any]) -> None:
    odd = [path for path, operation in list_operations(contract) if not operation["summary"].endswith(".")]
    assert odd == []


def test_every_operation_tells_of_its_problems(contract: dict[str, Any]) -> None:
    told = {
        path: {tuple(answer["content"]) for status, answer in item["responses"].items() if status >= "400"}
        for path, item in list_operations(contract)
    }
    assert told == {path: {("application/problem+json",)} for path in told}


def test_whatever_reads_the_data_may_not_be_ready(contract: dict[str, Any]) -> None:
    sure = {path for path, operation in list_operations(contract) if "503" not in operation["responses"]}
    assert sure == {"/api/v1/problems", "/api/v1/problems/{code}", *REDIRECTS}


def test_a_single_event_may_be_missing_or_withdrawn(contract: dict[str, Any]) -> None:
    assert {"404", "410"} <= contract["paths"]["/api/v1/events/{event_id}"]["get"]["responses"].keys()


def test_the_framework_s_own_errors_are_nowhere(contract: dict[str, Any]) -> None:
    statuses = {status for _, operation in list_operations(contract) for status in operation["responses"]}
    assert "422" not in statuses
    assert {"HTTPValidationError", "ValidationError"}.isdisjoint(contract["components"]["schemas"])


def test_every_reference_leads_somewhere(contract: dict[str, Any]) -> None:
    known = {f"#/components/schemas/{name}" for name in contract["components"]["schemas"]}
    assert find_references(contract) - known == set()


def test_every_schema_is_sound(contract: dict[str, Any]) -> None:
    for schema in contract["components"]["schemas"].values():
        jsonschema_rs.validator_for({**schema, "components": contract["components"]})


def test_every_parameter_is_described(contract: dict[str, Any]) -> None:
    given_ones = [
        item for _, operation in list_operations(contract) for item in operation.get("parameters", [])
    ]
    bare = {item["name"] for item in given_ones if item["in"] == "query" and not item.get("description")}
    assert bare == set()


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("url", sorted(set(RESOURCES) - {CONTRACT}))
def test_an_answer_keeps_to_its_schema(
    reader: TestClient, contract: dict[str, Any], url: str, locale: str
) -> None:
    query = "" if url in WITHOUT_LOCALE else f"?locale={locale}"
    check_answer(reader, contract, url, query)


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_keeps_to_its_schema(real_client: TestClient, contract: dict[str, Any], kind: str) -> None:
    check_answer(real_client, contract, f"/api/v1/{kind}", "?limit=200&locale=ru")
    schemas = contract["components"]["schemas"]
    answer = contract["paths"][f"/api/v1/{kind}"]["get"]["responses"]["200"]["content"]["application/json"]
    listed = schemas[answer["schema"]["$ref"].rpartition("/")[2]]["properties"]["data"]["items"]["anyOf"]
    (whole,) = (shape for shape in listed if not shape["$ref"].endswith("/PartSchema"))
    for item in read(real_client, f"/api/v1/{kind}?limit=200&locale=ru")["data"]:
        check_shape(contract, whole, item)


@pytest.mark.parametrize("kind", [*KINDS, "events", "on-this-day/12-16"])
def test_chosen_members_keep_to_the_schema(reader: TestClient, contract: dict[str, Any], kind: str) -> None:
    check_answer(reader, contract, f"/api/v1/{kind}", "?fields=links")


def test_a_search_keeps_to_its_schema(real_client: TestClient, contract: dict[str, Any]) -> None:
    url = f"{EVENTS}?q=tenge&limit=200"
    check_answer(real_client, contract, EVENTS, "?q=tenge&limit=200")
    for event in read(real_client, url)["data"]:
        assert event["match"]
        check_shape(contract, {"$ref": "#/components/schemas/ListedEventSchema"}, event)


def test_sources_keep_to_their_schema(real_client: TestClient, contract: dict[str, Any]) -> None:
    for source in read(real_client, "/api/v1/sources?limit=200")["data"][::20]:
        check_answer(real_client, contract, f"/api/v1/sources/{source['id']}")


def test_every_event_keeps_to_its_schema(real_client: TestClient, contract: dict[str, Any]) -> None:
    for event in read(real_client, f"{EVENTS}?limit=200&locale=ru")["data"]:
        check_shape(contract, {"$ref": "#/components/schemas/ListedEventSchema"}, event)
        detail = read(real_client, event["links"]["self"])["data"]
        check_shape(contract, {"$ref": "#/components/schemas/EventDetailSchema"}, detail)


def test_a_shape_out_of_its_schema_is_noticed(contract: dict[str, Any]) -> None:
    with pytest.raises(jsonschema_rs.ValidationError):
        check_shape(contract, {"$ref": "#/components/schemas/EventSchema"}, {"id": "x"})


def ask_and_check(client: TestClient, contract: dict[str, Any], url: str) -> None:
    """Ask anything: the answer is 200, a way to it, or a problem that the contract knows."""
    response = client.get(url)
    # 307 is for a `v` that is not the data's version.
    assert response.status_code in {200, 307, 308, 400, 404, 414}, url
    if response.status_code >= 400:
        check_shape(contract, {"$ref": "#/components/schemas/ProblemSchema"}, response.json())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(NAMES, VALUES), max_size=5))
def test_no_query_brings_the_server_down(
    real_client: TestClient, contract: dict[str, Any], pairs: list[tuple[str, str]]
) -> None:
    query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in pairs)
    ask_and_check(real_client, contract, f"{EVENTS}?{query}")


@settings(max_examples=60, deadline=None)
@given(pairs=st.lists(st.sampled_from(SOUND), unique_by=lambda pair: pair.partition("=")[0], max_size=8))
def test_sound_parameters_go_together_or_say_why_not(
    real_client: TestClient, contract: dict[str, Any], pairs: list[str]
) -> None:
    response = real_client.get(f"{EVENTS}?{'&'.join(pairs)}")
    if response.status_code == 200:
        check_shape(contract, {"$ref": "#/components/schemas/EventListAnswer"}, response.json())
    else:
        assert {fault["code"] for fault in response.json()["errors"]} == {"parameters_conflict"}


@settings(max_examples=150, deadline=None)
@given(
    kind=st.sampled_from(sorted({*KINDS, "changes"})), pairs=st.lists(st.tuples(NAMES, VALUES), max_size=5)
)
def test_no_query_of_another_list_brings_the_server_down(
    reader: TestClient, contract: dict[str, Any], kind: str, pairs: list[tuple[str, str]]
) -> None:
    query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in pairs)
    ask_and_check(reader, contract, f"/api/v1/{kind}?{query}")


@settings(max_examples=100, deadline=None)
@given(words=st.text(alphabet=EVERY_CODE, max_size=60))
def test_no_search_brings_the_server_down(real_client: TestClient, words: str) -> None:
    assert real_client.get(f"{EVENTS}?q={quote(words, safe='')}").status_code in {200, 400}


@settings(max_examples=100, deadline=None)
@given(raw=st.binary(max_size=30))
def test_no_bytes_bring_the_server_down(
    real_client: TestClient, contract: dict[str, Any], raw: bytes
) -> None:
    sent = "".join(f"%{byte:02x}" for byte in raw)
    ask_and_check(real_client, contract, f"{EVENTS}/{sent}?q={sent}")
