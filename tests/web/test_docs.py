"""The contract of the API as a page: a list that needs no script, and the viewer's own files."""

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.core.locales import LOCALES, Locale
from app.i18n.messages import translate
from tests.document import parse_html

every_locale = pytest.mark.parametrize("locale", LOCALES)


@every_locale
def test_the_page_lists_every_address_with_its_use(
    tiny_app: FastAPI, tiny_client: TestClient, locale: Locale
) -> None:
    items = parse_html(tiny_client.get(f"/{locale}/docs").text).find_all("li", "docs__item")
    told = [" ".join(item.text.split()) for item in items]
    paths = sorted(tiny_app.openapi()["paths"].items())
    assert told == [f"{path} {translate(locale, item['get']['summary'])}" for path, item in paths]


def test_an_address_without_a_gap_is_a_link_that_answers(reader: TestClient) -> None:
    links = parse_html(reader.get("/en/docs").text).find_all("a", "docs__path")
    assert len(links) > 20
    assert {reader.get(link.attributes["href"]).status_code for link in links} == {200, 307}


def test_the_page_names_the_contract(reader: TestClient) -> None:
    page = parse_html(reader.get("/kk/docs").text)
    assert page.get("a", "docs__source").attributes["href"] == "/api/v1/openapi.json"
    assert page.get("div", "docs__viewer").attributes["data-source"] == "/api/v1/openapi.json"


@pytest.mark.parametrize(("asked", "locale"), [("ru", "ru"), ("en-GB", "en"), ("", "kk")])
def test_a_visitor_is_sent_to_the_page_in_their_language(reader: TestClient, asked: str, locale: str) -> None:
    response = reader.get("/docs", headers={"accept-language": asked})
    assert response.headers["location"] == f"/{locale}/docs"
    assert response.headers["vary"] == "Accept-Language"
