"""Drill 6: clients that send or take next to nothing. They are closed; the others don't notice them."""

import select
import socket
import statistics
import threading
import time
from collections import Counter
from contextlib import ExitStack, suppress
from dataclasses import dataclass

import pytest

from tests.faults.figures import LONGEST_SECONDS, Note
from tests.faults.server import Server

pytestmark = pytest.mark.faults

_BEAT = (
    b"POST /kiosk/beat HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: application/json\r\nContent-Length: 999\r\n\r\n{"
)
_PAGE = b"GET /kk/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
# What each kind sends first, and byte by byte.
KINDS = {
    "says nothing": (b"", b""),
    "headers": (b"GET /kk/ HTTP/1.1\r\nHost: localhost\r\nX: ", b"a"),
    "empty lines": (b"", b"\r\n"),
    "bodies": (_BEAT, b" "),
    "readers": (_PAGE * 400, b""),
}
_SMALL_BYTES = 4096


@dataclass
class Slow:
    """A slow client: its kind, its connection, and when it began."""

    kind: str
    client: socket.socket
    began: float

    def is_closed(self) -> bool:
        """Say whether the server closed it; what it has sent before stays unread."""
        poll = select.poll()
        poll.register(self.client, select.POLLRDHUP)
        return bool(poll.poll(0))

    def go_on(self) -> None:
        """Send the next bit."""
        with suppress(OSError):
            self.client.send(KINDS[self.kind][1])


def _begin(server: Server, stack: ExitStack, kind: str) -> Slow:
    client = stack.enter_context(server.open(_SMALL_BYTES if kind == "readers" else None))
    client.sendall(KINDS[kind][0])
    return Slow(kind, client, time.monotonic())


def _wait(slow: list[Slow]) -> dict[str, float]:
    """Return when all are closed; give for each kind the seconds that the last one lasted."""
    longest: dict[str, float] = {}
    end = time.monotonic() + LONGEST_SECONDS
    while slow and time.monotonic() < end:
        for one in slow:
            one.go_on()
        time.sleep(0.2)
        for one in slow:
            if one.is_closed():
                longest[one.kind] = max(longest.get(one.kind, 0), time.monotonic() - one.began)
        slow = [one for one in slow if not one.is_closed()]
    assert Counter(one.kind for one in slow) == {}
    return longest


def _visit(server: Server, times: int) -> list[float]:
    """Ask as an honest visitor, who must always be served; give the seconds of each answer."""
    found = []
    for _ in range(times):
        began = time.monotonic()
        assert server.ask("/readyz") == 200
        found.append(time.monotonic() - began)
    return found


def _p99(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=100)[-1] * 1000


def test_slow_clients_are_closed_and_hinder_nobody(server: Server, note: Note, is_whole: bool) -> None:
    most, visits = (100, 1000) if is_whole else (4, 50)
    assert server.ask("/kk/events") == 200  # from now on it is kept
    before = _visit(server, visits)
    with ExitStack() as stack:
        slow = [_begin(server, stack, kind) for kind in KINDS for _ in range(most)]
        longest: dict[str, float] = {}
        waiting = threading.Thread(target=lambda: longest.update(_wait(slow)))
        waiting.start()
        stack.callback(waiting.join)
        during = _visit(server, visits)
    assert longest.keys() == KINDS.keys()
    wanted = f"≤ {max(2 * _p99(before), 50):.0f} ms"
    note(
        "6", f"p99 of others, {len(slow)} slow clients", f"{_p99(before):.1f} → {_p99(during):.1f} ms", wanted
    )
    for kind, seconds in longest.items():
        note("6", f"{most} × {kind}, the last closed after", f"{seconds:.1f} s", "≤ 12 s")
