"""/mcp: the contract's own operations as tools of language models. Source: modelcontextprotocol.io."""

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final
from urllib.parse import urlencode

import anyio
import httpx2
from fastapi import FastAPI
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from app.core.errors import TooBusy
from app.core.product import LICENCE, NAME
from app.core.slugs import is_slug

# Operations of the contract that are tools, under the same names.
TOOLS: Final = ("list_events", "get_event", "list_facets", "suggest")
MOST_BODY_BYTES: Final = 64 * 1024
MOST_SECONDS: Final = 10.0
_INSTRUCTIONS: Final = f"""\
A timeline of Kazakhstan's road to independence and of the milestones since, 1986–2023, in Kazakh, Russian
and English; `locale` chooses the language, kk unless told otherwise. Search with `q` of list_events, find the
ids of its filters with list_facets, read one event whole with get_event. Dates are EDTF. Every fact carries
its source, and where sources disagree both sides are given: pass both on. What was wrong in an argument is in
the answer. Texts and data: {LICENCE}, attribution “{NAME}” with the event's `links.id`.
"""
_READ_ONLY: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_Context = ServerRequestContext[dict[str, Any]]


def _write(value: object) -> str:
    """Give an argument as it stands in an address."""
    return str(value).lower() if isinstance(value, bool) else str(value)


class Operation:
    """One operation of the contract: the tool that it is, and how its arguments make an address."""

    def __init__(self, path: str, item: Mapping[str, Any]) -> None:
        """Read what GET does at `path` of the contract."""
        described, parameters = item["get"], item.get("parameters", [])
        self.path = path
        self.in_path = [one["name"] for one in parameters if one["in"] == "path"]
        # Several values with a comma between; those of the others are repeated.
        self.joined = {one["name"] for one in parameters if one.get("explode") is False}
        self.tool = Tool(
            name=described["operationId"],
            description=f"{described['summary']} {described.get('description', '')}".strip(),
            input_schema={
                "type": "object",
                "properties": {
                    one["name"]: {**one["schema"], "description": one.get("description", "")}
                    for one in parameters
                },
                "required": self.in_path,
                "additionalProperties": False,
            },
            annotations=_READ_ONLY,
        )

    def _list_values(self, name: str, values: object) -> list[object]:
        if not isinstance(values, list):
            return [values]
        return [",".join(_write(value) for value in values)] if name in self.joined else values

    def make_address(self, arguments: Mapping[str, object]) -> str:
        """Give the address to ask. Raises MCPError where a part of the path is no id.

        Everything else that may be wrong is for the API to say.
        """
        ids = {name: _write(arguments.get(name, "")) for name in self.in_path}
        wrong = [name for name, value in ids.items() if not is_slug(value)]
        if wrong:
            raise MCPError(INVALID_PARAMS, f"no id: {', '.join(wrong)}")
        pairs = [
            (name, _write(value))
            for name, values in arguments.items()
            if name not in self.in_path and values is not None
            for value in self._list_values(name, values)
        ]
        return f"{self.path.format(**ids)}?{urlencode(pairs)}"


class Agents:
    """The ASGI endpoint: one POST, one JSON answer, no session. It asks the app as any client would."""

    def __init__(self, app: FastAPI) -> None:
        """Make the tools of `app`, whose routes must all be there."""
        paths = app.openapi()["paths"]
        found = [Operation(path, item) for path, item in paths.items() if "get" in item]
        by_name = {operation.tool.name: operation for operation in found}
        self.operations = {name: by_name[name] for name in TOOLS}
        self.app = app
        # At lower levels these log addresses, and with them the words that somebody searched for.
        for name in ("httpx2", "mcp"):
            logging.getLogger(name).setLevel(logging.WARNING)
        self.manager: StreamableHTTPSessionManager | None = None

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Answer as long as this is entered."""
        server: Server[dict[str, Any]] = Server(
            "altyn-besik",
            title=NAME,
            version=self.app.version,
            instructions=_INSTRUCTIONS,
            on_list_tools=self._list_tools,
            on_call_tool=self._call_tool,
        )
        self.manager = StreamableHTTPSessionManager(
            server, json_response=True, stateless=True, max_request_body_size=MOST_BODY_BYTES
        )
        async with self.manager.run():
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a message. Raises TooBusy when its sender takes too long."""
        if scope["method"] != "POST" or self.manager is None:
            await Response(status_code=405, headers={"Allow": "POST"})(scope, receive, send)
            return

        async def send_unstored(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Cache-Control"] = "no-store"
            await send(message)

        with anyio.move_on_after(MOST_SECONDS) as limit:
            await self.manager.handle_request(scope, receive, send_unstored)
        if limit.cancelled_caught:
            raise TooBusy("a message of an agent took too long")

    async def _list_tools(self, _: _Context, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[operation.tool for operation in self.operations.values()])

    async def _call_tool(self, _: _Context, asked: CallToolRequestParams) -> CallToolResult:
        operation = self.operations.get(asked.name)
        if operation is None:
            raise MCPError(INVALID_PARAMS, f"tools: {', '.join(self.operations)}")
        address = operation.make_address(asked.arguments or {})
        transport = httpx2.ASGITransport(self.app)
        # The message itself was counted; what it asks comes from nobody, as the contract's examples do.
        transport.client = None  # type: ignore[assignment]
        async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as client:
            answer = await client.get(address, follow_redirects=True)
        return CallToolResult(
            content=[TextContent(text=answer.text)],
            structured_content=answer.json(),
            is_error=answer.is_error,
        )
