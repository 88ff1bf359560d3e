"""The index, what errors mean, and a walk along every link from the index on."""

import json
import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.errors import TITLES
from app.core.locales import LOCALES
from app.main import create_app
from app.settings import Settings
from tests.api.answers import EVENTS, LAW_ID, WITHOUT_LOCALE, read
from tests.guards.test_messages import CYRILLIC

INDEX = "/api/v1/"
# What the contract promises, by code. Source: json-api, section 6; 431 is the server's own.
STATUSES = {
    400: [
        *("unknown_parameter", "repeated_parameter", "empty_parameter", "invalid_parameter", "not_a_date"),
        *("empty_span", "unknown_locale", "unknown_value", "invalid_cursor", "cursor_mismatch", "too_many"),
        *("parameters_conflict", "too_long", "not_utf8", "bad_host", "no_body_accepted"),
    ],
    404: ["not_found", "no_such_resource"],
    405: ["read_only"],
    410: ["withdrawn"],
    414: ["too_long"],
    416: ["range"],
    429: ["slow_down"],
    431: ["headers_too_large"],
    500: ["internal"],
    501: ["unknown_format"],
    503: ["busy", "too_costly", "not_ready"],
}


def find_links(value: Any) -> set[str]:
    """Give every root-relative address in a JSON value but templates."""
    if isinstance(value, dict):
        return {link for item in value.values() for link in find_links(item)}
    if isinstance(value, list):
        return {link for item in value for link in find_links(item)}
    return {value} if isinstance(value, str) and re.fullmatch(r"/[^/{ ][^{ ]*", value) else set()


def list_hrefs(client: TestClient) -> list[str]:
    """Give every address of the index."""
    return [entry["href"] for entry in read(client, INDEX)["resources"]]


def strip_names(path: str) -> str:
    """Give a path without the names of what is to be filled in, and without its query."""
    return re.sub(r"\{\w+\}", "{}", path.partition("?")[0])


def test_the_index_has_every_resource_of_the_contract(reader: TestClient) -> None:
    told = {strip_names(href) for href in list_hrefs(reader)}
    paths = read(reader, "/api/v1/openapi.json")["paths"]
    # Another format of a resource ends in a dot and its name.
    assert {strip_names(path) for path in paths if "." not in path and "/dump/" not in path} - told == set()


def test_the_index_has_an_address_once(reader: TestClient) -> None:
    hrefs = list_hrefs(reader)
    assert len(hrefs) == len(set(hrefs))


def test_every_address_of_the_index_answers(reader: TestClient) -> None:
    whole = [href for href in list_hrefs(reader) if "{" not in href]
    statuses = {href: reader.get(href).status_code for href in whole}
    assert {href: status for href, status in statuses.items() if status not in {200, 307}} == {}


def test_the_index_is_worded_in_each_locale(reader: TestClient) -> None:
    uses = {
        locale: [entry["use"] for entry in read(reader, f"{INDEX}?locale={locale}")["resources"]]
        for locale in LOCALES
    }
    assert all(use.endswith(".") for found in uses.values() for use in found)
    assert all(CYRILLIC.search(use) for locale in ("kk", "ru") for use in uses[locale])
    assert all(len(set(three)) == 3 for three in zip(*uses.values(), strict=True))


def test_the_index_names_data_licence_and_site(reader: TestClient) -> None:
    index = read(reader, f"{INDEX}?locale=ru")
    version = read(reader, "/api/v1/eras")["meta"]["data_version"]
    assert (index["data_version"], index["licence"]) == (version, "CC-BY-4.0")
    assert (index["page"], index["documentation"]) == ("/ru/", "/ru/developers")


@pytest.mark.parametrize("contact", ["", "museum@example.org"])
def test_the_index_names_whom_to_write_to_if_the_keeper_does(tiny_settings: Settings, contact: str) -> None:
    app = create_app(tiny_settings.model_copy(update={"contact": contact}))
    with TestClient(app, base_url="http://localhost") as client:
        assert read(client, INDEX)["contact"] == (contact or None)


@pytest.mark.parametrize(
    "url",
    [INDEX, "/api/v1/eras?limit=1", "/api/v1/sources/city-paper", f"{EVENTS}/{LAW_ID}/neighbours"],
)
def test_links_are_absolute_where_the_server_has_a_public_address(
    tiny_settings: Settings, reader: TestClient, url: str
) -> None:
    base = "https://museum.example"
    app = create_app(tiny_settings.model_copy(update={"public_url": base}))
    with TestClient(app, base_url="http://localhost") as client:
        response = client.get(url)
    assert not find_links(response.json())
    assert json.loads(response.text.replace(base, "")) == read(reader, url)
    assert response.headers.get("link", "").replace(base, "") == reader.get(url).headers.get("link", "")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_link_from_the_index_on_leads_somewhere(reader: TestClient, locale: str) -> None:
    spoken = [href for href in list_hrefs(reader) if "{" not in href and href not in WITHOUT_LOCALE]
    statuses = dict[str, int]()
    waiting = {"/api/v1/problems", *(f"{href}?locale={locale}" for href in spoken)}
    while waiting:
        link = waiting.pop()
        response = reader.get(link)
        statuses[link] = response.status_code
        found = {response.headers["Location"]} if response.is_redirect else set[str]()
        is_json = response.headers.get("Content-Type") == "application/json"
        if is_json and not link.startswith(f"{INDEX}?"):
            assert response.headers["Content-Language"] in {locale, "kk, ru, en"}, link
            found = find_links(response.json())
        waiting |= {target.partition("#")[0] for target in found} - statuses.keys()
    assert {link: status for link, status in statuses.items() if status not in {200, 303, 307}} == {}
    assert len(statuses) > 100


def test_every_error_of_the_contract_has_its_meaning(reader: TestClient) -> None:
    told: dict[int, set[str]] = {}
    for problem in read(reader, "/api/v1/problems")["data"]:
        for status in problem["statuses"]:
            told.setdefault(status, set()).add(problem["code"])
    assert told == {status: set(codes) for status, codes in STATUSES.items()}


def test_every_code_that_is_used_has_its_meaning(reader: TestClient) -> None:
    assert {problem["code"] for problem in read(reader, "/api/v1/problems")["data"]} == set(TITLES)


@pytest.mark.parametrize("code", TITLES)
def test_a_meaning_is_worded_in_each_language(reader: TestClient, code: str) -> None:
    problem = read(reader, f"/api/v1/problems/{code}")
    for member in ("title", "meaning"):
        words = problem[member]
        assert list(words) == list(LOCALES)
        assert len(set(words.values())) == 3
        assert all(CYRILLIC.search(words[locale]) for locale in ("kk", "ru"))
        assert not CYRILLIC.search(words["en"])


def test_the_list_of_errors_is_that_of_its_parts(reader: TestClient) -> None:
    problems = read(reader, "/api/v1/problems")["data"]
    assert problems == [read(reader, f"/api/v1/problems/{problem['code']}") for problem in problems]


def test_an_unknown_error_gets_the_nearest(reader: TestClient) -> None:
    response = reader.get("/api/v1/problems/to_many")
    assert (response.status_code, response.json()["detail"].split(", ")[0]) == (404, "too_many")
