"""The log of requests: what a line says, what it never says, and the id that an answer shows."""

import json
import logging

import pytest
from starlette.testclient import TestClient

from app.core.logs import JsonLines
from app.main import create_app
from app.settings import Settings

TOLD = {
    *("time", "level", "name", "event", "method", "route", "status", "milliseconds", "locale", "request_id")
}


def read_lines(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    """Give the lines of requests."""
    return [record for record in caplog.records if record.name == "app.web.monitor"]


def test_a_line_tells_the_pattern_and_nothing_that_was_typed(
    tiny_client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "app.web.monitor")
    tiny_client.get("/ru/events/none?q=zqxj", headers={"User-Agent": "zqxj"})
    tiny_client.get("/api/v1/events?q=zqxj&locale=en")
    first, second = (vars(record) for record in read_lines(caplog))
    told = [(line["route"], line["status"], line["locale"]) for line in (first, second)]
    assert told == [("/{locale}/events/{event_id}", 404, "ru"), ("/api/v1/events", 200, "en")]
    lines = [JsonLines().format(record) for record in read_lines(caplog)]
    assert "zqxj" not in "".join(lines)
    assert [set(json.loads(line)) for line in lines] == [TOLD, TOLD]
    assert all(0 <= json.loads(line)["milliseconds"] < 100_000 for line in lines)


def test_an_answer_that_nobody_stores_shows_the_id_of_its_line(
    tiny_client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "app.web.monitor")
    answers = [tiny_client.get(target) for target in ("/kk/none", "/healthz", "/kk/events")]
    lost, health, _ = (vars(record)["request_id"] for record in read_lines(caplog))
    assert [answer.headers.get("x-request-id") for answer in answers] == [lost, health, None]


@pytest.mark.parametrize(("log_kept", "lines"), [(False, 1), (True, 2)])
def test_a_kept_answer_is_logged_where_it_is_asked_for(
    tiny_settings: Settings, caplog: pytest.LogCaptureFixture, log_kept: bool, lines: int
) -> None:
    caplog.set_level(logging.INFO, "app.web.monitor")
    app = create_app(tiny_settings.model_copy(update={"log_kept": log_kept}))
    with TestClient(app, base_url="http://localhost") as client:
        client.get("/kk/about")
        client.get("/kk/about")
    assert len(read_lines(caplog)) == lines
