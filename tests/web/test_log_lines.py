"""Nobody forges a line of the log, and no address of a visitor stands in it."""

import json
import logging
import socket

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from app.core.logs import JsonLines
from app.settings import Settings
from tests.live import serve

# What a forger would add, with every end of a line that there is.
ENDS = [
    "\n",
    "\r",
    "\r\n",
    "\v",
    "\f",
    "\x1c",
    "\x1d",
    "\x1e",
    "\x85",
    "\u2028",
    "\u2029",
    "\0",
    "\x1b[2J",
    "\x9b",
]
FORGED = '{"event": "forged"}'
VISITOR = "203.0.113.77"
REQUESTS = [
    f"GET /ru/events?q=%0d%0a{FORGED.replace(' ', '')} HTTP/1.1\r\nhost: localhost\r\n",
    "GET /kk/%0aforged HTTP/1.1\r\nhost: localhost\r\n",
    "GET /api/v1/events?q=forged%0a%0d%1b HTTP/1.1\r\nhost: localhost\r\n",
    f"GET /forged\nforged HTTP/1.1\r\nhost: localhost\r\nx: {FORGED}\r\n",
    "GET /kk/ HTTP/1.1\r\nhost: forged.example.org\r\n",
    f"GET /kk/none HTTP/1.1\r\nhost: localhost\r\nuser-agent: {FORGED}\x1b[2J\r\n",
    f"GET /kk/none HTTP/1.1\r\nhost: localhost\r\nx-forwarded-for: {VISITOR}\r\nforwarded: for={VISITOR}\r\n",
    "GET /kk/none HTTP/1.1\r\nhost: localhost\r\nx-request-id: forged\r\nreferer: forged\r\n",
    "GET /kk/none HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer forged\r\ncookie: forged\r\n",
    "FORGED /kk/ HTTP/1.1\r\nhost: localhost\r\n",
    "GET /kk/ FORGED/1.1\r\nhost: localhost\r\n",
]


def format_lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Give the records as they go to the log."""
    return [JsonLines().format(record) for record in caplog.records]


def test_nothing_that_a_client_sends_stands_in_the_log(
    tiny_settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with serve(tiny_settings) as base:
        caplog.clear()
        for request in REQUESTS:
            with socket.create_connection(("127.0.0.1", int(base.rpartition(":")[2])), 20) as connection:
                connection.sendall(f"{request}connection: close\r\n\r\n".encode("latin-1"))
                while connection.recv(65536):
                    pass
        lines = format_lines(caplog)
    events = [json.loads(line)["event"] for line in lines]
    assert events.count("answered") >= 7
    told = "\n".join(lines).lower()
    assert [word for word in ("forged", VISITOR, "127.0.0.1") if word in told] == []


def test_one_record_is_one_line_of_ascii_whatever_went_wrong(
    tiny_app: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise RuntimeError(f"%s{FORGED.join(ENDS)}")

    tiny_app.add_api_route("/fault", fail)
    with TestClient(tiny_app, base_url="http://localhost", raise_server_exceptions=False) as client:
        assert client.get("/fault").status_code == 500
    lines = format_lines(caplog)
    assert any("trace" in json.loads(line) for line in lines)
    assert [line for line in lines if not (line.isascii() and line.isprintable())] == []


def test_a_failed_query_tells_nothing_of_what_was_searched(tiny_app: FastAPI) -> None:
    with tiny_app.state.database.session() as session, pytest.raises(OperationalError) as failed:
        session.connection().execute(text("SELECT * FROM nowhere WHERE title = :word"), {"word": "zqxj"})
    assert "zqxj" not in str(failed.value)
