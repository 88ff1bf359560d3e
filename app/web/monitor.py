"""One line in the log for each request that was worked on, under an id that a failed one also shows."""

import logging
import secrets
import time
from collections.abc import Callable
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger("app.web.monitor")
REQUEST_ID: Final = "X-Request-ID"
# Where the app counts connections that were cut off; it gives the counter to its server at the start.
CLOSED: Final = "closed"
# Takes method, pattern of the route, status, seconds.
Count = Callable[[str, str | None, int | None, float], None]


class Monitor:
    """Names each request, and logs how it was answered: no address, no browser, no words of a search.

    Answers that nobody stores carry the id; a stored one would carry that of somebody else's request.
    """

    def __init__(self, app: ASGIApp, count: Count | None = None) -> None:
        """Wrap `app`, which leaves the pattern of its route in scope["state"]["route"]; tell `count`, too."""
        self.app = app
        self.count = count

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and log it once its answer is out."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, state = time.monotonic(), scope.setdefault("state", {})
        name = state["request_id"] = secrets.token_hex(6)
        told: dict[str, object] = {"method": scope["method"], "request_id": name}
        status: int | None = None

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                status, told["locale"] = message["status"], headers.get("content-language")
                if "no-store" in headers.get("cache-control", ""):
                    headers[REQUEST_ID] = name
            await send(message)

        try:
            await self.app(scope, receive, note)
        finally:
            seconds, route = time.monotonic() - began, state.get("route")
            told |= {"status": status, "route": route, "milliseconds": round(seconds * 1000, 1)}
            log.info("answered", extra=told)
            if self.count:
                self.count(scope["method"], route, status, seconds)
