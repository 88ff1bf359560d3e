"""What lies around events: neighbours, the day, milestones, changes."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.api.prepared import build_database
from app.deps import get_now
from app.main import create_app
from app.settings import Settings
from tests.api.answers import EVENTS, LAW_ID, read, read_codes
from tests.content.seeds import LAW, replace

DECEMBER, LANGUAGE = "1986-12-16-december-events", "1989-09-22-language-law"
OATH, SYMBOLS, NOTES = "1991-12-10-inauguration", "1992-06-state-symbols", "1993-first-notes"
CHANGES, DAYS = "/api/v1/changes", "/api/v1/on-this-day"


def name(events: list[dict[str, str]]) -> list[str]:
    """Give the ids of events."""
    return [event["id"] for event in events]


def test_an_event_stands_between_two_others(reader: TestClient) -> None:
    around = read(reader, f"{EVENTS}/{LAW_ID}/neighbours?locale=en")["data"]
    assert (around["previous"]["id"], around["next"]["id"]) == (OATH, SYMBOLS)
    assert around["previous"] == read(reader, f"{EVENTS}?locale=en")["data"][2]


@pytest.mark.parametrize(("event_id", "side"), [(DECEMBER, "previous"), (NOTES, "next")])
def test_at_either_end_there_is_nothing_beyond(reader: TestClient, event_id: str, side: str) -> None:
    assert read(reader, f"{EVENTS}/{event_id}/neighbours")["data"][side] is None


def test_neighbours_share_era_and_main_theme(reader: TestClient) -> None:
    around = read(reader, f"{EVENTS}/{LAW_ID}/neighbours")["data"]
    assert name(around["same_era"]) == [OATH]
    assert name(around["same_theme"]) == [DECEMBER]


def test_near_events_come_nearest_first_with_their_distance(reader: TestClient) -> None:
    near = read(reader, f"{EVENTS}/{LAW_ID}/neighbours")["data"]["near"]
    assert [(event["id"], event["distance_km"]) for event in near] == [
        *((event_id, 0.0) for event_id in (OATH, SYMBOLS, NOTES)),
        (DECEMBER, 3.2),
    ]


def test_an_event_without_a_place_is_near_nothing(reader: TestClient) -> None:
    assert read(reader, f"{EVENTS}/{LANGUAGE}/neighbours")["data"]["near"] == []


def test_there_are_at_most_five_of_a_sort_and_never_the_event_itself(real_client: TestClient) -> None:
    for event in read(real_client, f"{EVENTS}?limit=200")["data"][::8]:
        around = read(real_client, f"{EVENTS}/{event['id']}/neighbours")["data"]
        for sort in ("same_era", "same_theme", "near"):
            ids = name(around[sort])
            assert len(ids) <= 5
            assert event["id"] not in ids
            assert len(ids) == len(set(ids))
        assert {other["era"] for other in around["same_era"]} <= {event["era"]}
        assert all(event["themes"][0] in other["themes"] for other in around["same_theme"])
        distances = [other["distance_km"] for other in around["near"]]
        assert distances == sorted(distances)


def test_what_concerns_the_whole_country_is_near_nothing(real_client: TestClient) -> None:
    everywhere = read(real_client, f"{EVENTS}?limit=200&place=kazakhstan")["data"]
    whole = [event["id"] for event in everywhere if event["place"]["id"] == "kazakhstan"]
    assert whole
    for event_id in whole[:3]:
        assert read(real_client, f"{EVENTS}/{event_id}/neighbours")["data"]["near"] == []


def test_the_neighbours_of_nothing_are_not_found(reader: TestClient) -> None:
    response = reader.get(f"{EVENTS}/1991-12-16-independence/neighbours")
    assert response.status_code == 404
    assert response.json()["detail"].split(", ")[0] == LAW_ID


@pytest.mark.parametrize(
    ("day", "ids"),
    {"12-16": [DECEMBER, LAW_ID], "12-10": [OATH], "02-29": [], "06-01": [], "01-01": []}.items(),
)
def test_a_day_has_the_events_that_surely_began_on_it(reader: TestClient, day: str, ids: list[str]) -> None:
    answer = read(reader, f"{DAYS}/{day}")
    assert name(answer["data"]) == ids
    assert answer["meta"]["total"] == len(ids)


def test_a_day_is_paged_like_any_list(reader: TestClient) -> None:
    first = read(reader, f"{DAYS}/12-16?limit=1&fields=title&locale=en")
    assert first["data"] == [{"id": DECEMBER, "title": "December events of 1986"}]
    assert name(read(reader, first["links"]["next"])["data"]) == [LAW_ID]


@pytest.mark.parametrize("day", ["02-30", "13-01", "1-1", "1991-12-16", "today", "12-160"])
def test_no_day_is_not_found(reader: TestClient, day: str) -> None:
    response = reader.get(f"{DAYS}/{day}")
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(("now", "day"), [("2026-12-15T18:59:59", "12-15"), ("2026-12-15T19:00:00", "12-16")])
def test_without_a_day_it_is_today_in_almaty(
    tiny_app: FastAPI, tiny_client: TestClient, now: str, day: str
) -> None:
    tiny_app.dependency_overrides[get_now] = lambda: dt.datetime.fromisoformat(f"{now}+00:00")
    response = tiny_client.get(f"{DAYS}?locale=ru&limit=3")
    assert (response.status_code, response.headers["Location"]) == (307, f"{DAYS}/{day}?locale=ru&limit=3")
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("query", "target"),
    {
        "": "?milestone=true",
        "?theme=culture&locale=en": "?locale=en&milestone=true&theme=culture",
        "?q=a%26b": "?milestone=true&q=a%26b",
        "?from=1991&theme=a&theme=b": "?from=1991&milestone=true&theme=a&theme=b",
    }.items(),
)
def test_milestones_are_events_with_every_other_filter(reader: TestClient, query: str, target: str) -> None:
    response = reader.get(f"/api/v1/milestones{query}")
    assert (response.status_code, response.headers["Location"]) == (307, f"{EVENTS}{target}")


def test_milestones_that_are_none_are_refused_in_the_end(reader: TestClient) -> None:
    target = reader.get("/api/v1/milestones?milestone=false").headers["Location"]
    assert read_codes(reader, target) == [("query.milestone", "repeated_parameter")]


@pytest.fixture
def changing(tiny_seed: Path, tmp_path: Path) -> Iterator[TestClient]:
    """Give a client of data to which the independence law was added later, and changed."""
    updated = "added: 2026-11-04\nupdated: 2026-11-06"
    replace(tiny_seed / LAW / "event.yaml", "updated: 2026-11-05", updated)
    build_database(tiny_seed, tmp_path / "new.sqlite", cards=False)
    app = create_app(Settings(database=tmp_path / "new.sqlite", connections=2))
    with TestClient(app, base_url="http://localhost") as client:
        yield client


RUMOUR = "1990-01-01-rumour"
REST = [DECEMBER, LANGUAGE, OATH, SYMBOLS, NOTES]


@pytest.mark.parametrize(
    ("since", "added", "changed", "withdrawn"),
    [
        ("2026-10-31", [LAW_ID], REST, [RUMOUR]),
        ("2026-11-04", [LAW_ID], [SYMBOLS, NOTES], [RUMOUR]),
        ("2026-11-05", [], [LAW_ID], []),
        ("2026-11-06", [], [LAW_ID], []),
        ("2026-11-06.000000", [], [LAW_ID], []),
        ("2026-11-07", [], [], []),
    ],
)
def test_what_was_added_is_told_from_what_was_changed(
    changing: TestClient, since: str, added: list[str], changed: list[str], withdrawn: list[str]
) -> None:
    data = read(changing, f"{CHANGES}?since={since}")["data"]
    assert data == {"since": since, "added": added, "changed": changed, "withdrawn": withdrawn}


def test_nothing_changed_since_the_version_that_is_served(changing: TestClient) -> None:
    version = read(changing, CHANGES)["meta"]["data_version"]
    assert read(changing, f"{CHANGES}?since={version}")["data"]["changed"] == []


def test_without_a_day_every_event_is_told_once(reader: TestClient) -> None:
    data = read(reader, CHANGES)["data"]
    assert sorted(data["added"] + data["changed"]) == sorted([*REST, LAW_ID])
    assert data["since"] is None


@pytest.mark.parametrize(
    "since", ["2026", "2026-02-30", "x", "2026-11-22.zzzzzz", "2026-11-22.", "٢٠٢٦-11-22"]
)
def test_what_is_neither_day_nor_version_is_refused(reader: TestClient, since: str) -> None:
    assert read_codes(reader, f"{CHANGES}?since={since}") == [("query.since", "not_a_date")]
