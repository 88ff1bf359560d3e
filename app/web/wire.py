"""uvicorn's protocol, but a ready reply goes out before any task is made for its request."""

from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from app.web.answers import Answer
from app.web.protocol import LimitedProtocol


def hold_head(app: ASGIApp, flow: FlowControl) -> Any:
    """Give the app with each head held until a part of its body follows; it begins when its reader is ready.

    Both leave in one piece, so that a process that dies in between has answered nothing yet: a proxy
    asks another one.
    """

    async def held(scope: Scope, receive: Receive, send: Send) -> None:
        head: Message | None = None

        async def send_together(message: Message) -> None:
            nonlocal head
            if message["type"] == "http.response.start":
                head = message
                return
            if head is not None:
                await send(head)
                head = None
            await send(message)

        await flow.drain()
        await app(scope, receive, send_together)

    return held


class WireProtocol(LimitedProtocol):
    """Serves an app that has `find_ready(scope)`; anything out of the ordinary goes the ordinary way.

    Were uvicorn to rename the one step that is taken over here, answers would be slower and the same.
    """

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        is_plain = cycle.keep_alive and not (
            self.pipeline
            or self.flow.write_paused
            or cycle.waiting_for_100_continue
            or self.config.access_log
        )
        find_ready = getattr(app, "find_ready", None)
        reply: Answer | None = find_ready(cycle.scope) if find_ready and is_plain else None
        if reply is None:
            super()._start_asgi_task(cycle, hold_head(app, self.flow))
            return
        cycle.response_complete = True
        now = [b"%b: %b\r\n" % pair for pair in self.server_state.default_headers]
        head = b"".join([reply.head, *now, b"\r\n"])
        self.transport.writelines([head, reply.body] if reply.body else [head])
        self.on_response_complete()
