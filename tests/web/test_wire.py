"""Answers over a real connection: those that are ready are those of the routes, byte for byte."""

import asyncio
import re
import socket
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from app.settings import Settings
from app.web.answers import Answer
from app.web.ready import Ready
from app.web.wire import WireProtocol
from tests.live import serve
from tests.loops import run

EVENTS = "/api/v1/events?locale=en"
# What differs from one answer to the next.
DATE = re.compile(rb"(?:date|x-request-id): [^\r]+\r\n")


@pytest.fixture(scope="module")
def port(tiny_database: Path) -> Iterator[int]:
    """Give the port of a server on the small seed."""
    with serve(Settings(database=tiny_database)) as base:
        yield int(base.rpartition(":")[2])


def talk(port: int, *requests: str) -> bytes:
    """Send requests in one piece and give what comes back until the server closes, without dates and ids."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall("".join(requests).encode())
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    return DATE.sub(b"", b"".join(parts))


def write(target: str, method: str = "GET", version: str = "1.1", **headers: str) -> str:
    """Give a request."""
    lines = [f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items()]
    return f"{method} {target} HTTP/{version}\r\nhost: localhost\r\n{''.join(lines)}\r\n"


def split(data: bytes) -> list[bytes]:
    """Give the answers in what came back, each from its status line on."""
    return [b"HTTP/1.1 " + part for part in data.split(b"HTTP/1.1 ")[1:]]


LAST = write("/healthz", connection="close")


@pytest.mark.parametrize("target", ["/kk/events", EVENTS, "/api/v1/events.geojson", "/static/x/css/none.css"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("encoding", ["", "br", "gzip"])
def test_the_second_answer_is_the_first(port: int, target: str, method: str, encoding: str) -> None:
    request = write(target, method, accept_encoding=encoding)
    first, _ = split(talk(port, request, LAST))
    second, _ = split(talk(port, request, LAST))
    assert first == second


def test_many_requests_in_one_piece_are_answered_in_their_order(port: int) -> None:
    ready, slow = write(EVENTS), write("/readyz")
    talk(port, ready, LAST)
    answers = split(talk(port, ready, slow, *[ready] * 500, slow, ready, LAST))
    kinds = [b"licence" in answer for answer in answers]
    assert kinds == [True, False, *[True] * 500, False, True, False]


def test_what_the_client_has_is_said_without_a_body(port: int) -> None:
    first, _ = split(talk(port, write(EVENTS), LAST))
    found = re.search(rb"etag: ([^\r]+)", first)
    assert found
    request = write(EVENTS, if_none_match=found[1].decode())
    answers = split(talk(port, request, request, LAST))
    assert answers[0] == answers[1]
    assert answers[0].startswith(b"HTTP/1.1 304 ")
    assert answers[0].endswith(b"\r\n\r\n")


@pytest.mark.parametrize(
    "request_", [write(EVENTS, version="1.0"), write(EVENTS, connection="close")], ids=["1.0", "close"]
)
def test_a_client_that_goes_is_let_go(port: int, request_: str) -> None:
    answers = [talk(port, write(EVENTS), request_) for _ in range(2)]
    assert answers[0] == answers[1]
    assert b"connection: close" in split(answers[1])[1]


def test_what_is_refused_stays_refused(port: int) -> None:
    talk(port, write(EVENTS), LAST)
    refused = talk(port, write(EVENTS, content_length="3") + "abc")
    assert refused.startswith(b"HTTP/1.1 400 ")
    assert talk(port, write(EVENTS, host="localhost"), LAST).startswith(b"HTTP/1.1 400 ")


def test_a_ready_answer_passes_no_layer(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    talk(port, write(EVENTS), LAST)
    passed: list[str] = []
    plain = Ready.__call__

    async def count(self: Ready, scope, receive, send) -> None:  # type: ignore[no-untyped-def]
        passed.append(scope["path"])
        await plain(self, scope, receive, send)

    monkeypatch.setattr(Ready, "__call__", count)
    talk(port, write(EVENTS), LAST)
    assert passed == ["/healthz"]


class Readiness:
    """An app that has everything ready."""

    async def __call__(self, _scope: object, _receive: object, _send: object) -> None:
        raise AssertionError("nobody asks it")

    def find_ready(self, _scope: object) -> Answer:
        """Give an answer."""
        return Answer(200, [(b"content-length", b"2")], b"ok")


class Wire(asyncio.Transport):
    """A connection that only notes what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[bytes] = []

    def writelines(self, list_of_data: Iterable[Any]) -> None:
        self.written += list_of_data

    def is_closing(self) -> bool:
        return False


def test_a_connection_that_got_what_is_ready_ends_when_it_is_idle() -> None:
    async def check() -> None:
        options: dict[str, Any] = {"log_config": None, "access_log": False, "proxy_headers": False}
        config = Config(Readiness(), **options)
        wire = Wire()
        config.load()
        protocol = WireProtocol(config, ServerState(), {})
        protocol.connection_made(wire)
        protocol.data_received(write("/").encode())
        assert wire.written == [b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n", b"ok"]
        assert protocol.timeout_keep_alive_task is not None
        protocol.timeout_keep_alive_task.cancel()

    run(check())
