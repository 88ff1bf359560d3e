"""The shapes of the answers: every member present, null where nothing is known."""

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.core.locales import LOCALES
from tests.api.answers import EVENTS, LAW_ID, read

EVENT_MEMBERS = [
    *("id", "date", "first_day", "last_day", "approximate", "uncertain", "other_date", "date_text", "title"),
    *(
        "summary",
        "text_locale",
        "milestone",
        "era",
        "themes",
        "place",
        "confidence",
        "disputed",
        "updated",
        "links",
    ),
]
DETAIL_MEMBERS = [
    *EVENT_MEMBERS,
    *("body", "body_text", "why", "places", "collections", "facts", "figures", "disputes", "people"),
    *("grew_from", "led_to", "media", "citations", "translations"),
]
NAMED_MEMBERS = {
    "eras": {"id", "name", "event_count", "links", "first_day", "last_day", "summary"},
    "collections": {"id", "name", "event_count", "links", "summary", "events", "body", "body_text"},
    "themes": {"id", "name", "event_count", "links", "family"},
    "places": {"id", "name", "event_count", "links", "lat", "lon", "precision", "estimate"},
}


def find_empty(value: Any, path: str = "") -> list[str]:
    """Give the path of every empty text in a JSON value."""
    if isinstance(value, dict):
        return [found for key, item in value.items() for found in find_empty(item, f"{path}.{key}")]
    if isinstance(value, list):
        return [found for item in value for found in find_empty(item, f"{path}[]")]
    return [path] if value == "" else []


def find_links(value: Any) -> set[str]:
    """Give every root-relative address in a JSON value that leads into the API."""
    if isinstance(value, dict):
        return {link for item in value.values() for link in find_links(item)}
    if isinstance(value, list):
        return {link for item in value for link in find_links(item)}
    return {value} if isinstance(value, str) and value.startswith("/api/") and "{" not in value else set()


def test_an_event_of_a_list_has_every_member(reader: TestClient) -> None:
    assert [list(event) for event in read(reader, EVENTS)["data"]] == [EVENT_MEMBERS] * 6


def test_a_single_event_has_every_member(reader: TestClient) -> None:
    assert list(read(reader, f"{EVENTS}/{LAW_ID}")["data"]) == DETAIL_MEMBERS


def test_a_list_has_links_and_meta(reader: TestClient) -> None:
    answer = read(reader, f"{EVENTS}?limit=2&locale=en")
    version = answer["meta"]["data_version"]
    assert {key: answer[key] for key in ("meta",)} == {
        "meta": {
            "locale": "en",
            "data_version": version,
            "licence": "CC-BY-4.0",
            "total": 6,
            "total_is_exact": True,
            "missing": [],
            "missing_translations": 0,
            "did_you_mean": None,
        }
    }
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}\.[0-9a-f]{6}", version)


def test_the_links_of_a_list_are_canonical(reader: TestClient) -> None:
    links = read(reader, f"{EVENTS}?theme=statehood&locale=en&era=independence")["links"]
    here = f"{EVENTS}?era=independence&limit=50&locale=en&theme=statehood"
    assert links == {"self": here, "next": None, "prev": None, "first": here}


def test_an_event_reads_as_the_seed_has_it(reader: TestClient) -> None:
    event = read(reader, f"{EVENTS}/{LAW_ID}?locale=ru")["data"]
    assert {key: event[key] for key in EVENT_MEMBERS} == {
        "id": LAW_ID,
        "date": "1991-12-16",
        "first_day": "1991-12-16",
        "last_day": "1991-12-16",
        "approximate": False,
        "uncertain": False,
        "other_date": None,
        "date_text": "16\u00a0декабря 1991\u00a0г.",
        "title": "Провозглашена независимость",
        "summary": "Верховный Совет принял закон о независимости.",
        "text_locale": "ru",
        "milestone": True,
        "era": "independence",
        "themes": ["independence", "statehood"],
        "place": {"id": "almaty", "name": "Алматы", "lat": 43.2525, "lon": 76.9115, "precision": "city"},
        "confidence": "high",
        "disputed": False,
        "updated": "2026-11-05",
        "links": {
            "self": f"{EVENTS}/{LAW_ID}?locale=ru",
            "page": f"/ru/events/{LAW_ID}",
            "id": f"/id/{LAW_ID}",
        },
    }


def test_threads_run_both_ways(reader: TestClient) -> None:
    law = read(reader, f"{EVENTS}/{LAW_ID}")["data"]
    december = read(reader, f"{EVENTS}/1986-12-16-december-events")["data"]
    assert (law["grew_from"], law["led_to"]) == (
        [{"event": "1986-12-16-december-events", "source": "city-paper"}],
        [],
    )
    assert (december["grew_from"], december["led_to"]) == ([], [{"event": LAW_ID, "source": "city-paper"}])


def test_facts_carry_their_sources(reader: TestClient) -> None:
    assert read(reader, f"{EVENTS}/{LAW_ID}?locale=en")["data"]["facts"] == [
        {"text": "The law was adopted on 16\u00a0December.", "citations": ["law-text"]},
        {"text": "The President signed it the same day.", "citations": ["law-text", "city-paper"]},
    ]


def test_citations_name_their_sources(reader: TestClient) -> None:
    citations = read(reader, f"{EVENTS}/1986-12-16-december-events")["data"]["citations"]
    assert citations[1] == {
        "source": "museum-guide",
        "locator": None,
        "title": "Guide to the halls",
        "publisher": "Museum",
        "url": None,
        "kind": "academic",
        "locale": "en",
    }


def test_disputes_name_both_sides(reader: TestClient) -> None:
    event = read(reader, f"{EVENTS}/1986-12-16-december-events?locale=en")["data"]
    assert event["disputes"][0] == {
        "text": "Detentions: the paper says 8,500, the museum 2,000.",
        "citations": ["city-paper", "museum-guide"],
    }


def test_figures_are_numbers_with_a_source(reader: TestClient) -> None:
    event = read(reader, f"{EVENTS}/1986-12-16-december-events?locale=en")["data"]
    assert event["figures"] == [
        {
            "name": "People detained, approximately",
            "value": 8500,
            "unit": "persons",
            "date": "1986-12",
            "citation": "city-paper",
        }
    ]


def test_a_story_has_text_without_marks(reader: TestClient) -> None:
    body = read(reader, f"{EVENTS}/1986-12-16-december-events?locale=en")["data"]["body_text"]
    assert body == (
        "A plenum relieved Dinmukhamed Kunaev of his post. Young people protested in large numbers.\n\n"
        "The authorities broke the protests up by force."
    )


def test_a_story_is_given_in_every_locale(reader: TestClient) -> None:
    translations = read(reader, f"{EVENTS}/{LAW_ID}?locale=en")["data"]["translations"]
    assert {locale: words["title"] for locale, words in translations.items()} == {
        "kk": "Мемлекеттік тәуелсіздік жарияланды",
        "ru": "Провозглашена независимость",
        "en": "Independence is proclaimed",
    }


def test_people_are_named_in_the_locale(reader: TestClient) -> None:
    people = read(reader, f"{EVENTS}/{LAW_ID}?locale=kk")["data"]["people"]
    assert people == [{"id": "nursultan-nazarbayev", "name": "Нұрсұлтан Назарбаев"}]


def test_an_event_without_a_place_says_null(reader: TestClient) -> None:
    assert read(reader, f"{EVENTS}/1989-09-22-language-law")["data"]["place"] is None


@pytest.mark.parametrize(
    ("event_id", "days"),
    {
        "1986-12-16-december-events": ("1986-12-16", "1986-12-18", False),
        "1992-06-state-symbols": ("1992-06-01", "1992-06-30", False),
        "1993-first-notes": ("1993-01-01", "1993-12-31", True),
    }.items(),
)
def test_possible_days_are_given(reader: TestClient, event_id: str, days: tuple[str, str, bool]) -> None:
    event = read(reader, f"{EVENTS}/{event_id}")["data"]
    assert (event["first_day"], event["last_day"], event["approximate"]) == days


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", NAMED_MEMBERS)
def test_a_named_thing_has_every_member(reader: TestClient, kind: str, locale: str) -> None:
    items = read(reader, f"/api/v1/{kind}?locale={locale}")["data"]
    assert {frozenset(item) for item in items} == {frozenset(NAMED_MEMBERS[kind])}


@pytest.mark.parametrize("kind", NAMED_MEMBERS)
def test_a_count_is_the_number_of_events_behind_the_link(reader: TestClient, kind: str) -> None:
    items = read(reader, f"/api/v1/{kind}?locale=en")["data"]
    totals = {item["id"]: read(reader, item["links"]["events"])["meta"]["total"] for item in items}
    assert totals == {item["id"]: item["event_count"] for item in items}


def test_a_collection_lists_its_events_in_order(reader: TestClient) -> None:
    thirty = read(reader, "/api/v1/collections")["data"][0]
    assert thirty["events"] == ["1991-12-10-inauguration", LAW_ID]


def test_an_era_has_both_its_days(reader: TestClient) -> None:
    era = read(reader, "/api/v1/eras?locale=en")["data"][0]
    assert (era["name"], era["first_day"], era["last_day"]) == ("The eve", "1986-12-01", "1990-10-24")


def test_all_places_and_collections_of_an_event_are_given(reader: TestClient) -> None:
    december = read(reader, f"{EVENTS}/1986-12-16-december-events")["data"]
    assert [place["id"] for place in december["places"]] == ["republic-square", "almaty"]
    law = read(reader, f"{EVENTS}/{LAW_ID}")["data"]
    assert (december["collections"], law["collections"]) == ([], [{"collection": "thirty", "position": 2}])


def test_the_reason_to_be_among_the_thirty_is_given(real_client: TestClient) -> None:
    assert read(real_client, f"{EVENTS}/{LAW_ID}?locale=en")["data"]["why"].startswith(
        "It is the founding act"
    )
    assert read(real_client, f"{EVENTS}/1986-12-16-december-events")["data"]["why"] is None


@pytest.mark.parametrize("locale", LOCALES)
def test_absent_knowledge_is_never_an_empty_text(real_client: TestClient, locale: str) -> None:
    urls = [f"{EVENTS}?limit=200", *(f"/api/v1/{kind}?" for kind in NAMED_MEMBERS)]
    urls = [f"{url}&locale={locale}" for url in urls]
    urls += [event["links"]["self"] for event in read(real_client, urls[0])["data"]]
    assert [found for url in urls for found in find_empty(read(real_client, url), url)] == []


@pytest.mark.parametrize(
    "url", [EVENTS, f"{EVENTS}/{LAW_ID}", *(f"/api/v1/{kind}" for kind in NAMED_MEMBERS)]
)
def test_every_link_into_the_api_leads_somewhere(reader: TestClient, url: str) -> None:
    links = find_links(read(reader, url))
    assert links
    assert {link: reader.get(link).status_code for link in links} == dict.fromkeys(links, 200)


@pytest.mark.parametrize("locale", LOCALES)
def test_text_is_utf8_and_never_escaped(reader: TestClient, locale: str) -> None:
    assert b"\\u" not in reader.get(f"{EVENTS}?locale={locale}").content


@pytest.mark.parametrize("locale", LOCALES)
def test_every_item_is_in_the_locale_asked_for(real_client: TestClient, locale: str) -> None:
    items = read(real_client, f"{EVENTS}?limit=200&locale={locale}")["data"]
    assert {item["text_locale"] for item in items} == {locale}


def test_the_day_of_another_account_is_given_beside_the_date(real_client: TestClient) -> None:
    event = read(real_client, f"{EVENTS}/1997-12-10-capital-moves")["data"]
    assert (event["date"], event["other_date"], event["disputed"]) == ("1997-12-10", "1997-10-20", True)
