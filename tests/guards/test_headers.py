"""The headers of every answer, exactly: any route, any status, pages, assets, API, kiosk and health."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx2 as httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings

PAGE_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; media-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
KIOSK_CSP = PAGE_CSP.replace("form-action 'self'", "form-action 'none'")
EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), clipboard-read=(), "
        "fullscreen=(self), screen-wake-lock=(self), web-share=(self)"
    ),
}
PAGE = {"cross-origin-resource-policy": "same-origin", "x-frame-options": "DENY"}
WALLS: dict[str, dict[str, str | None]] = {
    "page": {**EVERYWHERE, **PAGE, "content-security-policy": PAGE_CSP},
    "open": {
        **EVERYWHERE,
        **PAGE,
        "content-security-policy": PAGE_CSP,
        "cross-origin-resource-policy": "cross-origin",
        "access-control-allow-origin": "*",
    },
    "kiosk": {**EVERYWHERE, **PAGE, "content-security-policy": KIOSK_CSP},
    "embed": {
        **EVERYWHERE,
        "content-security-policy": PAGE_CSP.replace("frame-ancestors 'none'", "frame-ancestors *"),
        "cross-origin-resource-policy": "same-origin",
        "x-frame-options": None,
    },
    "api": {
        **EVERYWHERE,
        "content-security-policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
        "cross-origin-resource-policy": "cross-origin",
        "access-control-allow-origin": "*",
    },
}
SOON = "public, max-age=60, stale-if-error=86400"
SOON_API = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
NEVER_SENT = {"server", "x-powered-by", "set-cookie", "access-control-allow-credentials", "date"}
LAW = "1991-12-16-independence-law"


class Case(NamedTuple):
    """A request, the status of its answer, which wall it gets, and how long it may be kept."""

    target: str
    status: int
    wall: str
    cache: str
    method: str = "GET"
    host: str = "localhost"


CASES = [
    Case("/", 307, "page", "private, no-store"),
    *(Case(f"/kk/{rest}", 200, "page", SOON) for rest in ("", "events", f"events/{LAW}", "thirty", "about")),
    *(Case(f"/kk/{rest}?embed", 200, "embed", SOON) for rest in ("events", f"events/{LAW}", "thirty")),
    Case("/kk/events/none?embed", 404, "embed", "no-store"),
    *(Case(f"/kk/{rest}", 200, "page", SOON) for rest in ("?embed", "events?embed=1", "overview?embed")),
    Case("/kk/", 200, "page", SOON, "HEAD"),
    Case("/kk/", 204, "page", SOON, "OPTIONS"),
    Case("/kk/", 405, "page", "no-store", "POST"),
    Case("/kk/", 405, "page", "no-store", "TRACE"),
    Case("/kk/", 400, "page", "no-store", "GET", "example.org"),
    Case("/docs", 307, "page", "private, no-store"),
    Case("/kk/docs", 200, "page", SOON),
    Case("/kk", 308, "page", SOON),
    Case("/kk/events/", 308, "page", SOON),
    Case("/kk/events?theme=none", 400, "page", "no-store"),
    Case("/kk/events/none", 404, "page", "no-store"),
    Case("/de/", 404, "page", "no-store"),
    Case("/none", 404, "page", "no-store"),
    Case(f"/{'x' * 4200}", 414, "page", "no-store"),
    Case("/static/0000000000/css/base.css", 200, "page", "public, max-age=3600"),
    Case("/static/0000000000/css/none.css", 404, "page", "no-store"),
    Case("/static/0000000000/fonts/VERSIONS.md", 404, "page", "no-store"),
    Case("/static/0000000000/%2e%2e/pyproject.toml", 404, "page", "no-store"),
    Case("/healthz", 200, "page", "no-store"),
    Case("/readyz", 200, "page", "no-store"),
    *(Case(f"/{rest}", 200, "page", SOON) for rest in ("feed.atom", "ru/feed.atom", "events.ics")),
    *(Case(f"/{rest}", 200, "page", SOON) for rest in ("sitemap.xml", "robots.txt", "llms.txt")),
    Case("/manifest.webmanifest", 200, "page", "no-cache"),
    Case("/media/card/none.png", 404, "open", "no-store"),
    Case(f"/id/{LAW}", 303, "open", SOON),
    Case("/id/none", 404, "open", "no-store"),
    Case("/kiosk/", 200, "kiosk", SOON),
    Case("/kiosk", 308, "kiosk", SOON),
    *(Case(f"/kiosk/{rest}", 200, "kiosk", "no-cache") for rest in ("bundle.json", "sw.js")),
    Case("/kiosk/none", 404, "kiosk", "no-store"),
    Case("/kiosk/beat", 404, "kiosk", "no-store"),
    Case("/kiosk/beat", 404, "kiosk", "no-store", "POST"),
    *(Case(f"/staff/kiosks{end}", 404, "page", "no-store") for end in ("", ".json")),
    Case("/kiosk/", 405, "kiosk", "no-store", "DELETE"),
    *(Case(f"/api/v1/{rest}", 200, "api", SOON_API) for rest in ("", "events", f"events/{LAW}", "eras")),
    *(Case(f"/api/v1/{rest}", 200, "api", SOON_API) for rest in ("collections", "themes", "places")),
    *(Case(f"/api/v1/{rest}", 200, "api", SOON_API) for rest in ("people", "series", "sources", "problems")),
    Case("/api/v1/milestones", 307, "api", SOON_API),
    Case("/api/v1/on-this-day", 307, "api", "no-store"),
    Case("/api/v1/ERAS", 308, "api", SOON_API),
    Case("/api/v1/openapi.json", 200, "api", SOON_API),
    *(
        Case(f"/api/v1/events.{end}", 200, "api", SOON_API)
        for end in ("csv", "ndjson", "ics", "geojson", "atom")
    ),
    Case("/api/v1/events.json", 308, "api", SOON_API),
    Case("/api/v1/events?v=1", 307, "api", SOON_API),
    Case("/api/v1/on-this-day.atom", 307, "api", "no-store"),
    Case("/api/v1/dump", 200, "api", SOON_API),
    Case("/oembed?url=/kk/thirty", 200, "api", SOON_API),
    Case("/oembed?url=/kk/thirty&format=yaml", 501, "api", "no-store"),
    Case("/oembed", 400, "api", "no-store"),
    Case("/api/v1/events?limit=0", 400, "api", "no-store"),
    Case("/api/v1/events/none", 404, "api", "no-store"),
    Case("/api/none", 404, "api", "no-store"),
    Case("/api/v1/events", 405, "api", "no-store", "PUT"),
    Case("/api/v1/events", 204, "api", SOON_API, "OPTIONS"),
    Case("/api/v1/events", 400, "api", "no-store", "GET", "example.org"),
]
UNREADY = [
    *(Case(f"/ru/{rest}", 503, "page", "no-store") for rest in ("", f"events/{LAW}", "thirty", "about")),
    *(Case(f"/{rest}", 503, "page", "no-store") for rest in ("feed.atom", "kk/events.ics", "sitemap.xml")),
    *(Case(f"/kiosk/{rest}", 503, "kiosk", "no-store") for rest in ("", "bundle.json")),
    Case("/api/v1/events", 503, "api", "no-store"),
    Case("/readyz", 503, "page", "no-store"),
    Case("/healthz", 200, "page", "no-store"),
]


def name(case: Case) -> str:
    """Give a case's name in reports."""
    return f"{case.method} {case.target[:40]} {case.status}"


def ask(client: TestClient, case: Case, **headers: str) -> httpx.Response:
    """Give the answer to a case, which must have its status."""
    response = client.request(case.method, case.target, headers={"host": case.host, **headers})
    assert response.status_code == case.status
    return response


@pytest.fixture
def unready_client(tmp_path: Path) -> Iterator[TestClient]:
    """Give a client of an application without a database."""
    app = create_app(Settings(database=tmp_path / "none.sqlite", connections=2))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize("case", CASES, ids=name)
def test_an_answer_carries_the_wall_of_its_kind(reader: TestClient, case: Case) -> None:
    headers = ask(reader, case).headers
    assert {key: headers.get(key) for key in WALLS[case.wall]} == WALLS[case.wall]


@pytest.mark.parametrize("case", CASES, ids=name)
def test_an_answer_says_how_long_it_may_be_kept(reader: TestClient, case: Case) -> None:
    assert ask(reader, case).headers.get("cache-control") == case.cache


@pytest.mark.parametrize("case", CASES, ids=name)
def test_an_answer_says_nothing_about_the_server_and_sets_no_cookie(reader: TestClient, case: Case) -> None:
    assert NEVER_SENT & set(ask(reader, case).headers) == set()


@pytest.mark.parametrize("case", CASES, ids=name)
def test_no_header_stands_twice(reader: TestClient, case: Case) -> None:
    keys = [key for key, _ in ask(reader, case).headers.multi_items()]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("case", UNREADY, ids=name)
def test_a_server_without_data_keeps_its_walls(unready_client: TestClient, case: Case) -> None:
    headers = ask(unready_client, case).headers
    wanted = {**WALLS[case.wall], "cache-control": case.cache}
    assert {key: headers.get(key) for key in wanted} == wanted


@pytest.mark.parametrize("case", [case for case in CASES if case.status == 200], ids=name)
def test_what_the_client_has_is_not_sent_again_but_keeps_its_wall(reader: TestClient, case: Case) -> None:
    etag = ask(reader, case).headers.get("etag")
    if etag is None:
        assert case.cache == "no-store"
        return
    headers = ask(reader, case._replace(status=304), **{"if-none-match": etag}).headers
    wanted = {**WALLS[case.wall], "cache-control": case.cache, "etag": etag}
    assert {key: headers.get(key) for key in wanted} == wanted


def test_an_asset_at_its_lasting_address_is_kept_for_a_year(
    tiny_app: FastAPI, tiny_client: TestClient
) -> None:
    address = tiny_app.state.renderer.asset("css/base.css")
    assert tiny_client.get(address).headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("target", ["/kk/", "/kiosk/", "/api/v1/events", "/healthz", "/none"])
def test_behind_https_the_wall_says_so(tiny_settings: Settings, target: str) -> None:
    app = create_app(tiny_settings.model_copy(update={"https": True}))
    with TestClient(app, base_url="http://localhost") as client:
        headers = client.get(target).headers
    assert headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert headers["content-security-policy"].endswith("; upgrade-insecure-requests")


@pytest.mark.parametrize("target", ["/kk/", "/kiosk/", "/api/v1/events", "/healthz"])
def test_without_https_nothing_promises_it(reader: TestClient, target: str) -> None:
    headers = reader.get(target).headers
    assert "strict-transport-security" not in headers
    assert "upgrade-insecure-requests" not in headers["content-security-policy"]
