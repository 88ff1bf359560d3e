"""On this day: today in Almaty, the events of a day, and the ways on from it."""

import datetime as dt

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.core.days import find_nearest_day, step_day
from app.core.locales import LOCALES, Locale
from app.deps import get_now
from tests.document import Element, parse_html

every_locale = pytest.mark.parametrize("locale", LOCALES)


def read(client: TestClient, address: str) -> Element:
    """Give a page."""
    response = client.get(address)
    assert response.status_code == 200
    return parse_html(response.text)


def list_events(page: Element) -> list[str]:
    """Give the ids of a page's events in their order."""
    return [link.attributes["href"].rpartition("/")[2] for link in page.find_all("a", "line__link")]


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-12-15T18:59:59", "12-15"),
        ("2026-12-15T19:00:00", "12-16"),
        ("2028-02-28T19:00:00", "02-29"),
        ("2026-12-31T19:00:00", "01-01"),
    ],
)
@every_locale
def test_today_is_the_day_that_it_is_in_almaty(
    tiny_app: FastAPI, tiny_client: TestClient, now: str, day: str, locale: Locale
) -> None:
    tiny_app.dependency_overrides[get_now] = lambda: dt.datetime.fromisoformat(f"{now}+00:00")
    response = tiny_client.get(f"/{locale}/on-this-day")
    assert response.status_code == 307
    assert response.headers["location"] == f"/{locale}/on-this-day/{day}"
    assert response.headers["cache-control"] == "private, no-store"


@every_locale
def test_a_day_shows_its_events_of_all_years(reader: TestClient, locale: Locale) -> None:
    page = read(reader, f"/{locale}/on-this-day/12-16")
    assert list_events(page) == ["1986-12-16-december-events", "1991-12-16-independence-law"]


@every_locale
def test_an_event_without_a_known_day_is_on_no_day(reader: TestClient, locale: Locale) -> None:
    assert list_events(read(reader, f"/{locale}/on-this-day/06-01")) == []
    assert list_events(read(reader, f"/{locale}/on-this-day/01-01")) == []


@every_locale
def test_an_empty_day_has_two_ways_on(reader: TestClient, locale: Locale) -> None:
    links = read(reader, f"/{locale}/on-this-day/02-29").find_all("a", "block__link")
    assert [link.attributes["href"] for link in links] == [
        f"/{locale}/on-this-day/12-16",
        f"/{locale}/on-this-day/09-22",
    ]


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [("02-29", "02-28", "03-01"), ("01-01", "12-31", "01-02"), ("12-31", "12-30", "01-01")],
)
def test_the_days_before_and_after_are_linked(reader: TestClient, day: str, before: str, after: str) -> None:
    page = read(reader, f"/kk/on-this-day/{day}")
    links = {
        link.attributes.get("rel"): link.attributes["href"] for link in page.find_all("a", "steps__link")
    }
    assert links == {"prev": f"/kk/on-this-day/{before}", "next": f"/kk/on-this-day/{after}"}


@pytest.mark.parametrize(
    ("locale", "title"),
    [("kk", "Осы күні: 29 ақпан"), ("ru", "В этот день: 29 февраля"), ("en", "On this day: 29 February")],
)
def test_a_day_is_named_in_the_language_of_the_page(reader: TestClient, locale: str, title: str) -> None:
    assert read(reader, f"/{locale}/on-this-day/02-29").get("h1").text == title


@every_locale
@pytest.mark.parametrize("day", ["02-30", "13-01", "00-10", "1-1", "12-16-1991", "today", "١٢-١٦", "12-32"])
def test_what_is_no_day_is_not_found(reader: TestClient, day: str, locale: Locale) -> None:
    assert reader.get(f"/{locale}/on-this-day/{day}").status_code == 404


def test_every_day_of_a_leap_year_has_a_page(real_client: TestClient) -> None:
    days = [step_day("01-01", number) for number in range(366)]
    assert len(set(days)) == 366
    assert {real_client.get(f"/kk/on-this-day/{day}").status_code for day in [*days[::30], "02-29"]} == {200}


def test_the_nearest_day_is_another_one_and_the_year_goes_round() -> None:
    assert find_nearest_day("12-16", {"12-16", "01-25"}, 1) == "01-25"
    assert find_nearest_day("12-16", {"12-16"}, -1) is None
