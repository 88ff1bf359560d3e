"""What the head of a page tells search engines, programs and those who pass its link on."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import pytest
from pydantic import ValidationError
from starlette.testclient import TestClient

from app.core.locales import LOCALES, Locale
from app.export.jsonld import describe_site
from app.settings import Settings
from app.views.links import make_frame
from app.web.assets import STATIC
from app.web.render import Renderer
from app.web.scripts import strip_remarks
from tests.document import Element, parse_html

BASE = "https://example.org"
LAW = "1991-12-16-independence-law"
DECEMBER = "1986-12-16-december-events"
PAGES = ["events", "thirty", "halls", "halls/origins", "collections/thirty", "almaty-2050", "figures"]
PAGES += ["figures/city-people", "sources", "sources/law-text", "about", f"events/{LAW}"]
# What each type of schema.org must say here, then what it may say beside it.
SCHEMA = {
    "WebSite": ("@id name", "url headline description inLanguage license potentialAction"),
    "SearchAction": ("target query-input", ""),
    "EntryPoint": ("urlTemplate", ""),
    "Article": (
        "url headline description inLanguage dateModified license isPartOf about citation temporalCoverage",
        "image",
    ),
    "Event": ("@id name startDate location about", "endDate"),
    "Place": ("name geo", ""),
    "GeoCoordinates": ("latitude longitude", ""),
    "Thing": ("name", ""),
    "CreativeWork": ("name inLanguage publisher", "url"),
    "Organization": ("name", ""),
    "CollectionPage": ("url name description inLanguage license isPartOf mainEntity", ""),
    "ItemList": ("numberOfItems itemListElement", ""),
    "ListItem": ("position name url", ""),
}
every_locale = pytest.mark.parametrize("locale", LOCALES)
every_page = pytest.mark.parametrize("rest", PAGES)


def read(client: TestClient, address: str) -> Element:
    """Give a page."""
    return parse_html(client.get(address).text)


def read_head(page: Element) -> dict[str, str]:
    """Give the addresses in a page's head by what they are."""
    links = page.find_all("link", rel="alternate") + page.find_all("link", rel="canonical")
    return {
        link.attributes.get("hreflang", link.attributes.get("type", "canonical")): link.attributes["href"]
        for link in links
    }


def read_linked(page: Element) -> dict[str, Any]:
    """Give a page's JSON-LD."""
    return cast("dict[str, Any]", json.loads(page.get("script", type="application/ld+json").text))


def find_breaches(node: object) -> Iterator[str]:
    """Give what schema.org doesn't know, in a tree of JSON-LD."""
    if isinstance(node, list):
        for one in node:
            yield from find_breaches(one)
    if isinstance(node, dict):
        needed, allowed = (set(names.split()) for names in SCHEMA[node["@type"]])
        keys = node.keys() - {"@type", "@context"}
        yield from (f"{node['@type']} lacks {key}" for key in needed - keys)
        yield from (f"{node['@type']} has {key}" for key in keys - needed - allowed)
        for value in node.values():
            yield from find_breaches(value)


@every_locale
@every_page
def test_a_page_names_itself_and_its_twins_by_whole_addresses(
    public_client: TestClient, rest: str, locale: Locale
) -> None:
    head = read_head(read(public_client, f"/{locale}/{rest}"))
    twins: dict[str, str] = {twin: f"{BASE}/{twin}/{rest}" for twin in LOCALES}
    assert {key: head[key] for key in (*LOCALES, "canonical", "x-default")} == {
        **twins,
        "canonical": twins[locale],
        "x-default": twins["kk"],
    }


@every_page
def test_without_a_public_address_nothing_is_made_up(reader: TestClient, rest: str) -> None:
    head = read_head(read(reader, f"/ru/{rest}"))
    assert (head["canonical"], head["en"]) == (f"/ru/{rest}", f"/en/{rest}")
    assert "http" not in "".join(head.values())


@every_locale
@every_page
def test_a_page_says_how_its_link_is_shown(public_client: TestClient, rest: str, locale: Locale) -> None:
    page = read(public_client, f"/{locale}/{rest}")
    metas = {node.attributes.get("property", ""): node.attributes for node in page.find_all("meta")}
    said = {key.removeprefix("og:"): node["content"] for key, node in metas.items() if key}
    assert said["url"] == f"{BASE}/{locale}/{rest}"
    assert said["title"] == page.get("head").get("title").text.removesuffix(" · Алтын бесік")
    assert said["description"] == page.get("meta", name="description").attributes["content"]
    assert said["locale"][:2] == locale
    assert said["image"].startswith(f"{BASE}/")
    assert page.get("meta", name="twitter:card").attributes["content"] == "summary"


def test_a_page_of_error_names_no_address_of_its_own(public_client: TestClient) -> None:
    page = read(public_client, "/en/none")
    assert set(read_head(page)) == {"application/atom+xml", "text/calendar"}
    assert [node for node in page.find_all("meta") if "property" in node.attributes] == []


@every_locale
def test_every_page_leads_to_feed_and_calendar(reader: TestClient, locale: Locale) -> None:
    page = read(reader, f"/{locale}/about")
    head = read_head(page)
    wanted = [f"/{locale}/feed.atom", f"/{locale}/events.ics"]
    assert [head["application/atom+xml"], head["text/calendar"]] == wanted
    links = [link.attributes["href"] for link in page.get("footer").find_all("a")]
    assert set(wanted) <= set(links)


@every_locale
@pytest.mark.parametrize("rest", ["events", f"events/{LAW}", "collections/thirty", "halls/origins", "thirty"])
def test_what_a_page_says_to_programs_is_what_schema_org_knows(
    public_client: TestClient, rest: str, locale: Locale
) -> None:
    linked = read_linked(read(public_client, f"/{locale}/{rest}"))
    assert linked["@context"] == "https://schema.org"
    assert list(find_breaches(linked)) == []
    assert not re.search(r'"(?:url|@id)": "/', json.dumps(linked))


@every_locale
def test_an_event_has_its_dates_places_and_sources_for_programs(
    public_client: TestClient, locale: Locale
) -> None:
    page = read(public_client, f"/{locale}/events/{DECEMBER}")
    article = read_linked(page)
    event = article["about"]
    assert article["temporalCoverage"] == "1986-12-16/1986-12-18"
    assert (event["startDate"], event["endDate"]) == ("1986-12-16", "1986-12-18")
    assert event["@id"] == f"{BASE}/id/{DECEMBER}"
    links = page.get("aside", "event__facts").find_all("a")
    places = [link.text for link in links if "place=" in link.attributes["href"]]
    assert [place["name"] for place in event["location"]] == places
    assert len(article["citation"]) == len(page.find_all("li", "source"))


def test_a_collection_lists_its_events_for_programs(public_client: TestClient) -> None:
    listed = read_linked(read(public_client, "/en/collections/thirty"))["mainEntity"]
    assert listed["numberOfItems"] == 2
    assert [(one["position"], one["url"]) for one in listed["itemListElement"]] == [
        (1, f"{BASE}/en/events/1991-12-10-inauguration"),
        (2, f"{BASE}/en/events/{LAW}"),
    ]


def test_the_timeline_says_how_to_search_it(public_client: TestClient) -> None:
    site = read_linked(read(public_client, "/ru/"))
    template = site["potentialAction"]["target"]["urlTemplate"]
    assert template == f"{BASE}/ru/events?q={{search_term_string}}"
    assert public_client.get(urlsplit(template).path + "?q=1991").status_code == 200


def test_words_for_programs_cannot_end_their_script() -> None:
    frame = make_frame("en", "/events", "</script><script>alert(1)</script>", "<!-- & '", "events")
    values = {"frame": frame, "linked": describe_site(frame, BASE)}
    page = "{% from 'macros/habits.html' import habits %}{{ habits(frame, linked) }}"
    environment = Renderer("tree")._make_environment("en")
    script = environment.from_string(page).render(values).partition('ld+json">')[2]
    assert script.count("<") == 1
    assert json.loads(script.partition("</script>")[0])["headline"] == frame.title


@pytest.mark.parametrize("wrong", ["example.org", "https://example.org/", "ftp://example.org", "https://a b"])
def test_a_public_address_is_a_scheme_and_a_host(wrong: str) -> None:
    with pytest.raises(ValidationError):
        Settings(public_url=wrong)


def test_a_page_asks_for_its_sheets_in_three_requests_and_they_hold_each_sheet_whole(
    reader: TestClient,
) -> None:
    text = reader.get("/kk/events").text
    hrefs = re.findall(r'<link rel="stylesheet" href="([^"]+)">', text)
    assert len(hrefs) == 3
    for href in hrefs:
        answer = reader.get(href)
        assert answer.headers["content-type"] == "text/css; charset=utf-8"
        assert "immutable" in answer.headers["cache-control"]
        for name in Path(href).stem.split(","):
            assert strip_remarks((STATIC / "css" / f"{name}.css").read_text("utf-8")) in answer.text


@pytest.mark.parametrize("names", ["base,base", "base,none", "base,", ",", "base,../base", "base,%2e%2e/x"])
def test_sheets_that_are_none_or_come_twice_are_not_found(reader: TestClient, names: str) -> None:
    assert reader.get(f"/static/0000000000/css/{names}.css").status_code == 404
