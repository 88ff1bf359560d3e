"""What an event's page gives to take along, the same event in a second language, and its places in words."""

import re

import pytest
from starlette.testclient import TestClient

from app.core.locales import LOCALES, Locale
from app.models import Place
from app.views.items import view_place
from tests.document import Element, parse_html

LAW = "1991-12-16-independence-law"
DECEMBER = "1986-12-16-december-events"
every_locale = pytest.mark.parametrize("locale", LOCALES)
PAIRS = [(first, second) for first in LOCALES for second in LOCALES if first != second]
every_pair = pytest.mark.parametrize(("locale", "beside"), PAIRS)


def read(client: TestClient, address: str, host: str = "localhost") -> Element:
    """Give a page."""
    response = client.get(address, headers={"Host": host})
    assert response.status_code == 200
    return parse_html(response.text)


def find_notes(node: Element) -> list[str]:
    """Give where the notes below an element lead."""
    return [note.find_all("a")[0].attributes["href"] for note in node.find_all("sup", "note")]


@every_locale
def test_the_permanent_link_is_shown_whole(reader: TestClient, locale: Locale) -> None:
    link = read(reader, f"/{locale}/events/{LAW}").get("a", "share__link")
    assert (link.attributes["href"], link.text) == (f"/id/{LAW}", f"http://localhost/id/{LAW}")


def test_a_kept_page_names_the_host_that_is_asked(reader: TestClient) -> None:
    hosts = ["localhost", "127.0.0.1:8000", "localhost"]
    links = [read(reader, f"/kk/events/{LAW}", host).get("a", "share__link").text for host in hosts]
    assert links == [f"http://{host}/id/{LAW}" for host in hosts]


@every_locale
def test_each_citation_has_a_button_that_copies_it(reader: TestClient, locale: Locale) -> None:
    share = read(reader, f"/{locale}/events/{LAW}").get("section", "share")
    targets = [button.attributes["data-copy"] for button in share.find_all("button")]
    assert targets == ["link-text", "apa-text", "chicago-text", "gost-text", "frame-text"]
    assert all(share.get(id=target).text for target in targets)


@every_locale
def test_a_citation_leads_to_the_page_that_is_read(reader: TestClient, locale: Locale) -> None:
    page = read(reader, f"/{locale}/events/{LAW}")
    assert f"http://localhost/{locale}/events/{LAW}" in page.get("p", id="gost-text").text


def test_the_buttons_wait_for_a_script(reader: TestClient) -> None:
    buttons = read(reader, f"/en/events/{LAW}").find_all("button", "share__button")
    assert all("hidden" in button.attributes for button in buttons)


def test_the_qr_code_has_a_name_and_four_modules_of_light_around_it(reader: TestClient) -> None:
    code = read(reader, f"/en/events/{LAW}").get("div", "share__qr")
    assert code.attributes["aria-label"]
    ground, modules = code.find_all("path")
    assert (ground.attributes["fill"], modules.attributes["stroke"]) == ("#fff", "#000")
    assert re.match(r"M4 4\.5h7", modules.attributes["d"])


def test_the_qr_code_carries_no_style(reader: TestClient) -> None:
    code = read(reader, f"/en/events/{LAW}").get("div", "share__qr")
    assert [node for node in code.walk() if "style" in node.attributes] == []


def test_the_address_stands_under_the_qr_code(reader: TestClient) -> None:
    page = read(reader, f"/en/events/{LAW}")
    assert page.get("figcaption", "share__address").text == f"localhost/id/{LAW}"


def test_an_event_without_a_day_is_offered_to_no_calendar(reader: TestClient) -> None:
    files = read(reader, "/en/events/1993-first-notes").get("ul", "share__files").find_all("a")
    hrefs = [link.attributes["href"] for link in files]
    assert len(hrefs) == 2
    assert {reader.get(href).status_code for href in hrefs} == {200}


@every_locale
def test_an_event_is_offered_as_a_calendar_as_data_and_as_a_table(reader: TestClient, locale: Locale) -> None:
    links = read(reader, f"/{locale}/events/{LAW}").get("ul", "share__files").find_all("a")
    assert [link.attributes["href"] for link in links] == [
        f"/api/v1/events/{LAW}.ics?locale={locale}",
        f"/api/v1/events/{LAW}?locale={locale}",
        f"/api/v1/events.csv?flavour=excel&ids={LAW}",
    ]


@every_pair
def test_a_second_language_stands_beside_with_its_own_words(
    reader: TestClient, locale: Locale, beside: Locale
) -> None:
    page = read(reader, f"/{locale}/events/{DECEMBER}?beside={beside}")
    alone = read(reader, f"/{beside}/events/{DECEMBER}")
    head = page.get("header", "sky").get("div", lang=beside)
    text = page.get("div", "beside__text", lang=beside)
    assert head.get("h2").text == alone.get("h1").text
    assert head.get("p").text == alone.get("p", "sky__lead").text
    assert text.get("div", "event__story").text == alone.get("div", "event__story").text
    assert text.get("section", "dispute").text == alone.get("section", "dispute").text


@every_pair
def test_notes_of_both_texts_lead_to_the_same_sources(
    reader: TestClient, locale: Locale, beside: Locale
) -> None:
    page = read(reader, f"/{locale}/events/{DECEMBER}?beside={beside}")
    own, second = page.find_all("div", "beside__text")
    assert set(find_notes(own)) == set(find_notes(second)) == {"#source-1", "#source-2"}
    assert all(page.find_all("li", id=href[1:]) for href in find_notes(second))


@every_pair
def test_no_id_stands_twice_beside(reader: TestClient, locale: Locale, beside: Locale) -> None:
    nodes = read(reader, f"/{locale}/events/{DECEMBER}?beside={beside}").walk()
    ids = [node.attributes["id"] for node in nodes if "id" in node.attributes]
    assert sorted(set(ids)) == sorted(ids)


@every_locale
@pytest.mark.parametrize("beside", ["own", "de", "KK"])
def test_a_wrong_language_beside_is_refused(reader: TestClient, locale: Locale, beside: str) -> None:
    value = locale if beside == "own" else beside
    assert reader.get(f"/{locale}/events/{LAW}?beside={value}").status_code == 400


def test_a_page_alone_offers_the_two_other_languages(reader: TestClient) -> None:
    links = read(reader, f"/ru/events/{LAW}").get("nav", "choose").find_all("a")
    assert [link.attributes["href"] for link in links] == [
        f"/ru/events/{LAW}?beside=kk",
        f"/ru/events/{LAW}?beside=en",
    ]


def test_a_page_of_two_languages_leads_back_to_one(reader: TestClient) -> None:
    links = read(reader, f"/ru/events/{LAW}?beside=en").get("nav", "choose").find_all("a")
    assert [link.text for link in links if "aria-current" in link.attributes] == ["English"]
    assert links[-1].attributes["href"] == f"/ru/events/{LAW}"


@every_pair
def test_the_twins_of_two_languages_answer(reader: TestClient, locale: Locale, beside: Locale) -> None:
    nav = read(reader, f"/{locale}/events/{LAW}?beside={beside}").get("nav", "header__locales")
    hrefs = {link.attributes["hreflang"]: link.attributes["href"] for link in nav.find_all("a")}
    assert [reader.get(href).status_code for href in hrefs.values()] == [200] * 3
    assert hrefs[beside] == f"/{beside}/events/{LAW}?beside={locale}"


def test_a_place_says_how_precise_it_is(reader: TestClient) -> None:
    page = read(reader, f"/en/events/{DECEMBER}")
    assert [words.text for words in page.find_all("p", "event__precision")] == [
        "position of the site",
        "position of the city as a whole",
    ]


def test_an_estimated_place_says_who_set_it() -> None:
    place = Place(
        id="house", rank=1, kk="Үй", ru="Дом", en="House", lat=43, lon=77, precision="building", estimate=True
    )
    words = view_place(place, "en").precision_text
    assert words == "approximate position of the building, set by the editors"


@every_pair
def test_the_events_before_and_after_keep_the_second_language(
    reader: TestClient, locale: Locale, beside: Locale
) -> None:
    page = read(reader, f"/{locale}/events/{LAW}?beside={beside}")
    steps = [link.attributes["href"] for link in page.find_all("a", "steps__link")]
    assert len(steps) == 2
    assert all(href.endswith(f"?beside={beside}") for href in steps)
