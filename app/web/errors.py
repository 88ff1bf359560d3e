"""Every failure as an answer: a page below /, a problem document below /api."""

import logging
import re
import sqlite3
from collections.abc import Callable
from typing import Final

from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.errors import DatabaseUnfit, NotFound, Renamed, ReportsUnfit, TooBusy, Withdrawn
from app.core.framing import is_embed
from app.core.locales import Locale, parse_locale
from app.deps import wants_partial
from app.i18n.negotiate import choose_locale
from app.views.prose import view_error
from app.web.params import BadParameter
from app.web.render import Renderer
from app.web.security import METHODS, Refusal, is_api, is_open

log = logging.getLogger("app.web")
INDEX: Final = "/api/v1/"
_LEADING_LOCALE: Final = re.compile(r"/(kk|ru|en)(?:/|$)")
_RETRY: Final = {"Retry-After": "5"}


def find_locale(request: Request) -> Locale:
    """Give the locale of the path, or else of the browser, or else Kazakh."""
    found = _LEADING_LOCALE.match(request.url.path)
    named = parse_locale(found[1]) if found else None
    return named or choose_locale(request.headers.get("accept-language", ""))


def classify(error: Exception) -> tuple[int, str, dict[str, str]]:
    """Give status, code and headers of a failure; 500 and `internal` for what nobody foresaw."""
    match error:
        case Refusal():
            return error.status, error.code, error.headers
        case NotFound():
            return 404, "not_found", {}
        case Withdrawn():
            return 410, "withdrawn", {}
        case BadParameter():
            return 400, "invalid_parameter", {}
        case TooBusy():
            return 503, "busy", {"Retry-After": "1"}
        case DatabaseUnfit() | ReportsUnfit():
            return 503, "not_ready", _RETRY
        case OperationalError() | sqlite3.OperationalError() if "interrupted" in str(error):
            return 503, "too_costly", _RETRY
        case HTTPException(status_code=404):
            return 404, "no_such_resource", {}
        case HTTPException(status_code=405):
            return 405, "read_only", {"Allow": "GET, HEAD, OPTIONS"}
        case _:
            return 500, "internal", {}


def note_incident(request: Request, error: Exception) -> str:
    """Log a failure that nobody foresaw under the id of its request, and give the id."""
    name = str(request.state.request_id)
    log.error("unforeseen", exc_info=error, extra={"request_id": name})
    return name


def find_route(scope: Scope) -> str | None:
    """Give the pattern of the address that was asked for, such as /{locale}/events; None without a route."""
    route = scope.get("route")
    if route is None:
        return scope.get("root_path") or None
    has_prefix = scope["path"].startswith(INDEX) and not route.path.startswith(INDEX)
    return f"{INDEX.rstrip('/')}{route.path}" if has_prefix else str(route.path)


def answer_page(request: Request, error: Exception) -> Response:
    """Give the error page; an htmx partial gets the notice alone."""
    status, _, headers = classify(error)
    incident = note_incident(request, error) if status == 500 else None
    locale = find_locale(request)
    renderer: Renderer = request.app.state.renderer
    reason = error.reason[locale] if isinstance(error, Withdrawn) else None
    view = view_error(status, locale, incident, reason)
    framed = is_embed(request.url.path, request.url.query)
    page, part = "pages/error.html", "partials/_notice.html"
    response = renderer.respond(page, part, view, locale, wants_partial(request), status, is_embed=framed)
    response.headers.update(headers)
    return response


def _is_routed(request: Request, path: str) -> bool:
    scope = {**request.scope, "path": path.rstrip("/")}
    return any(route.matches(scope)[0] is Match.FULL for route in request.app.routes)


def redirect_spelling(request: Request) -> Response | None:
    """Give a relative redirect to the address as we spell it, if that is another.

    With or without its last slash where we have one, and in lower case below /api.
    """
    path = request.url.path
    query = f"?{request.url.query}" if request.url.query else ""
    lower = path.lower()
    if is_api(path) and lower != path and _is_routed(request, lower):
        return RedirectResponse(f"{lower}{query}", status_code=308)
    if path in {"/kk", "/ru", "/en", "/kiosk", "/api/v1"}:
        return RedirectResponse(f"{path}/{query}", status_code=308)
    if re.fullmatch(r"/[A-Za-z0-9_-][A-Za-z0-9/_.-]*[A-Za-z0-9_.-]/", path):
        return RedirectResponse(f"{path.rstrip('/')}{query}", status_code=308)
    return None


def redirect_renamed(request: Request, error: Renamed) -> Response:
    """Give a relative redirect to the same address with the new id, whatever follows the id."""
    parts = request.url.path.split("/")
    same = (
        f"{error.new}{part.removeprefix(error.old)}" if part.partition(".")[0] == error.old else part
        for part in parts
    )
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse("/".join(same) + query, status_code=308)


def answer_options(request: Request) -> Response:
    """Say what may be done with an address that exists; where other sites read, preflights are content."""
    methods = ", ".join(METHODS)
    headers = {"Allow": methods}
    if is_open(request.url.path):
        headers |= {"Access-Control-Allow-Methods": methods, "Access-Control-Max-Age": "86400"}
    return Response(status_code=204, headers=headers)


class Gate:
    """Around the routes: answers refusals, and turns what nobody caught into a 500 of the right shape."""

    def __init__(self, app: ASGIApp, answer: Callable[[Request, Exception], Response]) -> None:
        """Wrap `app`; `answer` makes the response to a failure."""
        self.app = app
        self.answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on unless it is refused."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        has_begun = False

        async def watch(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            refusal = scope.get("state", {}).get("refusal")
            if refusal:
                raise refusal
            await self.app(scope, receive, watch)
        except Exception as error:
            if has_begun:
                raise
            await self.answer(Request(scope), error)(scope, receive, send)
        finally:
            scope.setdefault("state", {})["route"] = find_route(scope)
