"""create_app(settings): the only place where rooms are wired together."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

import anyio
import anyio.to_thread
from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Scope

from app.api import events, feeds, routes, streams
from app.api.direct import Direct
from app.api.errors import TITLES, ApiError, answer_problem, find_locale
from app.api.openapi import finish_contract
from app.core.errors import ExtraMissing, Renamed, TimelineError, Withdrawn
from app.db import Database
from app.reports import Reports
from app.settings import Settings
from app.web import (
    days,
    developers,
    docs,
    exports,
    health,
    kiosk,
    kiosk_beat,
    kiosk_parts,
    oembed,
    overview,
    pages,
    patterns,
    people,
    places,
    quiz,
    rooms,
    site,
    staff,
    tours,
)
from app.web.answers import Answer
from app.web.assets import HashedStatic, hash_tree
from app.web.errors import (
    Gate,
    answer_options,
    answer_page,
    classify,
    note_incident,
    redirect_renamed,
    redirect_spelling,
)
from app.web.finish import Finish
from app.web.monitor import CLOSED, Monitor
from app.web.rates import Rates
from app.web.ready import Ready
from app.web.render import Renderer
from app.web.security import AGENTS, BEAT, Limits, SecurityHeaders, is_api
from app.web.versions import Versions

if TYPE_CHECKING:
    from app.api.agents import Agents

# In the order in which they are tried.
ROUTERS: Final = (
    health.router,
    routes.router,
    feeds.roots,
    streams.roots,
    exports.router,
    oembed.router,
    kiosk.router,
    kiosk_parts.router,
    kiosk_beat.router,
    staff.router,
    docs.router,
    pages.router,
    overview.router,
    places.router,
    rooms.router,
    tours.router,
    quiz.router,
    days.router,
    people.router,
    developers.router,
)
# What is asked of new data before anybody else does: index, lists, milestones.
WARM: Final = (
    "/api/v1/events?milestone=true",
    *(
        f"/api/v1/{kind}{query}"
        for kind in ("", "events", "eras", "collections", "themes", "places", "people", "sources", "series")
        for query in ("", "?locale=ru", "?locale=en")
    ),
)


def answer_failure(request: Request, error: Exception) -> Response:
    """Give the response to a failure: a redirect, a problem document, or a page."""
    if isinstance(error, HTTPException) and error.status_code == 404:
        redirect = redirect_spelling(request)
        if redirect:
            return redirect
    if request.method == "OPTIONS" and isinstance(error, HTTPException) and error.status_code == 405:
        return answer_options(request)
    if isinstance(error, Renamed):
        return redirect_renamed(request, error)
    if not is_api(request.url.path) and request.url.path != BEAT:
        return answer_page(request, error)
    if isinstance(error, ApiError):
        return answer_problem(request, error, error.headers)
    status, code, headers = classify(error)
    instance = note_incident(request, error) if status == 500 else None
    reason = error.reason[find_locale(request)] if isinstance(error, Withdrawn) else None
    problem = ApiError(status, code if code in TITLES else "internal", hint=reason)
    return answer_problem(request, problem, headers, instance)


class TimelineApp(FastAPI):
    """FastAPI inside our own wall: headers, limits, finished bytes, failures; plain ASGI, in this order."""

    def openapi(self) -> dict[str, Any]:
        """Give the contract of the API."""
        return finish_contract(super().openapi())

    def find_ready(self, scope: Scope) -> Answer | None:
        """Give the reply to a request that was answered before, or None."""
        ready: Ready | None = getattr(self.state, "ready", None)
        return ready.find(scope) if ready else None

    def build_middleware_stack(self) -> ASGIApp:
        """Give the routes with everything around them."""
        settings, database = self.state.settings, self.state.database
        routes = super().build_middleware_stack()
        # Starlette's last resort answers in plain words and raises again; the gate is ours.
        routes = routes.app if isinstance(routes, ServerErrorMiddleware) else routes
        gate = Gate(Direct(routes, events.router), answer_failure)
        finish = Finish(gate, lambda: database.data_version, WARM)
        versions = Versions(finish, lambda: database.data_version)
        rated = Rates(versions, settings.rate_limit) if settings.rate_limit else versions
        limits = Limits(rated, settings)
        self.state.finish, self.state.limits = finish, limits
        count = self.state.metrics.count if settings.metrics else None
        wall = Monitor(SecurityHeaders(limits, settings), count)
        if settings.rate_limit or settings.log_kept:  # each request is counted
            return wall
        self.state.ready = ready = Ready(wall, finish)
        return ready


def make_agents(app: FastAPI) -> "Agents":
    """Give the endpoint for language models, made of the routes that are there. Raises ExtraMissing."""
    try:
        from app.api.agents import Agents  # noqa: PLC0415 - an extra, which most servers do without
    except ModuleNotFoundError as error:
        raise ExtraMissing(f"ALTYN_MCP needs the extra “mcp” ({error.name} is not installed)") from error
    return Agents(app)


def add_metrics(app: FastAPI) -> None:
    """Let the app count what it answers, and show it."""
    from app.web import metrics  # noqa: PLC0415 - most servers do without its library

    app.state.metrics = metrics.Metrics(app.state)
    app.include_router(metrics.router)


def create_app(settings: Settings, is_static: bool = False) -> FastAPI:
    """Give the application on the database that `settings` name; nothing is shared between two of them.

    is_static: its answers become plain files, with pages that stand in for what a server would do.
    """

    @asynccontextmanager
    async def live(_: FastAPI) -> AsyncIterator[dict[str, object]]:
        # Never more worker threads than connections: with more, 64 clients lock the pool up.
        anyio.to_thread.current_default_thread_limiter().total_tokens = settings.connections
        async with AsyncExitStack() as stack:
            if agents:
                await stack.enter_async_context(agents.open())
            yield {CLOSED: app.state.closed}
        app.state.database.close()

    app = TimelineApp(
        title="Алтын бесік",
        summary="Kazakhstan's road to independence and its milestones since, 1986–2023.",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        # To look for whoever listens takes a part of each answer's time; nobody does.
        telemetry={"tracing": False, "metrics": False, "logs": False},
        lifespan=live,
    )
    tree = hash_tree()
    app.state.settings = settings
    app.state.database = Database(settings.database, settings.connections)
    app.state.closed = Counter[str]()
    app.state.turns, app.state.heavy_turns = anyio.Semaphore(settings.connections), anyio.Semaphore(1)
    app.state.reports = Reports(settings.reports)
    app.state.beats = kiosk_beat.Beats()
    app.state.renderer = Renderer(tree, settings.public_url, is_static)
    app.state.kiosk_shelf = kiosk_parts.Shelf(app.state.renderer)
    app.add_exception_handler(TimelineError, answer_failure)
    app.add_exception_handler(HTTPException, answer_failure)
    app.mount("/static", HashedStatic(tree))
    for router in (site.router, *ROUTERS) if is_static else ROUTERS:
        app.include_router(router)
    agents = make_agents(app) if settings.mcp else None
    if agents:
        app.router.routes.append(Route(AGENTS, agents))
    if settings.patterns:
        app.include_router(patterns.router)
    if settings.metrics:
        add_metrics(app)
    return app


def create_default_app() -> FastAPI:
    """Give the application with settings from the environment, for the server to start."""
    return create_app(Settings())
