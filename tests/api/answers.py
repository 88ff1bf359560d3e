"""What tests of the API ask and read."""

from typing import Any

from starlette.testclient import TestClient

EVENTS = "/api/v1/events"
LAW_ID = "1991-12-16-independence-law"
# Each list but that of events, with an id that the tiny seed has.
KINDS = {
    "eras": "eve",
    "collections": "thirty",
    "themes": "culture",
    "places": "almaty",
    "people": "nursultan-nazarbayev",
    "sources": "museum-guide",
    "series": "city-people",
    "claims": "city-growth",
    "priorities": "green-city",
    "halls": "origins",
}
RESOURCES = (
    "/api/v1/",
    EVENTS,
    f"{EVENTS}/{LAW_ID}",
    "/api/v1/facets",
    f"{EVENTS}/{LAW_ID}/neighbours",
    "/api/v1/on-this-day/12-16",
    *(url for kind, key in KINDS.items() for url in (f"/api/v1/{kind}", f"/api/v1/{kind}/{key}")),
    "/api/v1/changes",
    "/api/v1/problems",
    "/api/v1/suggest?q=1991",
    "/api/v1/problems/not_found",
    "/api/v1/dump",
    "/api/v1/openapi.json",
)
# What leads on to another address.
REDIRECTS = ("/api/v1/on-this-day", "/api/v1/milestones")
# What speaks all languages at once, and what speaks English.
WITHOUT_LOCALE = ("/api/v1/problems", "/api/v1/problems/not_found", "/api/v1/openapi.json")
PAGED = ("geojson", "timelinejs.json", "atom")
STREAMED = ("csv", "ndjson", "ics")
FORMATS = (
    *(f"{EVENTS}.{end}" for end in (*PAGED, *STREAMED)),
    *(f"{EVENTS}/{LAW_ID}.{end}" for end in ("ics", "jsonld")),
    "/api/v1/on-this-day/12-16.atom",
    "/api/v1/dump/timeline.csv",
)


def read(client: TestClient, url: str) -> dict[str, Any]:
    """Give the JSON of an answer that must be 200."""
    response = client.get(url)
    assert response.status_code == 200, f"{url}: {response.status_code} {response.text[:300]}"
    return dict(response.json())


def list_ids(client: TestClient, query: str = "") -> list[str]:
    """Give the ids of a list of events."""
    return [event["id"] for event in read(client, f"{EVENTS}?{query}")["data"]]


def read_codes(client: TestClient, url: str) -> list[tuple[str, str]]:
    """Give where and code of each fault of an answer that must be 400."""
    response = client.get(url)
    assert response.status_code == 400, f"{url}: {response.status_code}"
    return [(fault["where"], fault["code"]) for fault in response.json()["errors"]]
