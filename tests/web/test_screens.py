"""What is kept of the reports of museum screens, and what the staff sees."""

import base64
import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest

from app import reports as reports_module
from app.core.locales import LOCALES, Locale
from app.models.report import Beat
from app.reports import Reports
from app.settings import Settings
from tests.document import parse_html
from tests.web.museum import BEARER, LAW, NOON, PAGE, REPORT, TOKEN, Museum


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
    response = museum.client.get(PAGE, headers={b"Authorization": given.encode()})
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
    assert (facts["Storage in use"], facts["Window"]) == ("3 of 4,000 MB", "1080 × 1920")


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
        ["24 November", "0", "7", "0", "0"],
        ["22 November", "0.5", "5", "0", "1"],
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
