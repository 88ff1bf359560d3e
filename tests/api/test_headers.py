"""Headers of the answers: caching, languages, encodings, other sites."""

import gzip

import brotli
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.api.answers import EVENTS, LAW_ID, RESOURCES, WITHOUT_LOCALE
from tests.statements import listen

PERMISSIONS = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), "
    "microphone=(), midi=(), payment=(), serial=(), usb=(), clipboard-read=(), fullscreen=(self), "
    "screen-wake-lock=(self), web-share=(self)"
)
ON_EVERY_ANSWER = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "ETag, Link, Content-Language, Deprecation, Sunset, RateLimit, RateLimit-Policy, Retry-After"
    ),
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Permissions-Policy": PERMISSIONS,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
CACHE = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
# Method, address, request headers: one answer of each status.
ANSWERS = {
    200: ("GET", EVENTS, {}),
    204: ("OPTIONS", EVENTS, {}),
    304: ("GET", EVENTS, {"If-None-Match": "*"}),
    308: ("GET", f"{EVENTS}/", {}),
    400: ("GET", f"{EVENTS}?limit=0", {}),
    404: ("GET", f"{EVENTS}/nope", {}),
    405: ("POST", EVENTS, {}),
    414: ("GET", f"{EVENTS}?q={'a' * 4100}", {}),
    431: ("GET", EVENTS, {"X-Padding": "a" * 33_000}),
}


@pytest.mark.parametrize("status", ANSWERS)
def test_every_answer_carries_the_same_wall(reader: TestClient, status: int) -> None:
    method, url, headers = ANSWERS[status]
    response = reader.request(method, url, headers=headers)
    assert response.status_code == status
    assert {name: response.headers.get_list(name) for name in ON_EVERY_ANSWER} == {
        name: [value] for name, value in ON_EVERY_ANSWER.items()
    }


@pytest.mark.parametrize("status", ANSWERS)
def test_no_answer_names_its_server_or_sets_a_cookie(reader: TestClient, status: int) -> None:
    method, url, headers = ANSWERS[status]
    response = reader.request(method, url, headers=headers)
    assert {"server", "x-powered-by", "set-cookie"}.isdisjoint(name.lower() for name in response.headers)


@pytest.mark.parametrize("status", ANSWERS)
def test_errors_are_not_stored(reader: TestClient, status: int) -> None:
    method, url, headers = ANSWERS[status]
    response = reader.request(method, url, headers=headers)
    assert response.headers["Cache-Control"] == ("no-store" if status >= 400 else CACHE)


@pytest.mark.parametrize("url", RESOURCES)
def test_an_answer_has_a_strong_tag(reader: TestClient, url: str) -> None:
    assert reader.get(url).headers["ETag"].startswith('"')


@pytest.mark.parametrize("url", RESOURCES)
@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "{},", "*"])
def test_a_client_that_has_the_answer_gets_304_without_a_body(
    reader: TestClient, url: str, form: str
) -> None:
    first = reader.get(url)
    again = reader.get(url, headers={"If-None-Match": form.format(first.headers["ETag"])})
    assert (again.status_code, again.content) == (304, b"")


def test_304_keeps_what_a_cache_needs(reader: TestClient) -> None:
    first = reader.get(EVENTS)
    again = reader.get(EVENTS, headers={"If-None-Match": "*"})
    names = ("ETag", "Cache-Control", "Vary", "Content-Language")
    assert {name: again.headers.get(name) for name in names} == {name: first.headers[name] for name in names}


@pytest.mark.parametrize("header", ['"other"', "junk", '""', ",,,", '"', "x" * 5000])
def test_any_other_tag_gets_the_answer(reader: TestClient, header: str) -> None:
    assert reader.get(EVENTS, headers={"If-None-Match": header}).status_code == 200


def test_an_error_has_no_tag(reader: TestClient) -> None:
    response = reader.get(f"{EVENTS}/nope", headers={"If-None-Match": "*"})
    assert (response.status_code, response.headers.get("ETag")) == (404, None)


def test_every_encoding_has_a_tag_of_its_own(reader: TestClient) -> None:
    tags = [
        reader.get(EVENTS, headers={"Accept-Encoding": encoding}).headers["ETag"]
        for encoding in ("br", "gzip", "identity")
    ]
    assert len(set(tags)) == 3


def test_every_locale_has_a_tag_of_its_own(reader: TestClient) -> None:
    tags = [reader.get(f"{EVENTS}?locale={locale}").headers["ETag"] for locale in ("kk", "ru", "en")]
    assert len(set(tags)) == 3


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    {
        "br": "br",
        "gzip": "gzip",
        "gzip, br": "br",
        "gzip, br;q=0": "gzip",
        "br;q=0, gzip;q=0": None,
        "": None,
    }.items(),
)
def test_an_encoding_is_used_when_it_is_accepted(
    reader: TestClient, accepted: str, encoding: str | None
) -> None:
    response = reader.get(EVENTS, headers={"Accept-Encoding": accepted})
    assert response.headers.get("Content-Encoding") == encoding


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_what_is_compressed_is_the_same_answer(reader: TestClient, encoding: str) -> None:
    plain = reader.get(EVENTS, headers={"Accept-Encoding": "identity"}).content
    with reader.stream("GET", EVENTS, headers={"Accept-Encoding": encoding}) as response:
        raw = b"".join(response.iter_raw())
    assert (brotli.decompress(raw) if encoding == "br" else gzip.decompress(raw)) == plain


def test_a_small_answer_stays_plain(reader: TestClient) -> None:
    response = reader.get(f"{EVENTS}?theme=science", headers={"Accept-Encoding": "br"})
    assert "Content-Encoding" not in response.headers


@pytest.mark.parametrize("url", [*RESOURCES, f"{EVENTS}/nope"])
@pytest.mark.parametrize("encoding", ["br", "identity"])
def test_head_gives_the_headers_of_get(reader: TestClient, url: str, encoding: str) -> None:
    headers = {"Accept-Encoding": encoding}
    head, get = reader.head(url, headers=headers), reader.get(url, headers=headers)
    # Each request has an id of its own.
    names = {one.headers.pop("X-Request-ID", None) for one in (head, get)}
    assert len(names) == (2 if get.status_code == 404 else 1)
    assert (head.status_code, dict(head.headers), head.content) == (get.status_code, dict(get.headers), b"")


@pytest.mark.parametrize("url", RESOURCES)
def test_an_answer_varies_by_encoding_alone(reader: TestClient, url: str) -> None:
    assert reader.get(url).headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("url", sorted(set(RESOURCES) - set(WITHOUT_LOCALE)))
@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
def test_an_answer_names_its_language(reader: TestClient, url: str, locale: str) -> None:
    mark = "&" if "?" in url else "?"
    assert reader.get(f"{url}{mark}locale={locale}").headers["Content-Language"] == locale


def test_the_contract_is_english(reader: TestClient) -> None:
    assert reader.get("/api/v1/openapi.json").headers["Content-Language"] == "en"


@pytest.mark.parametrize("url", ["/api/v1/problems", "/api/v1/problems/not_found"])
def test_what_holds_every_language_names_them_all(reader: TestClient, url: str) -> None:
    assert reader.get(url).headers["Content-Language"] == "kk, ru, en"


def test_the_browser_s_language_changes_nothing(reader: TestClient) -> None:
    asked = reader.get(EVENTS, headers={"Accept-Language": "en", "Accept": "text/html", "HX-Request": "true"})
    assert asked.content == reader.get(EVENTS).content


@pytest.mark.parametrize("url", RESOURCES)
def test_a_preflight_is_content(reader: TestClient, url: str) -> None:
    headers = {"Origin": "https://other.example", "Access-Control-Request-Method": "GET"}
    response = reader.options(url, headers=headers)
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response.headers["Access-Control-Max-Age"] == "86400"


def test_options_of_nothing_is_404(reader: TestClient) -> None:
    assert reader.options("/api/v1/nope").status_code == 404


@pytest.mark.parametrize(
    ("url", "target"),
    {
        "/api/v1": "/api/v1/",
        f"{EVENTS}/": EVENTS,
        f"{EVENTS}/?limit=3&locale=ru": f"{EVENTS}?limit=3&locale=ru",
        f"{EVENTS}/{LAW_ID}/": f"{EVENTS}/{LAW_ID}",
        "/api/v1/sources/museum-guide/": "/api/v1/sources/museum-guide",
    }.items(),
)
def test_a_trailing_slash_redirects_within_the_site(reader: TestClient, url: str, target: str) -> None:
    response = reader.get(url)
    assert (response.status_code, response.headers["Location"]) == (308, target)


@pytest.mark.parametrize(
    ("url", "target"),
    {
        "/api/v1/Eras": "/api/v1/eras",
        "/api/V1/EVENTS?limit=3&q=A": f"{EVENTS}?limit=3&q=A",
        f"/api/v1/Events/{LAW_ID}": f"{EVENTS}/{LAW_ID}",
        "/api/v1/On-This-Day/12-16/": "/api/v1/on-this-day/12-16/",
    }.items(),
)
def test_an_upper_case_path_redirects_to_the_lower_case_one(
    reader: TestClient, url: str, target: str
) -> None:
    response = reader.get(url)
    assert (response.status_code, response.headers["Location"]) == (308, target)


@pytest.mark.parametrize("url", ["/api//evil.example/", "/api/v1//evil.example/", "/api/\\evil.example/"])
def test_a_redirect_never_leaves_the_site(reader: TestClient, url: str) -> None:
    target = reader.get(url).headers.get("Location", "/")
    assert target.startswith("/")
    assert not target.startswith("//")
    assert "\\" not in target


@pytest.mark.parametrize("headers", [{}, {"If-None-Match": "*"}])
def test_the_same_answer_again_asks_the_database_nothing(
    tiny_app: FastAPI, tiny_client: TestClient, headers: dict[str, str]
) -> None:
    asked = listen(tiny_app)
    tiny_client.get(EVENTS)
    once = len(asked)
    tiny_client.get(EVENTS, headers=headers)
    assert (once > 0, len(asked)) == (True, once)


def test_an_error_is_not_kept(tiny_app: FastAPI, tiny_client: TestClient) -> None:
    asked = listen(tiny_app)
    tiny_client.get(f"{EVENTS}/nope")
    once = len(asked)
    tiny_client.get(f"{EVENTS}/nope")
    assert len(asked) == 2 * once
