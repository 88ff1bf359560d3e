"""The busiest answers, before the routes: to find one among all others takes longer than to answer."""

import re
from typing import Final

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.events import list_events, show_event
from app.core.slugs import SLUG

_EVENTS: Final = re.compile(rf"/api/v1/events(?:/({SLUG.pattern}))?")


class Direct:
    """Answers for the events and for each of them as their routes do; anything else goes on to the routes."""

    def __init__(self, app: ASGIApp, router: APIRouter) -> None:
        """Wrap `app`, the routes, among them those of `router`: what failures are told by."""
        self.app = app
        self.routes = {route.endpoint: route for route in router.routes if isinstance(route, APIRoute)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        found = _EVENTS.fullmatch(scope["path"]) if scope.get("method") == "GET" else None
        if found is None:
            await self.app(scope, receive, send)
            return
        event_id, request = found[1], Request(scope, receive)
        if event_id:
            scope.update(route=self.routes[show_event], path_params={"event_id": event_id})
            response = await show_event(event_id, request)
        else:
            scope.update(route=self.routes[list_events], path_params={})
            response = await list_events(request)
        await response(scope, receive, send)
