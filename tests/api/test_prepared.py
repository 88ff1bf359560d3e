"""What is made at build time: answers that are joined, counts that are looked up."""

from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi import FastAPI
from pydantic_core import from_json, to_json
from starlette.testclient import TestClient

from app.api.prepared import choose_members, count_strange, fill_base
from app.core.locales import LOCALES
from app.db import Database
from app.queries.events import count_events
from app.queries.filters import EventFilters
from app.queries.words import understand
from tests.api.answers import EVENTS, LAW_ID, read

TRICKY = ['"\\u0000/', "\\u0000/", '\\"\\u0000/', "/", '"text_locale":"en"']


@pytest.mark.parametrize("base", ["", "https://example.org/history"])
@pytest.mark.parametrize("text", TRICKY)
def test_only_addresses_of_ours_begin_with_the_base(base: str, text: str) -> None:
    made = to_json({"href": "\0/id/x", "title": text, text: text})
    assert from_json(fill_base(made, base)) == {"href": f"{base}/id/x", "title": text, text: text}


@pytest.mark.parametrize("text", TRICKY)
def test_a_text_tells_nothing_of_its_language(text: str) -> None:
    data = to_json({"title": text, "text_locale": "ru"})
    assert (count_strange([data], "en"), count_strange([data], "ru")) == (1, 0)


def test_chosen_members_keep_their_values_and_take_the_asked_order() -> None:
    data = b'{"value":5.0,"title":"\xd2\x9a","link":"\\u0000/x"}'
    assert choose_members(data, ["link", "value"]) == b'{"link":"\\u0000/x","value":5.0}'


@pytest.mark.parametrize("locale", LOCALES)
def test_facets_of_all_events_are_those_that_are_counted(real_client: TestClient, locale: str) -> None:
    # No event lies before that day, so nothing is left out, but everything is counted.
    prepared, counted = (
        read(real_client, f"/api/v1/facets?locale={locale}{rest}")
        for rest in ("", "&updated_since=1700-01-01")
    )
    assert (prepared["data"], prepared["meta"]) == (counted["data"], counted["meta"])


@pytest.mark.parametrize("kind", ["theme", "era", "collection", "place", "person", "source"])
def test_the_total_of_one_filter_is_the_number_of_events(reader: TestClient, kind: str) -> None:
    named = read(reader, f"/api/v1/{'people' if kind == 'person' else f'{kind}s'}?limit=200")["data"]
    for thing in named:
        answer = read(reader, f"{EVENTS}?{kind}={thing['id']}&limit=200")
        assert answer["meta"]["total"] == len(answer["data"])


@pytest.mark.parametrize("url", [EVENTS, f"{EVENTS}?era=eve", f"{EVENTS}/{LAW_ID}"])
def test_a_light_answer_waits_for_no_thread(tiny_app: FastAPI, tiny_client: TestClient, url: str) -> None:
    database: Database = tiny_app.state.database
    with ExitStack() as stack:
        for _ in range(tiny_app.state.settings.connections):
            stack.enter_context(database.session())
        assert tiny_client.get(url).status_code == 200


@pytest.mark.parametrize("query", ["Казахстан", "Қазақстан -Алматы", "tenge"])
def test_a_count_of_hits_stops_where_it_is_told_to(real_database: Path, query: str) -> None:
    database = Database(real_database, 1)
    with database.session() as session:
        filters = EventFilters(query=query, search=understand(session, query))
        whole = count_events(session, filters)
        counts = [count_events(session, filters, most) for most in (1, whole - 1, whole, whole + 1)]
    database.close()
    assert counts == [1, whole - 1, whole, whole]
    assert whole > 2
