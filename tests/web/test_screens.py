"""Museum screens: what a report must be, what becomes of it, and what the staff sees."""

import base64
import datetime as dt
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app import reports as reports_module
from app.core.locales import LOCALES, Locale
from app.deps import get_now
from app.main import create_app
from app.models.report import Beat
from app.reports import Reports
from app.settings import Settings
from app.web.kiosk_beat import BEATS_A_MINUTE, Beats
from tests.document import Element, parse_html

BEAT = "/kiosk/beat"
PAGE = "/staff/kiosks"
TOKEN = "sixteen-letters-and-more"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
LAW = "1991-12-16-independence-law"
# A Tuesday noon in Almaty: hall-1 opened two hours ago.
NOON = dt.datetime(2026, 11, 24, 7, tzinfo=dt.UTC)
REPORT: dict[str, Any] = {
    "screen": "hall-1",
    "build": "",
    "rev": "",
    "pending": "",
    "rollback": "",
    "ready": True,
    "state": "attract",
    "boot": "00112233aabbccdd",
    "sequence": 1,
    "uptime_seconds": 4000,
    "touch_seconds": 12,
    "paint_seconds": 0.5,
    "visits_today": 7,
    "heap_mb": 12.5,
    "nodes": 2000,
    "storage_mb": 3,
    "quota_mb": 4000,
    "wake_lock": True,
    "viewport": [1080, 1920],
    "config_errors": [],
    "errors": [],
    "skew_seconds": 0.2,
}


class Museum:
    """A server with a clock of the test's own, and its screen hall-1, which has what is served."""

    def __init__(self, app: FastAPI, served: dict[str, str]) -> None:
        """Begin at noon."""
        self.app = app
        self.served = served
        self.now = NOON
        self.client = self.connect("192.168.7.20")
        app.dependency_overrides[get_now] = lambda: self.now

    @property
    def reports(self) -> Path:
        """Give the file of reports."""
        return Path(self.app.state.reports.path)

    def connect(self, address: str) -> TestClient:
        """Give a client that asks from an address."""
        return TestClient(self.app, base_url="http://localhost", client=(address, 4000))

    def set(self, **changed: Any) -> None:
        """Change settings."""
        self.app.state.settings = self.app.state.settings.model_copy(update=changed)

    def post(self, client: TestClient | None = None, **changed: Any) -> Any:
        """Give the answer to a report."""
        body = {**REPORT, **self.served, **changed}
        return (client or self.client).post(f"{BEAT}?screen=hall-1", json=body)

    def beat(self, **changed: Any) -> dict[str, Any]:
        """Give what the server replies to a report, which must be taken."""
        response = self.post(**changed)
        assert response.status_code == 200, response.text
        return dict(response.json())

    def wait(self, **span: float) -> None:
        """Let time go by."""
        self.now += dt.timedelta(**span)

    def ask(self, screen: str = "hall-1") -> tuple[int, str, list[str]]:
        """Give the status of what monitoring gets, and colour and reasons of a screen."""
        response = self.client.get(f"{PAGE}.json", headers=BEARER)
        found = {one["screen"]: one for one in response.json()["screens"]}[screen]
        return response.status_code, found["colour"], found["reasons"]

    def see(self) -> Element:
        """Give the page of the staff."""
        return parse_html(self.client.get(f"{PAGE}?lang=en", headers=BEARER).text)


@pytest.fixture(scope="module")
def served(tiny_database: Path) -> Iterator[tuple[FastAPI, dict[str, str]]]:
    """Give an application whose staff has a token, and what it serves to hall-1; made once."""
    app = create_app(Settings(database=tiny_database, staff_token=TOKEN, connections=2))
    listed = TestClient(app, base_url="http://localhost").get("/kiosk/bundle.json?screen=hall-1").json()
    yield app, {"build": listed["build"], "rev": listed["rev"]}
    app.state.database.close()


@pytest.fixture
def museum(served: tuple[FastAPI, dict[str, str]], tmp_path: Path) -> Iterator[Museum]:
    """Give a museum that nobody reported to."""
    app, bundle = served
    settings = app.state.settings
    app.state.reports, app.state.beats = Reports(tmp_path / "reports.sqlite"), Beats()
    yield Museum(app, bundle)
    app.state.settings = settings


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


def test_only_reports_make_the_file_and_the_data_is_never_touched(
    museum: Museum, tiny_database: Path
) -> None:
    data = tiny_database.read_bytes()
    museum.ask()
    assert not museum.reports.exists()
    museum.beat()
    assert (museum.reports.exists(), tiny_database.read_bytes()) == (True, data)


def test_a_damaged_file_breaks_no_page(museum: Museum) -> None:
    museum.beat()
    museum.reports.write_bytes(b"no database at all, whatever its name says" * 99)
    refused = museum.post()
    assert (refused.status_code, refused.json()["code"]) == (503, "not_ready")
    assert "can't be read" in museum.see().get("p", "screens__fault").text
    assert museum.ask()[0] == 503
    assert [museum.client.get(path).status_code for path in ("/kiosk/", "/kk/", "/readyz")] == [200] * 3
    museum.reports.unlink()
    museum.beat()
    assert museum.ask() == (200, "green", [])


def test_where_nothing_can_be_kept_the_staff_is_told(
    museum: Museum, tiny_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    museum.app.state.reports = Reports(tiny_database / "reports.sqlite")
    assert museum.post().status_code == 503
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "can't be kept" in museum.see().get("p", "screens__fault").text


def test_without_a_token_there_is_no_such_page(museum: Museum) -> None:
    museum.set(staff_token="")
    headers = {"Authorization": "Bearer "}
    assert [museum.client.get(path, headers=headers).status_code for path in (PAGE, f"{PAGE}.json")] == [
        404
    ] * 2


def basic(text: str) -> str:
    """Give what a browser sends for a name and a password."""
    return f"Basic {base64.b64encode(text.encode()).decode()}"


@pytest.mark.parametrize("given", [basic(f"anna:{TOKEN}"), basic(f":{TOKEN}"), f"bearer {TOKEN}"])
def test_the_token_opens_the_page(museum: Museum, given: str) -> None:
    assert museum.client.get(PAGE, headers={"Authorization": given}).status_code == 200


@pytest.mark.parametrize(
    "given",
    [
        "",
        TOKEN,
        "Bearer",
        f"Bearer {TOKEN}x",
        basic(TOKEN),
        basic("anna:"),
        "Basic ä",
        "Basic ////",
        "Basic !",
    ],
)
def test_without_the_token_the_page_asks_for_it_even_after_somebody_saw_it(
    museum: Museum, given: str
) -> None:
    assert museum.client.get(PAGE, headers=BEARER).status_code == 200
    response = museum.client.get(PAGE, headers={"Authorization": given.encode()})
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith("Basic realm=")


def test_a_short_token_is_no_token() -> None:
    with pytest.raises(ValueError, match="staff_token"):
        Settings(staff_token="short")


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}.json"])
def test_nobody_keeps_or_lists_what_the_staff_sees(museum: Museum, path: str) -> None:
    headers = museum.client.get(path, headers=BEARER).headers
    assert (headers["cache-control"], headers["x-robots-tag"]) == ("no-store", "noindex, nofollow")
    assert "etag" not in headers


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_speaks_the_language_asked_for(museum: Museum, locale: Locale) -> None:
    asked = museum.client.get(f"{PAGE}?lang={locale}", headers={**BEARER, "Accept-Language": "de"})
    liked = museum.client.get(PAGE, headers={**BEARER, "Accept-Language": f"{locale}-KZ"})
    assert [parse_html(page.text).get("html").attributes["lang"] for page in (asked, liked)] == [locale] * 2
    links = parse_html(asked.text).find_all("a", "header__locale")
    assert [link.attributes["href"] for link in links] == [f"{PAGE}?lang={key}" for key in LOCALES]


def test_the_page_says_what_the_screen_said(museum: Museum) -> None:
    museum.beat(errors=["RangeError"], pending="0123456789abcdef")
    museum.wait(seconds=40)
    page = museum.see()
    card = next(one for one in page.find_all("li", "screen") if one.get("h2").text == "hall-1")
    names = [node.text for node in card.find_all("dt")]
    facts = dict(zip(names, (node.text.replace("\xa0", " ") for node in card.find_all("dd")), strict=True))
    assert "screen--amber" in card.attributes["class"].split()
    assert facts["Last report"] == "40 seconds ago"
    assert (facts["Visits today"], facts["Last touch"]) == ("7", "12 seconds ago")
    assert (facts["Last errors"], facts["Revision that waits"]) == ("RangeError", "0123456789abcdef")
    assert (facts["Kept on the device"], facts["Window"]) == ("3 of 4,000 MB", "1080 × 1920")


def make_count(event: str = LAW, locale: str = "kk", day: str = "2026-11-24", **_: Any) -> dict[str, Any]:
    """Give a count of one event opened twice."""
    return {"day": day, "locale": locale, "event": event, "dwells": [0, 1, 0, 0, 1]}


def count_opened(museum: Museum) -> list[tuple[str, str]]:
    """Give the events that the page says were opened, and how often."""
    page = museum.see()
    titles = [node.text for node in page.find_all("span", "opened__title")]
    return list(zip(titles, (node.text for node in page.find_all("strong", "opened__total")), strict=True))


def test_counts_are_added_once_and_only_those_of_known_events_and_days(museum: Museum) -> None:
    title = museum.client.get(f"/api/v1/events/{LAW}?locale=en").json()["data"]["title"]
    rows = [
        *(make_count(), make_count(locale="ru"), make_count(event="no-such-event")),
        *(make_count(day="2026-10-20"), make_count(day="2026-11-25")),
    ]
    museum.beat(counts={"id": "first", "rows": rows})
    museum.beat(counts={"id": "first", "rows": rows})
    assert count_opened(museum) == [(title, "4")]
    museum.beat(counts={"id": "second", "rows": [make_count()]})
    assert count_opened(museum) == [(title, "6")]


def test_a_screen_whose_record_asks_for_no_counts_has_none(museum: Museum) -> None:
    museum.beat(screen="default", counts={"id": "first", "rows": [make_count()]})
    assert count_opened(museum) == []


def read_days(museum: Museum) -> list[list[str]]:
    """Give the rows of the table of days."""
    page = museum.see()
    return [
        [node.text for node in row.walk() if node.tag in {"time", "td"}]
        for row in page.get("tbody").find_all("tr")
    ]


def make_late(at: dt.datetime, **changed: Any) -> dict[str, Any]:
    """Give a report that found no server."""
    late = {
        "at": round(at.timestamp()),
        "uptime_seconds": 9,
        "paint_seconds": 0,
        "visits_today": 3,
        "errors": [],
    }
    return {**late, **changed}


def test_late_reports_fill_their_days_once(museum: Museum) -> None:
    sunday = NOON - dt.timedelta(days=2)
    late = [make_late(sunday + dt.timedelta(minutes=minute)) for minute in range(55)]
    late += [make_late(sunday + dt.timedelta(hours=1), paint_seconds=99, visits_today=5)]
    for _ in range(2):
        museum.beat(late=late)
    museum.beat(late=[make_late(NOON + dt.timedelta(hours=1)), make_late(NOON - dt.timedelta(days=31))])
    assert read_days(museum) == [
        ["24 November 2026", "0", "7", "0", "0"],
        ["22 November 2026", "0.5", "5", "0", "1"],
    ]


def test_nothing_stays_longer_than_thirty_days(museum: Museum) -> None:
    museum.beat(counts={"id": "first", "rows": [make_count()]})
    museum.now += dt.timedelta(days=32)
    museum.beat(screen="default")
    with museum.app.state.reports.read() as ledger:
        assert ledger is not None
        first = dt.date(2000, 1, 1)
        assert (ledger.find_heard().keys(), ledger.find_days(first).keys()) == ({"default"}, {"default"})
        assert ledger.find_counts(first) == {}


def test_of_too_many_counts_the_oldest_go(museum: Museum, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports_module, "MOST_COUNTS", 2)
    days = ["2026-11-22", "2026-11-24", "2026-11-23"]
    museum.beat(counts={"id": "first", "rows": [make_count(day=day) for day in days]})
    museum.beat()
    with museum.app.state.reports.read() as ledger:
        assert ledger is not None
        (kept,) = ledger.find_counts(dt.date(2000, 1, 1))["hall-1"]
        assert sum(kept.dwells) == 4
        (newest,) = ledger.find_counts(dt.date(2026, 11, 24))["hall-1"]
        assert sum(newest.dwells) == 2


def test_a_report_of_another_version_is_as_none(museum: Museum) -> None:
    museum.beat()
    with museum.app.state.reports.write() as ledger:
        ledger._connection.execute("UPDATE screen SET beat = '{}'")
    assert museum.ask() == (200, "grey", ["unheard"])
    museum.beat()
    assert museum.ask() == (200, "green", [])


def test_a_report_holds_nothing_of_a_visitor() -> None:
    assert set(Beat.model_fields) == set(REPORT)


def test_the_worker_that_goes_takes_the_place_of_the_other(museum: Museum) -> None:
    before = museum.client.get("/kiosk/sw.js").text
    build = museum.client.get("/kiosk/bundle.json").json()["build"]
    museum.set(kiosk_worker=False)
    # What is kept for this data would be answered again: a server starts with its settings.
    after = museum.client.get("/kiosk/sw.js?x").text
    assert ("unregister" in before, "unregister" in after) == (False, True)
    assert museum.client.get("/kiosk/bundle.json?x").json()["build"] != build
