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
    {"HX-Request-Type": "partial"},
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
def test_a_page_is_in_the_language_of_its_path(reader: TestClient, rest: str, locale: Locale) -> None:
    assert read(reader, f"/{locale}/{rest}").get("html").attributes["lang"] == locale


@every_locale
@every_page
def test_a_page_names_its_language_in_a_header(reader: TestClient, rest: str, locale: Locale) -> None:
    assert reader.get(f"/{locale}/{rest}").headers["content-language"] == locale


@every_locale
@every_page
def test_a_page_has_one_heading_of_the_first_rank(reader: TestClient, rest: str, locale: Locale) -> None:
    assert len(read(reader, f"/{locale}/{rest}").find_all("h1")) == 1


@every_locale
@every_page
def test_a_page_has_its_twins_in_all_languages(reader: TestClient, rest: str, locale: Locale) -> None:
    nav = read(reader, f"/{locale}/{rest}").get("nav", "header__locales")
    assert [link.attributes["aria-label"] for link in nav.find_all("a")] == list(NATIVE_NAMES.values())


@every_page
def test_the_twins_of_a_page_answer(reader: TestClient, rest: str) -> None:
    page = read(reader, f"/kk/{rest}")
    links = [page.get("link", rel="alternate", hreflang=locale) for locale in LOCALES]
    found = [read(reader, link.attributes["href"]).get("html").attributes["lang"] for link in links]
    assert found == list(LOCALES)


@every_locale
@every_swap
def test_the_partial_stands_word_for_word_in_the_page(reader: TestClient, rest: str, locale: Locale) -> None:
    partial = reader.get(f"/{locale}/{rest}", headers=PARTIAL).text
    assert partial.strip() in reader.get(f"/{locale}/{rest}").text


@every_swap
def test_a_partial_is_no_whole_page(reader: TestClient, rest: str) -> None:
    assert "<html" not in reader.get(f"/ru/{rest}", headers=PARTIAL).text


@pytest.mark.parametrize("headers", WHOLE)
@every_swap
def test_anything_but_a_request_for_a_part_gets_the_whole_page(
    reader: TestClient, rest: str, headers: dict[str, str]
) -> None:
    assert "<html" in reader.get(f"/ru/{rest}", headers=headers).text


@pytest.mark.parametrize("headers", [{}, PARTIAL])
@every_page
def test_a_page_varies_by_what_its_answer_depends_on(
    reader: TestClient, rest: str, headers: dict[str, str]
) -> None:
    vary = reader.get(f"/en/{rest}", headers=headers).headers["vary"]
    assert {word.strip() for word in vary.split(",")} == {
        *("HX-Request", "HX-Request-Type", "HX-History-Restore-Request", "Accept-Encoding")
    }


@pytest.mark.parametrize(
    ("wanted", "locale"),
    {"": "kk", "ru,en;q=0.5": "ru", "en-GB": "en", "de": "kk", "fr,ru;q=0.1": "ru"}.items(),
)
def test_the_root_leads_to_the_language_of_the_browser(reader: TestClient, wanted: str, locale: str) -> None:
    response = reader.get("/", headers={"accept-language": wanted})
    assert (response.status_code, response.headers["location"]) == (307, f"/{locale}/")


def test_the_choice_of_a_language_is_not_kept(reader: TestClient) -> None:
    headers = reader.get("/").headers
    assert (headers["cache-control"], headers["vary"]) == ("private, no-store", "Accept-Language")


@pytest.mark.parametrize("address", ["/de/", "/KK/", "/kz/events", "/kk-KZ/thirty", "/қаз/about"])
def test_an_unknown_locale_is_not_found(reader: TestClient, address: str) -> None:
    assert reader.get(address).status_code == 404


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
    reader: TestClient, address: str, wanted: str, locale: str
) -> None:
    response = reader.get(address, headers={"accept-language": wanted})
    assert response.status_code == 404
    assert parse_html(response.text).get("html").attributes["lang"] == locale


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@every_page
def test_a_page_can_only_be_read(reader: TestClient, rest: str, method: str) -> None:
    response = reader.request(method, f"/kk/{rest}")
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
def test_a_last_slash_is_set_right_for_good(reader: TestClient, address: str, target: str) -> None:
    response = reader.get(address)
    assert (response.status_code, response.headers["location"]) == (308, target)


@pytest.mark.parametrize("address", ["//example.org/", "/%2f%2fexample.org/", "/\\example.org/", "/kk//x/"])
def test_a_slash_never_leads_to_another_host(reader: TestClient, address: str) -> None:
    location = reader.get(f"http://localhost{address}").headers.get("location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


@every_page
def test_what_the_browser_has_is_not_sent_again(reader: TestClient, rest: str) -> None:
    etag = reader.get(f"/kk/{rest}").headers["etag"]
    response = reader.get(f"/kk/{rest}", headers={"if-none-match": etag})
    assert (response.status_code, response.content) == (304, b"")


@every_page
def test_nothing_but_the_address_and_what_vary_names_changes_a_page(reader: TestClient, rest: str) -> None:
    reader.app.state.finish.version = None  # type: ignore[attr-defined]
    others = {
        "Accept-Language": "en",
        "Accept": "application/json",
        "Cookie": "locale=en",
        "User-Agent": "Mozilla/5.0 (iPhone)",
        "Referer": "https://example.org/",
        "X-Forwarded-Host": "example.org",
        "X-Forwarded-Proto": "https",
        "Forwarded": "host=example.org;proto=https",
        "DNT": "1",
    }
    asked = reader.get(f"/kk/{rest}", headers=others)
    reader.app.state.finish.version = None  # type: ignore[attr-defined] # what is kept would be the same
    assert asked.content == reader.get(f"/kk/{rest}").content


@every_swap
def test_page_and_partial_have_tags_of_their_own(reader: TestClient, rest: str) -> None:
    page, part = reader.get(f"/kk/{rest}"), reader.get(f"/kk/{rest}", headers=PARTIAL)
    assert page.headers["etag"] != part.headers["etag"]


@every_page
def test_the_head_of_a_page_is_as_for_the_whole(reader: TestClient, rest: str) -> None:
    head, whole = reader.head(f"/kk/{rest}"), reader.get(f"/kk/{rest}")
    assert (head.content, dict(head.headers)) == (b"", dict(whole.headers))


@every_locale
def test_about_is_a_page_of_prose(reader: TestClient, locale: Locale) -> None:
    page = read(reader, f"/{locale}/about")
    assert page.get("h1").text
    assert len(page.get("div", "prose").text) > 20
