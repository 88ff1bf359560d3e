"""An answer on its way out: compressed, counted, tagged, and cut to what the client still needs."""

import hashlib
import re
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Send

from app.web.conditions import is_unchanged
from app.web.encodings import compress

_SMALLEST_BYTES: Final = 500
# What headers take up in memory, roughly.
HEADERS_BYTES: Final = 1000
_TEXT: Final = re.compile(
    r"text/|application/(json|[a-z0-9.+-]*\+json|x-ndjson|javascript|[a-z]+\+xml)|image/svg\+xml"
)
_UNSTORED: Final = frozenset({"no-store", "private, no-store"})
_LEFT_OUT_OF_304: Final = frozenset(
    {b"content-length", b"content-type", b"content-encoding", b"content-range"}
)


def _make_tag(data: bytes) -> str:
    return f'"{hashlib.sha256(data).hexdigest()[:20]}"'


@dataclass
class Answer:
    """An answer: status, headers, body. Of a stream only the head is held."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""
    is_stream: bool = False

    @property
    def is_lasting(self) -> bool:
        """Say whether it may be kept, by us and by others."""
        return self.status == 200 and Headers(raw=self.headers).get("cache-control", "") not in _UNSTORED

    @property
    def is_packable(self) -> bool:
        """Say whether it is sent compressed: text that is not tiny; files go out as they are."""
        headers = Headers(raw=self.headers)
        if _TEXT.match(headers.get("content-type", "")) is None:
            return False
        return "content-length" not in headers if self.is_stream else len(self.body) >= _SMALLEST_BYTES

    @property
    def cost(self) -> int:
        """Give the bytes that it takes up while it is kept."""
        return HEADERS_BYTES + len(self.body)

    @cached_property
    def head(self) -> bytes:
        """Give status and headers as HTTP/1.1 writes them, without the empty line behind them."""
        status = f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}\r\n".encode()
        return status + b"".join(b"%b: %b\r\n" % pair for pair in self.headers)

    def finish(self, name: str, encoding: str) -> "Answer":
        """Give the answer in an encoding, counted and tagged; errors are counted only.

        A stream's tag is made of the one that its route gave it, its name and the encoding.
        """
        headers, body = MutableHeaders(raw=list(self.headers)), self.body
        is_file = self.is_stream and "content-length" in headers
        if not is_file and _TEXT.match(headers.get("content-type", "")):
            headers.add_vary_header("Accept-Encoding")
        if encoding != "identity":
            body = b"" if self.is_stream else compress(body, encoding)
            headers["Content-Encoding"] = encoding
        if self.is_stream:
            if not is_file:
                headers["ETag"] = _make_tag(f"{headers['etag']} {name} {encoding}".encode())
        else:
            if self.status not in {204, 304}:
                headers["Content-Length"] = str(len(body))
            del headers["etag"]
            if self.is_lasting:
                headers["ETag"] = _make_tag(body)
        return Answer(self.status, headers.raw, body, self.is_stream)

    def trim(self, asked: Headers, method: str) -> "Answer | None":
        """Give what is sent: 304 if the client has it, headers for HEAD; None when a stream must run."""
        if self.status in {200, 206} and is_unchanged(asked, Headers(raw=self.headers)):
            return Answer(304, [pair for pair in self.headers if pair[0] not in _LEFT_OUT_OF_304])
        if method == "HEAD":
            return Answer(self.status, self.headers)
        return None if self.is_stream else self

    async def send(self, send: Send) -> None:
        """Send it whole."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})
