"""What tests of the API ask and read."""

from typing import Any

from starlette.testclient import TestClient

EVENTS = "/api/v1/events"
LAW_ID = "1991-12-16-independence-law"
RESOURCES = (
    "/api/v1/",
    EVENTS,
    f"{EVENTS}/{LAW_ID}",
    "/api/v1/facets",
    "/api/v1/eras",
    "/api/v1/collections",
    "/api/v1/themes",
    "/api/v1/places",
    "/api/v1/problems/not_found",
    "/api/v1/openapi.json",
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
