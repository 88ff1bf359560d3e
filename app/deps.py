"""What routes ask for: a session on the data, the locale of the path, the day, whether a part is wanted."""

import datetime as dt
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, nullcontext
from typing import Annotated, Final, TypeVar, cast
from zoneinfo import ZoneInfo

from anyio import Semaphore
from fastapi import Depends, Request
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from app.core.errors import NotFound
from app.core.framing import is_embed
from app.core.locales import Locale, parse_locale
from app.db import Database
from app.reports import Reports
from app.settings import Settings

Made = TypeVar("Made")
_ALMATY: Final = ZoneInfo("Asia/Almaty")


def get_database(request: Request) -> Database:
    """Give the served database of this app."""
    return cast(Database, request.app.state.database)


def get_settings(request: Request) -> Settings:
    """Give the settings of this app."""
    return cast(Settings, request.app.state.settings)


async def take_turn(request: Request) -> AsyncIterator[None]:
    """Wait until a connection is free, without a thread: those that have one need the threads to go on."""
    async with cast(Semaphore, request.app.state.turns):
        yield


TurnDep = Annotated[None, Depends(take_turn)]


async def run_in_session(request: Request, work: Callable[[Session], Made], is_heavy: bool = False) -> Made:
    """Give what `work` makes in a thread, of a session that it has once its turn has come.

    Heavy work goes one after the other: side by side it would take as long, and all that time several
    threads would keep the event loop from the interpreter.
    """

    def run() -> Made:
        with get_database(request).session() as session:
            return work(session)

    heavy = cast(Semaphore, request.app.state.heavy_turns) if is_heavy else nullcontext()
    async with heavy, asynccontextmanager(take_turn)(request):
        return await run_in_threadpool(run)


async def get_session(
    database: Annotated[Database, Depends(get_database)], _: TurnDep
) -> AsyncIterator[Session]:
    """Give a read-only session for one request. Raises DatabaseUnfit when there is nothing to serve."""
    with database.session() as session:
        yield session


def get_stream(request: Request, database: Annotated[Database, Depends(get_database)]) -> Iterator[Session]:
    """Give a session for an answer that is sent while it is read, until its end or until the client leaves.

    What finishes answers knows by `is_stream` to let it pass. Raises TooBusy, DatabaseUnfit.
    """
    request.state.is_stream = True
    with database.stream_session() as session:
        yield session


def get_locale(locale: str) -> Locale:
    """Give the locale that the path names. Raises NotFound for any other word."""
    found = parse_locale(locale)
    if found is None:
        raise NotFound("locale", locale)
    return found


def get_base(request: Request, settings: Annotated[Settings, Depends(get_settings)]) -> str:
    """Give scheme and host of addresses that leave the site, such as those of QR codes.

    The host is one of `settings.hosts` or loopback: other requests are refused before any route.
    """
    public = settings.public_url.rstrip("/")
    scheme = "https" if settings.https else request.url.scheme
    return public or f"{scheme}://{request.headers['host'].lower()}"


def get_public(settings: Annotated[Settings, Depends(get_settings)]) -> str:
    """Give scheme and host that addresses in answers begin with, or nothing: then they stay root-relative."""
    return settings.public_url


def get_now() -> dt.datetime:
    """Give the time, with its zone."""
    return dt.datetime.now(dt.UTC)


def get_today(now: Annotated[dt.datetime, Depends(get_now)]) -> dt.date:
    """Give the day that it is in Almaty."""
    return now.astimezone(_ALMATY).date()


def get_reports(request: Request) -> Reports:
    """Give the file with the reports of museum screens."""
    return cast(Reports, request.app.state.reports)


def wants_partial(request: Request) -> bool:
    """Say whether htmx asks for a part of the page; Back and everything else gets the whole page."""
    return (
        request.headers.get("HX-Request") == "true"
        and request.headers.get("HX-Request-Type") == "partial"
        and request.headers.get("HX-History-Restore-Request") != "true"
    )


def wants_embed(request: Request) -> bool:
    """Say whether the page is shown in a frame of another site."""
    return is_embed(request.url.path, request.url.query)


SessionDep = Annotated[Session, Depends(get_session)]
StreamDep = Annotated[Session, Depends(get_stream)]
LocaleDep = Annotated[Locale, Depends(get_locale)]
PartialDep = Annotated[bool, Depends(wants_partial)]
PublicDep = Annotated[str, Depends(get_public)]
EmbedDep = Annotated[bool, Depends(wants_embed)]
BaseDep = Annotated[str, Depends(get_base)]
NowDep = Annotated[dt.datetime, Depends(get_now)]
TodayDep = Annotated[dt.date, Depends(get_today)]
SettingsDep = Annotated[Settings, Depends(get_settings)]
ReportsDep = Annotated[Reports, Depends(get_reports)]
DatabaseDep = Annotated[Database, Depends(get_database)]
