"""Which members an answer has: what is included, what is chosen, in which language, under which address."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.api.prepared import build_database
from app.main import create_app
from app.settings import Settings
from tests.api.answers import EVENTS, LAW_ID, read
from tests.api.test_shapes import DETAIL_MEMBERS, EVENT_MEMBERS
from tests.content.seeds import add_photograph
from tests.prepared import prepare_anew
from tests.statements import listen

INCLUDES = ["translations", "citations", "media", "facts"]
PUBLIC = "https://besik.example"


def get_first(client: TestClient, query: str) -> dict[str, Any]:
    """Give the independence law as a list shows it."""
    (found,) = read(client, f"{EVENTS}?ids={LAW_ID}&{query}")["data"]
    return dict(found)


@pytest.fixture(scope="module")
def illustrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Give a client of the tiny seed with a photograph, at a public address."""
    root = tmp_path_factory.mktemp("illustrated")
    seed = Path(shutil.copytree(Path(__file__).parent.parent / "fixtures" / "seed", root / "seed"))
    add_photograph(seed)
    build_database(seed, root / "timeline.sqlite", cards=False)
    app = create_app(Settings(database=root / "timeline.sqlite", public_url=PUBLIC))
    with TestClient(app, base_url="http://localhost") as client:
        yield client


@pytest.mark.parametrize("member", INCLUDES)
def test_what_is_included_is_as_a_single_event_has_it(illustrated: TestClient, member: str) -> None:
    listed = get_first(illustrated, f"include={member}&locale=ru")
    whole = read(illustrated, f"{EVENTS}/{LAW_ID}?locale=ru")["data"]
    assert list(listed) == [*EVENT_MEMBERS, member]
    assert listed[member] == whole[member] != []


def test_all_may_be_included_at_once(reader: TestClient) -> None:
    assert list(get_first(reader, f"include={','.join(INCLUDES)}")) == [*EVENT_MEMBERS, *INCLUDES]


def test_what_is_included_costs_one_query_more(tiny_app: FastAPI, tiny_client: TestClient) -> None:
    asked = listen(tiny_app)
    tiny_client.get(EVENTS)
    plain = len(asked)
    tiny_client.get(f"{EVENTS}?include={','.join(INCLUDES)}")
    assert len(asked) - plain == plain + 1


def test_what_nothing_is_known_of_is_an_empty_list(reader: TestClient) -> None:
    (found,) = read(reader, f"{EVENTS}?ids=1989-09-22-language-law&include=media")["data"]
    assert found["media"] == []


@pytest.mark.parametrize(
    ("fields", "members"),
    {
        "title": ["id", "title"],
        "id": ["id"],
        "title,date,title": ["id", "date", "title"],
        "facts": ["id", "facts"],
        "title&include=facts": ["id", "title"],
        "distance_km&near=43.2,76.9": ["id", "distance_km"],
    }.items(),
)
def test_a_list_gives_the_fields_that_are_named(reader: TestClient, fields: str, members: list[str]) -> None:
    assert list(get_first(reader, f"fields={fields}")) == members


@pytest.mark.parametrize("member", DETAIL_MEMBERS)
def test_a_single_event_gives_the_field_that_is_named(reader: TestClient, member: str) -> None:
    whole = read(reader, f"{EVENTS}/{LAW_ID}")["data"]
    assert read(reader, f"{EVENTS}/{LAW_ID}?fields={member}")["data"] == {"id": LAW_ID, member: whole[member]}


def test_a_chosen_answer_has_its_own_address(reader: TestClient) -> None:
    url = f"{EVENTS}/{LAW_ID}?fields=title&locale=en"
    assert read(reader, url)["links"]["self"] == url


def test_a_single_event_links_to_its_page_in_a_header(reader: TestClient) -> None:
    response = reader.get(f"{EVENTS}/{LAW_ID}?locale=en")
    link = {"url": f"/en/events/{LAW_ID}", "rel": "alternate", "type": "text/html", "hreflang": "en"}
    assert response.links == {"alternate": link}


def find_addresses(value: Any) -> list[str]:
    """Give every text in a JSON value that is an address of ours."""
    if isinstance(value, dict):
        return [found for item in value.values() for found in find_addresses(item)]
    if isinstance(value, list):
        return [found for item in value for found in find_addresses(item)]
    is_address = isinstance(value, str) and (value.startswith(("/", PUBLIC)))
    return [value] if is_address else []


@pytest.mark.parametrize(
    "url",
    [
        f"{EVENTS}?limit=2&include=media",
        f"{EVENTS}/{LAW_ID}",
        "/api/v1/facets",
        f"{EVENTS}?q=independence",
        "/api/v1/suggest?q=а",
        "/api/v1/themes?limit=2",
        "/api/v1/on-this-day/12-16",
    ],
)
def test_links_are_whole_where_a_public_address_is_set(illustrated: TestClient, url: str) -> None:
    response = illustrated.get(url)
    addresses = find_addresses(response.json()) + [link["url"] for link in response.links.values()]
    assert addresses
    assert [address for address in addresses if not address.startswith(f"{PUBLIC}/")] == []


@pytest.fixture
def untranslated(tmp_path: Path, tiny_database: Path) -> Iterator[TestClient]:
    """Give a client of a database in which the independence law has no English text."""
    path = Path(shutil.copyfile(tiny_database, tmp_path / "timeline.sqlite"))
    connection = sqlite3.connect(path)
    connection.execute(
        "UPDATE eventtext SET text_locale = 'ru', title = 'Русский' WHERE locale = 'en' AND event_number = 4"
    )
    connection.commit()
    connection.close()
    prepare_anew(path)
    with TestClient(create_app(Settings(database=path)), base_url="http://localhost") as client:
        yield client


def test_a_missing_translation_is_told_and_counted(untranslated: TestClient) -> None:
    answer = read(untranslated, f"{EVENTS}?locale=en")
    assert {item["id"]: item["text_locale"] for item in answer["data"]}[LAW_ID] == "ru"
    assert answer["meta"]["missing_translations"] == 1
    chosen = read(untranslated, f"{EVENTS}?locale=en&fields=id")
    assert chosen["meta"]["missing_translations"] == 1
    single = read(untranslated, f"{EVENTS}/{LAW_ID}?locale=en")
    assert (single["data"]["text_locale"], single["meta"]["missing_translations"]) == ("ru", 1)


@pytest.mark.parametrize("url", [f"{EVENTS}?ids={LAW_ID}&include=translations", f"{EVENTS}/{LAW_ID}?"])
def test_a_missing_translation_is_null(untranslated: TestClient, url: str) -> None:
    data = read(untranslated, f"{url}&locale=kk")["data"]
    translations = (data[0] if isinstance(data, list) else data)["translations"]
    assert [locale for locale, words in translations.items() if words is None] == ["en"]
    assert list(translations) == ["kk", "ru", "en"]
