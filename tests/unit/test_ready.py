"""What was answered before goes out at once: to which requests, with which bytes, and for how long."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send

from app.web import finish
from app.web.finish import Finish
from app.web.ready import Ready
from tests.loops import run

FIRST, SECOND = "2026-11-01.aaaaaa", "2026-11-02.bbbbbb"
LONG = 1000


class Layers:
    """Ready around an app and Finish, with a layer between that counts what comes by and adds a header."""

    def __init__(self) -> None:
        self.version: str | None = FIRST
        self.passed = 0
        self.response: Response = PlainTextResponse("data".ljust(LONG))
        self.goes_on = asyncio.Event()
        self.goes_on.set()
        self.finish = Finish(self.answer, lambda: self.version)
        self.ready = Ready(self.between, self.finish)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.goes_on.wait()
        await self.response(scope, receive, send)

    async def between(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.passed += 1

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], (b"x-wall", b"1")]}
            await send(message)

        await self.finish(scope, receive, add)

    async def ask(
        self, path: str = "/", method: str = "GET", query: str = "", **headers: str
    ) -> tuple[Any, ...]:
        """Give status, headers and body of an answer."""
        sent: list[MutableMapping[str, Any]] = []

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        raw = [(key.replace("_", "-").encode(), value.encode()) for key, value in headers.items()]
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": raw,
        }
        await self.ready(scope, receive, send)
        return sent[0]["status"], sent[0]["headers"], b"".join(message["body"] for message in sent[1:])


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("encoding", ["", "br", "gzip, zstd"])
def test_the_same_request_gets_the_same_bytes_without_passing_a_layer(method: str, encoding: str) -> None:
    async def check() -> None:
        app = Layers()
        first = await app.ask(method=method, accept_encoding=encoding)
        assert await app.ask(method=method, accept_encoding=encoding) == first
        assert (app.passed, (b"x-wall", b"1") in first[1]) == (1, True)

    run(check())


def test_an_answer_that_the_client_has_is_ready_too() -> None:
    async def check() -> None:
        app = Layers()
        tag = dict((await app.ask())[1])[b"etag"].decode()
        answers = [await app.ask(if_none_match=tag) for _ in range(2)]
        assert (answers[0][0], answers[0], app.passed) == (304, answers[1], 2)

    run(check())


def test_another_visitor_of_the_same_page_gets_what_is_ready() -> None:
    async def check() -> None:
        app = Layers()
        await app.ask(user_agent="one", accept="text/html", cookie="a=1")
        await app.ask(user_agent="two", accept="*/*")
        assert app.passed == 1

    run(check())


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/b"},
        {"query": "a=1"},
        {"method": "HEAD"},
        {"method": "POST"},
        {"host": "example.org"},
        {"accept_encoding": "br"},
        {"if_none_match": '"x"'},
        {"if_modified_since": "Sun, 22 Nov 2026 00:00:00 GMT"},
        {"hx_request": "true"},
        {"hx_request_type": "partial"},
        {"hx_history_restore_request": "true"},
        {"content_length": "5"},
        {"transfer_encoding": "chunked"},
        {"x_long": "x" * 33_000},
    ],
    ids=str,
)
def test_what_tells_requests_apart_is_asked_for_anew(other: dict[str, str]) -> None:
    async def check() -> None:
        app = Layers()
        await app.ask()
        await app.ask(**other)
        assert app.passed == 2

    run(check())


def test_new_data_drops_what_is_ready() -> None:
    async def check() -> None:
        app = Layers()
        await app.ask()
        app.version, app.response = SECOND, PlainTextResponse("new")
        assert [(await app.ask())[2] for _ in range(2)] == [b"new"] * 2
        assert (len(app.finish.ready), app.passed) == (1, 2)

    run(check())


def test_a_slow_answer_from_old_data_is_not_ready() -> None:
    async def check() -> None:
        app = Layers()
        app.goes_on.clear()
        slow = asyncio.create_task(app.ask())
        await asyncio.sleep(0)
        app.version = SECOND
        app.goes_on.set()
        await app.ask("/other")
        await slow
        await app.ask()
        assert app.passed == 3

    run(check())


@pytest.mark.parametrize(
    "response", [PlainTextResponse("", 404), PlainTextResponse("", headers={"Cache-Control": "no-store"})]
)
def test_what_is_not_kept_is_never_ready(response: Response) -> None:
    async def check() -> None:
        app = Layers()
        app.response = response
        await app.ask()
        await app.ask()
        assert app.passed == 2

    run(check())


def test_many_spellings_of_one_request_give_way_to_each_other() -> None:
    async def check() -> None:
        app = Layers()
        for number in range(100):
            await app.ask(if_none_match=f'"{number}"')
        assert len(app.finish.ready) == 16
        await app.ask(if_none_match='"99"')
        assert app.passed == 100
        assert app.finish.kept_bytes == sum(kept.cost for kept in app.finish.kept.values())

    run(check())


def test_what_gives_way_is_no_longer_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finish, "MOST_KEPT_BYTES", 2 * (LONG + 2000))

    async def check() -> None:
        app = Layers()
        for path in ("/a", "/b", "/a", "/c"):
            await app.ask(path)
        assert sorted(key[0] for key in app.finish.kept) == ["/a?", "/c?"]
        assert len(app.finish.ready) == 2
        assert app.passed == 3

    run(check())
