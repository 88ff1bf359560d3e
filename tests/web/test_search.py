"""The search of the timeline: marked hits, where else they matched, and ways on when nothing is found."""

from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from app.core.locales import LOCALES, Locale
from tests.document import Element, parse_html

LAW = "e-1991-12-16-independence-law"


def read(client: TestClient, query: str, locale: Locale = "en", rest: str = "") -> Element:
    """Give the timeline with a search."""
    response = client.get(f"/{locale}/events?q={quote(query)}{rest}")
    assert response.status_code == 200
    return parse_html(response.text)


def list_marks(element: Element) -> list[str]:
    """Give the marked words below an element."""
    return [mark.text for mark in element.find_all("mark")]


@pytest.mark.parametrize(
    ("locale", "query", "marks"),
    [
        ("kk", "тәуелсіздігінің", ["тәуелсіздігі"]),
        ("kk", "тауелсиздик", ["тәуелсіздігі"]),
        ("ru", "независимостью", ["независимость"]),
        ("en", "kazakhstan", ["Kazakhstan"]),
    ],
)
def test_the_words_of_a_search_are_marked_in_the_title(
    real_client: TestClient, locale: Locale, query: str, marks: list[str]
) -> None:
    title = read(real_client, query, locale).get("article", id=LAW).get("h4")
    assert list_marks(title) == marks


def test_the_words_of_a_search_are_marked_in_the_summary(real_client: TestClient) -> None:
    summary = read(real_client, "Nazarbayev").get("article", id=LAW).get("p", "item__summary")
    assert list_marks(summary) == ["Nazarbayev"]


@pytest.mark.parametrize("query", ["", "q", "zqxj"])
def test_nothing_is_marked_without_hits(real_client: TestClient, query: str) -> None:
    assert list_marks(read(real_client, query)) == []


def test_a_hit_in_the_story_shows_where(real_client: TestClient) -> None:
    found = read(real_client, '"human rights"').get("article", id=LAW).get("p", "item__found")
    assert list_marks(found) == ["human rights"]
    assert found.find_all("span", lang="en") == []


def test_a_hit_in_another_language_says_which(real_client: TestClient) -> None:
    found = read(real_client, "Қонаев", "ru").get("article", id="e-1987-01-28-kunaev-politburo")
    assert list_marks(found.get("span", lang="kk")) == ["Қонаев"]
    assert "казахский" in found.get("span", "item__where").text


def test_a_hit_that_its_title_shows_says_no_more(real_client: TestClient) -> None:
    article = read(real_client, "independence").get("article", id=LAW)
    assert article.find_all("p", "item__found") == []


@pytest.mark.parametrize("query", ["<b>", "&amp;", "<mark>", '"<script>"', "'><img src=x onerror=alert(1)>"])
def test_nothing_that_was_typed_is_markup(real_client: TestClient, query: str) -> None:
    page = read(real_client, query)
    assert page.find_all("img", src="x") == page.find_all("b") == []
    assert page.get("input", id="search-field").attributes["value"] == query


def test_the_list_stays_in_order_of_time(real_client: TestClient) -> None:
    page = read(real_client, "Назарбаев", "ru")
    ids = [link.attributes["data-event"] for link in page.find_all("a", "item__link")]
    assert [key[:4] for key in ids] == sorted(key[:4] for key in ids)


@pytest.mark.parametrize(
    ("locale", "query", "meant"),
    [("kk", "тәуелсіздк", "тәуелсіздік"), ("ru", "ntyut", "тенге"), ("en", "indepndence", "independence")],
)
def test_no_hits_suggest_another_spelling(
    real_client: TestClient, locale: Locale, query: str, meant: str
) -> None:
    link = read(real_client, query, locale).get("p", "empty__spelling").get("a")
    assert (link.text, link.attributes["href"]) == (meant, f"/{locale}/events?q={quote(meant)}")


@pytest.mark.parametrize("locale", LOCALES)
def test_no_hits_offer_a_theme_and_a_year_that_show_something(
    real_client: TestClient, locale: Locale
) -> None:
    ways = read(real_client, "zqxj 1992", locale).get("ul", "empty__ways").find_all("a")
    theme, year = (way for way in ways if way.find_all("span", "chip__count"))
    assert "theme=" in theme.attributes["href"]
    assert year.attributes["href"] == f"/{locale}/events?from=1992&zoom=year#y1992"
    shown = parse_html(real_client.get(theme.attributes["href"] + "&zoom=year").text)
    assert len(shown.find_all("a", "item__link")) == int(theme.get("span", "chip__count").text)


def test_a_theme_that_sounds_like_the_search_is_offered(real_client: TestClient) -> None:
    ways = read(real_client, "diplomasyyy").get("ul", "empty__ways")
    assert ways.find_all("a", href="/en/events?theme=diplomacy")


def test_no_hits_within_a_filter_offer_the_search_without_it(real_client: TestClient) -> None:
    page = read(real_client, "tenge", rest="&theme=sport")
    assert page.find_all("p", "empty__spelling") == []
    way = page.get("ul", "empty__ways").find_all("a")[0]
    assert way.attributes["href"] == "/en/events?q=tenge"
    shown = parse_html(real_client.get(way.attributes["href"]).text)
    assert len(shown.find_all("a", "item__link")) == int(way.get("span", "chip__count").text)


def test_one_letter_is_no_search_yet(real_client: TestClient) -> None:
    page = read(real_client, "т", "ru")
    assert page.find_all("div", "empty") == []
    assert page.get("input", id="search-field").attributes["value"] == ""
