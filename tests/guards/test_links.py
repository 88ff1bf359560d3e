"""Every address in a page leads somewhere of ours; only sources lie elsewhere."""

import json
import re
from functools import cache

import pytest
from starlette.testclient import TestClient

from app.core.locales import LOCALES
from tests.document import Element, parse_html

EVENT = "/{}/events/1991-12-16-independence-law"
DECEMBER = "/{}/events/1986-12-16-december-events"
PATTERNS = [
    "/{}/",
    "/{}/events?theme=culture",
    EVENT,
    DECEMBER,
    "/{}/thirty",
    "/{}/about",
    "/{}/docs",
    "/{}/none",
]
PATTERNS += [
    "/{}/halls",
    "/{}/halls/origins",
    "/{}/collections/capital-move",
    "/{}/almaty-2050",
    "/{}/figures",
]
PATTERNS += ["/{}/docs", "/{}/places", "/{}/places/almaty", "/{}/places/washington", "/{}/overview"]
PATTERNS += ["/{}/events?print", "/{}/events?scale=true&print"]
PATTERNS += ["/{}/figures/almaty-population", "/{}/sources/exhibition-2021", "/{}/developers"]
PAGES = [pattern.format(locale) for pattern in PATTERNS for locale in LOCALES] + ["/kiosk/"]
# Of a source that lies elsewhere.
OF_SOURCES = [f"/{locale}/sources/365info-capital-decision" for locale in LOCALES]
# Those that htmx is on, and stories within the timeline.
TEXTS = [*PAGES[:-1], *(f"/{locale}/events?zoom=day&from=1986-12" for locale in LOCALES)]
ADDRESSES = ("href", "src", "action", "hx-get", "poster", "srcset", "data", "formaction")


# The classes around what was made of Markdown; besides, the first paragraph of why an event was chosen is.
WRITTEN = ("prose", "dispute__list", "item__disputes", "claim__body", "choice__note")


def is_ignored(node: Element | None) -> bool:
    """Say whether an element, or one around it, is none of htmx's business."""
    return node is not None and ("hx-ignore" in node.attributes or is_ignored(node.parent))


def list_addresses(page: Element) -> list[tuple[Element, str]]:
    """Give every element with an address, and the address."""
    return [
        (node, node.attributes[key]) for node in page.walk() for key in ADDRESSES if key in node.attributes
    ]


@cache
def read_page(client: TestClient, address: str) -> Element:
    """Give a page of the real timeline, read once."""
    return parse_html(client.get(address).text)


def is_ours(address: str) -> bool:
    """Say whether an address is root-relative or inside its page."""
    return re.match(r"/(?!/)|#", address) is not None


@pytest.mark.parametrize("address", PAGES)
def test_an_asset_of_a_page_exists(real_client: TestClient, address: str) -> None:
    assets = {
        found for _, found in list_addresses(read_page(real_client, address)) if found.startswith("/static/")
    }
    assert {found: status for found in assets if (status := real_client.get(found).status_code) != 200} == {}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_assets(real_client: TestClient, address: str) -> None:
    found = [one for _, one in list_addresses(read_page(real_client, address)) if one.startswith("/static/")]
    assert len(found) > 3


@pytest.mark.parametrize("address", PAGES)
def test_only_a_link_to_a_source_leads_to_another_host(real_client: TestClient, address: str) -> None:
    elsewhere = [
        (node, found) for node, found in list_addresses(read_page(real_client, address)) if not is_ours(found)
    ]
    assert [found for node, found in elsewhere if node.attributes.get("class", "") != "source__link"] == []


@pytest.mark.parametrize("address", [*PAGES, *OF_SOURCES])
def test_a_link_to_another_host_tells_it_nothing_of_the_reader(real_client: TestClient, address: str) -> None:
    page = read_page(real_client, address)
    links = [node for node, found in list_addresses(page) if node.tag == "a" and not is_ours(found)]
    assert links or not ("/events/" in address or address in OF_SOURCES)
    assert {link.attributes.get("rel") for link in links} <= {"noopener noreferrer"}
    assert [
        one.attributes["href"] for one in links if not re.match("https?://", one.attributes["href"])
    ] == []


@pytest.mark.parametrize("address", PAGES)
def test_a_link_within_our_house_leads_somewhere(real_client: TestClient, address: str) -> None:
    page = read_page(real_client, address)
    places = {found.partition("#")[0] for _, found in list_addresses(page) if found.startswith("/")}
    broken = {
        place: real_client.get(place, follow_redirects=True).status_code
        for place in places
        if "/static/" not in place
    }
    assert {place: status for place, status in broken.items() if status != 200} == {}


@pytest.mark.parametrize("address", PAGES)
def test_a_link_inside_the_page_has_its_target(real_client: TestClient, address: str) -> None:
    page = read_page(real_client, address)
    ids = {node.attributes.get("id") for node in page.walk()}
    inner = {found[1:] for _, found in list_addresses(page) if found.startswith("#")}
    assert inner - ids == set()


@pytest.mark.parametrize("address", PAGES)
def test_what_names_another_element_finds_it(real_client: TestClient, address: str) -> None:
    page = read_page(real_client, address)
    ids = {node.attributes.get("id") for node in page.walk()}
    keys = ("aria-labelledby", "aria-describedby", "aria-controls", "for")
    named = {word for node in page.walk() for key in keys for word in node.attributes.get(key, "").split()}
    assert named - ids == set()


@pytest.mark.parametrize("locale", LOCALES)
def test_each_year_of_the_band_leads_to_its_year(real_client: TestClient, locale: str) -> None:
    page = read_page(real_client, f"/{locale}/")
    ids = {node.attributes.get("id") for node in page.walk()}
    years = [link.attributes["href"].partition("#")[2] for link in page.find_all("a", "band__link")]
    assert years
    assert set(years) - ids == set()


@pytest.mark.parametrize("address", PAGES)
def test_nothing_in_a_page_runs_or_styles_inline(real_client: TestClient, address: str) -> None:
    page = read_page(real_client, address)
    wrong = [
        key
        for node in page.walk()
        for key in node.attributes
        if key == "style" or key.startswith(("on", "hx-on"))
    ]
    assert wrong == []


@pytest.mark.parametrize("address", PAGES)
def test_every_script_of_a_page_is_a_file_of_ours(real_client: TestClient, address: str) -> None:
    scripts = [
        script
        for script in read_page(real_client, address).find_all("script")
        # Data, which no browser runs.
        if script.attributes.get("type") != "application/ld+json"
    ]
    assert [
        one.text for one in scripts if one.text or not one.attributes.get("src", "").startswith("/")
    ] == []


@pytest.mark.parametrize("address", TEXTS)
def test_htmx_leaves_alone_what_was_markdown(real_client: TestClient, address: str) -> None:
    page = read_page(real_client, address)
    written = [found for name in WRITTEN for found in page.find_all("", name)]
    written += [section.find_all("p")[0] for section in page.find_all("section", "why")]
    assert [node.text for node in written if not is_ignored(node)] == []


def test_pages_hold_what_was_markdown(real_client: TestClient) -> None:
    pages = [read_page(real_client, address) for address in TEXTS]
    names = (*WRITTEN, "why")
    assert [name for name in names if not any(page.find_all("", name) for page in pages)] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_htmx_asks_our_own_origin_alone(reader: TestClient, locale: str) -> None:
    page = read_page(reader, f"/{locale}/")
    told = json.loads(page.get("meta", name="htmx-config").attributes["content"])
    assert told["mode"] == "same-origin"
    scripts = [script.attributes.get("src", "") for script in page.find_all("script")]
    assert [one for one in scripts if "history-cache" in one] == []
