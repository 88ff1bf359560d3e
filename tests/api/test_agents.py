"""/mcp: tools of language models, asked by the SDK's own client over HTTP; off unless it is turned on."""

import builtins
import json
import logging
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from mcp.client.client import Client
from mcp.shared.exceptions import MCPError
from mcp_types import CallToolResult, TextContent
from starlette.testclient import TestClient

from app.api.agents import MOST_BODY_BYTES, TOOLS
from app.core.errors import ExtraMissing
from app.main import create_app
from app.settings import Settings
from tests import live
from tests.api.answers import LAW_ID, read
from tests.loops import run

T = TypeVar("T")
MODES = ["legacy", "auto"]
HEADERS = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}
PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}


@pytest.fixture(scope="module")
def site(tiny_database: Path) -> Iterator[str]:
    """Give the address of a server that answers language models."""
    with live.serve(Settings(database=tiny_database, connections=2, mcp=True)) as address:
        yield address


def ask(site: str, question: Callable[[Client], Awaitable[T]], mode: str = "auto") -> T:
    """Give what a client of the SDK gets."""

    async def talk() -> T:
        async with Client(f"{site}/mcp", mode=mode) as client:
            return await question(client)

    return run(talk())


def call(site: str, tool: str, arguments: dict[str, Any], mode: str = "auto") -> CallToolResult:
    """Give the answer of a tool."""
    return ask(site, lambda client: client.call_tool(tool, arguments), mode)


def refuse(site: str, tool: str, arguments: dict[str, Any]) -> str:
    """Give the words with which the protocol refuses a call."""

    async def fail(client: Client) -> str:
        with pytest.raises(MCPError) as caught:
            await client.call_tool(tool, arguments)
        return caught.value.message

    return ask(site, fail)


@pytest.mark.parametrize("mode", MODES)
def test_the_tools_are_operations_of_the_contract(site: str, reader: TestClient, mode: str) -> None:
    tools = ask(site, lambda client: client.list_tools(), mode).tools
    assert [tool.name for tool in tools] == list(TOOLS)
    operations = {
        one["get"]["operationId"]: one for one in read(reader, "/api/v1/openapi.json")["paths"].values()
    }
    for tool in tools:
        operation = operations[tool.name]
        assert (tool.description or "").startswith(operation["get"]["summary"])
        assert set(tool.input_schema["properties"]) == {one["name"] for one in operation["parameters"]}
        assert tool.annotations
        assert (tool.annotations.read_only_hint, tool.annotations.open_world_hint) == (True, False)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("tool", "arguments", "address"),
    [
        ("list_events", {"q": "тәуелсіздік", "locale": "ru"}, "events?q=тәуелсіздік&locale=ru"),
        ("list_events", {"milestone": True, "limit": 2}, "events?milestone=true&limit=2"),
        ("list_events", {"era": ["eve", "founding"], "to": None}, "events?era=eve&era=founding"),
        ("get_event", {"event_id": LAW_ID, "locale": "en"}, f"events/{LAW_ID}?locale=en"),
        ("list_events", {"fields": ["title", "date"]}, "events?fields=title,date"),
        ("list_facets", {"from": "1991"}, "facets?from=1991"),
        ("suggest", {"q": "алма"}, "suggest?q=алма"),
    ],
)
def test_a_tool_answers_as_the_api_does(
    site: str, reader: TestClient, tool: str, arguments: dict[str, Any], address: str, mode: str
) -> None:
    answer = call(site, tool, arguments, mode)
    assert not answer.is_error
    assert answer.structured_content == read(reader, f"/api/v1/{address}")
    (text,) = answer.content
    assert isinstance(text, TextContent)
    assert json.loads(text.text) == answer.structured_content


@pytest.mark.parametrize(
    ("tool", "arguments", "code"),
    [
        ("list_events", {"colour": "red"}, "unknown_parameter"),
        ("list_events", {"limit": 1000}, "invalid_parameter"),
        ("list_events", {"locale": "de"}, "unknown_locale"),
        ("list_facets", {"q": "a" * 5000}, "too_long"),
        ("get_event", {"event_id": "no-such-event"}, "not_found"),
    ],
)
def test_a_wrong_argument_is_answered_with_the_problem_document(
    site: str, tool: str, arguments: dict[str, Any], code: str
) -> None:
    answer = call(site, tool, arguments)
    assert answer.is_error
    assert answer.structured_content["code"] == code


@pytest.mark.parametrize("event_id", ["", "../eras", f"{LAW_ID}.ics", "a/b", 7.5])
def test_what_is_no_id_never_becomes_an_address(site: str, event_id: object) -> None:
    assert refuse(site, "get_event", {"event_id": event_id}) == "no id: event_id"


def test_an_unknown_tool_is_refused_with_those_that_are(site: str) -> None:
    assert refuse(site, "delete_event", {}) == f"tools: {', '.join(TOOLS)}"


def test_an_answer_bears_the_headers_of_the_api_and_is_not_kept(site: str) -> None:
    answer = httpx.post(f"{site}/mcp", json=PING, headers=HEADERS)
    assert answer.json()["result"] == {}
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert "etag" not in answer.headers
    assert "mcp-session-id" not in answer.headers


def test_the_log_holds_no_word_that_was_searched(site: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    for mode in MODES:
        call(site, "list_events", {"q": "zhasyrynsoz"}, mode)
        call(site, "list_events", {"zhasyrynsoz": "1"}, mode)
    assert "zhasyrynsoz" not in caplog.text


@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE", "PUT"])
def test_only_messages_are_answered(site: str, method: str) -> None:
    answer = httpx.request(method, f"{site}/mcp", headers=HEADERS)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_a_large_message_is_refused(site: str) -> None:
    body = json.dumps({**PING, "params": {"filler": "x" * MOST_BODY_BYTES}})
    assert httpx.post(f"{site}/mcp", content=body, headers=HEADERS).status_code == 413


def test_a_strange_host_is_refused(site: str) -> None:
    answer = httpx.post(f"{site}/mcp", json=PING, headers={**HEADERS, "Host": "evil.example"})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_host")


def test_other_addresses_take_no_body_as_before(site: str) -> None:
    for path in ("/api/v1/events", "/mcp/more", "/kk/"):
        assert httpx.post(f"{site}{path}", json=PING, headers=HEADERS).status_code == 400


def test_a_slow_sender_is_let_go(tiny_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.api.agents.MOST_SECONDS", 0.0)
    app = create_app(tiny_settings.model_copy(update={"mcp": True}))
    with TestClient(app, base_url="http://localhost") as client:
        answer = client.post("/mcp", json=PING, headers=HEADERS)
    assert (answer.status_code, answer.json()["code"]) == (503, "busy")


def test_it_is_off_unless_it_is_turned_on(reader: TestClient) -> None:
    assert Settings().mcp is False
    assert reader.get("/mcp").status_code == 404
    answer = reader.post("/mcp", json=PING, headers=HEADERS)
    assert (answer.status_code, answer.json()["code"]) == (400, "no_body_accepted")


def test_without_the_extra_the_start_says_what_is_missing(
    tiny_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "mcp" or name.startswith("mcp."):
            raise ModuleNotFoundError(f"No module named {name!r}", name="mcp")
        return real(name, *rest, **more)

    monkeypatch.delitem(sys.modules, "app.api.agents")
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ExtraMissing, match="extra “mcp”"):
        create_app(tiny_settings.model_copy(update={"mcp": True}))
    create_app(tiny_settings).state.database.close()
