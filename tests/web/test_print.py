"""A state of the timeline on paper: all its events, their sources, its address; the strip in true time."""

from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from app.core.locales import LOCALES, Locale
from tests.document import Element, parse_html

LAW = "1991-12-16-independence-law"
DECEMBER = "1986-12-16-december-events"
YEARS = [1986, 1987, 1988, 1989, 1990, 1991, 1992, 1993]
every_locale = pytest.mark.parametrize("locale", LOCALES)


def read(client: TestClient, address: str) -> Element:
    """Give a page."""
    response = client.get(address)
    assert response.status_code == 200
    return parse_html(response.text)


def list_titles(page: Element) -> list[str]:
    """Give the titles of the events in the booklet."""
    return [link.text for link in page.find_all("a", "item__link")]


def find_item(page: Element, event_id: str) -> Element:
    """Give an event of the booklet."""
    return page.get("article", id=f"e-{event_id}")


@every_locale
@pytest.mark.parametrize("query", ["", "theme=statehood&zoom=year", "from=1991&zoom=all"])
def test_the_timeline_leads_to_its_state_on_paper(reader: TestClient, query: str, locale: Locale) -> None:
    page = read(reader, f"/{locale}/events?{query}")
    href = page.find_all("a", "levels__scale")[-1].attributes["href"]
    assert href == f"/{locale}/events?{query}{'&' if query else ''}print"
    assert len(read(reader, href).find_all("article", "booklet")) == 1


@every_locale
@pytest.mark.parametrize("zoom", ["all", "era", "year", "month", "day"])
def test_paper_leaves_no_event_out(real_client: TestClient, zoom: str, locale: Locale) -> None:
    page = read(real_client, f"/{locale}/events?zoom={zoom}&print")
    whole = read(real_client, f"/{locale}/events?zoom=year")
    assert list_titles(page) == list_titles(whole) != []


def test_paper_shows_what_the_filters_let_through(reader: TestClient) -> None:
    page = read(reader, "/en/events?theme=statehood&place=almaty&print")
    assert list_titles(page) == list_titles(read(reader, "/en/events?theme=statehood&place=almaty&zoom=year"))
    count = page.get("p", "booklet__count").text
    assert count.startswith(f"{len(list_titles(page))} events")
    assert "Almaty" in count


def test_a_search_is_named_on_paper(reader: TestClient) -> None:
    assert "«tenge <b>»" in read(reader, "/en/events?q=tenge+<b>&print").get("p", "booklet__count").text


@every_locale
@pytest.mark.parametrize("event_id", [LAW, DECEMBER])
def test_the_sources_stand_under_each_event_in_the_order_of_its_notes(
    reader: TestClient, event_id: str, locale: Locale
) -> None:
    found = find_item(read(reader, f"/{locale}/events?print"), event_id).get("ol", "item__citations")
    sources = read(reader, f"/{locale}/events/{event_id}").find_all("li", "source")
    assert len(found.children) == len(sources) > 1
    for line, source in zip(found.children, sources, strict=True):
        assert line.text.startswith(source.get("span", "source__publisher").text)
        title = source.find_all("a", "source__link") or source.find_all("cite", "source__title")
        assert title[0].text in line.text


def test_the_timeline_itself_stays_as_light_as_it_is(reader: TestClient) -> None:
    assert read(reader, "/kk/events").find_all("ol", "item__citations") == []


@every_locale
def test_whole_stories_stand_on_paper_at_the_level_of_days_alone(reader: TestClient, locale: Locale) -> None:
    told = find_item(read(reader, f"/{locale}/events?zoom=day&print"), DECEMBER)
    short = find_item(read(reader, f"/{locale}/events?print"), DECEMBER)
    assert told.find_all("div", "item__story")
    assert told.find_all("ul", "item__disputes")
    assert short.find_all("div", "item__story") == []
    assert short.find_all("p", "item__summary")


@every_locale
def test_paper_ends_with_its_address_and_a_code(reader: TestClient, locale: Locale) -> None:
    end = read(reader, f"/{locale}/events?theme=statehood&print").get("footer", "booklet__end")
    assert end.get("a").text == f"http://localhost/{locale}/events?theme=statehood"
    code = end.get("div", "booklet__code")
    assert code.attributes["aria-label"]
    assert code.find_all("path")


def test_an_address_too_long_for_a_code_stands_in_words_alone(reader: TestClient) -> None:
    query = quote("ә" * 100)
    end = read(reader, f"/kk/events?q={query}&print").get("footer", "booklet__end")
    assert end.find_all("div", "booklet__code") == []
    assert end.get("a").text.endswith(query)


@every_locale
def test_the_twins_of_paper_are_paper(reader: TestClient, locale: Locale) -> None:
    page = read(reader, f"/{locale}/events?theme=culture&print")
    links = page.get("nav", "header__locales").find_all("a")
    assert [link.attributes["href"] for link in links] == [
        f"/{other}/events?theme=culture&print" for other in LOCALES
    ]
    assert page.get("link", rel="canonical").attributes["href"] == f"/{locale}/events?theme=culture"


@pytest.mark.parametrize("query", ["print=1", "printed", "print=false"])
def test_only_the_bare_key_asks_for_paper(reader: TestClient, query: str) -> None:
    assert read(reader, f"/kk/events?{query}").find_all("article", "booklet") == []


def test_paper_in_a_frame_is_trimmed(reader: TestClient) -> None:
    page = read(reader, "/kk/events?print&embed")
    assert len(page.find_all("article", "booklet")) == 1
    assert page.find_all("header", "header") == []


@every_locale
def test_the_strip_has_every_year_between_its_ends(reader: TestClient, locale: Locale) -> None:
    page = read(reader, f"/{locale}/events?scale=true&print")
    assert [int(year.text) for year in page.find_all("h2", "strip__number")] == YEARS
    assert [len(one.find_all("div", "strip__year")) for one in page.find_all("section", "strip")] == [6, 2]


@every_locale
def test_the_strip_has_every_event_in_its_year(reader: TestClient, locale: Locale) -> None:
    page = read(reader, f"/{locale}/events?scale=true&print")
    whole = read(reader, f"/{locale}/events?zoom=year")
    assert [link.text for link in page.find_all("a", "strip__title")] == list_titles(whole)
    counts = [len(year.find_all("li", "strip__event")) for year in page.find_all("div", "strip__year")]
    assert dict(zip(YEARS, counts, strict=True)) == {
        **dict.fromkeys(YEARS, 0),
        1986: 1,
        1989: 1,
        1991: 2,
        1992: 1,
        1993: 1,
    }


def test_a_day_stands_on_the_strip_where_it_stands_in_its_year(reader: TestClient) -> None:
    years = read(reader, "/en/events?scale=true&print").find_all("div", "strip__year")
    node = years[3].get("circle", "strip__node")
    # 22 September is the 265th day of 1989.
    assert float(node.attributes["cx"]) == pytest.approx(366 * 264 / 365, abs=0.1)
    inauguration, law = years[5].find_all("path", "strip__milestone")
    assert inauguration.attributes["d"].startswith("M343.9 ")
    assert law.attributes["d"].startswith("M350.0 ")


def test_what_is_known_to_the_month_is_as_long_as_the_month(reader: TestClient) -> None:
    years = read(reader, "/en/events?scale=true&print").find_all("div", "strip__year")
    month = years[6].get("rect", "strip__span").attributes
    assert (float(month["x"]), float(month["width"])) == (152.0, 30.0)
    year = years[7].get("rect", "strip__span").attributes
    assert (float(year["x"]), float(year["width"]), year["data-certainty"]) == (0.0, 366.0, "about")


def test_the_skies_of_the_strip_change_where_the_era_does(reader: TestClient) -> None:
    years = read(reader, "/en/events?scale=true&print").find_all("div", "strip__year")
    skies = [
        [sky.attributes["class"].split("--")[1] for sky in year.find_all("rect", "strip__sky")]
        for year in years
    ]
    assert skies[0] == ["night"]
    assert skies[4] == ["night", "before-dawn"]
    titles = [year.get("p", "strip__eras").text for year in years]
    assert [bool(title) for title in titles] == [True, False, False, False, True, False, True, False]


def test_a_state_without_events_is_a_sheet_with_its_address(reader: TestClient) -> None:
    for scale in ("even", "true"):
        page = read(reader, f"/en/events?q=zqxj&scale={scale}&print")
        assert page.get("p", "booklet__count").text.startswith("0 events")
        assert page.get("footer", "booklet__end").find_all("a")
