"""The limit of requests a minute: off by default, told in headers, a problem document beyond it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from app.main import create_app
from app.settings import Settings
from app.web import rates
from app.web.rates import Rates
from tests.api.answers import EVENTS


@pytest.fixture
def limited(tiny_database: Path) -> Iterator[TestClient]:
    """Give a client of a server that lets each ask twice a minute."""
    app = create_app(Settings(database=tiny_database, rate_limit=2, connections=1))
    with TestClient(app, base_url="http://localhost") as client:
        yield client


async def answer_nothing(_scope: Scope, _receive: Receive, _send: Send) -> None:
    """Be an app."""


def test_what_is_left_is_told_and_one_too_many_is_put_off(limited: TestClient) -> None:
    answers = [limited.get(EVENTS) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert {answer.headers["RateLimit-Policy"] for answer in answers} == {'"minute";q=2;w=60'}
    assert [answer.headers["RateLimit"].split(";")[1] for answer in answers] == ["r=1", "r=0", "r=0"]
    refused = answers[-1]
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["type"].endswith("slow_down")
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert "RateLimit" in refused.headers["Access-Control-Expose-Headers"]


def test_pages_and_preflights_are_not_counted(limited: TestClient) -> None:
    for _ in range(4):
        assert limited.get("/en/thirty").status_code == 200
        assert limited.options(EVENTS).status_code == 204
    assert limited.get(EVENTS).headers["RateLimit"].startswith('"minute";r=1')


def test_the_contract_counts_as_one_request_whatever_examples_it_asks_for(limited: TestClient) -> None:
    answers = [limited.get("/api/v1/openapi.json") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert [answer.headers["RateLimit"].split(";")[1] for answer in answers] == ["r=1", "r=0"]


def test_without_a_setting_nothing_is_limited(tiny_client: TestClient) -> None:
    assert "RateLimit" not in tiny_client.get(EVENTS).headers


def test_each_client_has_its_own_count_until_the_minute_is_over() -> None:
    now = [0.0]
    counter = Rates(answer_nothing, 1, lambda: now[0])
    assert [counter.count("a"), counter.count("b"), counter.count("a")] == [(0, 60), (0, 60), (-1, 60)]
    now[0] = 59.9
    assert counter.count("a") == (-2, 1)
    now[0] = 60
    assert counter.count("a") == (0, 60)


def test_no_address_is_kept_and_no_more_than_so_many_clients(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "MOST_CLIENTS", 3)
    counter = Rates(answer_nothing, 5, lambda: 0)
    for client in range(10):
        counter.count(f"192.0.2.{client}")
        assert len(counter.counts) <= 3
    assert not any(b"192" in name for name in counter.counts)
