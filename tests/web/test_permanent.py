"""The permanent name of an event leads each to what it can read."""

import pytest
from starlette.testclient import TestClient

LAW = "1991-12-16-independence-law"
API = f"/api/v1/events/{LAW}"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
TARGETS = {
    "": f"/kk/events/{LAW}",
    "*/*": f"/kk/events/{LAW}",
    BROWSER: f"/kk/events/{LAW}",
    "image/png": f"/kk/events/{LAW}",
    "junk": f"/kk/events/{LAW}",
    ";;,q=,/": f"/kk/events/{LAW}",
    "text/html, application/json": f"/kk/events/{LAW}",
    "text/html;q=0.5, application/json": API,
    "application/json": API,
    "application/*": API,
    "APPLICATION/JSON; charset=utf-8": API,
    "application/json;q=0, */*": f"/kk/events/{LAW}",
    "application/ld+json": f"{API}.jsonld",
    "application/ld+json, application/json;q=0.9": f"{API}.jsonld",
    'application/ld+json;profile="x";q=0.5': f"{API}.jsonld",
}


@pytest.mark.parametrize(("accepted", "target"), TARGETS.items(), ids=TARGETS)
def test_a_name_leads_to_what_is_accepted(reader: TestClient, accepted: str, target: str) -> None:
    answer = reader.get(f"/id/{LAW}", headers={"accept": accepted})
    assert (answer.status_code, answer.headers["location"]) == (303, target)
    assert reader.get(target).status_code == 200


@pytest.mark.parametrize("accepted", ["application/json", "application/ld+json"])
def test_the_language_of_a_browser_is_nothing_to_a_program(reader: TestClient, accepted: str) -> None:
    headers = {"accept": accepted, "accept-language": "en"}
    answer = reader.get(f"/id/{LAW}", headers=headers)
    assert "locale" not in answer.headers["location"]
    assert answer.headers["vary"] == "Accept"


def test_a_reader_gets_the_page_in_a_language_of_the_browser(reader: TestClient) -> None:
    answer = reader.get(f"/id/{LAW}", headers={"accept": BROWSER, "accept-language": "en"})
    assert answer.headers["location"] == f"/en/events/{LAW}"
    assert answer.headers["vary"] == "Accept, Accept-Language"


@pytest.mark.parametrize("accepted", ["text/html", "application/json"])
def test_an_unknown_name_leads_nowhere(reader: TestClient, accepted: str) -> None:
    assert reader.get("/id/none", headers={"accept": accepted}).status_code == 404
