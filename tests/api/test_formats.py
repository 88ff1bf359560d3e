"""Events in other programs' formats, read by other programs: one page after another, in every language."""

import datetime as dt
import json
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
from fastapi import FastAPI
from geojson_pydantic import Feature, FeatureCollection, Point
from rdflib import Graph, Literal, URIRef
from starlette.testclient import TestClient

from app.core.edtf import parse_bounds
from app.core.locales import LOCALES
from app.deps import get_now
from tests.api.answers import EVENTS, LAW_ID, PAGED, list_ids, read, read_codes

DECEMBER, LANGUAGE = "1986-12-16-december-events", "1989-09-22-language-law"
SYMBOLS, NOTES = "1992-06-state-symbols", "1993-first-notes"
BASE = "https://example.org"
SCHEMA = "http://schema.org/"
# What of schema.org's own context an event needs; the network is for nobody in a test.
CONTEXT = {"@vocab": SCHEMA, "license": {"@type": "@id"}, "url": {"@type": "@id"}}
# rdflib 7.6 calls by its own parser what it has deprecated.
reads_linked_data = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
QUERIES = [
    "",
    "milestone=true",
    "theme=culture&theme=economy",
    "from=1991&to=1991",
    "q=science",
    "theme=science",
]


def read_geojson(client: TestClient, query: str = "") -> dict[str, Any]:
    """Give a feature collection that a GeoJSON reader takes."""
    found = read(client, f"{EVENTS}.geojson?{query}")
    FeatureCollection[Feature[Point, dict[str, Any]]].model_validate(found)
    return found


def read_feed(client: TestClient, address: str) -> Any:
    """Give a feed as a feed reader has it."""
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/atom+xml")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def list_format_ids(client: TestClient, end: str, query: str) -> list[str]:
    """Give the ids of a page of events in a format."""
    if end == "geojson":
        return [feature["id"] for feature in read_geojson(client, query)["features"]]
    if end == "timelinejs.json":
        return [slide["unique_id"] for slide in read(client, f"{EVENTS}.{end}?{query}")["events"]]
    return [entry.id.rpartition("/")[2] for entry in read_feed(client, f"{EVENTS}.atom?{query}").entries]


def find_next(client: TestClient, address: str) -> str | None:
    """Give the address of the next page as the header has it."""
    link = client.get(address).links.get("next")
    return link["url"] if link else None


@pytest.mark.parametrize("end", PAGED)
@pytest.mark.parametrize("query", QUERIES)
def test_a_format_names_the_events_of_the_list(reader: TestClient, end: str, query: str) -> None:
    found, wanted = list_format_ids(reader, end, query), list_ids(reader, query)
    assert sorted(found) == sorted(wanted)
    assert end == "atom" or found == wanted


@pytest.mark.parametrize("end", PAGED)
def test_pages_lead_to_the_last_event(reader: TestClient, end: str) -> None:
    found: list[str] = []
    address: str | None = f"{EVENTS}.{end}?limit=1&milestone=false"
    while address:
        found += list_format_ids(reader, end, urlsplit(address).query)
        address = find_next(reader, address)
    wanted = list_ids(reader, "milestone=false")
    assert (len(found), sorted(found)) == (3, sorted(wanted))


@pytest.mark.parametrize("end", PAGED)
def test_a_cursor_of_another_list_is_refused(reader: TestClient, end: str) -> None:
    address = find_next(reader, f"{EVENTS}.{end}?limit=1")
    assert address
    cursor = urlsplit(address).query.partition("cursor=")[2].partition("&")[0]
    assert read_codes(reader, f"{EVENTS}.{end}?limit=1&milestone=true&cursor={cursor}") == [
        ("query.cursor", "cursor_mismatch")
    ]


@pytest.mark.parametrize("end", [*PAGED, "csv", "ndjson", "ics"])
def test_a_format_refuses_what_the_list_refuses(reader: TestClient, end: str) -> None:
    assert read_codes(reader, f"{EVENTS}.{end}?theme=nope&foo=1&from=x") == [
        ("query.", "unknown_parameter"),
        ("query.from", "not_a_date"),
        ("query.theme", "unknown_value"),
    ]


@pytest.mark.parametrize("end", PAGED)
@pytest.mark.parametrize("locale", LOCALES)
def test_a_format_speaks_the_language_asked_for(reader: TestClient, end: str, locale: str) -> None:
    answer = reader.get(f"{EVENTS}.{end}?locale={locale}")
    assert answer.headers["content-language"] == locale
    titles = [event["title"] for event in read(reader, f"{EVENTS}?locale={locale}")["data"]]
    assert all(title in answer.text for title in titles)


def test_a_feature_has_the_members_of_the_list_and_lies_at_its_place(reader: TestClient) -> None:
    features = {feature["id"]: feature for feature in read_geojson(reader, "locale=ru")["features"]}
    for item in read(reader, f"{EVENTS}?locale=ru")["data"]:
        feature, place = features[item.pop("id")], item["place"]
        point = {"type": "Point", "coordinates": [place["lon"], place["lat"]]} if place else None
        assert (feature["properties"], feature["geometry"]) == (item, point)


def test_an_event_without_a_place_has_no_geometry(reader: TestClient) -> None:
    (language,) = [f for f in read_geojson(reader)["features"] if f["id"] == LANGUAGE]
    assert language["geometry"] is None


def test_a_feature_tells_its_day_or_its_first_and_last_day(reader: TestClient) -> None:
    times = {feature["id"]: feature["time"] for feature in read_geojson(reader)["features"]}
    assert {key: times[key] for key in (LAW_ID, DECEMBER, SYMBOLS, NOTES)} == {
        LAW_ID: {"date": "1991-12-16"},
        DECEMBER: {"interval": ["1986-12-16", "1986-12-18"]},
        SYMBOLS: {"interval": ["1992-06-01", "1992-06-30"]},
        NOTES: {"interval": ["1993-01-01", "1993-12-31"]},
    }


def test_a_collection_says_what_it_leaves_out(reader: TestClient) -> None:
    found, listed = read_geojson(reader, "limit=2"), read(reader, f"{EVENTS}?limit=2")
    assert found["meta"] == listed["meta"]
    assert found["links"]["next"].startswith(f"{EVENTS}.geojson?cursor=")


def test_a_slide_follows_the_rules_of_timelinejs(real_client: TestClient) -> None:
    timeline = read(real_client, f"{EVENTS}.timelinejs.json?limit=200&locale=en")
    events = timeline["events"]
    assert timeline["title"]["text"]["headline"]
    assert len({slide["unique_id"] for slide in events}) == len(events) > 100
    for slide in events:
        assert set(slide) <= {"unique_id", "display_date", "start_date", "end_date", "text", "group"}
        assert all(isinstance(slide[key], str) for key in ("unique_id", "display_date", "group"))
        days = [make_day(slide[key]) for key in ("start_date", "end_date") if key in slide]
        assert days == sorted(days)


def make_day(parts: dict[str, int]) -> dt.date:
    """Give the first day that a date of TimelineJS may mean: it has no day without a month."""
    assert list(parts) in (["year"], ["year", "month"], ["year", "month", "day"])
    return dt.date(parts["year"], parts.get("month", 1), parts.get("day", 1))


def test_what_is_not_known_of_a_day_is_left_out_of_a_slide(reader: TestClient) -> None:
    slides = {slide["unique_id"]: slide for slide in read(reader, f"{EVENTS}.timelinejs.json")["events"]}
    dates = {
        key: (slides[key]["start_date"], slides[key].get("end_date")) for key in (LAW_ID, SYMBOLS, NOTES)
    }
    assert dates == {
        LAW_ID: ({"year": 1991, "month": 12, "day": 16}, None),
        SYMBOLS: ({"year": 1992, "month": 6}, None),
        NOTES: ({"year": 1993}, None),
    }
    assert slides[DECEMBER]["end_date"] == {"year": 1986, "month": 12, "day": 18}


def test_a_slide_is_worded_and_escaped(reader: TestClient) -> None:
    (law,) = read(reader, f"{EVENTS}.timelinejs.json?from=1991-12-16&to=1991-12-16&locale=en")["events"]
    (item,) = read(reader, f"{EVENTS}?from=1991-12-16&to=1991-12-16&locale=en")["data"]
    assert (law["display_date"], law["group"]) == (item["date_text"], "independence")
    assert law["text"] == {"headline": item["title"], "text": f"<p>{item['summary']}</p>"}


def test_a_feed_tells_where_it_is_and_where_it_goes_on(reader: TestClient) -> None:
    feed = read_feed(reader, f"{EVENTS}.atom?limit=2&locale=en").feed
    links = {link.rel: link.href for link in feed.links}
    assert links["self"] == f"{EVENTS}.atom?limit=2&locale=en"
    assert links["next"].startswith(f"{EVENTS}.atom?cursor=")
    assert feed.language == "en"


def test_the_newest_change_comes_first(reader: TestClient) -> None:
    days = [entry.updated for entry in read_feed(reader, f"{EVENTS}.atom").entries]
    assert days == sorted(days, reverse=True)
    assert len(set(days)) > 1


def test_a_feed_has_an_id_for_its_filters_and_keeps_it_from_page_to_page(reader: TestClient) -> None:
    queries = ("", "limit=1", "theme=culture", "locale=ru")
    ids = [read_feed(reader, f"{EVENTS}.atom?{query}").feed.id for query in queries]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3
    assert all(key.startswith("tag:altyn-besik,2026:") for key in ids)


def test_a_feed_without_events_was_changed_with_the_data(reader: TestClient) -> None:
    feed = read_feed(reader, f"{EVENTS}.atom?theme=science").feed
    assert feed.updated == "2026-11-05T00:00:00+00:00"


def test_the_feed_of_a_day_holds_its_events(reader: TestClient) -> None:
    feed = read_feed(reader, "/api/v1/on-this-day/12-16.atom?locale=en")
    assert [entry.id.rpartition("/")[2] for entry in feed.entries] == [LAW_ID, DECEMBER]
    assert feed.feed.title == "On this day: 16\u00a0December"


def test_the_feed_of_today_leads_to_the_day_that_it_is_in_almaty(
    tiny_app: FastAPI, tiny_client: TestClient
) -> None:
    tiny_app.dependency_overrides[get_now] = lambda: dt.datetime(2026, 12, 15, 20, 0, tzinfo=dt.UTC)
    answer = tiny_client.get("/api/v1/on-this-day.atom?locale=ru")
    assert answer.status_code == 307
    assert answer.headers["location"] == "/api/v1/on-this-day/12-16.atom?locale=ru"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("day", ["02-30", "13-01", "1-1", "today"])
def test_a_day_that_does_not_exist_has_no_feed(reader: TestClient, day: str) -> None:
    answer = reader.get(f"/api/v1/on-this-day/{day}.atom")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def read_linked(client: TestClient, event_id: str) -> Graph:
    """Give an event as a program for linked data has it."""
    answer = client.get(f"{EVENTS}/{event_id}.jsonld")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/ld+json")
    assert answer.headers["content-language"] == "kk, ru, en"
    body = answer.json()
    assert body["@context"] == "https://schema.org"
    graph = Graph()
    graph.parse(data=json.dumps({**body, "@context": CONTEXT}), format="json-ld", publicID=BASE)
    return graph


@reads_linked_data
def test_linked_data_name_an_event_in_every_language(reader: TestClient) -> None:
    graph, event = read_linked(reader, LAW_ID), URIRef(f"{BASE}/id/{LAW_ID}")
    names = {
        name.language: str(name)
        for name in graph.objects(event, URIRef(f"{SCHEMA}name"))
        if isinstance(name, Literal)
    }
    texts = read(reader, f"{EVENTS}/{LAW_ID}")["data"]["translations"]
    assert names == {locale: texts[locale]["title"] for locale in LOCALES}


@reads_linked_data
def test_linked_data_tell_the_dates_the_place_and_the_sources(reader: TestClient) -> None:
    graph, event = read_linked(reader, DECEMBER), URIRef(f"{BASE}/id/{DECEMBER}")

    def find(name: str) -> list[str]:
        return sorted(map(str, graph.objects(event, URIRef(SCHEMA + name))))

    assert (find("startDate"), find("endDate")) == (["1986-12-16"], ["1986-12-18"])
    assert find("temporalCoverage") == ["1986-12-16/1986-12-18"]
    assert (len(find("location")), len(find("citation"))) == (2, 2)
    assert find("inLanguage") == sorted(LOCALES)
    lats = {str(value) for value in graph.objects(None, URIRef(f"{SCHEMA}latitude"))}
    assert lats == {"43.2386", "43.2525"}


@pytest.mark.parametrize("end", ["jsonld", "ics", "json"])
def test_an_unknown_event_has_no_format(reader: TestClient, end: str) -> None:
    answer = reader.get(f"{EVENTS}/nope.{end}", follow_redirects=True)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_what_ends_otherwise_is_no_event(reader: TestClient) -> None:
    assert reader.get(f"{EVENTS}/{LAW_ID}.pdf").json()["code"] == "not_found"
    assert reader.get(f"{EVENTS}.xml").json()["code"] == "no_such_resource"


@pytest.mark.parametrize(
    ("address", "target"),
    {
        f"{EVENTS}.json": EVENTS,
        f"{EVENTS}.json?limit=3&locale=ru": f"{EVENTS}?limit=3&locale=ru",
        f"{EVENTS}/{LAW_ID}.json": f"{EVENTS}/{LAW_ID}",
        "/api/v1/eras.json": "/api/v1/eras",
    }.items(),
)
def test_json_leads_to_the_address_without_it(reader: TestClient, address: str, target: str) -> None:
    answer = reader.get(address)
    assert (answer.status_code, answer.headers["location"]) == (308, target)


@pytest.mark.parametrize("address", ["/api/v1//evil.example.json", "/api/v1/\\evil.example.json"])
def test_a_redirect_from_json_never_leaves_the_site(reader: TestClient, address: str) -> None:
    target = reader.get(address).headers["location"]
    assert target.startswith("/api/v1/")
    assert "\\" not in target


def test_addresses_of_an_event_are_whole_where_the_site_knows_its_own(public_reader: TestClient) -> None:
    (feature,) = read_geojson(public_reader, "limit=1")["features"]
    line = json.loads(public_reader.get(f"{EVENTS}.ndjson").text.partition("\n")[0])
    for links in (feature["properties"]["links"], line["links"]):
        assert {link.startswith(f"{BASE}/") for link in links.values()} == {True}


@pytest.mark.parametrize("end", PAGED)
def test_addresses_are_whole_where_the_site_knows_its_own(public_reader: TestClient, end: str) -> None:
    answer = public_reader.get(f"{EVENTS}.{end}?limit=1")
    assert answer.links["next"]["url"].startswith(f"{BASE}{EVENTS}.{end}?cursor=")


def test_a_feed_has_whole_addresses_where_the_site_knows_its_own(public_reader: TestClient) -> None:
    feed = read_feed(public_reader, f"{EVENTS}.atom?limit=1")
    links = [link["href"] for link in (*feed.feed.links, *feed.entries[0].links)]
    assert [link for link in links if not link.startswith(f"{BASE}/") or BASE in link[1:]] == []
    assert {link["rel"] for link in feed.feed.links} == {"alternate", "self", "next"}


def test_bounds_of_the_real_events_are_their_times(real_client: TestClient) -> None:
    for feature in read_geojson(real_client, "limit=200")["features"]:
        bounds, time = parse_bounds(feature["properties"]["date"]), feature["time"]
        last = bounds.last.isoformat() if bounds.last else ".."
        assert time.get("interval", [time.get("date")] * 2) == [bounds.first.isoformat(), last]
