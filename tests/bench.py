"""make bench: what an answer costs, as ratios to a bare ASGI app that sends the same bytes.

CPU seconds of one process without a socket, medians of five interleaved rounds: ratios hold on a noisy
machine, single times do not.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.content.builder import build_database
from app.main import create_app
from app.settings import ROOT, Settings
from app.web.finish import Finish

ROUNDS: Final = 5
REQUESTS: Final = {True: 400, False: 20}
ADDRESSES: Final = {
    "timeline": "/kk/events",
    "timeline, one theme": "/ru/events?theme=capital",
    "event page": "/en/events/1991-12-16-independence-law",
    "the thirty": "/kk/thirty",
    "API list of 50": "/api/v1/events?limit=50&locale=kk",
    "API event": "/api/v1/events/1991-12-16-independence-law?locale=kk",
    "API search": "/api/v1/events?locale=ru&q=столица",
}


def make_scope(address: str) -> Scope:
    """Give a GET request."""
    path, _, query = address.partition("?")
    headers = [(b"host", b"localhost"), (b"accept-encoding", b"br")]
    return {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
        "headers": headers, "server": ("localhost", 80), "client": ("127.0.0.1", 1), "state": {},
    }  # fmt: skip


async def ask(app: ASGIApp, scope: Scope) -> bytes:
    """Give the body of one answer."""
    parts: list[bytes] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        parts.append(message.get("body", b""))

    await app(scope, receive, send)
    return b"".join(parts)


def forget(app: ASGIApp) -> None:
    """Let an application drop what it has kept, as new data would."""
    layer = app.middleware_stack  # type: ignore[attr-defined]
    while not isinstance(layer, Finish):
        layer = layer.app
    layer.version = None


def make_hello(body: bytes) -> ASGIApp:
    """Give a bare app that answers everything with `body`."""

    async def hello(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send(
            {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]}
        )
        await send({"type": "http.response.body", "body": body})

    return hello


async def measure(run: Callable[[int], Awaitable[object]], count: int) -> float:
    """Give the CPU seconds of one request, the mean of `count`."""
    begin = time.process_time()
    for number in range(count):
        await run(number)
    return (time.process_time() - begin) / count


async def compare(app: ASGIApp, address: str, is_kept: bool) -> float:
    """Give the median ratio of an answer's cost to that of the bare app, the rounds interleaved."""
    body = await ask(app, make_scope(address))
    hello, ratios = make_hello(body), []

    async def ask_app(_number: int) -> object:
        if not is_kept:
            forget(app)
        return await ask(app, make_scope(address))

    async def ask_hello(_number: int) -> object:
        return await ask(hello, make_scope(address))

    for _ in range(ROUNDS):
        own = await measure(ask_app, REQUESTS[is_kept])
        ratios.append(own / await measure(ask_hello, 2000))
    return statistics.median(ratios)


async def run(app: ASGIApp) -> None:
    """Print a row for each address: kept and not kept."""
    sys.stdout.write(f"{'answer':24}{'kept ÷ hello':>16}{'not kept ÷ hello':>20}\n")
    for name, address in ADDRESSES.items():
        kept, fresh = await compare(app, address, True), await compare(app, address, False)
        sys.stdout.write(f"{name:24}{kept:16.1f}{fresh:20.0f}\n")


def main() -> None:
    """Build the real seed and measure."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "timeline.sqlite"
        build_database(ROOT / "seed", database)
        asyncio.run(run(create_app(Settings(database=database))))


if __name__ == "__main__":
    main()
