"""A body is taken before its request counts as work: whole, or as far as it may be."""

import asyncio
from collections.abc import Sequence

import pytest
from starlette.types import Message, Receive, Scope, Send

from app.settings import Settings
from app.web.security import Limits, take_body
from tests.loops import run

LEFT: Message = {"type": "http.disconnect"}


def part(body: bytes, goes_on: bool = False) -> Message:
    """Give a part of a body."""
    return {"type": "http.request", "body": body, "more_body": goes_on}


def send_in(messages: Sequence[Message], taken: list[Message] | None = None) -> Receive:
    """Give what hands out these messages one after another, and notes them in `taken`."""
    coming = iter(messages)

    async def receive() -> Message:
        message = next(coming)
        if taken is not None:
            taken.append(message)
        return message

    return receive


def test_a_body_is_handed_on_as_it_came_and_what_follows_too() -> None:
    messages = [part(b"ab", True), part(b"c"), LEFT]

    async def check() -> list[Message]:
        receive = await take_body(send_in(messages), 8)
        assert receive
        return [await receive() for _ in messages]

    assert run(check()) == messages


@pytest.mark.parametrize("messages", [[LEFT], [part(b"ab", True), LEFT]])
def test_of_a_sender_who_left_nothing_is_handed_on(messages: list[Message]) -> None:
    assert run(take_body(send_in(messages), 8)) is None


def test_of_a_body_without_an_end_no_more_is_taken_than_shows_it() -> None:
    taken: list[Message] = []
    run(take_body(send_in([part(b"aaaa", True)] * 9, taken), 8))
    assert len(taken) == 3


def test_a_request_is_work_once_its_body_has_come(tiny_settings: Settings) -> None:
    found: list[int] = []
    body = asyncio.Event()
    scope: Scope = {
        "type": "http",
        "method": "POST",
        "path": "/kiosk/beat",
        "query_string": b"",
        "headers": [(b"host", b"localhost"), (b"content-length", b"2")],
    }

    async def receive() -> Message:
        await body.wait()
        return part(b"{}")

    async def send(_message: Message) -> None:
        raise AssertionError("nobody answers")

    async def app(_scope: Scope, _receive: Receive, _send: Send) -> None:
        found.append(limits.busy)

    async def check() -> None:
        waiting = asyncio.create_task(limits(scope, receive, send))
        await asyncio.sleep(0.01)
        found.append(limits.busy)
        body.set()
        await waiting

    limits = Limits(app, tiny_settings)
    run(check())
    assert found == [0, 1]
