"""The last step of an answer: tags, streams, what is kept and for how long."""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from typing import Any

import pytest
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from app.web.conditions import matches
from app.web.finish import Finish, name_answer
from tests.loops import run

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
FIRST, SECOND = "2026-11-01.aaaaaa", "2026-11-02.bbbbbb"
LONG = 1000


class Source:
    """A tiny app: keeps what it is asked, names its version in the body, and can be made to wait."""

    def __init__(self) -> None:
        self.version: str | None = FIRST
        self.asked: list[str] = []
        self.arrived = asyncio.Event()
        self.goes_on = asyncio.Event()
        self.goes_on.set()
        self.parts_made = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked.append(scope["path"])
        body = f"data {self.version}"
        self.arrived.set()
        await self.goes_on.wait()
        if scope["path"] == "/stream":
            scope["state"]["is_stream"] = True
            await StreamingResponse(self.make_parts(), headers={"ETag": '"x"'}, media_type="text/csv")(
                scope, receive, send
            )
        else:
            size = LONG if scope["path"] == "/long" else 0
            await Response(body.ljust(size), media_type="text/plain")(scope, receive, send)

    async def make_parts(self) -> AsyncIterator[str]:
        """Give three parts, and count those that were wanted."""
        for number in range(3):
            self.parts_made += 1
            yield f"part {number}\n"


class Answered:
    """What was sent: status, headers, bodies one by one."""

    def __init__(self, sent: list[MutableMapping[str, Any]]) -> None:
        self.status = sent[0]["status"]
        self.headers = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
        self.parts = [message["body"] for message in sent[1:]]
        self.body = b"".join(self.parts).decode(errors="replace")


async def ask(app: Finish, path: str = "/", method: str = "GET", query: str = "", **headers: str) -> Answered:
    """Give an answer."""
    sent: list[MutableMapping[str, Any]] = []
    left = asyncio.Event()

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def receive() -> MutableMapping[str, Any]:
        await left.wait()
        return {"type": "http.disconnect"}

    raw = [(key.replace("_", "-").encode(), value.encode()) for key, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode(), "headers": raw}
    await app({**scope, "state": {}}, receive, send)
    return Answered(sent)


def make(*warm: str) -> tuple[Source, Finish]:
    """Give the app and what finishes its answers."""
    source = Source()
    return source, Finish(source, lambda: source.version, warm)


@pytest.mark.parametrize(("header", "is_match"), MATCHES.items(), ids=MATCHES)
def test_a_tag_is_found_among_those_that_the_client_has(header: str, is_match: bool) -> None:
    assert matches(TAG, header) == is_match


def test_the_same_request_is_asked_once() -> None:
    async def check() -> None:
        source, app = make()
        bodies = [(await ask(app)).body, (await ask(app)).body, (await ask(app, method="HEAD")).body]
        assert bodies == [f"data {FIRST}", f"data {FIRST}", ""]
        assert len(source.asked) == 1

    run(check())


def test_another_encoding_of_the_same_answer_asks_nothing() -> None:
    async def check() -> None:
        source, app = make()
        answers = [await ask(app, "/long", accept_encoding=name) for name in ("", "gzip", "br", "zstd")]
        assert len(source.asked) == 1
        assert [a.headers.get("content-encoding") for a in answers] == [None, "gzip", "br", "zstd"]
        assert len({a.headers["etag"] for a in answers}) == 4

    run(check())


def test_below_the_api_the_order_of_parameters_and_other_headers_change_nothing() -> None:
    async def check() -> None:
        source, app = make()
        await ask(app, "/api/x", query="b=2&a=1", host="localhost")
        await ask(app, "/api/x", query="a=1&b=2", host="127.0.0.1", hx_request="true")
        assert len(source.asked) == 1

    run(check())


def test_pages_differ_by_host() -> None:
    async def check() -> None:
        source, app = make()
        for host in ("localhost", "127.0.0.1"):
            await ask(app, "/kk/", host=host)
        assert len(source.asked) == 2

    run(check())


@pytest.mark.parametrize(
    ("query", "name"),
    {"": "/api/x?", "b=2&a=1&a=0": "/api/x?a=0&a=1&b=2", "q=%d2%9b": "/api/x?q=%D2%9B"}.items(),
)
def test_the_canonical_name_has_its_parameters_in_order(query: str, name: str) -> None:
    assert name_answer("/api/x", query.encode()) == name


def test_new_data_drops_what_is_kept() -> None:
    async def check() -> None:
        source, app = make()
        await ask(app)
        source.version = SECOND
        assert (await ask(app)).body == f"data {SECOND}"

    run(check())


def test_new_data_is_asked_for_what_is_wanted_most() -> None:
    async def check() -> None:
        source, app = make("/api/a", "/api/b?x=1")
        await ask(app)
        source.version = SECOND
        await ask(app)
        assert app.warming is not None
        await app.warming
        assert source.asked == ["/", "/", "/api/a", "/api/b"]
        assert (await ask(app, "/api/b", query="x=1")).body == f"data {SECOND}"
        assert len(source.asked) == 4

    run(check())


def test_the_first_data_is_left_alone() -> None:
    async def check() -> None:
        source, app = make("/api/a")
        await ask(app)
        assert (app.warming, source.asked) == (None, ["/"])

    run(check())


def test_without_data_nothing_is_kept() -> None:
    async def check() -> None:
        source, app = make()
        source.version = None
        await ask(app)
        await ask(app)
        assert len(source.asked) == 2

    run(check())


def test_an_answer_from_old_data_is_not_kept_as_new() -> None:
    async def check() -> None:
        source, app = make()
        source.goes_on.clear()
        slow = asyncio.create_task(ask(app, "/slow"))
        await source.arrived.wait()
        source.version = SECOND
        source.goes_on.set()
        await ask(app, "/other")
        await slow
        assert (await ask(app, "/slow")).body == f"data {SECOND}"

    run(check())


def test_two_answers_to_one_request_are_counted_once() -> None:
    async def check() -> None:
        source, app = make()
        source.goes_on.clear()
        tasks = [
            asyncio.create_task(ask(app, "/long", accept_encoding=name)) for name in ("br", "gzip", "br")
        ]
        await source.arrived.wait()
        source.goes_on.set()
        await asyncio.gather(*tasks)
        await ask(app, "/long", accept_encoding="zstd")
        assert app.kept_bytes == sum(kept.cost for kept in app.kept.values())
        assert app.kept_bytes > LONG

    run(check())


def test_the_oldest_answers_give_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.web.finish.MOST_KEPT_BYTES", 2100)

    async def check() -> None:
        source, app = make()
        for path in ("/a", "/b", "/c", "/c"):
            await ask(app, path)
        assert [key[0] for key in app.kept] == ["/b?", "/c?"]
        assert app.kept_bytes <= 2100
        assert len(source.asked) == 3

    run(check())


def test_a_stream_goes_out_part_by_part_and_is_not_kept() -> None:
    async def check() -> None:
        source, app = make()
        for _ in range(2):
            answer = await ask(app, "/stream")
            assert answer.parts == [b"part 0\n", b"part 1\n", b"part 2\n", b""]
        assert len(source.asked) == 2

    run(check())


def test_the_head_of_a_stream_is_kept() -> None:
    async def check() -> None:
        source, app = make()
        first = await ask(app, "/stream")
        head = await ask(app, "/stream", method="HEAD")
        again = await ask(app, "/stream", if_none_match=first.headers["etag"])
        assert (head.headers, head.body, again.status, again.body) == (first.headers, "", 304, "")
        assert len(source.asked) == 1

    run(check())


@pytest.mark.parametrize(("method", "headers"), [("HEAD", {}), ("GET", {"if_none_match": "*"})])
def test_a_stream_without_a_reader_stops_at_once(method: str, headers: dict[str, str]) -> None:
    async def check() -> None:
        source, app = make()
        assert (await ask(app, "/stream", method=method, **headers)).body == ""
        assert source.parts_made <= 1

    run(check())


def test_a_stream_has_another_tag_for_every_encoding_address_and_data() -> None:
    async def check() -> None:
        _, app = make()
        asked = [("", ""), ("", "gzip"), ("a=1", ""), ("", "br"), ("", "zstd")]
        answers = [await ask(app, "/stream", query=query, accept_encoding=name) for query, name in asked]
        assert len({answer.headers["etag"] for answer in answers}) == len(asked)

    run(check())
