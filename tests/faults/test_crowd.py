"""Drill 7: many clients at once. Each gets its answer or is told when to come back."""

import asyncio
import re
import time
from collections import Counter

import pytest

from tests.faults.figures import LONGEST_SECONDS, Note
from tests.faults.server import Server
from tests.loops import run

pytestmark = pytest.mark.faults

CLIENTS = 100


async def _ask(port: int, target: str) -> bytes:
    """Give the head of an answer, on a connection of its own."""
    async with asyncio.timeout(LONGEST_SECONDS):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = await reader.read(-1)
        writer.close()
        await writer.wait_closed()
        return answer.partition(b"\r\n\r\n")[0]


async def _crowd(port: int, requests: int) -> list[bytes]:
    """Let all clients ask at once, one request after another, for addresses that nobody asked for before."""

    async def walk(number: int) -> list[bytes]:
        steps = range(number, requests, CLIENTS)
        return [
            await _ask(port, f"/kk/events?n={step}" if step % 2 else f"/kk/thirty?n={step}") for step in steps
        ]

    return [head for heads in await asyncio.gather(*map(walk, range(CLIENTS))) for head in heads]


def test_a_crowd_is_answered_or_told_when_to_come_back(server: Server, note: Note, is_whole: bool) -> None:
    requests = 2000 if is_whole else 200
    began = time.monotonic()
    heads = run(_crowd(server.port, requests))
    seconds = time.monotonic() - began
    after = time.monotonic()
    assert server.ask("/kk/about") == 200
    calm = time.monotonic() - after
    statuses = Counter(head[9:12].decode() for head in heads)
    assert statuses.keys() <= {"200", "503"}
    assert statuses["200"]
    assert all(re.search(rb"\r\nretry-after: \d+", head) for head in heads if head[9:12] == b"503")
    found = ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items()))
    note(
        "7",
        f"{CLIENTS} clients, {requests} requests",
        f"{found}, {seconds:.1f} s",
        "only 200 or 503 with Retry-After",
    )
    note("7", "the next visitor", f"{calm:.3f} s", "≤ 1 s")
