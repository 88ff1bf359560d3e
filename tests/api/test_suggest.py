"""/suggest: what begins so, in any language; strict parameters, links that lead somewhere."""

from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from app.core.locales import LOCALES
from tests.api.answers import read, read_codes

SUGGEST = "/api/v1/suggest"


@pytest.mark.parametrize(
    ("typed", "thing"),
    {
        "Нұрс": ("person", "nursultan-nazarbayev"),
        "Назар": ("person", "nursultan-nazarbayev"),
        "nazar": ("person", "nursultan-nazarbayev"),
        "алм": ("place", "almaty"),
        "тауелсиздик": ("event", "1991-12-16-independence-law"),
    }.items(),
)
def test_what_begins_so_is_suggested(reader: TestClient, typed: str, thing: tuple[str, str]) -> None:
    data = read(reader, f"{SUGGEST}?q={quote(typed)}")["data"]
    assert thing in [(item["kind"], item["id"]) for item in data]


def test_a_suggestion_says_its_language_and_its_addresses(reader: TestClient) -> None:
    item = read(reader, f"{SUGGEST}?q=nazar&locale=ru")["data"][0]
    assert item == {
        "kind": "person",
        "id": "nursultan-nazarbayev",
        "text": "Nursultan Nazarbayev",
        "text_locale": "en",
        "links": {
            "self": "/api/v1/people/nursultan-nazarbayev?locale=ru",
            "page": "/ru/people/nursultan-nazarbayev",
        },
    }


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("typed", ["а", "қа", "1991", "the"])
def test_the_pages_of_suggestions_answer(real_client: TestClient, typed: str, locale: str) -> None:
    for item in read(real_client, f"{SUGGEST}?q={quote(typed)}&locale={locale}")["data"]:
        assert real_client.get(item["links"]["page"]).status_code == 200


def test_the_asked_locale_comes_first(real_client: TestClient) -> None:
    for locale in LOCALES:
        data = read(real_client, f"{SUGGEST}?q=astana&locale={locale}")["data"]
        assert {item["text_locale"] for item in data} == {"en"}
    assert read(real_client, f"{SUGGEST}?q=Алматы&locale=ru")["data"][0]["text_locale"] == "ru"


@pytest.mark.parametrize("query", ["", "?q=%F0%9F%8E%89", "?q=%20", "?q=zqxj", '?q="*', "?q=NEAR("])
def test_nothing_that_begins_so_is_an_empty_list(reader: TestClient, query: str) -> None:
    answer = read(reader, SUGGEST + query)
    assert (answer["data"], answer["meta"]["total"]) == ([], 0)


@pytest.mark.parametrize(
    ("query", "codes"),
    {
        "q=a&x=1": [("query.", "unknown_parameter")],
        "q=a&q=b": [("query.q", "repeated_parameter")],
        "q=": [("query.q", "empty_parameter")],
        f"q={'x' * 201}": [("query.q", "too_long")],
        "q=a&locale=de": [("query.locale", "unknown_locale")],
        "q=a&limit=5": [("query.", "unknown_parameter")],
    }.items(),
)
def test_a_wrong_parameter_is_refused(reader: TestClient, query: str, codes: list[tuple[str, str]]) -> None:
    assert read_codes(reader, f"{SUGGEST}?{query}") == codes
