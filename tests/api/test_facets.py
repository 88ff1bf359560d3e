"""Counts: beside a list and by themselves, each without its own filter."""

import pytest
from starlette.testclient import TestClient

from app.core.locales import LOCALES
from tests.api.answers import EVENTS, read

FACETS = "/api/v1/facets"
FILTERS = [
    *("", "theme=culture", "era=founding&milestone=false", "place=almaty&theme=statehood"),
    "from=1990&to=1991",
]


def read_counts(client: TestClient, query: str = "") -> dict[str, dict[str, int]]:
    """Give the counts of each facet by id."""
    facets = read(client, f"{FACETS}?{query}")["data"]
    return {name: {value["id"]: value["count"] for value in values} for name, values in facets.items()}


def test_all_events_are_counted(reader: TestClient) -> None:
    assert read_counts(reader) == {
        "theme": {"independence": 2, "statehood": 3, "culture": 2, "economy": 1},
        "era": {"eve": 2, "independence": 2, "founding": 2},
        "place": {"almaty": 5, "republic-square": 1},
        "decade": {"1980": 2, "1990": 4},
        "year": {"1986": 1, "1989": 1, "1991": 2, "1992": 1, "1993": 1},
    }


def test_a_facet_ignores_its_own_filter_and_no_other(reader: TestClient) -> None:
    counts = read_counts(reader, "theme=culture&era=founding")
    assert counts["theme"] == {"statehood": 1, "culture": 1, "economy": 1}
    assert counts["era"] == {"eve": 1, "founding": 1}
    assert counts["place"] == {"almaty": 1}
    assert counts["year"] == {"1992": 1}


def test_years_and_decades_ignore_the_span(reader: TestClient) -> None:
    counts = read_counts(reader, "from=1991&to=1991&milestone=true")
    assert (counts["year"], counts["decade"]) == ({"1986": 1, "1991": 2}, {"1980": 1, "1990": 2})
    assert counts["era"] == {"independence": 2}


@pytest.mark.parametrize("query", FILTERS)
@pytest.mark.parametrize("facet", ["theme", "era", "place"])
def test_a_count_is_what_choosing_the_value_gives(reader: TestClient, facet: str, query: str) -> None:
    others = "&".join(pair for pair in query.split("&") if not pair.startswith(f"{facet}="))
    counts = read_counts(reader, query)[facet]
    urls = {key: f"{EVENTS}?limit=1&{facet}={key}&{others}".rstrip("&") for key in counts}
    assert counts == {key: read(reader, url)["meta"]["total"] for key, url in urls.items()}


@pytest.mark.parametrize("query", FILTERS)
def test_counts_beside_a_list_are_those_of_the_resource(reader: TestClient, query: str) -> None:
    beside = read(reader, f"{EVENTS}?facets=year,theme&{query}".rstrip("&"))["facets"]
    alone = read(reader, f"{FACETS}?{query}")["data"]
    assert beside == {name: alone[name] for name in ("year", "theme")}


def test_a_list_has_no_counts_unless_asked_for(reader: TestClient) -> None:
    assert list(read(reader, EVENTS)) == ["data", "links", "meta"]


@pytest.mark.parametrize("locale", LOCALES)
def test_values_are_named_in_the_locale(reader: TestClient, locale: str) -> None:
    themes = read(reader, f"{FACETS}?locale={locale}")["data"]["theme"]
    assert themes[0]["name"] == {"kk": "Тәуелсіздік", "ru": "Независимость", "en": "Independence"}[locale]
    assert reader.get(f"{FACETS}?locale={locale}").headers["Content-Language"] == locale


def test_the_counts_say_how_many_events_pass(reader: TestClient) -> None:
    answer = read(reader, f"{FACETS}?theme=culture&locale=en")
    assert answer["meta"]["total"] == 2
    assert answer["links"] == {"self": f"{FACETS}?locale=en&theme=culture"}


def test_a_decade_is_named_by_its_years(reader: TestClient) -> None:
    decades = read(reader, f"{EVENTS}?facets=decade,year")["facets"]
    assert decades["decade"][0] == {"id": "1980", "name": "1980–1989", "count": 2}
    assert decades["year"][0] == {"id": "1986", "name": "1986", "count": 1}
