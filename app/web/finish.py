"""The last step of an answer: compressed, tagged, kept; the same bytes again cost no route and no query."""

import gzip
import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_KEPT_BYTES: Final = 64 * 1024 * 1024
_SMALLEST_BYTES: Final = 500
_TEXT: Final = re.compile(
    r"text/|application/(json|[a-z0-9.+-]*\+json|javascript|[a-z]+\+xml)|image/svg\+xml"
)
_ENCODERS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "br": lambda data: bytes(brotli.compress(data, quality=5)),
    "gzip": lambda data: gzip.compress(data, compresslevel=6, mtime=0),
}
_QUALITY: Final = re.compile(r"\s*([a-z*]+)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*", re.IGNORECASE)
# Pages name their own host in QR codes and citations.
_KEY_HEADERS: Final = ("host", "hx-request", "hx-request-type", "hx-history-restore-request")


def choose_encoding(header: str) -> str:
    """Give br, gzip or identity by the q-values of Accept-Encoding; q=0 is honoured."""
    qualities: dict[str, float] = {}
    for part in header.lower().split(",")[:20]:
        found = _QUALITY.fullmatch(part)
        if found:
            qualities[found[1]] = float(found[2]) if found[2] else 1.0
    rest = qualities.get("*", 0.0)
    best = max(_ENCODERS, key=lambda name: qualities.get(name, rest))
    return best if qualities.get(best, rest) > 0 else "identity"


def matches(etag: str, header: str) -> bool:
    """Say whether If-None-Match names the tag: a list, weak tags and `*` count. Source: RFC 9110, 13.1.2."""
    tags = [tag.strip().removeprefix("W/") for tag in header.split(",")]
    return "*" in tags or etag in tags


@dataclass
class Answer:
    """A whole answer: status, headers, body."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""

    def finish(self, encoding: str) -> None:
        """Compress the body, count it and tag it; errors are counted only."""
        headers = MutableHeaders(raw=self.headers)
        is_text = _TEXT.match(headers.get("content-type", "")) is not None
        if is_text:
            headers.add_vary_header("Accept-Encoding")
        if is_text and encoding != "identity" and len(self.body) >= _SMALLEST_BYTES:
            self.body = _ENCODERS[encoding](self.body)
            headers["Content-Encoding"] = encoding
        if self.status not in {204, 304}:
            headers["Content-Length"] = str(len(self.body))
        if self.status == 200 and headers.get("cache-control", "") not in {"no-store", "private, no-store"}:
            headers["ETag"] = f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'
        else:
            del headers["etag"]
        self.headers = headers.raw


class Finish:
    """Finishes answers and keeps the finished 200s, newest used last, up to 64 MB, per data version."""

    def __init__(self, app: ASGIApp, get_version: Callable[[], str | None]) -> None:
        """Wrap `app`; `get_version` names the data that is served now."""
        self.app = app
        self.get_version = get_version
        self.version: str | None = None
        self.kept: OrderedDict[tuple[str, ...], Answer] = OrderedDict()
        self.kept_bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or ask the app and finish its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        encoding = choose_encoding(headers.get("accept-encoding", ""))
        refused = scope.get("state", {}).get("refusal") is not None
        is_kept = scope["method"] in {"GET", "HEAD"} and not refused
        key = self._make_key(scope, headers, encoding)
        answer = self._find(key) if is_kept else None
        version = self.version
        if answer is None:
            answer = await self._ask({**scope, "method": "GET"} if is_kept else scope, receive)
            answer.finish(encoding)
            if is_kept:
                self._keep(key, answer, version)
        await self._send(scope, headers, answer, send)

    def _make_key(self, scope: Scope, headers: Headers, encoding: str) -> tuple[str, ...]:
        path = scope["path"] + "?" + scope["query_string"].decode("latin-1")
        return (
            path,
            scope.get("scheme", "http"),
            encoding,
            *(headers.get(name, "") for name in _KEY_HEADERS),
        )

    def _find(self, key: tuple[str, ...]) -> Answer | None:
        version = self.get_version()
        if version != self.version:
            self.version, self.kept_bytes = version, 0
            self.kept.clear()
        answer = self.kept.get(key)
        if answer:
            self.kept.move_to_end(key)
        return answer

    def _keep(self, key: tuple[str, ...], answer: Answer, version: str | None) -> None:
        """Keep an answer unless the data that it was asked of is no longer served."""
        is_tagged = any(name == b"etag" for name, _ in answer.headers)
        if not is_tagged or version is None or version != self.version:
            return
        same = self.kept.pop(key, None)
        self.kept_bytes -= len(same.body) if same else 0
        self.kept[key] = answer
        self.kept_bytes += len(answer.body)
        while self.kept_bytes > MOST_KEPT_BYTES:
            self.kept_bytes -= len(self.kept.popitem(last=False)[1].body)

    async def _ask(self, scope: Scope, receive: Receive) -> Answer:
        """Give the app's whole answer."""
        answer = Answer()
        parts: list[bytes] = []

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.status, answer.headers = message["status"], list(message["headers"])
            elif message["type"] == "http.response.body":
                parts.append(message.get("body", b""))

        await self.app(scope, receive, collect)
        answer.body = b"".join(parts)
        return answer

    async def _send(self, scope: Scope, asked: Headers, answer: Answer, send: Send) -> None:
        """Send the answer, 304 when the client has it, headers alone for HEAD."""
        status, headers, body = answer.status, answer.headers, answer.body
        etag = MutableHeaders(raw=headers).get("etag")
        if status == 200 and etag and matches(etag, asked.get("if-none-match", "")):
            dropped = {b"content-length", b"content-type", b"content-encoding"}
            status, headers, body = 304, [pair for pair in headers if pair[0] not in dropped], b""
        if scope["method"] == "HEAD":
            body = b""
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})
