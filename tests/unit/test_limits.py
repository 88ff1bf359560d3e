"""How many requests may be in work at once: requests are counted, not connections."""

import asyncio

from starlette.types import Receive, Scope, Send

from app import db
from app.content import reader, seed
from app.settings import Settings
from app.web import protocol, security
from app.web.security import Limits, Refusal
from tests.loops import run


class Inner:
    """An app whose answers wait; it keeps the refusals that it was told."""

    def __init__(self) -> None:
        self.refusals: list[Refusal | None] = []
        self.goes_on = asyncio.Event()

    async def __call__(self, scope: Scope, _receive: Receive, _send: Send) -> None:
        self.refusals.append(scope["state"]["refusal"])
        await self.goes_on.wait()


def make_scope() -> Scope:
    """Give a plain request."""
    headers = [(b"host", b"localhost")]
    return {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": headers}


async def ask(limits: Limits, requests: int) -> list[asyncio.Task[None]]:
    """Begin some requests and wait until each has reached the app."""

    async def nothing(*_: object) -> None:
        return

    tasks = [asyncio.create_task(limits(make_scope(), nothing, nothing)) for _ in range(requests)]  # type: ignore[arg-type]
    await asyncio.sleep(0)
    return tasks


def test_the_limits_are_those_that_are_promised() -> None:
    settings = Settings()
    assert (settings.busy_requests, settings.connections) == (64, 8)
    assert (security.LONGEST_TARGET_BYTES, security.LONGEST_HEADERS_BYTES) == (4096, 32 * 1024)
    assert protocol.RECEIVE_SECONDS == 10
    assert (db._LOOK_SECONDS, db._QUERY_SECONDS) == (0.5, 1)
    assert (seed.MOST_FILES, seed.MOST_BYTES_PER_FILE) == (5_000, 10_000)
    assert (reader.LARGEST_FILE_BYTES, reader._DEEPEST) == (1_000_000, 20)


def test_the_request_beyond_the_limit_is_put_off() -> None:
    async def check() -> None:
        inner = Inner()
        tasks = await ask(Limits(inner, Settings(busy_requests=2)), 3)
        inner.goes_on.set()
        await asyncio.gather(*tasks)
        refused = [refusal and (refusal.status, refusal.code, refusal.headers) for refusal in inner.refusals]
        assert refused == [None, None, (503, "busy", {"Retry-After": "1"})]

    run(check())


def test_finished_requests_make_room() -> None:
    async def check() -> None:
        inner = Inner()
        inner.goes_on.set()
        limits = Limits(inner, Settings(busy_requests=1))
        for _ in range(3):
            await asyncio.gather(*await ask(limits, 1))
        assert inner.refusals == [None, None, None]

    run(check())
