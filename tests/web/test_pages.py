"""Every page in three languages: its language, its headers, its partial, its refusals."""

import pytest
from starlette.testclient import TestClient

from app.core.locales import LOCALES, NATIVE_NAMES, Locale
from tests.document import Element, parse_html

LAW = "1991-12-16-independence-law"
ROOMS = ["halls", "halls/origins", "collections/thirty", "almaty-2050"]
ROOMS += ["figures", "figures/city-people", "sources", "sources/city-paper", "documents", "developers"]
RESTS = ["", "events", "events?theme=independence", f"events/{LAW}", "thirty", f"thirty?event={LAW}", "about"]
RESTS += [*ROOMS, "overview", "overview?theme=independence", "events?print", "events?scale=true&print"]
SWAPPED = ["", "events", "events?theme=independence", "events?q=zqxj", "thirty", f"thirty?event={LAW}"]
SWAPPED += ["overview", "events?embed"]
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
WHOLE = [
    {},
    {"HX-Request": "true"},
    {"HX-Request": "true", "HX-Request-Type": "full"},
    {**PARTIAL, "HX-History-Restore-Request": "true"},
]
every_locale = pytest.mark.parametrize("locale", LOCALES)
every_page = pytest.mark.parametrize("rest", RESTS)
every_swap = pytest.mark.parametrize("rest", SWAPPED)


def read(client: TestClient, address: str) -> Element:
    """Give a page."""
    response = client.get(address)
    assert response.status_code == 200
    return parse_html(response.text)


@every_locale
@every_page
def test_a_page_is_in_the_language_of_its_path(tiny_client: TestClient, rest: str, locale: Locale) -> None:
    assert read(tiny_client, f"/{locale}/{rest}").get("html").attributes["lang"] == locale


@every_locale
@every_page
def test_a_page_names_its_language_in_a_header(tiny_client: TestClient, rest: str, locale: Locale) -> None:
    assert tiny_client.get(f"/{locale}/{rest}").headers["content-language"] == locale


@every_locale
@every_page
def test_a_page_has_one_heading_of_the_first_rank(tiny_client: TestClient, rest: str, locale: Locale) -> None:
    assert len(read(tiny_client, f"/{locale}/{rest}").find_all("h1")) == 1


@every_locale
@every_page
def test_a_page_has_its_twins_in_all_languages(tiny_client: TestClient, rest: str, locale: Locale) -> None:
    nav = read(tiny_client, f"/{locale}/{rest}").get("nav", "header__locales")
    assert [link.attributes["aria-label"] for link in nav.find_all("a")] == list(NATIVE_NAMES.values())


@every_page
def test_the_twins_of_a_page_answer(tiny_client: TestClient, rest: str) -> None:
    page = read(tiny_client, f"/kk/{rest}")
    links = [page.get("link", rel="alternate", hreflang=locale) for locale in LOCALES]
    found = [read(tiny_client, link.attributes["href"]).get("html").attributes["lang"] for link in links]
    assert found == list(LOCALES)


@every_locale
@every_swap
def test_the_partial_stands_word_for_word_in_the_page(
    tiny_client: TestClient, rest: str, locale: Locale
) -> None:
    partial = tiny_client.get(f"/{locale}/{rest}", headers=PARTIAL).text
    assert partial.strip() in tiny_client.get(f"/{locale}/{rest}").text


@every_swap
def test_a_partial_is_no_whole_page(tiny_client: TestClient, rest: str) -> None:
    assert "<html" not in tiny_client.get(f"/ru/{rest}", headers=PARTIAL).text


@pytest.mark.parametrize("headers", WHOLE)
@every_swap
def test_anything_but_a_request_for_a_part_gets_the_whole_page(
    tiny_client: TestClient, rest: str, headers: dict[str, str]
) -> None:
    assert "<html" in tiny_client.get(f"/ru/{rest}", headers=headers).text


@pytest.mark.parametrize("headers", [{}, PARTIAL])
@every_page
def test_a_page_varies_by_what_its_answer_depends_on(
    tiny_client: TestClient, rest: str, headers: dict[str, str]
) -> None:
    vary = tiny_client.get(f"/en/{rest}", headers=headers).headers["vary"]
    assert {word.strip() for word in vary.split(",")} == {
        *("HX-Request", "HX-Request-Type", "HX-History-Restore-Request", "Accept-Encoding")
    }


@pytest.mark.parametrize(
    ("wanted", "locale"),
    {"": "kk", "ru,en;q=0.5": "ru", "en-GB": "en", "de": "kk", "fr,ru;q=0.1": "ru"}.items(),
)
def test_the_root_leads_to_the_language_of_the_browser(
    tiny_client: TestClient, wanted: str, locale: str
) -> None:
    response = tiny_client.get("/", headers={"accept-language": wanted})
    assert (response.status_code, response.headers["location"]) == (307, f"/{locale}/")


def test_the_choice_of_a_language_is_not_kept(tiny_client: TestClient) -> None:
    headers = tiny_client.get("/").headers
    assert (headers["cache-control"], headers["vary"]) == ("private, no-store", "Accept-Language")


@pytest.mark.parametrize("address", ["/de/", "/KK/", "/kz/events", "/kk-KZ/thirty", "/қаз/about"])
def test_an_unknown_locale_is_not_found(tiny_client: TestClient, address: str) -> None:
    assert tiny_client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("address", "wanted", "locale"),
    [
        ("/ru/none", "en", "ru"),
        ("/en/events/none", "ru", "en"),
        ("/none", "ru", "ru"),
        ("/none", "en-US,en", "en"),
        ("/none", "de", "kk"),
        ("/de/events", "ru", "ru"),
    ],
)
def test_what_is_not_found_is_said_in_the_language_of_path_or_browser(
    tiny_client: TestClient, address: str, wanted: str, locale: str
) -> None:
    response = tiny_client.get(address, headers={"accept-language": wanted})
    assert response.status_code == 404
    assert parse_html(response.text).get("html").attributes["lang"] == locale


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@every_page
def test_a_page_can_only_be_read(tiny_client: TestClient, rest: str, method: str) -> None:
    response = tiny_client.request(method, f"/kk/{rest}")
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize(
    ("address", "target"),
    {
        "/kk": "/kk/",
        "/en": "/en/",
        "/kk/events/": "/kk/events",
        "/ru/thirty/?event=x": "/ru/thirty?event=x",
        f"/kk/events/{LAW}/": f"/kk/events/{LAW}",
        "/kiosk?idle=30": "/kiosk/?idle=30",
    }.items(),
)
def test_a_last_slash_is_set_right_for_good(tiny_client: TestClient, address: str, target: str) -> None:
    response = tiny_client.get(address)
    assert (response.status_code, response.headers["location"]) == (308, target)


@pytest.mark.parametrize("address", ["//example.org/", "/%2f%2fexample.org/", "/\\example.org/", "/kk//x/"])
def test_a_slash_never_leads_to_another_host(tiny_client: TestClient, address: str) -> None:
    location = tiny_client.get(f"http://localhost{address}").headers.get("location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


@every_page
def test_what_the_browser_has_is_not_sent_again(tiny_client: TestClient, rest: str) -> None:
    etag = tiny_client.get(f"/kk/{rest}").headers["etag"]
    response = tiny_client.get(f"/kk/{rest}", headers={"if-none-match": etag})
    assert (response.status_code, response.content) == (304, b"")


@every_swap
def test_page_and_partial_have_tags_of_their_own(tiny_client: TestClient, rest: str) -> None:
    page, part = tiny_client.get(f"/kk/{rest}"), tiny_client.get(f"/kk/{rest}", headers=PARTIAL)
    assert page.headers["etag"] != part.headers["etag"]


@every_page
def test_the_head_of_a_page_is_as_for_the_whole(tiny_client: TestClient, rest: str) -> None:
    head, whole = tiny_client.head(f"/kk/{rest}"), tiny_client.get(f"/kk/{rest}")
    assert (head.content, dict(head.headers)) == (b"", dict(whole.headers))


@every_locale
def test_about_is_a_page_of_prose(tiny_client: TestClient, locale: Locale) -> None:
    page = read(tiny_client, f"/{locale}/about")
    assert page.get("h1").text
    assert len(page.get("div", "prose").text) > 20
