"""One request without a client in between: each part of the answer as it is sent, until the client leaves."""

import asyncio
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message

from tests.loops import run


@dataclass
class Visit:
    """A client that leaves behind a number of parts, or stays to the end."""

    app: ASGIApp
    address: str
    leaves_after: int | None = None
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    sizes: list[int] = field(default_factory=list)

    async def run(self) -> None:
        """Ask, and keep the size of each part."""
        path, _, query = self.address.partition("?")
        left = asyncio.Event()

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.status = message["status"]
                self.headers = {key.decode(): value.decode() for key, value in message["headers"]}
                return
            self.sizes.append(len(message["body"]))
            if len(self.sizes) == self.leaves_after:
                left.set()
            # What a real server does while it writes: others have their turn.
            await asyncio.sleep(0)

        async def receive() -> Message:
            await left.wait()
            return {"type": "http.disconnect"}

        await self.app(
            {
                "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1",
                "method": "GET", "scheme": "http", "path": path, "raw_path": path.encode(),
                "query_string": query.encode(), "root_path": "", "headers": [(b"host", b"localhost")],
                "server": ("localhost", 80), "client": ("127.0.0.1", 1), "state": {},
            },
            receive,
            send,
        )  # fmt: skip


def visit(app: ASGIApp, address: str, leaves_after: int | None = None) -> Visit:
    """Give what a client got."""
    found = Visit(app, address, leaves_after)
    run(found.run())
    return found
