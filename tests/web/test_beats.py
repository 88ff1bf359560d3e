"""What a report of a museum screen must be, from where it may come, and which colour it gives."""

import datetime as dt
import re
from typing import Any

import pytest

from app.api.prepared import build_database
from app.main import create_app
from app.settings import Settings
from app.web.kiosk_beat import BEATS_A_MINUTE
from tests.content.seeds import replace
from tests.web.museum import BEARER, BEAT, LAW, NOON, PAGE, REPORT, Museum


def test_a_report_is_answered_with_time_revision_and_settings(museum: Museum) -> None:
    reply = museum.beat()
    assert (reply["now"], reply["rev"]) == (NOON.timestamp(), museum.served["rev"])
    assert re.fullmatch("[0-9a-f]{16}", reply["settings"])
    assert museum.beat(build="other", rev="old")["rev"] == museum.served["rev"]
    assert museum.beat(screen="default")["settings"] != reply["settings"]


def test_a_screen_is_green_amber_red_as_it_falls_silent(museum: Museum) -> None:
    assert museum.ask() == (200, "grey", ["unheard"])
    museum.beat()
    assert museum.ask() == (200, "green", [])
    museum.wait(seconds=91)
    assert museum.ask() == (200, "amber", ["late"])
    museum.wait(seconds=510)
    assert museum.ask() == (503, "red", ["silent"])
    museum.beat()
    assert museum.ask() == (200, "green", [])
    museum.wait(hours=7)
    assert museum.ask() == (200, "grey", ["closed"])


@pytest.mark.parametrize(
    ("changed", "status", "colour", "reason"),
    [
        ({"paint_seconds": 61}, 503, "red", "unpainted"),
        ({"ready": False}, 503, "red", "not_kept"),
        ({"build": "old", "rev": "old", "rollback": "new"}, 503, "red", "rolled_back"),
        ({"errors": ["RangeError"]}, 200, "amber", "errors"),
        ({"errors": ["lost_tap"]}, 200, "amber", "lost_taps"),
        ({"skew_seconds": -61}, 200, "amber", "skew"),
    ],
)
def test_what_a_screen_says_gives_its_colour(
    museum: Museum, changed: dict[str, Any], status: int, colour: str, reason: str
) -> None:
    museum.beat(**changed)
    assert museum.ask() == (status, colour, [reason])


def test_an_old_revision_is_amber_after_a_day_and_a_current_one_green(museum: Museum) -> None:
    museum.beat(build="old", rev="old")
    museum.wait(hours=24)
    museum.beat(build="old", rev="old")
    assert museum.ask()[1:] == ("grey", ["closed"])
    museum.now += dt.timedelta(days=4)
    museum.beat(build="old", rev="old")
    assert museum.ask() == (200, "amber", ["behind"])
    museum.beat()
    assert museum.ask() == (200, "green", [])


def test_three_starts_in_five_minutes_are_too_many(museum: Museum) -> None:
    for at in range(3):
        assert museum.ask()[1] != "red"
        museum.wait(seconds=60)
        museum.beat(boot=f"{at:016x}", uptime_seconds=1)
        museum.beat(boot=f"{at:016x}", uptime_seconds=5, sequence=2)
    assert museum.ask() == (503, "red", ["restarts"])
    museum.wait(minutes=5)
    museum.beat(boot=f"{2:016x}", uptime_seconds=300)
    assert museum.ask() == (200, "green", [])


FAR = ["203.0.113.9", "2001:db8::9", "::ffff:203.0.113.9", "testclient"]
NEAR = ["127.0.0.1", "10.1.2.3", "172.31.0.1", "::1", "fd00::7", "fe80::1%eth0", "::ffff:10.0.0.1"]


def test_other_networks_find_nothing(museum: Museum) -> None:
    for address in FAR:
        client = museum.connect(address)
        assert museum.post(client).status_code == client.get(PAGE, headers=BEARER).status_code == 404
    assert [museum.post(museum.connect(address)).status_code for address in NEAR] == [200] * len(NEAR)


def test_a_setting_names_the_networks(museum: Museum, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALTYN_KIOSK_NETWORKS", "203.0.113.0/24, 2001:db8::/32")
    museum.set(kiosk_networks=Settings().kiosk_networks)
    statuses = [museum.post(museum.connect(address)).status_code for address in (*FAR, *NEAR)]
    assert statuses == [200, 200, 200, *[404] * 8]


def test_an_unknown_screen_finds_nothing(museum: Museum) -> None:
    assert [museum.post(screen=screen).status_code for screen in ("hall-9", "default")] == [404, 200]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
    ],
)
def test_a_page_of_another_site_finds_nothing(museum: Museum, headers: dict[str, str]) -> None:
    body = {**REPORT, **museum.served}
    own = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert museum.client.post(BEAT, json=body, headers=own).status_code == 200
    assert museum.client.post(BEAT, json=body, headers={**own, **headers}).status_code == 404


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"", {}, 400),
        (b"{", {}, 400),
        (b"[]", {}, 400),
        (b"\xff", {}, 400),
        (b"{}", {"Content-Type": "text/plain"}, 415),
        (b"{}", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
        (b" " * 16_385, {}, 413),
        (b"{}", {"Content-Length": "9" * 30}, 413),
    ],
)
def test_a_wrong_body_is_refused_with_a_problem_and_leaves_nothing(
    museum: Museum, body: bytes, headers: dict[str, str], status: int
) -> None:
    response = museum.client.post(BEAT, content=body, headers={"Content-Type": "application/json", **headers})
    assert (response.status_code, response.json()["status"]) == (status, status)
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    assert not museum.reports.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"screen": "Hall 1"},
        {"state": "dreaming"},
        {"boot": "x" * 16},
        {"uptime_seconds": -1},
        {"uptime_seconds": "soon"},
        {"uptime_seconds": 1e300},
        {"paint_seconds": None},
        {"errors": ["a visitor wrote this"]},
        {"errors": ["x"] * 21},
        {"viewport": [1, 2, 3]},
        {"late": [{"at": 1}]},
        {
            "counts": {
                "id": "a",
                "rows": [{"day": "2026-11-24", "locale": "de", "event": LAW, "dwells": [1] * 5}],
            }
        },
        {
            "counts": {
                "id": "a",
                "rows": [{"day": "2026-11-24", "locale": "kk", "event": LAW, "dwells": [1] * 4}],
            }
        },
    ],
)
def test_a_report_with_a_wrong_value_is_refused_whole(museum: Museum, changed: dict[str, Any]) -> None:
    assert museum.post(**changed).status_code == 400
    assert not museum.reports.exists()


def test_what_a_newer_screen_says_besides_is_passed_over(museum: Museum) -> None:
    museum.beat(mood="visitor@example.org")
    assert b"visitor@example.org" not in museum.reports.read_bytes()


def test_a_screen_that_asks_too_often_is_put_off(museum: Museum) -> None:
    answers = [museum.post() for _ in range(BEATS_A_MINUTE + 1)]
    assert [answer.status_code for answer in answers] == [200] * BEATS_A_MINUTE + [429]
    assert 0 < int(answers[-1].headers["retry-after"]) <= 60
    assert museum.post(screen="default").status_code == 200


def test_there_is_nothing_to_read_where_screens_report(museum: Museum) -> None:
    statuses = [
        museum.client.request(method, BEAT).status_code for method in ("GET", "HEAD", "PUT", "OPTIONS")
    ]
    assert statuses == [404] * 4


def test_no_other_address_takes_a_body(museum: Museum) -> None:
    for path in ("/kiosk/", "/kiosk/beats", "/kiosk/bundle.json", PAGE):
        assert museum.client.post(path, json=REPORT).status_code == 400


def test_a_changed_record_is_in_the_next_reply(museum: Museum, tiny_settings: Settings) -> None:
    before = museum.beat()
    replace(tiny_settings.seed / "kiosks" / "hall-1.yaml", "idle: 60", "idle: 61")
    build_database(tiny_settings.seed, tiny_settings.database, cards=False)
    changed = Museum(create_app(tiny_settings), museum.served)
    after = changed.beat()
    served = changed.client.get("/kiosk/bundle.json?screen=hall-1").json()["rev"]
    changed.app.state.database.close()
    assert after["rev"] == served != before["rev"]
    assert after["settings"] != before["settings"]
