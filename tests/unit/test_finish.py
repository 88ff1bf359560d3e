"""The last step of an answer: encoding, tags, what is kept and for how long."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.web.finish import Finish, choose_encoding, matches

ENCODINGS = {
    "": "identity",
    "gzip": "gzip",
    "br": "br",
    "gzip, deflate, br": "br",
    "gzip;q=1.0, br;q=0.5": "gzip",
    "br;q=0": "identity",
    "gzip;q=0, br;q=0.0": "identity",
    "br;q=0, gzip": "gzip",
    "*": "br",
    "*;q=0": "identity",
    "br;q=0, *": "gzip",
    "GZIP": "gzip",
    "gzip ; q = 0.5": "gzip",
    "deflate, zstd": "identity",
    "gzip;q=abc": "identity",
    "x" * 10_000: "identity",
}
TAG = '"abc"'
MATCHES = {
    '"abc"': True,
    'W/"abc"': True,
    '"x", "abc"': True,
    '"x",W/"abc" ': True,
    "*": True,
    "": False,
    '"x"': False,
    "abc": False,
    '"ab': False,
    "junk, , ,": False,
}


class Source:
    """A tiny app: counts what it is asked, names its version in the body, and can be made to wait."""

    def __init__(self) -> None:
        self.version: str | None = "1"
        self.asked = 0
        self.arrived = asyncio.Event()
        self.goes_on = asyncio.Event()
        self.goes_on.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        body = f"data {self.version}"
        self.arrived.set()
        await self.goes_on.wait()
        await Response(body, media_type="text/plain")(scope, receive, send)


async def ask(app: Finish, path: str = "/", method: str = "GET") -> str:
    """Give the body of an answer."""
    sent: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request"}

    scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": []}
    await app(scope, receive, send)
    return bytes(sent[1]["body"]).decode()


def make() -> tuple[Source, Finish]:
    """Give the app and what finishes its answers."""
    source = Source()
    return source, Finish(source, lambda: source.version)


@pytest.mark.parametrize(("header", "encoding"), ENCODINGS.items(), ids=[key[:30] for key in ENCODINGS])
def test_the_best_encoding_that_is_accepted_is_chosen(header: str, encoding: str) -> None:
    assert choose_encoding(header) == encoding


@pytest.mark.parametrize(("header", "is_match"), MATCHES.items(), ids=MATCHES)
def test_a_tag_is_found_among_those_that_the_client_has(header: str, is_match: bool) -> None:
    assert matches(TAG, header) == is_match


def test_the_same_request_is_asked_once() -> None:
    async def check() -> None:
        source, app = make()
        assert [await ask(app), await ask(app), await ask(app, method="HEAD")] == ["data 1", "data 1", ""]
        assert source.asked == 1

    asyncio.run(check())


def test_new_data_drops_what_is_kept() -> None:
    async def check() -> None:
        source, app = make()
        await ask(app)
        source.version = "2"
        assert await ask(app) == "data 2"

    asyncio.run(check())


def test_without_data_nothing_is_kept() -> None:
    async def check() -> None:
        source, app = make()
        source.version = None
        await ask(app)
        await ask(app)
        assert source.asked == 2

    asyncio.run(check())


def test_an_answer_from_old_data_is_not_kept_as_new() -> None:
    async def check() -> None:
        source, app = make()
        source.goes_on.clear()
        slow = asyncio.create_task(ask(app, "/slow"))
        await source.arrived.wait()
        source.version = "2"
        source.goes_on.set()
        await ask(app, "/other")
        await slow
        assert await ask(app, "/slow") == "data 2"

    asyncio.run(check())


def test_two_answers_to_one_request_are_counted_once() -> None:
    async def check() -> None:
        source, app = make()
        source.goes_on.clear()
        tasks = [asyncio.create_task(ask(app)) for _ in range(2)]
        await source.arrived.wait()
        source.goes_on.set()
        await asyncio.gather(*tasks)
        assert app.kept_bytes == sum(len(answer.body) for answer in app.kept.values())

    asyncio.run(check())


def test_the_oldest_answers_give_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.web.finish.MOST_KEPT_BYTES", 15)

    async def check() -> None:
        source, app = make()
        for path in ("/a", "/b", "/c", "/c"):
            await ask(app, path)
        assert [key[0] for key in app.kept] == ["/b?", "/c?"][-len(app.kept) :]
        assert app.kept_bytes <= 15
        assert source.asked == 3

    asyncio.run(check())
