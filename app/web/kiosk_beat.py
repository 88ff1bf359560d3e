"""Where museum screens say how they are: the one route that takes a body, which never touches the data."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from typing import Annotated, Final, cast

from fastapi import APIRouter, Depends, Request
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response

from app.deps import NowDep, ReportsDep, SessionDep
from app.models.report import Counts, Report
from app.queries.events import find_event_ids
from app.queries.screens import Record, find_day, find_records, judge_late, judge_screen
from app.reports import KEPT_DAYS, Ledger, hear
from app.web.kiosk import ScreenDep
from app.web.kiosk_options import name_shell
from app.web.kiosk_parts import Shelf
from app.web.networks import require_near
from app.web.rates import Minute
from app.web.security import BEAT, Refusal

router = APIRouter(include_in_schema=False)
BEATS_A_MINUTE: Final = 12
_MOST_REVS: Final = 64
_DAY_SECONDS: Final = 24 * 60 * 60
_TAG_LETTERS: Final = 16


class Beats:
    """What beats need between requests: how often each screen asks, and the revisions that are served."""

    def __init__(self, most: int = BEATS_A_MINUTE) -> None:
        """Begin with nothing; `most` beats of a screen are heard in a minute."""
        self.minute = Minute(most)
        self._revs: dict[tuple[str, str], str] = {}

    def find_rev(self, build: str, shell: str, make: Callable[[], str]) -> str:
        """Give the revision of a shell, made once for each build."""
        key = (build, shell)
        if key not in self._revs:
            if len(self._revs) >= _MOST_REVS:
                self._revs.clear()
            self._revs[key] = make()
        return self._revs[key]


def require_own_page(request: Request) -> None:
    """Raise 404 unless the sender is a page of this very site: to pages of others there is nothing here."""
    headers = request.headers
    own = headers["host"].lower()
    is_own = headers.get("sec-fetch-site", "same-origin") == "same-origin"
    if not is_own or headers.get("origin", f"//{own}").lower().partition("//")[2] != own:
        raise HTTPException(404)


async def read_report(request: Request) -> Report:
    """Give what the body says. Raises Refusal when it is anything but a report."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refusal(415, "unknown_format")
    try:
        return Report.model_validate_json(await request.body())
    except (ValidationError, ClientDisconnect) as error:
        raise Refusal(400, "invalid_parameter", {"Connection": "close"}) from error


ReportDep = Annotated[Report, Depends(read_report)]


def keep_report(
    ledger: Ledger, report: Report, record: Record, now: dt.datetime, is_current: bool | None
) -> None:
    """Keep a report, the late ones that it brings, and how it was at each time."""
    heard = hear(report, ledger.find_heard().get(report.screen), now.timestamp(), is_current)
    oldest = now.timestamp() - KEPT_DAYS * _DAY_SECONDS
    for late in report.late:
        if max(heard.late, oldest) < late.at <= now.timestamp():
            day = find_day(record, dt.datetime.fromtimestamp(late.at, dt.UTC))
            ledger.add_day(report.screen, day, judge_late(late, record).colour, late.visits_today)
            heard.late = late.at
    colour = judge_screen(heard, record, now).colour
    ledger.add_day(report.screen, find_day(record, now), colour, report.visits_today)
    ledger.keep(heard)
    ledger.forget(find_day(record, now))


def keep_counts(
    ledger: Ledger, screen: str, counts: Counts, known: set[str], record: Record, now: dt.datetime
) -> None:
    """Add counts of known events of the last days, once."""
    today = find_day(record, now)
    days = range(KEPT_DAYS + 1)
    fitting = [one for one in counts.rows if one.event in known and (today - one.day).days in days]
    ledger.add_counts(screen, counts.id, fitting)


@router.post(BEAT, name="kiosk_beat", dependencies=[Depends(require_near), Depends(require_own_page)])
def kiosk_beat(
    request: Request,
    report: ReportDep,
    session: SessionDep,
    screen: ScreenDep,
    reports: ReportsDep,
    now: NowDep,
) -> Response:
    """Take a screen's report; tell it the time, its current revision, and which settings it has."""
    record = find_records(session).get(report.screen)
    if record is None:
        raise HTTPException(404)
    beats = cast(Beats, request.app.state.beats)
    left, seconds = beats.minute.count(f"{request.client and request.client.host} {report.screen}")
    if left < 0:
        raise Refusal(429, "slow_down", {"Retry-After": str(seconds)})
    rev = report.rev
    if report.build != screen.build:
        shelf = cast(Shelf, request.app.state.kiosk_shelf)
        rev = beats.find_rev(
            screen.build, name_shell(screen.asked), lambda: str(screen.make_bundle(shelf).describe()["rev"])
        )
    is_current = report.rev == rev if report.rev else None
    with reports.write() as ledger:
        keep_report(ledger, report, record, now, is_current)
        if report.counts and record.get("stats") == "on":
            keep_counts(ledger, report.screen, report.counts, set(find_event_ids(session)), record, now)
    tag = hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()[:_TAG_LETTERS]
    reply = {"now": now.timestamp(), "rev": rev, "settings": tag}
    return JSONResponse(reply, headers={"Cache-Control": "no-store"})
