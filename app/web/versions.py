"""`?v=` below /api: an answer that is asked for by the version of its data may be kept for ever."""

from collections.abc import Callable
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.security import is_api

LASTING: Final = "public, max-age=31536000, immutable"
# A file of the dump is only ever given by its version.
_DUMP: Final = "/api/v1/dump/"


class Versions:
    """Takes `v` out of the address, puts a wrong one right, and lets what was asked for with it last."""

    def __init__(self, app: ASGIApp, get_version: Callable[[], str | None]) -> None:
        """Wrap `app`; `get_version` names the data that is served now."""
        self.app = app
        self.get_version = get_version

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on without `v`, or lead it to the right one."""
        if scope["type"] != "http" or not self._concerns(scope):
            await self.app(scope, receive, send)
            return
        parts = scope["query_string"].split(b"&")
        others = [part for part in parts if part and part.partition(b"=")[0] != b"v"]
        named = [part.partition(b"=")[2].decode("latin-1") for part in parts if part and part not in others]
        plain, version = {**scope, "query_string": b"&".join(others)}, self.get_version()
        if version is None or not (named or scope["path"].startswith(_DUMP)):
            await self.app(plain, receive, send)
        elif named == [version]:
            await self._pass_on(plain, receive, send, version)
        else:
            query = b"&".join([*others, f"v={version}".encode()])
            target = scope.get("raw_path", scope["path"].encode()) + b"?" + query
            await RedirectResponse(target.decode("latin-1"), 307)(scope, receive, send)

    def _concerns(self, scope: Scope) -> bool:
        path = scope["path"]
        return (
            is_api(path)
            and (b"v=" in scope["query_string"] or path.startswith(_DUMP))
            and scope["method"] in {"GET", "HEAD"}
            and scope.get("state", {}).get("refusal") is None
        )

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send, version: str) -> None:
        async def send_lasting(message: Message) -> None:
            is_begin = message["type"] == "http.response.start"
            # Data that came in the meantime is another one.
            if is_begin and message["status"] in {200, 206, 304} and self.get_version() == version:
                MutableHeaders(scope=message)["Cache-Control"] = LASTING
            await send(message)

        await self.app(scope, receive, send_lasting)
