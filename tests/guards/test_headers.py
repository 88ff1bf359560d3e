"""The headers of every answer, exactly: any route, any status, pages, assets, API, kiosk and health."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx2 as httpx
import pytest
from fastapi import APIRouter, FastAPI
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from app.api.direct import Direct
from app.db import Database
from app.main import ROUTERS, create_app
from app.settings import Settings
from app.web.protocol import word_refusal
from tests.api.answers import FORMATS, RESOURCES
from tests.api.answers import LAW_ID as LAW

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
# Pages besides those that visitors see first, and parts of the kiosk.
ROOMS = (
    *("documents", "places", "places/almaty", "halls", "halls/origins", "collections/thirty", "almaty-2050"),
    *("figures", "figures/city-people", "sources", "sources/city-paper", "tours/thirty", "people"),
    *("people/nursultan-nazarbayev", "on-this-day/12-16", "developers", "events.ics"),
)
PARTS = ("index.json", "timeline.html", f"events/{LAW}.html")


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
    *(Case(f"/kk/{rest}", 200, "page", SOON) for rest in ROOMS),
    *(Case(f"/kk/{rest}", 404, "page", "no-store") for rest in ("capital", "quiz")),
    Case("/kk/on-this-day", 307, "page", "private, no-store"),
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
    *(Case(f"/media/{name}.png", 404, "open", "no-store") for name in ("none", "card/none")),
    Case(f"/id/{LAW}", 303, "open", SOON),
    Case("/id/none", 404, "open", "no-store"),
    Case("/kiosk/", 200, "kiosk", SOON),
    Case("/kiosk", 308, "kiosk", SOON),
    *(Case(f"/kiosk/{rest}", 200, "kiosk", "no-cache") for rest in ("bundle.json", "sw.js")),
    *(Case(f"/kiosk/kk/{part}", 200, "kiosk", SOON) for part in PARTS),
    Case("/kiosk/none", 404, "kiosk", "no-store"),
    Case("/kiosk/beat", 404, "kiosk", "no-store"),
    Case("/kiosk/beat", 404, "kiosk", "no-store", "POST"),
    *(Case(f"/staff/kiosks{end}", 404, "page", "no-store") for end in ("", ".json")),
    Case("/kiosk/", 405, "kiosk", "no-store", "DELETE"),
    *(Case(address, 200, "api", SOON_API) for address in (*RESOURCES, *FORMATS[:-1])),
    Case("/api/v1/milestones", 307, "api", SOON_API),
    Case("/api/v1/on-this-day", 307, "api", "no-store"),
    Case("/api/v1/ERAS", 308, "api", SOON_API),
    Case("/api/v1/events.json", 308, "api", SOON_API),
    Case("/api/v1/events?v=1", 307, "api", SOON_API),
    Case("/api/v1/on-this-day.atom", 307, "api", "no-store"),
    Case(FORMATS[-1], 307, "api", SOON_API),
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


def list_routes(router: APIRouter) -> Iterator[Route]:
    """Give the routes of a router and of those in it."""
    for route in router.routes:
        if isinstance(route, Route):
            yield route
        else:
            yield from list_routes(route.original_router)  # type: ignore[attr-defined] # FastAPI's own


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


@pytest.mark.parametrize(
    "route", [route for router in ROUTERS for route in list_routes(router)], ids=lambda route: route.path
)
def test_every_route_has_a_case(route: Route) -> None:
    paths = {case.target.partition("?")[0] for case in CASES}
    assert any(route.path_regex.match(path) for path in paths | {path[len("/api/v1") :] for path in paths})


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
    whole = ask(reader, case).headers
    if "etag" not in whole:
        assert case.cache == "no-store"
        return
    headers = ask(reader, case._replace(status=304), **{"if-none-match": whole["etag"]}).headers
    wanted = {**WALLS[case.wall], "cache-control": case.cache, "etag": whole["etag"]}
    wanted["vary"] = whole.get("vary")
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


PLACES = sorted({(case.target, case.wall) for case in CASES if case.status == 200 and case.method == "GET"})


def check_walls(client: TestClient, status: int, method: str = "GET", host: str = "localhost") -> int:
    """Give how many places answer with this status; each of these carries its whole wall."""
    count = 0
    for target, wall in PLACES:
        response = client.request(method, target, headers={"host": host})
        if response.status_code == status:
            count += 1
            wanted = {**WALLS[wall], "cache-control": "no-store"}
            assert {key: response.headers.get(key) for key in wanted} == wanted, target
            assert NEVER_SENT & set(response.headers) == set(), target
    return count


def test_every_place_keeps_its_wall_when_the_host_is_wrong(reader: TestClient) -> None:
    assert check_walls(reader, 400, host="example.org") == len(PLACES)


def test_every_place_keeps_its_wall_when_it_is_written_to(reader: TestClient) -> None:
    assert check_walls(reader, 405, method="DELETE") == len(PLACES)


def test_every_place_keeps_its_wall_when_too_much_is_in_work(
    tiny_app: FastAPI, tiny_client: TestClient
) -> None:
    tiny_client.get("/healthz")
    tiny_app.state.limits.most = 0
    assert check_walls(tiny_client, 503) == len(PLACES)


def test_every_place_keeps_its_wall_when_our_own_code_fails(
    tiny_app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Direct.__call__

    async def fail(self: Direct, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            raise RuntimeError
        await plain(self, scope, receive, send)

    monkeypatch.setattr(Direct, "__call__", fail)
    with TestClient(tiny_app, base_url="http://localhost", raise_server_exceptions=False) as client:
        assert check_walls(client, 500) == len(PLACES)


def test_every_place_that_asks_the_data_keeps_its_wall_when_our_own_code_fails(
    tiny_app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Database, "session", fail)
    with TestClient(tiny_app, base_url="http://localhost", raise_server_exceptions=False) as client:
        assert check_walls(client, 500) >= len(PLACES) // 2


@pytest.mark.parametrize("status", [400, 414, 431])
def test_what_never_became_a_request_gets_a_wall_too(status: int) -> None:
    head, _, words = word_refusal(status).decode().partition("\r\n\r\n")
    pairs = [line.partition(": ")[::2] for line in head.split("\r\n")[1:]]
    wanted = {
        **EVERYWHERE,
        "content-security-policy": WALLS["api"]["content-security-policy"],
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "no-store",
        "connection": "close",
    }
    assert {key: value for key, value in pairs if key in wanted} == wanted
    assert len(dict(pairs)) == len(pairs)
    assert NEVER_SENT & set(dict(pairs)) == set()
    assert int(dict(pairs)["content-length"]) == len(words)
