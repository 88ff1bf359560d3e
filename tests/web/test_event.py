"""The event page, the sun of the thirty, and the kiosk: what stands in them."""

import pytest
from starlette.testclient import TestClient

from app.core.locales import LOCALES, Locale
from tests.document import Element, parse_html

LAW = "1991-12-16-independence-law"
DECEMBER = "1986-12-16-december-events"
OPTIONS = {
    "": ("kk", "90", "20", "43"),
    "lang=ru&idle=15&warn=120&diag=55": ("ru", "15", "120", "55"),
    "lang=xx&idle=abc&warn=5&diag=1000": ("kk", "90", "20", "43"),
    "idle=14&warn=121&diag=-7": ("kk", "90", "20", "43"),
    "idle=901&warn=٢٠&unknown=1": ("kk", "90", "20", "43"),
}
every_locale = pytest.mark.parametrize("locale", LOCALES)


def read(client: TestClient, address: str) -> Element:
    """Give a page."""
    response = client.get(address)
    assert response.status_code == 200
    return parse_html(response.text)


@every_locale
def test_an_event_has_its_story(reader: TestClient, locale: Locale) -> None:
    page = read(reader, f"/{locale}/events/{LAW}")
    assert len(page.get("div", "event__story").text) > 30


@every_locale
def test_an_event_shows_what_it_grew_from(reader: TestClient, locale: Locale) -> None:
    page = read(reader, f"/{locale}/events/{LAW}")
    assert [link.attributes["href"] for link in page.find_all("a", "thread__link")] == [
        f"/{locale}/events/{DECEMBER}"
    ]


@every_locale
def test_an_event_shows_what_it_led_to(reader: TestClient, locale: Locale) -> None:
    page = read(reader, f"/{locale}/events/{DECEMBER}")
    assert [link.attributes["href"] for link in page.find_all("a", "thread__link")] == [
        f"/{locale}/events/{LAW}"
    ]


@pytest.mark.parametrize(("event_id", "part"), [(LAW, "circle"), ("1991-12-10-inauguration", "rect")])
def test_an_event_has_its_own_drawing_or_its_themes(reader: TestClient, event_id: str, part: str) -> None:
    drawing = read(reader, f"/en/events/{event_id}").get("span", "vignette")
    assert drawing.attributes["aria-hidden"] == "true"
    assert drawing.find_all(part, "felt")


def test_an_event_without_a_drawing_shows_none(reader: TestClient) -> None:
    assert read(reader, f"/en/events/{DECEMBER}").find_all("span", "vignette") == []


@every_locale
def test_an_event_has_all_its_sources(real_client: TestClient, locale: Locale) -> None:
    answer = real_client.get(f"/api/v1/events/{LAW}?locale={locale}").json()["data"]
    sources = read(real_client, f"/{locale}/events/{LAW}").find_all("li", "source")
    assert len(sources) == len(answer["citations"])


@every_locale
def test_each_note_of_a_story_leads_to_its_source(real_client: TestClient, locale: Locale) -> None:
    page = read(real_client, f"/{locale}/events/{LAW}")
    notes = {link.attributes["href"] for link in page.find_all("a") if "#source-" in link.attributes["href"]}
    sources = {f"#{source.attributes['id']}" for source in page.find_all("li", "source")}
    assert notes
    assert notes <= sources


@every_locale
def test_an_event_shows_all_sides_of_a_dispute(reader: TestClient, locale: Locale) -> None:
    disputes = read(reader, f"/{locale}/events/{DECEMBER}").get("ul", "dispute__list")
    assert len(disputes.find_all("li")) == 2


def test_an_event_without_a_dispute_has_no_heading_for_it(reader: TestClient) -> None:
    assert read(reader, f"/en/events/{LAW}").find_all(id="disputes") == []


def test_a_counted_value_has_its_label_and_source(reader: TestClient) -> None:
    figures = read(reader, f"/en/events/{DECEMBER}").get("dl", "figures")
    assert figures.get("dt").text == "People detained, approximately"
    assert figures.get("dd").text.startswith("8,500")
    assert figures.get("a").attributes["href"].startswith("#source-")


def test_an_event_leads_to_its_neighbours_in_time(reader: TestClient) -> None:
    page = read(reader, f"/en/events/{LAW}")
    assert page.get("a", rel="prev").attributes["href"] == "/en/events/1991-12-10-inauguration"
    assert page.get("a", rel="next").attributes["href"] == "/en/events/1992-06-state-symbols"


def test_the_first_event_has_nothing_before_it(reader: TestClient) -> None:
    assert read(reader, f"/en/events/{DECEMBER}").find_all("a", rel="prev") == []


@every_locale
def test_an_event_has_its_twins(reader: TestClient, locale: Locale) -> None:
    page = read(reader, f"/{locale}/events/{LAW}")
    links = [page.get("link", rel="alternate", hreflang=other) for other in LOCALES]
    assert [link.attributes["href"] for link in links] == [f"/{other}/events/{LAW}" for other in LOCALES]


@every_locale
def test_an_event_of_the_thirty_says_why(reader: TestClient, locale: Locale) -> None:
    why = read(reader, f"/{locale}/events/{LAW}").get("section", "why")
    assert why.find_all("a", href=f"/{locale}/thirty?event={LAW}")


@pytest.mark.parametrize("key", ["none", "НЕТ", "a_b", "%2e", "x" * 81])
def test_an_unknown_event_is_not_found(reader: TestClient, key: str) -> None:
    assert reader.get(f"/en/events/{key}").status_code == 404


@every_locale
def test_the_sun_has_thirty_rays_that_are_links(real_client: TestClient, locale: Locale) -> None:
    rays = read(real_client, f"/{locale}/thirty").find_all("a", "ray")
    assert len({ray.attributes["href"] for ray in rays}) == len(rays) == 30


@every_locale
def test_each_ray_names_its_event(real_client: TestClient, locale: Locale) -> None:
    rays = read(real_client, f"/{locale}/thirty").find_all("a", "ray")
    titles = [link.text for link in read(real_client, f"/{locale}/thirty").find_all("a", "choice__link")]
    names = [" ".join(ray.attributes["aria-label"].partition(" · ")[2].split()) for ray in rays]
    assert names == titles


def test_each_ray_leads_to_itself(real_client: TestClient) -> None:
    hrefs = [ray.attributes["href"] for ray in read(real_client, "/en/thirty").find_all("a", "ray")]
    found = [
        read(real_client, href).get("a", "ray", **{"aria-current": "true"}).attributes["href"]
        for href in hrefs
    ]
    assert found == hrefs


def test_the_chosen_event_is_the_one_beside_the_sun(reader: TestClient) -> None:
    page = read(reader, f"/en/thirty?event={LAW}")
    assert page.get("article", "thirty__event").attributes["id"] == f"thirty-{LAW}"


@pytest.mark.parametrize("key", ["none", DECEMBER, "НЕТ", "x" * 300])
def test_an_event_that_is_not_among_the_thirty_is_not_found(reader: TestClient, key: str) -> None:
    assert reader.get("/en/thirty", params={"event": key}).status_code == 404


@pytest.mark.parametrize(("query", "wanted"), OPTIONS.items(), ids=OPTIONS)
def test_an_option_of_the_kiosk_falls_back_when_it_is_wrong(
    reader: TestClient, query: str, wanted: tuple[str, ...]
) -> None:
    html = read(reader, f"/kiosk/?{query}").get("html").attributes
    keys = ("data-default-locale", "data-idle-seconds", "data-warn-seconds", "data-diag-inches")
    assert tuple(html[key] for key in keys) == wanted


@every_locale
def test_the_kiosk_begins_in_the_language_asked_for(reader: TestClient, locale: Locale) -> None:
    page = read(reader, f"/kiosk/?lang={locale}")
    panes = [page.get("div", class_name).attributes["lang"] for class_name in ("kiosk__axis", "kiosk__panel")]
    bars = [bar for bar in page.find_all("div", "bar") if "hidden" not in bar.attributes]
    assert panes + [bar.attributes["lang"] for bar in bars] == [locale] * 3


@every_locale
def test_the_kiosk_holds_every_event_in_every_language(real_client: TestClient, locale: Locale) -> None:
    lines = read(real_client, f"/kiosk/{locale}/timeline.html").find_all("span", "line__title")
    ids = [line.parent.attributes["data-event"] for line in lines if line.parent]
    listed = real_client.get(f"/api/v1/events?locale={locale}&limit=200&fields=id,title").json()["data"]
    assert dict(zip(ids, [line.text for line in lines], strict=True)) == {
        one["id"]: " ".join(one["title"].split()) for one in listed
    }


@pytest.mark.parametrize("tag", ["a", "form", "iframe", "input", "object", "embed", "video", "audio"])
def test_the_kiosk_has_nothing_that_leads_away(real_client: TestClient, tag: str) -> None:
    assert read(real_client, "/kiosk/").find_all(tag) == []


@pytest.mark.parametrize("key", ["target", "title", "download", "ping", "contenteditable"])
def test_nothing_in_the_kiosk_opens_a_window_or_a_tip(real_client: TestClient, key: str) -> None:
    assert [node.tag for node in read(real_client, "/kiosk/").walk() if key in node.attributes] == []


def test_the_kiosk_is_not_for_search_engines(reader: TestClient) -> None:
    assert read(reader, "/kiosk/").get("meta", name="robots").attributes["content"] == "noindex"
