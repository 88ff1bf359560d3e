"""What Prometheus is shown, to whom, and that its own library reads it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from app.deps import get_now
from app.main import create_app
from app.reports import Reports
from app.settings import Settings
from tests.content.test_database import change
from tests.live import serve
from tests.web.museum import NOON
from tests.web.test_wire import talk, write

METRICS = "/metrics"


@pytest.fixture
def app(tiny_settings: Settings) -> Iterator[FastAPI]:
    """Give an application that counts."""
    app = create_app(tiny_settings.model_copy(update={"metrics": True}))
    app.dependency_overrides[get_now] = lambda: NOON
    yield app
    app.state.database.close()


def connect(app: FastAPI, address: str = "127.0.0.1") -> TestClient:
    """Give a client that asks from an address."""
    return TestClient(app, base_url="http://localhost", client=(address, 4000))


def read(text: str) -> dict[str, float]:
    """Give every sample, by its name and the values of its labels in the order of their names."""
    samples = (sample for family in text_string_to_metric_families(text) for sample in family.samples)
    return {
        " ".join([name, *(labels[key] for key in sorted(labels))]): value
        for name, labels, value, *_ in samples
    }


def ask(client: TestClient) -> dict[str, float]:
    """Give the numbers."""
    response = client.get(METRICS)
    assert response.status_code == 200
    return read(response.text)


def test_without_the_setting_there_is_nothing(tiny_app: FastAPI) -> None:
    assert connect(tiny_app).get(METRICS).status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("127.0.0.1", 200),
        ("::1", 200),
        ("192.168.7.9", 200),
        ("10.0.0.1", 404),
        ("203.0.113.9", 404),
        ("", 404),
    ],
)
def test_it_is_for_this_machine_and_the_networks_of_the_museum(
    tiny_settings: Settings, address: str, status: int
) -> None:
    networks = Settings(kiosk_networks="192.168.7.0/24").kiosk_networks  # type: ignore[arg-type] # as in the environment
    app = create_app(tiny_settings.model_copy(update={"metrics": True, "kiosk_networks": networks}))
    response = connect(app, address).get(METRICS)
    assert (response.status_code, response.headers["cache-control"]) == (status, "no-store")
    app.state.database.close()


def test_requests_are_counted_by_pattern_and_never_by_what_was_typed(app: FastAPI) -> None:
    with connect(app) as client:
        for event in ("none-1", "none-2"):
            client.get(f"/kk/events/{event}?q=zqxj")
        client.request("PROPFIND", "/kk/zqxj")
        client.get("/zqxj")
        text = client.get(METRICS).text
    found = read(text)
    assert found["altyn_requests_total GET /{locale}/events/{event_id} 404"] == 2
    assert found["altyn_requests_total other none 405"] == 1
    assert found["altyn_request_seconds_count /{locale}/events/{event_id}"] == 2
    assert "zqxj" not in text
    assert "PROPFIND" not in text


def test_a_kept_answer_is_a_hit_and_no_request(app: FastAPI) -> None:
    with connect(app) as client:
        for _ in range(5):
            client.get("/kk/about")
        found = ask(client)
    assert found["altyn_requests_total GET /{locale}/about 200"] == 1
    assert found["altyn_kept_hits_total"] == 4
    assert found["altyn_kept_bytes"] > 1000


def test_what_is_in_work_is_shown_and_what_is_too_much_is_counted(app: FastAPI) -> None:
    with connect(app) as client:
        assert ask(client)["altyn_requests_in_work"] == 1
        app.state.limits.most = 0
        assert client.get("/kk/").status_code == 503
        app.state.limits.most = 9
        assert ask(client)["altyn_requests_busy_total"] == 1


def test_the_data_is_named_and_its_exchanges_are_counted(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.db._LOOK_SECONDS", 0)
    path: Path = app.state.settings.database
    with connect(app) as client:
        assert ask(client)[f"altyn_data_info {app.state.database.data_version}"] == 1
        newer = path.with_name("newer.sqlite")
        newer.write_bytes(path.read_bytes())
        change(newer, "UPDATE release SET data_version = '2026-11-24-0'")
        newer.replace(path)
        found = ask(client)
        assert (found["altyn_database_exchanges_total"], found["altyn_data_info 2026-11-24-0"]) == (1, 1)
        path.unlink()
        path.write_bytes(b"")
        assert ask(client)["altyn_database_refusals_total"] == 1


def test_screens_are_counted_by_colour(app: FastAPI, tmp_path: Path) -> None:
    with connect(app) as client:
        found = ask(client)
        colours = {key.split()[1]: value for key, value in found.items() if key.startswith("altyn_screens ")}
        assert colours.keys() == {"green", "amber", "red", "grey"}
        assert sum(colours.values()) == colours["grey"] > 0
        (tmp_path / "bad.sqlite").write_bytes(b"no database" * 99)
        app.state.reports = Reports(tmp_path / "bad.sqlite")
        assert not [key for key in ask(client) if key.startswith("altyn_screens ")]


def test_a_server_without_data_shows_its_numbers(tmp_path: Path) -> None:
    app = create_app(Settings(database=tmp_path / "none.sqlite", metrics=True))
    with connect(app) as client:
        found = ask(client)
    assert not [key for key in found if key.startswith(("altyn_data_info", "altyn_screens "))]
    assert found["altyn_database_refusals_total"] == 2


def test_connections_that_were_cut_off_are_counted(tiny_database: Path) -> None:
    with serve(Settings(database=tiny_database, metrics=True)) as base:
        port = int(base.rpartition(":")[2])
        talk(port, "no http at all\r\n\r\n")
        answer = talk(port, write(METRICS, connection="close")).decode()
    assert re.search(r'^altyn_connections_closed_total\{reason="400"\} 1\.0\r?$', answer, re.MULTILINE)
