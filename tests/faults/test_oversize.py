"""Drill 8: messages that are too large or no HTTP. Each is refused or closed, and nothing of it stays."""

import re
import time
from typing import Final

import pytest

from tests.faults.figures import Note
from tests.faults.server import Server

pytestmark = pytest.mark.faults

_MEGABYTE: Final = 1_000_000
_HOST: Final = b"Host: localhost\r\n"
_END: Final = b"Connection: close\r\n\r\n"
_MOST_GROWTH_MB: Final = 32


def _write(target: bytes, *headers: bytes, method: bytes = b"GET", body: bytes = b"") -> bytes:
    """Give a request whose connection ends with its answer."""
    return b"".join([method, b" ", target, b" HTTP/1.1\r\n", *headers, _END, body])


_BODY: Final = b"a" * (20 * _MEGABYTE)
_LENGTH: Final = b"Content-Length: %d\r\n"
# What is sent, and the statuses that it may get; a client that still sends may only see the end.
MESSAGES: Final = {
    "URL of 1 MB": (_write(b"/" + b"a" * _MEGABYTE, _HOST), {414}),
    "URL of 5 kB": (_write(b"/" + b"a" * 5000, _HOST), {414}),
    "header of 1 MB": (_write(b"/", _HOST, b"X: " + b"a" * _MEGABYTE + b"\r\n"), {431}),
    "headers of 40 kB": (_write(b"/", _HOST, *[b"X: %s\r\n" % (b"a" * 1000)] * 40), {431}),
    "no host": (_write(b"/"), {400}),
    "two hosts": (_write(b"/", _HOST, _HOST), {400}),
    "a host of another": (_write(b"/", b"Host: example.org\r\n"), {400}),
    "a host that is none": (_write(b"/", b"Host: a b/c\r\n"), {400}),
    "doubled length": (_write(b"/", _HOST, _LENGTH % 3, _LENGTH % 3, body=b"abc"), {400}),
    "two lengths": (_write(b"/", _HOST, _LENGTH % 3, _LENGTH % 4, body=b"abc"), {400}),
    "both lengths": (
        _write(b"/", _HOST, _LENGTH % 5, b"Transfer-Encoding: chunked\r\n", body=b"0\r\n\r\n"),
        {400},
    ),
    "body of 20 MB": (_write(b"/kk/", _HOST, _LENGTH % len(_BODY), method=b"POST", body=_BODY), {400}),
    "report of 20 MB": (
        _write(b"/kiosk/beat", _HOST, _LENGTH % len(_BODY), method=b"POST", body=_BODY),
        {413},
    ),
    "body without an end": (
        _write(
            b"/kk/",
            _HOST,
            b"Transfer-Encoding: chunked\r\n",
            method=b"POST",
            body=b"9\r\naaaaaaaaa\r\n" * 99_999,
        ),
        {400},
    ),
    "no HTTP": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 9, {400}),
    "line ends of another kind": (b"GET / HTTP/1.1\nHost: localhost\n\n", {400}),
    "folded header": (_write(b"/", _HOST, b" X: a\r\n"), {400}),
    "NUL in a header": (_write(b"/", _HOST, b"X: a\0b\r\n"), {400}),
    "CONNECT": (_write(b"example.org:443", _HOST, method=b"CONNECT"), {400}),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_what_is_too_large_or_no_http_is_refused_and_closed(server: Server, note: Note, name: str) -> None:
    message, statuses = MESSAGES[name]
    server.ask("/healthz")
    before, began = server.measure_memory(), time.monotonic()
    answer = server.talk(message)
    seconds = time.monotonic() - began
    growth = server.measure_memory() - before
    found = re.match(rb"HTTP/1\.1 (\d{3}) ", answer)
    assert found is None or int(found[1]) in statuses
    assert found or len(message) > _MEGABYTE // 2
    assert answer.count(b"HTTP/1.1 ") <= 1
    if found:
        assert b"\r\nx-content-type-options: nosniff\r\n" in answer
        assert b"\r\ncache-control: no-store\r\n" in answer
        assert b"\r\nserver:" not in answer.lower()
    assert growth <= _MOST_GROWTH_MB
    assert server.ask("/kk/events") == 200
    status = found[1].decode() if found else "closed"
    note("8", name, f"{status}, {seconds:.3f} s, {growth:+.1f} MB", "4xx or closed, ≤ 1 s, ≤ +32 MB")
