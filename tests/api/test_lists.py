"""Lists other than that of events: pages, searches, chosen members, and each thing by its id."""

from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from app.api import cursors
from app.api.prepared import build_database
from app.core.locales import LOCALES
from app.main import create_app
from app.queries.paging import Edge
from app.settings import Settings
from tests.api.answers import KINDS, read, read_codes
from tests.api.test_paging import open_cursor
from tests.content.seeds import replace

THEMES = "/api/v1/themes"
ALL = ["independence", "statehood", "culture", "economy", "science"]
MEMBERS = {
    "people": ["id", "name", "event_count", "links"],
    "halls": [
        *("id", "name", "summary", "body", "body_text", "citations", "collection", "event_count", "links"),
    ],
    "priorities": ["id", "name", "summary", "body", "body_text", "citations", "number", "links"],
    "claims": [
        *("id", "name", "summary", "body", "body_text", "citations", "value", "unit", "unit_text", "date"),
        *("date_text", "stated_in", "verdict", "verdict_text", "links"),
    ],
    "series": [
        *("id", "name", "summary", "body", "body_text", "citations", "unit", "unit_text", "status"),
        *("status_text", "points", "links"),
    ],
    "sources": [
        *("id", "title", "publisher", "url", "date", "date_text", "kind", "kind_text", "locale"),
        *("event_count", "links"),
    ],
}
SEARCHES = {
    "культура": ["culture"],
    "Мәдениет": ["culture"],
    "мадениет": ["culture"],
    "cult": ["culture"],
    "экономика": ["economy"],
    "indep": ["independence"],
    "ependence": [],
    "culture economy": [],
    "!?": [],
    "🎉": [],
}


def list_ids(client: TestClient, url: str) -> list[str]:
    """Give the ids of a list."""
    return [item["id"] for item in read(client, url)["data"]]


def walk(client: TestClient, url: str, link: str = "next") -> list[str]:
    """Give the ids of all pages from this one on, following a link."""
    ids: list[str] = []
    following: str | None = url
    while following:
        answer = read(client, following)
        ids += [item["id"] for item in answer["data"]]
        following = answer["links"][link]
    return ids


def make_cursor(client: TestClient, url: str = f"{THEMES}?limit=2") -> str:
    """Give the cursor of the second page."""
    return str(read(client, url)["links"]["next"]).partition("cursor=")[2].partition("&")[0]


@pytest.mark.parametrize("kind", MEMBERS)
def test_a_thing_of_a_list_has_every_member(reader: TestClient, kind: str) -> None:
    items = read(reader, f"/api/v1/{kind}")["data"]
    assert [list(item) for item in items] == [MEMBERS[kind]] * len(items)
    assert items


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"sources"}))
def test_a_thing_is_the_same_alone_and_in_its_list(reader: TestClient, kind: str, locale: str) -> None:
    for item in read(reader, f"/api/v1/{kind}?locale={locale}")["data"]:
        alone = read(reader, item["links"]["self"])
        assert alone["data"] == item
        assert alone["links"]["self"] == item["links"]["self"]
        assert alone["meta"]["locale"] == locale


@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_id_gets_the_nearest_ids(reader: TestClient, kind: str) -> None:
    response = reader.get(f"/api/v1/{kind}/{KINDS[kind]}e")
    problem = response.json()
    assert (response.status_code, problem["code"]) == (404, "not_found")
    assert problem["detail"].split(", ")[0] == KINDS[kind]
    assert problem["instance"] == f"/api/v1/{kind}"


@pytest.mark.parametrize("key", ["zxcvbn", "ТЕҢГЕ", "a" * 81, "%F0%9F%8E%89"])
def test_an_id_like_nothing_gets_no_hint(reader: TestClient, key: str) -> None:
    response = reader.get(f"{THEMES}/{key}?locale=en")
    assert (response.status_code, response.json()["detail"]) == (404, "There is nothing with that id")


def test_an_id_in_capitals_gets_the_right_one(reader: TestClient) -> None:
    assert reader.get(f"{THEMES}/Culture").json()["detail"] == "culture"


def test_the_links_of_a_list_are_canonical(reader: TestClient) -> None:
    answer = read(reader, f"{THEMES}?q=e&locale=en&fields=name,family&limit=1")
    rest = "fields=name,family&limit=1&locale=en&q=e"
    assert answer["links"] == {
        "self": f"{THEMES}?{rest}",
        "next": None,
        "prev": None,
        "first": f"{THEMES}?{rest}",
    }


def test_page_links_are_also_in_the_header(reader: TestClient) -> None:
    following = read(reader, f"{THEMES}?limit=2")["links"]["next"]
    response = reader.get(following)
    links = response.json()["links"]
    names = ("first", "next", "prev")
    assert set(response.headers["Link"].split(", ")) == {f'<{links[name]}>; rel="{name}"' for name in names}


@pytest.mark.parametrize("kind", KINDS)
def test_a_walk_of_three_at_a_time_equals_the_whole_list(real_client: TestClient, kind: str) -> None:
    total = read(real_client, f"/api/v1/{kind}?limit=1")["meta"]["total"]
    step = 3 if total < 100 else 150
    walked = walk(real_client, f"/api/v1/{kind}?limit={step}&locale=en")
    assert len(walked) == len(set(walked)) == total


def test_a_walk_back_leads_to_the_first_page(reader: TestClient) -> None:
    last = read(reader, read(reader, f"{THEMES}?limit=2")["links"]["next"])["links"]["next"]
    assert walk(reader, last, "prev") == ["science", "culture", "economy", "independence", "statehood"]


def test_a_page_names_itself(reader: TestClient) -> None:
    following = read(reader, f"{THEMES}?limit=2")["links"]["next"]
    assert read(reader, following)["links"]["self"] == following


def test_a_cursor_outlives_a_rebuild(reader: TestClient, tiny_seed: Path, tmp_path: Path) -> None:
    following = read(reader, f"{THEMES}?limit=2")["links"]["next"]
    names = 'land: {family: land, kk: "Жер", ru: "Земля", en: "Land"}\nindependence:'
    replace(tiny_seed / "themes.yaml", "independence:", names)
    build_database(tiny_seed, tmp_path / "new.sqlite", cards=False)
    with TestClient(
        create_app(Settings(database=tmp_path / "new.sqlite")), base_url="http://localhost"
    ) as client:
        assert list_ids(client, THEMES)[0] == "land"
        assert list_ids(client, following) == ["culture", "economy"]


def test_a_cursor_outlives_the_thing_it_stands_behind(reader: TestClient) -> None:
    told = open_cursor(make_cursor(reader))
    assert told["key"] == ["2", "statehood"]
    gone = cursors.make_cursor(Edge(("2", "gone")), told["filters"])
    # With the second of them gone, the third would stand in its place.
    assert list_ids(reader, f"{THEMES}?cursor={gone}") == ALL[1:]


@pytest.mark.parametrize("cursor", ["x", "%00", "🎉", "AAAA", "=", "a" * 2000, "../../etc"], ids=ascii)
def test_a_made_up_cursor_is_refused(reader: TestClient, cursor: str) -> None:
    url = f"{THEMES}?cursor={quote(cursor, safe='%')}"
    assert read_codes(reader, url) == [("query.cursor", "invalid_cursor")]


@pytest.mark.parametrize(
    "key", [(), ("2",), ("0", "statehood", "x"), ("x", "statehood"), ("-1", "statehood")], ids=str
)
def test_a_forged_cursor_is_refused(reader: TestClient, key: tuple[str, ...]) -> None:
    digest = open_cursor(make_cursor(reader))["filters"]
    url = f"{THEMES}?cursor={cursors.make_cursor(Edge(key), digest)}"
    assert read_codes(reader, url) == [("query.cursor", "invalid_cursor")]


@pytest.mark.parametrize("place", ["0", "9" * 30])
def test_a_forged_place_leads_on(reader: TestClient, place: str) -> None:
    digest = open_cursor(make_cursor(reader))["filters"]
    ids = list_ids(reader, f"{THEMES}?cursor={cursors.make_cursor(Edge((place, 'gone')), digest)}")
    assert ids == (ALL if place == "0" else [])


@pytest.mark.parametrize("url", ["/api/v1/eras?", f"{THEMES}?q=e&", "/api/v1/sources?kind=news&"])
def test_a_cursor_of_another_list_is_refused(reader: TestClient, url: str) -> None:
    cursor = make_cursor(reader)
    assert read_codes(reader, f"{url}cursor={cursor}") == [("query.cursor", "cursor_mismatch")]


@pytest.mark.parametrize(("words", "ids"), SEARCHES.items())
def test_a_search_finds_names_in_any_language(reader: TestClient, words: str, ids: list[str]) -> None:
    answer = read(reader, f"{THEMES}?locale=en&q={quote(words)}")
    assert [item["id"] for item in answer["data"]] == ids
    assert answer["meta"]["total"] == len(ids)


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_can_be_searched(reader: TestClient, kind: str) -> None:
    item = read(reader, f"/api/v1/{kind}/{KINDS[kind]}?locale=ru")["data"]
    words = quote(item.get("name") or item["title"])
    assert item["id"] in list_ids(reader, f"/api/v1/{kind}?locale=en&q={words}")


def test_only_the_members_asked_for_are_given(reader: TestClient) -> None:
    answer = read(reader, f"{THEMES}?fields=family&limit=1")
    assert answer["data"] == [{"id": "independence", "family": "sovereignty"}]
    assert answer["meta"]["total"] == 5


FAULTS = {
    "fields=nope": ("fields", "unknown_value"),
    "fields=links,": ("fields", "unknown_value"),
    "fields=": ("fields", "empty_parameter"),
    "fields=links&fields=id": ("fields", "repeated_parameter"),
    "limit=0": ("limit", "invalid_parameter"),
    "limit=201": ("limit", "invalid_parameter"),
    "q=": ("q", "empty_parameter"),
    f"q={'a' * 201}": ("q", "too_long"),
    "q=a+b+c+d+e+f+g+h+i+j+k": ("q", "too_long"),
    "q=%ff": ("q", "not_utf8"),
    "locale=de": ("locale", "unknown_locale"),
    "theme=culture": ("", "unknown_parameter"),
}


@pytest.mark.parametrize(("query", "fault"), FAULTS.items(), ids=[key[:40] for key in FAULTS])
@pytest.mark.parametrize("kind", ["themes", "sources"])
def test_a_wrong_parameter_is_named(
    reader: TestClient, kind: str, query: str, fault: tuple[str, str]
) -> None:
    assert read_codes(reader, f"/api/v1/{kind}?{query}") == [(f"query.{fault[0]}", fault[1])]


def test_all_faults_of_a_request_are_listed_at_once(reader: TestClient) -> None:
    assert read_codes(reader, "/api/v1/sources?limit=0&locale=de&kind=nope&fields=x&cursor=x") == [
        ("query.locale", "unknown_locale"),
        ("query.limit", "invalid_parameter"),
        ("query.cursor", "invalid_cursor"),
        ("query.fields", "unknown_value"),
        ("query.kind", "unknown_value"),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_thing_alone_takes_nothing_but_a_locale(reader: TestClient, kind: str) -> None:
    url = f"/api/v1/{kind}/{KINDS[kind]}?limit=1"
    assert read_codes(reader, url) == [("query.", "unknown_parameter")]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_is_missing(real_client: TestClient, kind: str, locale: str) -> None:
    for item in read(real_client, f"/api/v1/{kind}?limit=200&locale={locale}")["data"]:
        assert all(item.get(member, "…") for member in ("name", "title", "summary")), item["id"]
        assert "" not in item.values(), item["id"]
        if "body" in item:
            assert (item["body"] is None) == (item["body_text"] is None), item["id"]
