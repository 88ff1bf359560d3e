"""The outer wall, in plain ASGI: headers on every answer, limits on every request."""

import ipaddress
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.framing import is_embed
from app.settings import Settings

PAGE_CSP: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; media-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
# Who may frame a page is only heard in a header.
META_CSP: Final = PAGE_CSP.partition("; frame-ancestors")[0]
EMBED_CSP: Final = PAGE_CSP.replace("frame-ancestors 'none'", "frame-ancestors *")
KIOSK_CSP: Final = PAGE_CSP.replace("form-action 'self'", "form-action 'none'")
API_CSP: Final = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
PERMISSIONS: Final = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), "
    "microphone=(), midi=(), payment=(), serial=(), usb=(), clipboard-read=(), fullscreen=(self), "
    "screen-wake-lock=(self), web-share=(self)"
)
EVERYWHERE: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": PERMISSIONS,
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Any page of any site may read it.
OPEN_HEADERS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "ETag, Link, Content-Language, Deprecation, Sunset, RateLimit, RateLimit-Policy, Retry-After"
    ),
    "Cross-Origin-Resource-Policy": "cross-origin",
}
# Where language models send messages, if the keeper of the server lets them.
AGENTS: Final = "/mcp"
# Where museum screens report, and the longest report.
BEAT: Final = "/kiosk/beat"
LONGEST_BEAT_BYTES: Final = 16 * 1024
# The longest body that any address takes.
MOST_BODY_BYTES: Final = 64 * 1024
_FOR_PROGRAMS: Final = frozenset({"api", "mcp", "oembed"})
_OPEN: Final = frozenset({"media", "id"})
PAGE_CACHE: Final = "public, max-age=60, stale-if-error=86400"
API_CACHE: Final = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
METHODS: Final = ("GET", "HEAD", "OPTIONS")
LONGEST_TARGET_BYTES: Final = 4096
LONGEST_HEADERS_BYTES: Final = 32 * 1024
_LOOPBACK: Final = ("localhost", "127.0.0.1", "[::1]")
_HOST: Final = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{1,253})(:[0-9]{1,5})?")


def _find_room(path: str) -> str:
    """Give the first part of a path."""
    return path[1:].partition("/")[0]


def is_api(path: str) -> bool:
    """Say whether a path answers programs, not people."""
    return _find_room(path) in _FOR_PROGRAMS


def is_open(path: str) -> bool:
    """Say whether other sites may read an answer: the API, pictures, and names that lead to an event."""
    return is_api(path) or _find_room(path) in _OPEN


def list_headers(path: str, settings: Settings, is_framed: bool = False) -> dict[str, str]:
    """Give the headers that an answer at `path` must carry; only an embed may be framed."""
    headers = dict(EVERYWHERE)
    headers |= OPEN_HEADERS if is_open(path) else {"Cross-Origin-Resource-Policy": "same-origin"}
    if is_api(path):
        headers["Content-Security-Policy"] = API_CSP
    elif is_framed:
        headers["Content-Security-Policy"] = EMBED_CSP
    else:
        headers["Content-Security-Policy"] = KIOSK_CSP if _find_room(path) == "kiosk" else PAGE_CSP
        headers["X-Frame-Options"] = "DENY"
    if settings.https:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        headers["Content-Security-Policy"] += "; upgrade-insecure-requests"
    return headers


def _choose_cache(path: str, status: int) -> str:
    if status >= 400:
        return "no-store"
    return API_CACHE if is_api(path) else PAGE_CACHE


class SecurityHeaders:
    """Puts the headers of `list_headers` and a Cache-Control on every answer, errors included."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Wrap `app`."""
        self.app = app
        # Made once for each room: every answer comes by here.
        self.find_wall = lru_cache(maxsize=64)(
            lambda room, is_framed: dict(Headers(list_headers(room, settings, is_framed)).raw)
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add headers to its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        is_framed = is_embed(path, scope["query_string"].decode("latin-1"))
        wall = self.find_wall(f"/{_find_room(path)}/", is_framed)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [pair for pair in message["headers"] if pair[0] not in wall]
                names = {name for name, _ in own}
                if is_api(path) and b"content-language" not in names:
                    # What does not name its locale, such as the contract, is worded in English.
                    own.append((b"content-language", b"en"))
                if message["status"] >= 400 or b"cache-control" not in names:
                    own = [pair for pair in own if pair[0] != b"cache-control"]
                    own.append((b"cache-control", _choose_cache(path, message["status"]).encode()))
                message = {**message, "headers": [*own, *wall.items()]}
            await send(message)

        await self.app(scope, receive, send_with_headers)


class Refusal(Exception):
    """A request that is refused before routing: status, code of the problem, and its headers."""

    def __init__(self, status: int, code: str, headers: dict[str, str] | None = None) -> None:
        """Keep what the answer needs."""
        super().__init__(code)
        self.status = status
        self.code = code
        self.headers = headers or {}


def _is_known_host(value: str, known: Iterable[str]) -> bool:
    found = _HOST.fullmatch(value)
    if not found:
        return False
    name = found["name"].lower()
    if name.startswith("["):
        try:
            name = f"[{ipaddress.IPv6Address(name[1:-1]).compressed}]"
        except ValueError:
            return False
    return name in known


def _refuse_beat(headers: Headers, method: str) -> Refusal | None:
    """Give the reason to refuse a report, or None; one that doesn't tell its length may be too long."""
    if method != "POST":
        return Refusal(404, "no_such_resource")
    length = headers.get("content-length", "")
    if not re.fullmatch("[0-9]{1,5}", length) or int(length) > LONGEST_BEAT_BYTES:
        return Refusal(413, "too_long", {"Connection": "close"})
    return None


def refuse(scope: Scope, hosts: Sequence[str], has_agents: bool = False) -> Refusal | None:
    """Give the reason to refuse a request, or None: method, length, host, body, encoding.

    With `has_agents`, messages come with a body to their own address, which bounds it; so do reports.
    """
    headers = Headers(scope=scope)
    target = len(scope.get("raw_path") or scope["path"].encode()) + len(scope["query_string"])
    if target > LONGEST_TARGET_BYTES:
        return Refusal(414, "too_long")
    if sum(len(key) + len(value) + 4 for key, value in scope["headers"]) > LONGEST_HEADERS_BYTES:
        return Refusal(431, "headers_too_large", {"Connection": "close"})
    named = headers.getlist("host")
    if len(named) != 1 or not _is_known_host(named[0], {*_LOOPBACK, *(host.lower() for host in hosts)}):
        return Refusal(400, "bad_host")
    if has_agents and scope["path"] == AGENTS:
        return None
    if scope["path"] == BEAT:
        return _refuse_beat(headers, scope["method"])
    if headers.get("content-length", "0").strip("0") or "transfer-encoding" in headers:
        return Refusal(400, "no_body_accepted", {"Connection": "close"})
    if scope["method"] not in METHODS:
        return Refusal(405, "read_only", {"Allow": ", ".join(METHODS)})
    if "\ufffd" in scope["path"] or "\x00" in scope["path"]:
        return Refusal(400, "not_utf8")
    return None


async def take_body(receive: Receive, most: int) -> Receive | None:
    """Give what hands on a body once it has come, as far as `most` bytes; None when its sender has left."""
    taken: list[Message] = []
    size, goes_on = 0, True
    while goes_on and size <= most:
        taken.append(await receive())
        if taken[-1]["type"] == "http.disconnect":
            return None
        size += len(taken[-1].get("body", b""))
        goes_on = taken[-1].get("more_body", False)

    async def hand_on() -> Message:
        return taken.pop(0) if taken else await receive()

    return hand_on


class Limits:
    """Refuses what no route may see, and answers 503 when too many requests are in work.

    `busy` counts requests, not connections, and none before its body has come: slow or idle clients don't
    lock out others.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Wrap `app`; `app` answers a refusal that it finds in scope["state"]["refusal"]."""
        self.app = app
        self.hosts = settings.hosts
        self.has_agents = settings.mcp
        self.most = settings.busy_requests
        self.busy = 0
        self.refused = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with the reason to refuse it if there is one."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = refuse(scope, self.hosts, self.has_agents)
        if refusal is None and scope["method"] not in METHODS:
            body = await take_body(receive, MOST_BODY_BYTES)
            if body is None:
                return
            receive = body
        if refusal is None and self.busy >= self.most:
            self.refused += 1
            refusal = Refusal(503, "busy", {"Retry-After": "1"})
        scope.setdefault("state", {})["refusal"] = refusal
        self.busy += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.busy -= 1
