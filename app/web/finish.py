"""The last step: answers are finished and kept, so that the same one again costs no route and no query."""

import asyncio
import contextlib
import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.answers import HEADERS_BYTES, Answer
from app.web.conditions import format_day
from app.web.encodings import Packer, choose_encoding, open_packer
from app.web.security import is_api

MOST_KEPT_BYTES: Final = 64 * 1024 * 1024
# Pages name their own host in QR codes and citations.
_PAGE_HEADERS: Final = ("host", "hx-request", "hx-request-type", "hx-history-restore-request")
# The spellings of one request that are known by themselves.
_MOST_SPELLINGS: Final = 16
Key = tuple[str, ...]
# All of a request that a kept answer depends on.
Request = tuple[object, ...]


class _Enough(Exception):
    """Raised into an app that goes on with a body for which nobody waits."""


class Relay:
    """Takes what the app sends: gathers a whole answer, hands a stream on as it comes."""

    def __init__(
        self, scope: Scope, send: Send, asked: Headers, name: str, encoding: str, modified: str | None
    ) -> None:
        """Relay the answer to `scope`; `modified` is the Last-Modified of a good one."""
        self.scope = scope
        self.send = send
        self.asked = asked
        self.name = name
        self.encoding = encoding
        self.modified = modified
        self.raw = Answer()
        self.parts: list[bytes] = []
        self.packer: Packer | None = None

    async def __call__(self, message: Message) -> None:
        """Take one message of the app."""
        if message["type"] == "http.response.start":
            self.raw.status, self.raw.headers = message["status"], list(message["headers"])
            is_good = self.raw.status in {200, 206}
            if is_good and self.modified:
                MutableHeaders(raw=self.raw.headers)["Last-Modified"] = self.modified
            if is_good and self.scope.get("state", {}).get("is_stream"):
                await self._begin_stream()
        elif message["type"] == "http.response.body":
            part, goes_on = message.get("body", b""), message.get("more_body", False)
            if self.packer is None:
                self.parts.append(part)
                return
            packed = self.packer.pack(part) if part else b""
            packed += b"" if goes_on else self.packer.end()
            await self.send({"type": "http.response.body", "body": packed, "more_body": goes_on})

    async def _begin_stream(self) -> None:
        self.raw.is_stream = True
        encoding = self.encoding if self.raw.is_packable else "identity"
        self.packer = open_packer(encoding)
        head = self.raw.finish(self.name, encoding)
        reply = head.trim(self.asked, self.scope["method"])
        if reply:
            await reply.send(self.send)
            raise _Enough
        await self.send({"type": "http.response.start", "status": head.status, "headers": head.headers})

    def gather(self) -> Answer:
        """Give the answer as far as it was gathered."""
        self.raw.body = b"".join(self.parts)
        return self.raw


@dataclass
class Kept:
    """An answer as the app gave it, as finished for each encoding, and the requests that it answered."""

    key: Key | None
    raw: Answer
    is_packable: bool
    finished: dict[str, Answer] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    @property
    def cost(self) -> int:
        """Give the bytes that it takes up; the plain answer shares its body with the raw one."""
        packed = (answer for encoding, answer in self.finished.items() if encoding != "identity")
        return self.raw.cost + sum(answer.cost for answer in packed) + HEADERS_BYTES * len(self.requests)


@dataclass(frozen=True)
class Told:
    """A reply with every header that it goes out with, and the kept answer that it is made of."""

    kept: Kept
    reply: Answer


def _date(version: str | None) -> str | None:
    """Give the day of the data, with which its version begins, as Last-Modified writes it."""
    return format_day(dt.date.fromisoformat(version[:10])) if version else None


async def _receive_nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _send_nowhere(_message: Message) -> None:
    return


@lru_cache(maxsize=4096)
def name_answer(path: str, query: bytes) -> str:
    """Give the canonical address of an answer: the parameters of the API sorted."""
    text = query.decode("latin-1")
    if is_api(path):
        text = urlencode(sorted(parse_qsl(text, keep_blank_values=True)))
    return f"{path}?{text}"


def make_key(scope: Scope, asked: Headers) -> Key:
    """Give what tells an answer from others: below /api the address alone decides."""
    name = name_answer(scope["path"], scope["query_string"])
    if is_api(scope["path"]):
        return (name,)
    return (name, scope.get("scheme", "http"), *(asked.get(header, "") for header in _PAGE_HEADERS))


class Finish:
    """Finishes answers and keeps the 200s, newest used last, up to 64 MB, as long as their data is served."""

    def __init__(self, app: ASGIApp, get_version: Callable[[], str | None], warm: Sequence[str] = ()) -> None:
        """Wrap `app`; `get_version` names the data that is served now, `warm` what is asked of new data."""
        self.app = app
        self.get_version = get_version
        self.warm = warm
        self.warming: asyncio.Task[None] | None = None
        self.version: str | None = None
        self.kept: OrderedDict[Key, Kept] = OrderedDict()
        self.ready: dict[Request, Told] = {}
        self.kept_bytes = 0
        self.hits = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or ask the app and finish its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked, method = Headers(scope=scope), scope["method"]
        encoding = choose_encoding(asked.get("accept-encoding", ""))
        refused = scope.get("state", {}).get("refusal") is not None
        key = None if refused or method not in {"GET", "HEAD"} else make_key(scope, asked)
        if key:
            self._renew(scope)
        answer = self._find(scope, key, encoding) if key else None
        reply = answer.trim(asked, method) if answer else None
        if reply is None:
            reply = await self._ask(scope, receive, send, asked, key, encoding)
        if reply:
            await reply.send(send)

    def _renew(self, scope: Scope) -> None:
        """Drop everything when other data is served, and ask anew for what is asked for most."""
        version = self.get_version()
        if version == self.version:
            return
        is_exchange = self.version is not None and version is not None
        self.version, self.kept_bytes = version, 0
        self.kept.clear()
        self.ready.clear()
        if is_exchange and self.warm:
            self.warming = asyncio.create_task(self._warm_up(scope))

    async def _warm_up(self, scope: Scope) -> None:
        for target in self.warm:
            path, _, query = target.partition("?")
            made = {"method": "GET", "path": path, "raw_path": path.encode(), "query_string": query.encode()}
            await self({**scope, **made, "headers": [], "state": {}}, _receive_nothing, _send_nowhere)

    def find_ready(self, request: Request) -> Answer | None:
        """Give the reply to a request that was answered before, or None."""
        ready = self.ready.get(request)
        if ready is None or ready.kept.key is None or self.get_version() != self.version:
            return None
        self.kept.move_to_end(ready.kept.key)
        self.hits += 1
        return ready.reply

    def remember(self, request: Request, kept: Kept, reply: Answer) -> None:
        """Let `reply`, which was made of a kept answer, answer the same request by itself.

        The oldest of too many requests is forgotten.
        """
        if kept.key is None or self.kept.get(kept.key) is not kept or request in self.ready:
            return
        before = kept.cost
        if len(kept.requests) == _MOST_SPELLINGS:
            del self.ready[kept.requests.pop(0)]
        kept.requests.append(request)
        self.ready[request] = Told(kept, reply)
        self.kept_bytes += kept.cost - before
        self._shrink()

    def _forget(self, kept: Kept) -> None:
        self.kept_bytes -= kept.cost
        for request in kept.requests:
            del self.ready[request]

    def _find(self, scope: Scope, key: Key, encoding: str) -> Answer | None:
        kept = self.kept.get(key)
        if kept is None:
            return None
        scope.setdefault("state", {})["kept"] = kept
        self.kept.move_to_end(key)
        encoding = encoding if kept.is_packable else "identity"
        if encoding not in kept.finished:
            before = kept.cost
            kept.finished[encoding] = kept.raw.finish(key[0], encoding)
            self.kept_bytes += kept.cost - before
            self._shrink()
        return kept.finished[encoding]

    def _keep(self, key: Key, kept: Kept, version: str | None) -> None:
        """Keep an answer unless the data that it was asked of is no longer served."""
        if not kept.raw.is_lasting or version is None or version != self.version:
            return
        same = self.kept.pop(key, None)
        if same:
            self._forget(same)
        self.kept_bytes += kept.cost
        self.kept[key] = kept
        self._shrink()

    def _shrink(self) -> None:
        while self.kept_bytes > MOST_KEPT_BYTES:
            self._forget(self.kept.popitem(last=False)[1])

    async def _ask(
        self, scope: Scope, receive: Receive, send: Send, asked: Headers, key: Key | None, encoding: str
    ) -> Answer | None:
        """Give what to send of the app's answer; None when it was a stream, which is sent by now."""
        version = self.version
        name = key[0] if key else ""
        relay = Relay(scope, send, asked, name, encoding, _date(version) if is_api(scope["path"]) else None)
        with contextlib.suppress(_Enough):
            await self.app({**scope, "method": "GET"} if key else scope, receive, relay)
        raw = relay.gather()
        kept = Kept(key, raw, raw.is_packable)
        if not raw.is_stream:
            encoding = encoding if kept.is_packable else "identity"
            kept.finished[encoding] = raw.finish(name, encoding)
        if key:
            self._keep(key, kept, version)
            scope.setdefault("state", {})["kept"] = kept
        return None if raw.is_stream else kept.finished[encoding].trim(asked, scope["method"])
