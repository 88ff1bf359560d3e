"""Series, claims, priorities, halls, sources: what the pages around the events show."""

import pytest
from starlette.testclient import TestClient

from tests.api.answers import LAW_ID, read, read_codes

DECEMBER, OATH = "1986-12-16-december-events", "1991-12-10-inauguration"
SOURCES = "/api/v1/sources"


def list_ids(client: TestClient, query: str) -> list[str]:
    """Give the ids of the sources that pass."""
    return [item["id"] for item in read(client, f"{SOURCES}?{query}")["data"]]


def test_a_value_has_its_source_its_standing_and_its_note(reader: TestClient) -> None:
    points = read(reader, "/api/v1/series/city-people?locale=en")["data"]["points"]
    assert points[1:] == [
        {
            "date": "1991",
            "date_text": "1991",
            "value": 1500,
            "status": "official",
            "status_text": "as the official table gives it",
            "source": "museum-guide",
            "is_break": True,
            "note": "The city took in a village.",
        },
        {
            "date": "1992",
            "date_text": "1992",
            "value": 1600,
            "status": "reported",
            "status_text": "as reported in a speech or the press",
            "source": "city-paper",
            "is_break": False,
            "note": None,
        },
    ]


def test_a_series_says_what_it_counts(reader: TestClient) -> None:
    series = read(reader, "/api/v1/series/city-people?locale=en")["data"]
    assert (series["unit"], series["unit_text"], series["status"]) == ("persons", "persons", "official")


def test_notes_are_numbered_as_in_the_body(reader: TestClient) -> None:
    citations = read(reader, "/api/v1/series/city-people")["data"]["citations"]
    assert [(note["number"], note["source"]) for note in citations] == [
        (1, "museum-guide"),
        (2, "city-paper"),
    ]


def test_a_claim_says_whether_it_holds(reader: TestClient) -> None:
    claim = read(reader, "/api/v1/claims/city-growth?locale=ru")["data"]
    members = ("value", "unit", "date", "date_text", "stated_in", "verdict", "verdict_text")
    assert {key: claim[key] for key in members} == {
        "value": 1.8,
        "unit": "times",
        "date": "1990/1992",
        "date_text": "1990–1992\u00a0гг.",
        "stated_in": "museum-guide",
        "verdict": "rounded",
        "verdict_text": "округлено",
    }


def test_every_claim_of_the_page_is_in_the_list(real_client: TestClient) -> None:
    page = real_client.get("/kk/figures").text
    for claim in read(real_client, "/api/v1/claims?limit=200")["data"]:
        assert f'id="{claim["id"]}"' in page


def test_the_body_has_its_text_without_marks(real_client: TestClient) -> None:
    priority = read(real_client, "/api/v1/priorities/city-without-suburbs?locale=en")["data"]
    assert "<h2>Planned</h2>" in priority["body"]
    assert priority["body_text"].startswith("Planned\n\nBy the draft strategy of 2019 Almaty is a city")
    assert "<" not in priority["body_text"]


def test_priorities_are_counted_in_their_order(real_client: TestClient) -> None:
    numbers = [item["number"] for item in read(real_client, "/api/v1/priorities")["data"]]
    assert numbers == [1, 2, 3, 4, 5, 6, 7]


def test_a_hall_shows_its_collection(reader: TestClient) -> None:
    hall = read(reader, "/api/v1/halls/origins")["data"]
    assert (hall["collection"], hall["event_count"]) == ("thirty", 2)
    assert [event["id"] for event in read(reader, hall["links"]["events"])["data"]] == [
        "1991-12-10-inauguration",
        LAW_ID,
    ]


@pytest.mark.parametrize(
    ("query", "ids"),
    {
        "": ["law-text", "city-paper", "museum-guide"],
        "kind=news": ["city-paper"],
        "kind=news&kind=official": ["law-text", "city-paper"],
        "locale_of_source=kk": ["law-text"],
        "locale_of_source=en&kind=news": [],
        "q=chron": ["city-paper"],
        "q=museum": ["museum-guide"],
        "q=city&kind=news": ["city-paper"],
    }.items(),
)
def test_sources_are_filtered(reader: TestClient, query: str, ids: list[str]) -> None:
    assert list_ids(reader, query) == ids


@pytest.mark.parametrize(
    ("query", "hint"), {"kind=new": "news", "kind=zqxj": None, "locale_of_source=k": "kk"}.items()
)
def test_an_unknown_filter_of_sources_gets_the_nearest_value(
    reader: TestClient, query: str, hint: str | None
) -> None:
    assert read_codes(reader, f"{SOURCES}?{query}") == [(f"query.{query.partition('=')[0]}", "unknown_value")]
    assert reader.get(f"{SOURCES}?{query}").json()["errors"][0]["hint"] == hint


def test_a_source_tells_which_events_cite_it_and_for_what(reader: TestClient) -> None:
    events = read(reader, f"{SOURCES}/city-paper?locale=en")["data"]["cited_by"]["events"]
    assert [event["id"] for event in events] == [DECEMBER, "1991-12-10-inauguration", LAW_ID] or events[
        0
    ] == {
        "id": DECEMBER,
        "name": "December events of 1986",
        "number": 1,
        "locator": "p. 4",
        "links": {"self": f"/api/v1/events/{DECEMBER}?locale=en", "page": f"/en/events/{DECEMBER}"},
        "facts": [
            "A plenum relieved Dinmukhamed Kunaev of his post.",
            "Young people protested in large numbers.",
        ],
        "disputes": ["Detentions: the paper says 8,500, the museum 2,000."],
        "figures": ["People detained, approximately"],
    }


def test_a_source_tells_which_threads_it_ties(reader: TestClient) -> None:
    threads = read(reader, f"{SOURCES}/city-paper")["data"]["cited_by"]["threads"]
    assert threads == [{"event": LAW_ID, "grew_from": DECEMBER}]


def test_a_source_tells_which_figures_rest_on_it(reader: TestClient) -> None:
    cited_by = read(reader, f"{SOURCES}/museum-guide")["data"]["cited_by"]
    assert [(one["id"], one["number"], one["points"]) for one in cited_by["series"]] == [
        ("city-people", 1, ["1990", "1991"])
    ]
    assert [(one["id"], one["stated_here"]) for one in cited_by["claims"]] == [("city-growth", True)]
    assert [one["id"] for one in cited_by["halls"]] == ["origins"]


def test_a_source_counts_the_events_that_cite_it(real_client: TestClient) -> None:
    for source in read(real_client, f"{SOURCES}?limit=200")["data"][::25]:
        cited_by = read(real_client, source["links"]["self"])["data"]["cited_by"]
        assert len(cited_by["events"]) == source["event_count"], source["id"]


def test_every_source_is_cited_by_something(real_client: TestClient) -> None:
    idle = [
        source for source in read(real_client, f"{SOURCES}?limit=200")["data"] if not source["event_count"]
    ]
    assert idle
    for source in idle:
        assert any(read(real_client, source["links"]["self"])["data"]["cited_by"].values()), source["id"]
