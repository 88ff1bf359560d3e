"""Ids that are no longer in use: renamed ones lead on, withdrawn ones say why."""

import pytest
from starlette.testclient import TestClient

from app.core.locales import LOCALES
from tests.api.answers import EVENTS, LAW_ID, list_ids
from tests.document import parse_html

OLD, GONE = "1991-12-16-independence-day", "1990-01-01-rumour"
REASONS = {
    "kk": "Оқиға болғаны расталмады.",
    "ru": "Событие не подтвердилось.",
    "en": "The event could not be confirmed.",
}


@pytest.mark.parametrize(
    ("url", "target"),
    {
        f"{EVENTS}/{OLD}": f"{EVENTS}/{LAW_ID}",
        f"{EVENTS}/{OLD}?locale=ru&fields=title": f"{EVENTS}/{LAW_ID}?locale=ru&fields=title",
        f"/kk/events/{OLD}": f"/kk/events/{LAW_ID}",
        f"/en/events/{OLD}?beside=ru": f"/en/events/{LAW_ID}?beside=ru",
        f"/id/{OLD}": f"/id/{LAW_ID}",
    }.items(),
)
def test_a_renamed_id_leads_to_the_new_one(reader: TestClient, url: str, target: str) -> None:
    response = reader.get(url)
    assert (response.status_code, response.headers["Location"]) == (308, target)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_withdrawn_event_is_a_problem_with_its_reason(reader: TestClient, locale: str) -> None:
    response = reader.get(f"{EVENTS}/{GONE}?locale={locale}")
    body = response.json()
    assert (response.status_code, body["code"], body["detail"]) == (410, "withdrawn", REASONS[locale])
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_of_a_withdrawn_event_tells_the_reason(reader: TestClient, locale: str) -> None:
    response = reader.get(f"/{locale}/events/{GONE}")
    assert response.status_code == 410
    assert parse_html(response.text).get("p", "page__lead").text == REASONS[locale]


def test_the_permanent_name_of_a_withdrawn_event_is_gone(reader: TestClient) -> None:
    assert reader.get(f"/id/{GONE}").status_code == 410


def test_a_withdrawn_event_is_in_no_list(reader: TestClient) -> None:
    assert {GONE, OLD}.isdisjoint(list_ids(reader))


def test_a_list_of_ids_names_what_has_moved_as_missing(reader: TestClient) -> None:
    meta = reader.get(f"{EVENTS}?ids={OLD},{LAW_ID},{GONE}").json()["meta"]
    assert (meta["total"], meta["missing"]) == (1, [OLD, GONE])
