"""The contract: sound, complete, agreed, and true of what the server answers."""

import difflib
import re
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jsonschema_rs
import openapi_spec_validator
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.core.locales import LOCALES, Locale
from app.main import create_app
from app.settings import Settings
from tests.api.answers import EVENTS, FORMATS, KINDS, REDIRECTS, RESOURCES, WITHOUT_LOCALE, read
from tests.api.golden import BODIES, CONTRACT, GOLDEN, read_bodies, read_contract

METHODS = ("get", "head")


@pytest.fixture(scope="module")
def contract(real_client: TestClient) -> dict[str, Any]:
    """Give the OpenAPI document."""
    return read(real_client, CONTRACT)


def list_operations(contract: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Give path and description of each operation."""
    return [(path, item[method]) for path, item in contract["paths"].items() for method in METHODS]


def name_path(contract: dict[str, Any], url: str) -> str:
    """Give the path of the contract that an address belongs to."""
    paths: list[str] = sorted(contract["paths"], key=lambda path: (path.count("{"), -len(path)))
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


def test_every_operation_tells_of_what_any_request_may_get(contract: dict[str, Any]) -> None:
    told = {path: operation["responses"].keys() for path, operation in list_operations(contract)}
    assert {path for path in told if not {"400", "414", "431", "500", "503"} <= told[path]} == set()


def test_every_path_has_head_with_the_statuses_of_get_and_no_body(contract: dict[str, Any]) -> None:
    for item in contract["paths"].values():
        assert item["head"]["responses"].keys() == item["get"]["responses"].keys()
        assert not any("content" in answer for answer in item["head"]["responses"].values())


def test_every_problem_is_a_problem_document_with_an_example(contract: dict[str, Any]) -> None:
    for name, response in contract["components"]["responses"].items():
        ((media_type, content),) = response["content"].items()
        assert media_type == "application/problem+json"
        check_shape(contract, content["schema"], content["example"])
        assert name == f"Problem{content['example']['status']}"


@pytest.mark.parametrize(
    ("url", "headers", "status"),
    [
        (f"{EVENTS}?locale=en&locales=kk", {}, 400),
        (f"{EVENTS}/zzzz?locale=en", {}, 404),
        (f"/api/v1/{'x' * 4096}?locale=en", {}, 414),
        (f"{EVENTS}?locale=en", {"x-long": "x" * 33_000}, 431),
    ],
)
def test_an_example_of_a_problem_is_what_the_server_answers(
    reader: TestClient, contract: dict[str, Any], url: str, headers: dict[str, str], status: int
) -> None:
    response = contract["components"]["responses"][f"Problem{status}"]
    assert (
        reader.get(url, headers=headers).json() == response["content"]["application/problem+json"]["example"]
    )


def list_examples(contract: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Give the operations that have a body to show, by the address that their example asks."""
    found = {}
    for path, item in contract["paths"].items():
        values = {one["name"]: one["example"] for one in item["parameters"] if "example" in one}
        query = {name: value for name, value in values.items() if f"{{{name}}}" not in path}
        if "200" in item["get"]["responses"] and "206" not in item["get"]["responses"]:
            found[f"{path.format(**values)}?{urlencode(query, doseq=True)}"] = item["get"]
    return found


def test_every_example_is_what_the_server_answers_now(
    real_client: TestClient, contract: dict[str, Any]
) -> None:
    examples = list_examples(contract)
    assert len(examples) == len(contract["paths"]) - len(REDIRECTS) - 1
    for address, operation in examples.items():
        response, answer = real_client.get(address), operation["responses"]["200"]
        assert response.status_code == 200, address
        ((media_type, content),) = answer["content"].items()
        assert response.headers["content-type"] == media_type
        assert content["example"] == (
            response.json() if media_type.endswith(("/json", "+json")) else response.text
        )
        sent = {name for name in contract["components"]["headers"] if name in response.headers}
        assert answer["headers"].keys() == sent


def test_an_example_asks_what_the_contract_allows(contract: dict[str, Any]) -> None:
    for item in contract["paths"].values():
        for parameter in item["parameters"]:
            if "example" in parameter:
                check_shape(contract, parameter["schema"], parameter["example"])


def test_every_answer_names_how_long_it_lasts_and_its_version(contract: dict[str, Any]) -> None:
    for operation in list_examples(contract).values():
        assert {"ETag", "Cache-Control"} <= operation["responses"]["200"]["headers"].keys()
        assert {"ETag", "Cache-Control"} <= operation["responses"]["304"]["headers"].keys()


@pytest.mark.parametrize(
    ("name", "kind"),
    {
        "ThemeId": "themes", "EraId": "eras", "CollectionId": "collections", "PlaceId": "places",
        "PersonId": "people",
    }.items(),
)  # fmt: skip
def test_what_may_be_named_comes_from_the_data(
    real_client: TestClient, contract: dict[str, Any], name: str, kind: str
) -> None:
    ids = [item["id"] for item in read(real_client, f"/api/v1/{kind}?limit=200")["data"]]
    assert contract["components"]["schemas"][name]["enum"] == sorted(ids)


def test_a_validator_finds_the_contract_sound(contract: dict[str, Any]) -> None:
    openapi_spec_validator.validate(contract)


def compare(now: str, golden: Path) -> None:
    """Say what is other than in a golden file."""
    agreed = golden.read_text(encoding="utf-8")
    changed = difflib.unified_diff(agreed.splitlines(), now.splitlines(), "agreed", "now", n=2, lineterm="")
    told = "\n".join(islice(changed, 80))
    assert now == agreed, f"{golden.name} changed. If that is meant: make contract\n{told}"


def test_the_contract_is_the_one_that_was_agreed(reader: TestClient) -> None:
    compare(read_contract(reader), GOLDEN)


@pytest.mark.parametrize("locale", LOCALES)
def test_ten_events_are_as_they_were_agreed(real_client: TestClient, locale: Locale) -> None:
    compare(read_bodies(real_client, locale), BODIES / f"{locale}.json")


def test_a_server_without_data_has_no_contract(tmp_path: Path) -> None:
    app = create_app(Settings(database=tmp_path / "none.sqlite", connections=1))
    with TestClient(app, base_url="http://localhost") as client:
        assert client.get(CONTRACT).status_code == 503


def test_a_single_event_may_be_missing_or_withdrawn(contract: dict[str, Any]) -> None:
    assert {"404", "410"} <= contract["paths"]["/api/v1/events/{event_id}"]["get"]["responses"].keys()


def test_the_framework_s_own_errors_are_nowhere(contract: dict[str, Any]) -> None:
    statuses = {status for _, operation in list_operations(contract) for status in operation["responses"]}
    assert "422" not in statuses
    assert {"HTTPValidationError", "ValidationError"}.isdisjoint(contract["components"]["schemas"])


def test_every_reference_leads_somewhere(contract: dict[str, Any]) -> None:
    known = {
        f"#/components/{kind}/{name}" for kind, named in contract["components"].items() for name in named
    }
    assert find_references(contract) - known == set()


def test_every_schema_is_sound(contract: dict[str, Any]) -> None:
    for schema in contract["components"]["schemas"].values():
        jsonschema_rs.validator_for({**schema, "components": contract["components"]})


def test_every_parameter_is_described(contract: dict[str, Any]) -> None:
    given_ones = [one for item in contract["paths"].values() for one in item["parameters"]]
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


@settings(max_examples=100, deadline=None)
@given(raw=st.binary(max_size=30))
def test_no_bytes_bring_the_server_down(
    real_client: TestClient, contract: dict[str, Any], raw: bytes
) -> None:
    sent = "".join(f"%{byte:02x}" for byte in raw)
    response = real_client.get(f"{EVENTS}/{sent}?q={sent}")
    assert response.status_code in {200, 308, 400, 404, 414}
    if response.status_code >= 400:
        check_shape(contract, {"$ref": "#/components/schemas/ProblemSchema"}, response.json())
