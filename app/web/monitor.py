"""One line in the log for each request that was worked on, under an id that a failed one also shows."""

import logging
import secrets
import time
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger("app.web.monitor")
REQUEST_ID: Final = "X-Request-ID"


class Monitor:
    """Names each request, and logs how it was answered: no address, no browser, no words of a search.

    Answers that nobody stores carry the id; a stored one would carry that of somebody else's request.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`, which leaves the pattern of its route in scope["state"]["route"]."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and log it once its answer is out."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, state = time.monotonic(), scope.setdefault("state", {})
        name = state["request_id"] = secrets.token_hex(6)
        told: dict[str, object] = {"method": scope["method"], "request_id": name, "status": None}

        async def note(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                told.update(status=message["status"], locale=headers.get("content-language"))
                if "no-store" in headers.get("cache-control", ""):
                    headers[REQUEST_ID] = name
            await send(message)

        try:
            await self.app(scope, receive, note)
        finally:
            milliseconds = round((time.monotonic() - began) * 1000, 1)
            log.info("answered", extra={**told, "route": state.get("route"), "milliseconds": milliseconds})
