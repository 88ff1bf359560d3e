"""Examples for the contract: what the API itself answers now, with the headers that it sends."""

import json
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.types import Message

# What each example asks for, where the operation takes it.
_ASKED: Final = {"limit": "1", "locale": "en", "code": "not_found", "q": "Alma"}
_EVENTS: Final = "/api/v1/events?limit=200&locale=en&milestone=true"


@dataclass
class Reply:
    """What the API answered."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes = b""

    async def take(self, message: Message) -> None:
        """Take one message of the answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {key.decode(): value.decode("latin-1") for key, value in message["headers"]}
        else:
            self.raw += message.get("body", b"")

    @property
    def body(self) -> Any:
        """Give the body as the contract shows it: JSON as it is, anything else as text."""
        media_type = self.headers["content-type"].partition(";")[0]
        return json.loads(self.raw) if media_type.endswith(("/json", "+json")) else self.raw.decode()


async def _ask(request: Request, target: str, method: str = "GET") -> Reply:
    """Give the answer of the whole application, as another client would get it."""
    path, _, query = target.partition("?")
    reply = Reply()
    scope = {
        **{key: request.scope[key] for key in ("type", "http_version", "scheme", "server")},
        # Nobody's: whoever asked for the contract isn't counted once for each of its examples.
        "client": None,
        # Since 2.4 a stream doesn't listen for a client that leaves; this one never does.
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", request.headers["host"].encode())],
    }
    await request.app(scope, _receive_nothing, reply.take)
    return reply


async def _receive_nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


def _choose_values(path: str, names: set[str], known: dict[str, str]) -> dict[str, str]:
    """Give what the example of a path asks for: what all of them ask for, and ids that exist."""
    values = {name: value for name, value in known.items() if name in names}
    if "ids" in names:
        values.pop("q", None)
        if "limit" not in names:
            values["ids"] = known["event_id"]
    elif "limit" in names:
        values.pop("q", None)
    parent, _, name = path.partition("/{")
    if parent in known:
        values.setdefault(name.partition("}")[0], known[parent])
    return values


def _fill(path: str, values: dict[str, str]) -> str:
    """Give the address of an example."""
    query = {name: value for name, value in values.items() if f"{{{name}}}" not in path}
    return f"{path.format(**values)}?{urlencode(query)}".rstrip("?")


def _show(item: dict[str, Any], reply: Reply, known: dict[str, Any]) -> None:
    """Put an answer into GET as an example, and into GET and HEAD those of the known headers that came."""
    status = str(reply.status)
    came = {name: {"$ref": f"#/components/headers/{name}"} for name in known if name.lower() in reply.headers}
    for responses in (item["get"]["responses"], item["head"]["responses"]):
        responses[status]["headers"] = came
        if "304" in responses:
            responses["304"]["headers"] = {name: came[name] for name in ("ETag", "Cache-Control")}
    for media in item["get"]["responses"][status].get("content", {}).values():
        if reply.raw:
            media["example"] = reply.body


def _type(schema: dict[str, Any], value: str) -> Any:
    """Give a value as the schema of its parameter has it."""
    if schema["type"] == "array":
        return [value]
    return int(value) if schema["type"] == "integer" else value


def _find_first(reply: Reply) -> str | None:
    """Give the id of the first thing of a list, or None for what is no list."""
    data = reply.body.get("data") if reply.headers.get("content-type") == "application/json" else None
    return data[0].get("id") if isinstance(data, list) and data else None


async def show_examples(contract: dict[str, Any], request: Request) -> None:
    """Put an example, and the values that it asks for, into each operation that the data has one for."""
    events = (await _ask(request, _EVENTS)).body
    event = next((one for one in events["data"] if one["date"] == one["first_day"]), events["data"][0])
    known = {**_ASKED, "event_id": event["id"], "day": event["first_day"][5:]}
    for path in sorted(contract["paths"], key=lambda path: (path.count("{"), path)):
        item = contract["paths"][path]
        parameters = {parameter["name"]: parameter for parameter in item["parameters"]}
        values = _choose_values(path, set(parameters), known)
        if not all(name in values for name, one in parameters.items() if one["in"] == "path"):
            continue
        is_file = "206" in item["get"]["responses"]
        version = {"v": events["meta"]["data_version"]} if is_file else {}
        reply = await _ask(request, _fill(path, values | version), "HEAD" if is_file else "GET")
        _show(item, reply, contract["components"]["headers"])
        for name, value in values.items():
            parameters[name]["example"] = _type(parameters[name]["schema"], value)
        if key := _find_first(reply):
            known[path] = key
