"""What a connection writes and when, and how long it waits for its reader, on a wire of the test's own."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send
from uvicorn import Config
from uvicorn.server import ServerState

from app.web import protocol
from app.web.monitor import CLOSED
from app.web.wire import WireProtocol
from tests.loops import run

REQUEST = b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n"
HEAD = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n"
START = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]}


class Wire(asyncio.Transport):
    """A connection that notes what is written; `left` is what its reader hasn't taken, look by look."""

    def __init__(self, left: Iterable[int] = ()) -> None:
        super().__init__()
        self.written: list[bytes] = []
        self.left: Iterator[int] = iter(left)
        self.ends: list[str] = []

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written.append(bytes(data))

    def get_write_buffer_size(self) -> int:
        return next(self.left, 0)

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return self if name == "socket" else default

    def setsockopt(self, *_: object) -> None:
        """Take what a socket is told."""

    def getsockname(self) -> tuple[str, int]:
        """Give an address."""
        return "127.0.0.1", 1

    getpeername = getsockname

    def is_closing(self) -> bool:
        return bool(self.ends)

    def close(self) -> None:
        self.ends.append("close")

    def abort(self) -> None:
        self.ends.append("abort")
        self.left = iter(())


def connect(app: Any, wire: Wire, closed: Counter[str] | None = None) -> WireProtocol:
    """Give the server's end of a wire."""
    options: dict[str, Any] = {"log_config": None, "access_log": False, "proxy_headers": False}
    config = Config(app, **options)
    config.load()
    made = WireProtocol(config, ServerState(), {CLOSED: closed} if closed is not None else {})
    made.connection_made(wire)
    return made


async def let_go(made: WireProtocol) -> None:
    """Wait for the answer that is in work, and end all timers."""
    await asyncio.gather(*made.tasks)
    made.connection_lost(ConnectionError())
    if made.timeout_keep_alive_task:
        made.timeout_keep_alive_task.cancel()


def test_a_head_leaves_together_with_its_body() -> None:
    wire, seen = Wire(), []

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send(START)
        await asyncio.sleep(0)
        seen.append(list(wire.written))
        # Whatever runs next sees both: nothing of the loop comes in between.
        asyncio.get_running_loop().call_soon(lambda: seen.append(list(wire.written)))
        await send({"type": "http.response.body", "body": b"text"})
        await asyncio.sleep(0)

    async def check() -> None:
        made = connect(app, wire)
        made.data_received(REQUEST)
        await let_go(made)

    run(check())
    assert seen == [[], [HEAD, b"text"]]


def test_a_stream_begins_with_its_first_part() -> None:
    wire, seen = Wire(), []

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send(START)
        seen.append(list(wire.written))
        await send({"type": "http.response.body", "body": b"te", "more_body": True})
        seen.append(list(wire.written))
        await send({"type": "http.response.body", "body": b"xt"})

    async def check() -> None:
        made = connect(app, wire)
        made.data_received(REQUEST)
        await let_go(made)

    run(check())
    assert seen == [[], [HEAD, b"te"]]
    assert wire.written == [HEAD, b"te", b"xt"]


def test_a_request_begins_when_the_reader_has_taken_what_came_before() -> None:
    wire, steps = Wire(), []

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        steps.append("begun")
        await send(START)
        await send({"type": "http.response.body", "body": b"text"})

    async def check() -> None:
        made = connect(app, wire)
        made.pause_writing()
        made.data_received(REQUEST)
        await asyncio.sleep(0.01)
        steps.append("taken")
        made.resume_writing()
        await let_go(made)

    run(check())
    assert steps == ["taken", "begun"]


def wait_for_reader(monkeypatch: pytest.MonkeyPatch, left: Iterable[int]) -> tuple[Wire, Counter[str]]:
    """Let a reader take so much at each look; give what became of its wire, and what was counted."""
    monkeypatch.setattr(protocol, "TAKE_SECONDS", 0)
    wire, closed = Wire(left), Counter[str]()

    async def check() -> None:
        made = connect(None, wire, closed)
        made.pause_writing()
        for _ in range(50):
            await asyncio.sleep(0)
        await let_go(made)

    run(check())
    return wire, closed


def test_a_reader_who_takes_too_little_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    enough = protocol.LEAST_TAKEN_BYTES
    wire, closed = wait_for_reader(monkeypatch, [9 * enough, 8 * enough + 1, *[8 * enough] * 9])
    assert wire.ends[-1] == "abort"
    assert closed == {"untaken": 1}


def test_a_slow_reader_who_takes_enough_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    enough = protocol.LEAST_TAKEN_BYTES
    # Each is looked at twice: when the wait ends, and when the next one begins.
    left = [look * enough for look in range(8, 0, -1) for _ in range(2)]
    wire, closed = wait_for_reader(monkeypatch, [9 * enough, *left])
    assert (wire.ends, closed) == ([], {})
