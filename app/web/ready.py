"""What was answered before goes out again before any other layer: same request, same bytes."""

from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.answers import Answer
from app.web.finish import Finish, Request
from app.web.security import LONGEST_HEADERS_BYTES

# Of the headers, all that a layer before the routes reads; the others change no kept answer.
_TELLING: Final = frozenset(
    {
        *(b"host", b"accept-encoding", b"content-length", b"transfer-encoding"),
        *(b"if-none-match", b"if-modified-since"),
        *(b"hx-request", b"hx-request-type", b"hx-history-restore-request"),
    }
)


def name_request(scope: Scope) -> Request | None:
    """Give all of a request that a kept answer may depend on; None of one that nothing kept answers."""
    if scope["method"] not in {"GET", "HEAD"}:
        return None
    size, telling = 0, []
    for pair in scope["headers"]:
        size += len(pair[0]) + len(pair[1]) + 4
        if pair[0] in _TELLING:
            telling.append(tuple(pair))
    if size > LONGEST_HEADERS_BYTES:
        return None
    path = scope.get("raw_path") or scope["path"]
    return (scope["method"], path, scope["path"], scope["query_string"], scope.get("scheme"), *telling)


class Ready:
    """Answers what was answered before, and notes what else goes out and is kept."""

    def __init__(self, app: ASGIApp, finish: Finish) -> None:
        """Wrap `app`, whose innermost layer but the routes is `finish`."""
        self.app = app
        self.finish = finish

    def find(self, scope: Scope) -> Answer | None:
        """Give the reply to a request that was answered before, or None."""
        request = name_request(scope)
        return self.finish.find_ready(request) if request else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer at once, or pass the request on and note what goes out."""
        reply = self.find(scope) if scope["type"] == "http" else None
        if reply:
            await reply.send(send)
        elif scope["type"] == "http":
            await self._pass_on(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        sent: list[Message] = []

        async def note(message: Message) -> None:
            if len(sent) < 3:
                sent.append(message)
            await send(message)

        state = scope.setdefault("state", {})
        await self.app(scope, receive, note)
        request, kept = name_request(scope), state.get("kept")
        if request and kept and not kept.raw.is_stream and len(sent) == 2:
            start, end = sent
            self.finish.remember(
                request, kept, Answer(start["status"], start["headers"], end.get("body", b""))
            )
