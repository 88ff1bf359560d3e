"""Pages in a frame of another site: which may be framed, what is left out, where their links lead; oEmbed."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from markupsafe import Markup
from starlette.testclient import TestClient

from app.api.prepared import build_database
from app.core.framing import is_embed
from app.core.locales import LOCALES, Locale
from app.main import create_app
from app.settings import Settings
from app.views.embed import write_frame
from app.web.embed import keep_framed
from tests.conftest import TINY_SEED
from tests.document import Element, parse_html

LAW = "1991-12-16-independence-law"
FRAMED = ["events", f"events/{LAW}", "thirty", "events?theme=statehood&zoom=year", f"thirty?event={LAW}"]
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
REFUSED = [
    *("/kk/", "/kk/?embed", "/kk/events", "/kk/about?embed", "/kk/places?embed", "/kk/overview?embed"),
    *(
        "/kk/events?embed=1",
        "/kk/events?embedded",
        "/kk/events?theme=statehood",
        f"/kk/events/{LAW}?beside=ru",
    ),
    *("/de/events?embed", "/kk/events/?embed", "/kiosk/?embed", "/?embed", "/oembed?url=/kk/thirty"),
]
every_locale = pytest.mark.parametrize("locale", LOCALES)
every_framed = pytest.mark.parametrize("rest", FRAMED)


def add_embed(rest: str) -> str:
    """Give an address with the key that asks for the page in a frame."""
    return f"{rest}{'&' if '?' in rest else '?'}embed"


def read(client: TestClient, address: str, **headers: str) -> Element:
    """Give a page."""
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return parse_html(response.text)


def ask(client: TestClient, **asked: str | int) -> dict[str, Any]:
    """Give what oEmbed says, as JSON."""
    response = client.get("/oembed", params=asked)
    assert response.status_code == 200
    return dict(response.json())


def find_frame(html: str) -> dict[str, str]:
    """Give the attributes of the frame in a piece of HTML."""
    return parse_html(html).get("iframe").attributes


@pytest.fixture(scope="module")
def card_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Give a client of a site whose events have cards, and which knows its public address."""
    path = tmp_path_factory.mktemp("cards") / "timeline.sqlite"
    build_database(TINY_SEED, path)
    app = create_app(Settings(database=path, connections=2, public_url="https://example.org"))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        yield client


@every_locale
@every_framed
def test_a_page_that_asks_for_it_may_be_framed(reader: TestClient, rest: str, locale: Locale) -> None:
    headers = reader.get(f"/{locale}/{add_embed(rest)}").headers
    assert headers["content-security-policy"].endswith("; frame-ancestors *")
    assert "x-frame-options" not in headers


@every_framed
def test_what_the_client_has_may_still_be_framed(reader: TestClient, rest: str) -> None:
    address = f"/kk/{add_embed(rest)}"
    etag = reader.get(address).headers["etag"]
    response = reader.get(address, headers={"if-none-match": etag})
    assert response.status_code == 304
    assert "frame-ancestors *" in response.headers["content-security-policy"]


@pytest.mark.parametrize("address", REFUSED)
def test_every_other_page_refuses_to_be_framed(reader: TestClient, address: str) -> None:
    headers = reader.get(address).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers.get("x-frame-options", "DENY") == "DENY"


@pytest.mark.parametrize("query", ["embed", "embed=", "a=1&embed", "embed&embed=1"])
def test_a_bare_key_asks_for_a_frame(query: str) -> None:
    assert is_embed("/kk/thirty", query)


@every_locale
@every_framed
def test_a_framed_page_has_no_bars_but_one_line(reader: TestClient, rest: str, locale: Locale) -> None:
    page = read(reader, f"/{locale}/{add_embed(rest)}")
    assert page.find_all("header", "header") + page.find_all("footer", "footer") == []
    assert page.find_all("form") == []
    assert page.find_all("section", "share") + page.find_all("aside", "overview") == []
    line = page.get("footer", "embed")
    assert line.get("span", "embed__name").text == "Алтын бесік"
    whole, licence = line.find_all("a")
    assert whole.attributes["href"] == f"/{locale}/{rest}"
    assert licence.text == "CC BY 4.0"


@every_framed
def test_a_framed_page_keeps_its_content(reader: TestClient, rest: str) -> None:
    framed, whole = (read(reader, f"/en/{one}") for one in (add_embed(rest), rest))
    assert framed.get("h1").text == whole.get("h1").text
    assert [link.text for link in framed.find_all("a", "item__link")] == [
        link.text for link in whole.find_all("a", "item__link")
    ]
    assert len(framed.find_all("li", "source")) == len(whole.find_all("li", "source"))


@every_framed
def test_the_one_address_to_keep_is_that_of_the_whole_page(public_client: TestClient, rest: str) -> None:
    page = read(public_client, f"/ru/{add_embed(rest)}")
    assert "embed" not in page.get("link", rel="canonical").attributes["href"]


@every_locale
@every_framed
def test_a_link_stays_in_the_frame_or_opens_a_window(reader: TestClient, rest: str, locale: Locale) -> None:
    links = read(reader, f"/{locale}/{add_embed(rest)}").find_all("a")
    assert links
    for link in links:
        address = link.attributes["href"]
        parts = urlsplit(address)
        if link.attributes.get("target") == "_blank":
            assert "noopener" in link.attributes["rel"].split()
        elif not address.startswith("#"):
            assert is_embed(parts.path, parts.query), address
            assert link.attributes.get("hx-get", address) == address


@every_framed
def test_every_link_that_stays_answers(reader: TestClient, rest: str) -> None:
    links = read(reader, f"/kk/{add_embed(rest)}").find_all("a")
    stay = {link.attributes["href"].partition("#")[0] for link in links if "target" not in link.attributes}
    assert {one: status for one in stay if one and (status := reader.get(one).status_code) != 200} == {}


def test_a_part_of_a_framed_page_has_framed_links(reader: TestClient) -> None:
    response = reader.get("/kk/events?embed&theme=statehood", headers=PARTIAL)
    part = parse_html(response.text)
    assert "embed" in part.get("a", id="zoom-year").attributes["hx-get"]
    assert response.text.strip() in reader.get("/kk/events?embed&theme=statehood").text


def test_an_error_in_a_frame_is_trimmed_too(reader: TestClient) -> None:
    response = reader.get("/ru/events/none?embed")
    assert response.status_code == 404
    page = parse_html(response.text)
    assert page.find_all("header", "header") == []
    assert page.get("footer", "embed").find_all("a")[0].attributes["href"] == "/ru/events"


@pytest.mark.parametrize(
    ("tag", "wanted"),
    {
        'href="/kk/events?zoom=all&amp;q=a%26b#x"': 'href="/kk/events?zoom=all&amp;q=a%26b&amp;embed#x"',
        'id="x" href="/ru/thirty" hx-get="/ru/thirty"': (
            'id="x" href="/ru/thirty?embed" hx-get="/ru/thirty?embed"'
        ),
        'href="#source-1"': 'href="#source-1"',
        'href="/kk/about"': 'href="/kk/about" target="_blank" rel="noopener"',
        'href="//a.kz" rel="noreferrer"': 'href="//a.kz" rel="noreferrer noopener" target="_blank"',
        'href="/kk/thirty" target="_blank"': 'href="/kk/thirty" target="_blank"',
        'data-href="/kk/thirty" href="/kk/"': (
            'data-href="/kk/thirty" href="/kk/" target="_blank" rel="noopener"'
        ),
    }.items(),
)
def test_a_link_is_mended(tag: str, wanted: str) -> None:
    assert keep_framed(Markup(f"<a {tag}>")) == f"<a {wanted}>"


@every_locale
@pytest.mark.parametrize("rest", ["events", f"events/{LAW}", "thirty"])
def test_a_page_leads_to_its_frame(public_client: TestClient, rest: str, locale: Locale) -> None:
    link = read(public_client, f"/{locale}/{rest}").get("link", type="application/json+oembed")
    parts = urlsplit(link.attributes["href"])
    assert (parts.netloc, parts.path) == ("example.org", "/oembed")
    asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
    assert asked == {"format": "json", "url": f"https://example.org/{locale}/{rest}"}
    found = ask(public_client, **asked)
    assert find_frame(found["html"])["src"] == f"https://example.org/{locale}/{rest}?embed"


@pytest.mark.parametrize("rest", ["about", "places", "halls", "figures", "none"])
def test_a_page_that_may_not_be_framed_offers_no_frame(reader: TestClient, rest: str) -> None:
    page = parse_html(reader.get(f"/kk/{rest}").text)
    assert page.find_all("link", type="application/json+oembed") == []


@every_locale
def test_oembed_says_all_that_the_format_wants(reader: TestClient, locale: Locale) -> None:
    found = ask(reader, url=f"http://localhost/{locale}/events/{LAW}")
    assert (found["type"], found["version"]) == ("rich", "1.0")
    assert found["title"] == read(reader, f"/{locale}/events/{LAW}").get("h1").text
    assert (found["provider_name"], found["provider_url"]) == ("Алтын бесік", "http://localhost/")
    frame = find_frame(found["html"])
    assert frame["src"] == f"http://localhost/{locale}/events/{LAW}?embed"
    assert (frame["width"], frame["height"]) == (str(found["width"]), str(found["height"]))
    assert frame["title"] == found["title"]
    assert "thumbnail_url" not in found


@pytest.mark.parametrize(
    ("url", "frame"),
    {
        "/kk/events?zoom=year&theme=statehood&other=1": "/kk/events?theme=statehood&zoom=year&embed",
        f"/kk/thirty?event={LAW}": f"/kk/thirty?event={LAW}&embed",
        f"/kk/events/{LAW}?embed": f"/kk/events/{LAW}?embed",
        f"/kk/events/{LAW}?beside=en": f"/kk/events/{LAW}?beside=en&embed",
        "http://localhost/ru/thirty#x": "/ru/thirty?embed",
    }.items(),
)
def test_oembed_frames_the_state_that_the_address_names(reader: TestClient, url: str, frame: str) -> None:
    assert find_frame(ask(reader, url=url)["html"])["src"] == f"http://localhost{frame}"


@pytest.mark.parametrize(
    ("limits", "size"),
    {(300, 0): (300, 720), (0, 200): (640, 200), (5000, 5000): (640, 720), (1, 1): (1, 1)}.items(),
)
def test_a_frame_is_no_larger_than_asked(
    reader: TestClient, limits: tuple[int, int], size: tuple[int, int]
) -> None:
    asked = {key: value for key, value in zip(("maxwidth", "maxheight"), limits, strict=True) if value}
    found = ask(reader, url="/kk/thirty", **asked)
    assert (found["width"], found["height"]) == size


def test_oembed_speaks_xml_too(reader: TestClient) -> None:
    response = reader.get("/oembed", params={"url": "/ru/thirty", "format": "xml"})
    assert response.headers["content-type"].startswith("text/xml")
    root = ET.fromstring(response.content)
    said = {child.tag: child.text for child in root}
    found = ask(reader, url="/ru/thirty")
    assert (root.tag, said) == ("oembed", {key: str(value) for key, value in found.items()})


@pytest.mark.parametrize(
    "url",
    [
        *("https://example.com/kk/thirty", "//example.com/kk/thirty", "ftp://localhost/kk/thirty"),
        *("/kk/about", "/kk/", "/de/thirty", "/api/v1/events", "kk/thirty", "http://[", "nothing"),
        *("/kk/events/none", "/kk/thirty?event=none", "/kk/events?theme=none", f"/kk/events/{LAW}?beside=kk"),
        "http://localhost.example.com/kk/thirty",
    ],
)
def test_an_address_that_is_not_ours_is_not_found(reader: TestClient, url: str) -> None:
    response = reader.get("/oembed", params={"url": url})
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("form", ["yaml", "JSON", "html"])
def test_another_form_is_not_implemented(reader: TestClient, form: str) -> None:
    response = reader.get("/oembed", params={"url": "/kk/thirty", "format": form})
    assert (response.status_code, response.json()["code"]) == (501, "unknown_format")


@pytest.mark.parametrize(
    "query",
    [
        *("", "url=", "url=/kk/thirty&url=/ru/thirty", "url=/kk/thirty&theme=law", "url=/kk/thirty&format="),
        *(f"url=/kk/thirty&maxwidth={value}" for value in ("0", "-1", "abc", "1e3", "+5", "٣", "999999")),
    ],
)
def test_a_wrong_parameter_is_refused(reader: TestClient, query: str) -> None:
    response = reader.get(f"/oembed?{query}")
    assert (response.status_code, response.json()["code"]) == (400, "invalid_parameter")


def test_wordpress_may_say_that_its_readers_are_not_followed(reader: TestClient) -> None:
    assert ask(reader, url="/kk/thirty", dnt=1)["type"] == "rich"


def test_any_page_may_ask_for_a_frame(reader: TestClient) -> None:
    headers = reader.get("/oembed?url=/ru/thirty").headers
    assert headers["access-control-allow-origin"] == "*"
    assert headers["content-language"] == "ru"


@every_locale
def test_the_card_of_an_event_stands_for_it(card_client: TestClient, locale: Locale) -> None:
    found = ask(card_client, url=f"https://example.org/{locale}/events/{LAW}")
    assert (found["thumbnail_width"], found["thumbnail_height"]) == (1200, 630)
    address = found["thumbnail_url"].removeprefix("https://example.org")
    assert card_client.get(address).headers["content-type"] == "image/png"


@pytest.mark.parametrize("limit", [{"maxwidth": 1199}, {"maxheight": 629}])
def test_a_card_that_is_too_large_is_left_out(card_client: TestClient, limit: dict[str, int]) -> None:
    assert "thumbnail_url" not in ask(card_client, url=f"/kk/events/{LAW}", **limit)


@every_locale
def test_an_event_offers_its_frame_to_copy(reader: TestClient, locale: Locale) -> None:
    share = read(reader, f"/{locale}/events/{LAW}").get("section", "share")
    frame = find_frame(share.get("code", id="frame-text").text)
    assert frame["src"] == f"http://localhost/{locale}/events/{LAW}?embed"
    assert reader.get(frame["src"]).status_code == 200


def test_a_title_cannot_break_out_of_its_frame() -> None:
    frame = find_frame(write_frame("https://a.kz/kk/thirty", '"><script>'))
    assert frame["title"] == '"><script>'
