"""The database file: made aside and renamed into place, read through a pool that notices a new one."""

import fcntl
import json
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft
from sqlalchemy.pool import QueuePool
from sqlmodel import Session, select

from app.core.errors import BuildBusy, DatabaseUnfit, TooBusy
from app.core.threads import give_way
from app.models import FORM_VERSION, SEARCH_TABLES, Release

log = logging.getLogger("app.db")

# "ALTB": tells our files from any other SQLite database.
_APPLICATION_ID: Final = 0x414C5442
_LOOK_SECONDS: Final = 0.5
_QUERY_SECONDS: Final = 1.0
_WAIT_SECONDS: Final = 5.0
MOST_STREAMS: Final = 4
_STEPS_BETWEEN_LOOKS: Final = 10_000
_FEWEST_LOOKS: Final = 10


@contextmanager
def lock_for_building(path: Path) -> Iterator[None]:
    """Hold the lock of one database; raises BuildBusy when another process holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BuildBusy("another process is building this database") from error
        yield


def open_new(path: Path) -> Engine:
    """Give an engine on a new, empty file with the search tables; rollback journal, foreign keys on."""
    # Escaped, a Cyrillic letter would take three times the room.
    write_json = partial(json.dumps, ensure_ascii=False)
    engine = create_engine(f"sqlite:///{path}", json_serializer=write_json)
    with engine.begin() as connection:
        connection.execute(text(f"PRAGMA application_id = {_APPLICATION_ID}"))
        connection.execute(text(f"PRAGMA user_version = {FORM_VERSION}"))
        for table in SEARCH_TABLES:
            connection.execute(text(table))
    return engine


def check_file(path: Path) -> str:
    """Give the data_version of a sound database. Raises DatabaseUnfit, which says what is wrong."""
    if not path.is_file():
        raise DatabaseUnfit("missing or no regular file")
    try:
        connection = sqlite3.connect(_uri(path), uri=True)
        try:
            if connection.execute("PRAGMA application_id").fetchone() != (_APPLICATION_ID,):
                raise DatabaseUnfit("not a database of this program")
            if connection.execute("PRAGMA user_version").fetchone() != (FORM_VERSION,):
                raise DatabaseUnfit("a database of another form")
            # SQLite fills a page that is cut short with zeros, and finds it sound.
            pages = connection.execute(
                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
            )
            if pages.fetchone() != (path.stat().st_size,):
                raise DatabaseUnfit("cut short")
            if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise DatabaseUnfit("damaged pages")
            if connection.execute("PRAGMA foreign_key_check").fetchall():
                raise DatabaseUnfit("rows that point nowhere")
            row = connection.execute("SELECT data_version FROM release").fetchone()
            if not row or not connection.execute("SELECT count(*) FROM event").fetchone()[0]:
                raise DatabaseUnfit("empty")
            return str(row[0])
        finally:
            connection.close()
    except (sqlite3.Error, OSError) as error:
        raise DatabaseUnfit(f"unreadable ({type(error).__name__})") from error


def publish(new: Path, path: Path) -> None:
    """Put a finished file in the place of the served one, which stays beside it as `.prev`."""
    with new.open("rb") as handle:
        os.fsync(handle.fileno())
    if path.exists():
        previous = path.with_name(f"{path.name}.prev")
        previous.unlink(missing_ok=True)
        os.link(path, previous)
    new.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _uri(path: Path) -> str:
    return f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(_uri(path), uri=True, check_same_thread=False)
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _begin_statement(connection: sqlite3.Connection) -> None:
    """Let the event loop go first, and what is asked now work for one second, however long the request takes.

    What counts is the thread's own time: where many threads read at once, each waits for the others at every
    row, and a light statement would be cut off for what they do. A machine that stands still may count that
    as the thread's time too, so a statement of few steps goes on.
    """
    give_way()
    looks, end = count(1), time.thread_time() + _QUERY_SECONDS
    connection.set_progress_handler(
        lambda: next(looks) > _FEWEST_LOOKS and time.thread_time() > end, _STEPS_BETWEEN_LOOKS
    )


def _limit_cursor(_connection: Connection, cursor: sqlite3.Cursor, *_: object) -> None:
    _begin_statement(cursor.connection)


def run_statement(session: Session, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
    """Give the rows of a statement in plain SQL, under the limit that all have.

    SQLAlchemy would take longer around it than most of ours do. Raises sqlite3.OperationalError.
    """
    connection = cast(sqlite3.Connection, session.connection().connection.driver_connection)
    _begin_statement(connection)
    return connection.execute(sql, values).fetchall()


def _open_pool(path: Path, connections: int, wait_seconds: float) -> Engine:
    """Give a pool whose connections are all open: later the file may be another one."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: _connect(path),
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=wait_seconds,
        hide_parameters=True,  # errors go to the log, and what a visitor searched for does not
    )
    event.listen(engine, "before_cursor_execute", _limit_cursor)
    for connection in [engine.connect() for _ in range(connections)]:
        connection.close()
    return engine


@contextmanager
def open_session(path: Path) -> Iterator[Session]:
    """Give a session on a sound file that nobody serves yet."""
    engine = _open_pool(path, 1, 0)
    try:
        with Session(engine) as session:
            yield session
    finally:
        engine.dispose()


@dataclass(frozen=True)
class _Served:
    """Pools for threads, streams and the event loop on one file, and the mark by which another is noticed."""

    engine: Engine
    streams: Engine
    light: Session
    data_version: str
    mark: tuple[int, int, int, int]

    def dispose(self) -> None:
        """Close every connection that is not in use, so that a file that was replaced leaves the disk."""
        # Engine.dispose would forget those in use: nobody would close them before the garbage is collected.
        self.engine.pool.dispose()
        self.streams.pool.dispose()

    def close_light(self) -> None:
        """Close the light connection, which nobody may be using."""
        light = self.light.connection()
        self.light.close()
        light.close()
        light.engine.pool.dispose()


def _mark(path: Path) -> tuple[int, int, int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns)


class Database:
    """The served data: read-only, exchanged whole when a sound new file lies in its place."""

    def __init__(self, path: Path, connections: int) -> None:
        """Open the file, or else the one before it; with neither, every session raises."""
        self._path = path
        self._connections = connections
        self._lock = threading.Lock()
        # Whoever uses the light session may find new data on the way, and then closes the old one itself.
        self._light_lock = threading.RLock()
        self._seen: tuple[int, int, int, int] | None = None
        self._looked = time.monotonic()
        self.exchanges = self.refusals = 0
        self._served = self._open(path) or self._open(path.with_name(f"{path.name}.prev"))

    def _open(self, path: Path) -> _Served | None:
        """Give a complete pool on a sound file, or None with one line in the log."""
        mark = _mark(path)
        if path == self._path:
            self._seen = mark
        try:
            return self._open_marked(path, check_file(path), mark)
        except (DatabaseUnfit, OperationalError) as error:
            self.refusals += 1
            log.error("database refused", extra={"reason": str(error)})
            return None

    def _open_marked(self, path: Path, data_version: str, mark: tuple[int, int, int, int] | None) -> _Served:
        """Give pools on the very file that was checked. Raises DatabaseUnfit, OperationalError."""
        engine = _open_pool(path, self._connections, _WAIT_SECONDS)
        streams, light = _open_pool(path, MOST_STREAMS, 0), _open_pool(path, 1, 0).connect()
        if mark is None or mark != _mark(path):
            light.close()
            for one in (engine, streams, light.engine):
                one.pool.dispose()
            raise DatabaseUnfit("replaced while being opened")
        return _Served(engine, streams, Session(light), data_version, mark)

    def _look(self) -> None:
        """Exchange the pool when another sound file lies in the place, at most every half second."""
        now = time.monotonic()
        if now - self._looked < _LOOK_SECONDS or not self._lock.acquire(blocking=False):
            return
        try:
            self._looked = now
            mark = _mark(self._path)
            if mark is None or mark == self._seen:
                return
            fresh = self._open(self._path)
            if fresh:
                old, self._served = self._served, fresh
                self.exchanges += 1
                log.info("database exchanged", extra={"data_version": fresh.data_version})
                if old:
                    with self._light_lock:
                        old.close_light()
                    old.dispose()
        finally:
            self._lock.release()

    @property
    def data_version(self) -> str | None:
        """Give the version that is served now, or None when there is nothing to serve."""
        self._look()
        return self._served.data_version if self._served else None

    def get_version(self) -> str:
        """Give the version that is served now. Raises DatabaseUnfit when there is nothing to serve."""
        return self._get_served().data_version

    @contextmanager
    def _borrow(self) -> Iterator[_Served]:
        """Give what is served; who gives back connections to data that is served no more closes them."""
        served = self._get_served()
        try:
            yield served
        finally:
            if served is not self._served:
                served.dispose()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Give a session on one pooled connection; a statement ends after one second.

        Raises DatabaseUnfit when there is nothing to serve.
        """
        with (
            self._borrow() as served,
            served.engine.connect() as connection,
            Session(connection) as session,
        ):
            yield session

    @contextmanager
    def light_session(self) -> Iterator[Session]:
        """Give the session of the event loop itself, for statements that take microseconds at any size.

        It has a connection of its own, so that it never waits for threads; new data waits for it.
        Raises DatabaseUnfit.
        """
        with self._light_lock:
            yield self._get_served().light

    @contextmanager
    def stream_session(self) -> Iterator[Session]:
        """Give a session for an answer that is sent while it is read; it stays with its data to the end.

        Raises TooBusy when four of them are in use, DatabaseUnfit when there is nothing to serve.
        """
        with self._borrow() as served:
            try:
                connection = served.streams.connect()
            except NoConnectionLeft as error:
                raise TooBusy("every stream is in use") from error
            with connection, Session(connection) as session:
                yield session

    def _get_served(self) -> _Served:
        self._look()
        served = self._served
        if served is None:
            raise DatabaseUnfit("no database to serve")
        return served

    def check_ready(self) -> bool:
        """Say whether a query on the served database works now."""
        try:
            with self.session() as session:
                return session.exec(select(Release)).first() is not None
        except DatabaseUnfit:
            return False

    def close(self) -> None:
        """Close every pooled connection."""
        if self._served:
            self._served.dispose()
