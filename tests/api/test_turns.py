"""Who waits for whom: searches for one another, no other list for them, and threads for the event loop."""

import asyncio
import os
import threading
from pathlib import Path

import httpx
import pytest
from sqlmodel import Session
from starlette.responses import Response
from starlette.testclient import TestClient

from app.api import events
from app.api.params import Parameters
from app.core.threads import NICE
from app.main import create_app
from app.settings import Settings
from tests import loops
from tests.api.answers import EVENTS

_SEARCHES = (f"{EVENTS}?q=first", f"{EVENTS}?q=second")
_OTHER = f"{EVENTS}?milestone=true"


def test_one_search_runs_at_a_time_while_other_lists_pass_it(
    tiny_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, begun, may_end = events._answer_list, list[str | None](), threading.Event()

    def wait(session: Session, parameters: Parameters, base: str) -> Response:
        begun.append(parameters.get("q"))
        if parameters.get("q"):
            assert may_end.wait(30)
        return answer(session, parameters, base)

    async def ask_all() -> None:
        transport = httpx.ASGITransport(create_app(Settings(database=tiny_database)))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            searches = [asyncio.create_task(client.get(address)) for address in _SEARCHES]
            while not begun:
                await asyncio.sleep(0)
            assert (await client.get(_OTHER)).status_code == 200
            assert begun == ["first", None]
            may_end.set()
            assert [search.status_code for search in await asyncio.gather(*searches)] == [200, 200]
            assert begun == ["first", None, "second"]

    monkeypatch.setattr(events, "_answer_list", wait)
    loops.run(ask_all())


def test_a_thread_that_reads_for_an_answer_lets_the_event_loop_go_first(
    tiny_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, found = events._answer_list, dict[str, int]()

    def look(session: Session, parameters: Parameters, base: str) -> Response:
        made = answer(session, parameters, base)
        found["q" if parameters.get("q") else "list"] = os.getpriority(
            os.PRIO_PROCESS, threading.get_native_id()
        )
        return made

    monkeypatch.setattr(events, "_answer_list", look)
    with TestClient(create_app(Settings(database=tiny_database)), base_url="http://localhost") as client:
        # A plain list is answered by the event loop itself, through the same statements.
        assert client.get(EVENTS).status_code == 200
        assert client.get(_SEARCHES[0]).status_code == 200
    assert found["q"] == found["list"] + NICE
