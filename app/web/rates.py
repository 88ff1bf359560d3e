"""How often one client may ask the API. Source: draft-ietf-httpapi-ratelimit-headers."""

import hashlib
import secrets
import time
from collections.abc import Callable
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.security import Refusal, is_api

WINDOW_SECONDS: Final = 60
MOST_CLIENTS: Final = 10_000


class Minute:
    """Counts how often each client asks in a minute. A client is known by a hash that nobody can undo.

    Nothing is kept beyond the minute; too many clients begin a new one.
    """

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin; each client may ask `most` times."""
        self.most = most
        self.clock = clock
        self.key = secrets.token_bytes(16)
        self.counts: dict[bytes, int] = {}
        self.end = 0

    def count(self, address: str) -> tuple[int, int]:
        """Count a request; give how many are left, below 0 for one too many, and the seconds left."""
        now = int(self.clock())
        if now >= self.end or len(self.counts) >= MOST_CLIENTS:
            self.counts.clear()
            self.end = now + WINDOW_SECONDS
        name = hashlib.blake2b(address.encode(), key=self.key, digest_size=16).digest()
        self.counts[name] = self.counts.get(name, 0) + 1
        return self.most - self.counts[name], self.end - now


class Rates(Minute):
    """Refuses what is beyond `most` requests a minute."""

    def __init__(self, app: ASGIApp, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Wrap `app`, which answers a refusal that it finds in scope["state"]["refusal"]."""
        super().__init__(most, clock)
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, refused if it is one too many; its answer tells what is left."""
        client = scope.get("client")
        # What the app asks of itself comes from nobody.
        is_counted = scope["type"] == "http" and scope["method"] != "OPTIONS" and is_api(scope["path"])
        if not client or not is_counted:
            await self.app(scope, receive, send)
            return
        left, seconds = self.count(client[0])
        state = scope.setdefault("state", {})
        if left < 0 and not state.get("refusal"):
            state["refusal"] = Refusal(429, "slow_down", {"Retry-After": str(seconds)})

        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["RateLimit-Policy"] = f'"minute";q={self.most};w={WINDOW_SECONDS}'
                headers["RateLimit"] = f'"minute";r={max(0, left)};t={seconds}'
            await send(message)

        await self.app(scope, receive, tell)
