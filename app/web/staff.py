"""What the museum's staff sees: how each screen is. It takes a token and the museum's own network."""

import base64
import datetime as dt
import secrets
from dataclasses import dataclass, field
from typing import Final

from fastapi import APIRouter, Depends, Request
from sqlmodel import Session
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from app.core.errors import ReportsUnfit
from app.core.locales import parse_locale
from app.deps import NowDep, ReportsDep, SessionDep, SettingsDep
from app.i18n.negotiate import choose_locale
from app.queries.events import find_events_by_id
from app.queries.screens import Screen, find_screens
from app.reports import KEPT_DAYS, DayCount, EventCount, Reports
from app.views.screens import PATH, UNREADABLE, UNWRITABLE, view_screens
from app.web.networks import require_near
from app.web.render import RendererDep
from app.web.security import Refusal

_HEADERS: Final = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}
_ASK: Final = {"WWW-Authenticate": 'Basic realm="Altyn Besik", charset="UTF-8"'}


def _read_token(header: str) -> str:
    """Give the token that a header carries: a bearer's, or the password of a basic one, whatever the name."""
    scheme, _, value = header.partition(" ")
    if scheme.lower() != "basic":
        return value.strip() if scheme.lower() == "bearer" else ""
    try:
        return base64.b64decode(value, validate=True).decode().partition(":")[2]
    except ValueError:
        return ""


def require_staff(request: Request, settings: SettingsDep) -> None:
    """Raise 404 where there is no token, and ask for it where it isn't given."""
    if not settings.staff_token:
        raise HTTPException(404)
    given = _read_token(request.headers.get("authorization", ""))
    if not secrets.compare_digest(given.encode(), settings.staff_token.encode()):
        raise Refusal(401, "staff_only", _ASK)


router = APIRouter(include_in_schema=False, dependencies=[Depends(require_near), Depends(require_staff)])


@dataclass
class _Found:
    """What the file of reports says; faults are what is wrong with it."""

    screens: list[Screen]
    days: dict[str, list[DayCount]] = field(default_factory=dict)
    counts: dict[str, list[EventCount]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def _find(session: Session, reports: Reports, now: dt.datetime) -> _Found:
    found = _Found(find_screens(session, {}, now))
    try:
        with reports.read() as ledger:
            if ledger:
                first = now.date() - dt.timedelta(days=KEPT_DAYS)
                found.screens = find_screens(session, ledger.find_heard(), now)
                found.days, found.counts = ledger.find_days(first), ledger.find_counts(first)
    except ReportsUnfit:
        found.faults.append(UNREADABLE)
    else:
        if not reports.can_write():
            found.faults.append(UNWRITABLE)
    return found


@router.get(PATH, name="screens")
def screens(
    request: Request, session: SessionDep, reports: ReportsDep, renderer: RendererDep, now: NowDep
) -> Response:
    """Show how each screen is."""
    asked = parse_locale(request.query_params.get("lang", ""))
    locale = asked or choose_locale(request.headers.get("accept-language", ""))
    found = _find(session, reports, now)
    opened = {count.event for counts in found.counts.values() for count in counts}
    titles = {row.event.id: row.text.title for row in find_events_by_id(session, opened, locale)}
    view = view_screens(found.screens, found.days, found.counts, titles, found.faults, now, locale)
    response = renderer.respond("pages/screens.html", None, view, locale)
    response.headers.update(_HEADERS)
    return response


@router.get(f"{PATH}.json", name="screens_json")
def screens_json(session: SessionDep, reports: ReportsDep, now: NowDep) -> Response:
    """Say how each screen is, for monitoring: 503 when one is red or nothing can be said."""
    found = _find(session, reports, now)
    listed = [
        {
            "screen": screen.id,
            "colour": screen.health.colour,
            "reasons": screen.health.reasons,
            "heard_at": screen.heard and screen.heard.heard,
            "beat": screen.heard and screen.heard.beat.model_dump(mode="json"),
        }
        for screen in found.screens
    ]
    is_red = bool(found.faults) or any(screen.health.colour == "red" for screen in found.screens)
    body = {"now": now.timestamp(), "faults": found.faults, "screens": listed}
    return JSONResponse(body, status_code=503 if is_red else 200, headers=_HEADERS)
