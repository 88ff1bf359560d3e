"""The served file: checked before it is opened, exchanged whole, never made up."""

import gc
import itertools
import logging
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from app.api.prepared import build_database
from app.core.errors import DatabaseUnfit
from app.db import Database, check_file
from app.models import Event, Release
from app.settings import Settings
from tests.content.seeds import LAW, replace

ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"


def change(path: Path, statement: str) -> None:
    """Run one statement on a database file."""
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def _damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 6] = os.urandom(4096 * 3)
    path.write_bytes(data)


def _make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


BREAKS: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("not a database " * 500),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:40_960]),
    "cut within a page": lambda path: path.write_bytes(path.read_bytes()[:-100]),
    "damaged pages": _damage,
    "a folder": _make_folder,
    "foreign": lambda path: change(path, "PRAGMA application_id = 1"),
    "of an older form": lambda path: change(path, "PRAGMA user_version = 0"),
    "of a newer form": lambda path: change(path, "PRAGMA user_version = 99"),
    "without events": lambda path: change(path, "DELETE FROM event"),
    "without release": lambda path: change(path, "DELETE FROM release"),
    "without a table": lambda path: change(path, "DROP TABLE release"),
    "with rows that point nowhere": lambda path: change(path, "DELETE FROM theme"),
}

WALLS = {"query_only": 1, "trusted_schema": 0, "journal_mode": "delete"}


@pytest.fixture
def path(tiny_settings: Settings) -> Path:
    """Give the test's own database file."""
    return tiny_settings.database


@pytest.fixture
def newer(tiny_seed: Path, tmp_path: Path) -> Path:
    """Give another sound database, built from a changed seed."""
    replace(tiny_seed / LAW / "en.md", "Supreme Council", "Parliament")
    build_database(tiny_seed, tmp_path / "newer.sqlite", cards=False)
    return tmp_path / "newer.sqlite"


@pytest.fixture
def looks_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every session look for a new file, not one in half a second."""
    monkeypatch.setattr("app.db._LOOK_SECONDS", 0)


@contextmanager
def serve(path: Path) -> Iterator[Database]:
    """Open a served database, and close it afterwards."""
    database = Database(path, 2)
    try:
        yield database
    finally:
        database.close()


def count(database: Database) -> int:
    """Count the events that are served."""
    with database.session() as session:
        return len(session.exec(select(Event.number)).all())


@pytest.mark.parametrize("kind", BREAKS)
def test_an_unfit_file_is_refused(path: Path, kind: str) -> None:
    BREAKS[kind](path)
    with pytest.raises(DatabaseUnfit):
        check_file(path)


@pytest.mark.parametrize("kind", BREAKS)
@pytest.mark.usefixtures("looks_at_once")
def test_a_bad_new_file_leaves_the_old_data_served(path: Path, newer: Path, kind: str) -> None:
    with serve(path) as database:
        before = database.data_version
        BREAKS[kind](newer)
        path.unlink()
        if newer.exists():
            newer.rename(path)
        assert (database.data_version, count(database)) == (before, 6)


@pytest.mark.usefixtures("looks_at_once")
def test_a_good_new_file_is_served(path: Path, newer: Path) -> None:
    with serve(path) as database:
        newer.replace(path)
        assert database.data_version == check_file(path)


@pytest.mark.usefixtures("looks_at_once")
def test_a_session_under_way_goes_on_in_the_old_data(path: Path, newer: Path) -> None:
    with serve(path) as database, database.session() as session:
        newer.replace(path)
        assert database.data_version == check_file(path)
        assert len(session.exec(select(Event.number)).all()) == 6


@pytest.mark.usefixtures("looks_at_once")
def test_nothing_of_the_old_data_stays_open(path: Path, newer: Path) -> None:
    def is_open() -> bool:
        links = [link.readlink() for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
        return Path(f"{path} (deleted)") in links

    gc.disable()
    try:
        with serve(path) as database:
            with database.session(), database.stream_session():
                newer.replace(path)
                assert database.data_version == check_file(path)
                assert is_open()
            assert not is_open()
    finally:
        gc.enable()


@pytest.mark.usefixtures("looks_at_once")
def test_a_file_that_is_replaced_while_it_is_opened_is_opened_anew(
    path: Path, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(file: Path) -> str:
        version = check_file(file)
        if newer.exists():
            newer.replace(path)
        return version

    expected = check_file(newer)
    with serve(path) as database:
        before = database.data_version
        path.touch()
        with monkeypatch.context() as patch:
            patch.setattr("app.db.check_file", check)
            with database.session() as session:
                assert session.exec(select(Release.data_version)).one() == before
        assert database.data_version == expected


@pytest.mark.usefixtures("looks_at_once")
def test_a_file_that_goes_while_it_is_opened_leaves_the_old_data_served(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(file: Path) -> str:
        version = check_file(file)
        path.unlink()
        return version

    with serve(path) as database:
        path.touch()
        monkeypatch.setattr("app.db.check_file", check)
        assert count(database) == 6


def test_a_new_file_is_looked_for_twice_a_second_at_most(path: Path, newer: Path) -> None:
    with serve(path) as database:
        before = database.data_version
        newer.replace(path)
        assert database.data_version == before


def test_the_file_before_is_served_when_the_newest_is_bad(path: Path) -> None:
    shutil.copyfile(path, path.with_name(f"{path.name}.prev"))
    path.write_bytes(b"")
    with serve(path) as database:
        assert count(database) == 6


def test_with_neither_file_a_session_raises(path: Path) -> None:
    path.unlink()
    with serve(path) as database, pytest.raises(DatabaseUnfit), database.session():
        pass


def test_with_neither_file_nothing_is_ready(path: Path) -> None:
    path.unlink()
    with serve(path) as database:
        assert not database.check_ready()


def test_serving_never_makes_a_database(path: Path) -> None:
    path.unlink()
    with serve(path):
        assert list(path.parent.iterdir()) == []


@pytest.mark.usefixtures("looks_at_once")
def test_a_good_file_ends_the_lack_of_data(path: Path) -> None:
    kept = path.rename(path.with_name("kept.sqlite"))
    with serve(path) as database:
        kept.rename(path)
        assert count(database) == 6


def test_a_refused_file_leaves_one_line_with_the_reason(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    shutil.copyfile(path, path.with_name(f"{path.name}.prev"))
    path.write_bytes(b"")
    with caplog.at_level(logging.ERROR), serve(path):
        assert [vars(record)["reason"] for record in caplog.records] == ["not a database of this program"]


def test_a_slow_query_ends(path: Path) -> None:
    with serve(path) as database, database.session() as session:
        begin = time.monotonic()
        with pytest.raises(OperationalError, match="interrupted"):
            session.connection().execute(text(ENDLESS))
        assert time.monotonic() - begin > 0.9


def test_a_light_query_outlives_a_machine_that_stands_still(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.db.time.thread_time", itertools.count(0, 10).__next__)
    light = f"SELECT count(*) FROM ({ENDLESS.replace('count(*)', 'x')} LIMIT 5000)"
    with serve(path) as database, database.session() as session:
        assert session.connection().execute(text(light)).scalar() == 5000
        with pytest.raises(OperationalError, match="interrupted"):
            session.connection().execute(text(ENDLESS))


def test_a_connection_works_again_after_a_slow_query(path: Path) -> None:
    with serve(path) as database:
        with pytest.raises(OperationalError), database.session() as session:
            session.connection().execute(text(ENDLESS))
        assert [count(database) for _ in range(3)] == [6, 6, 6]


def test_a_session_cannot_write(path: Path) -> None:
    with (
        serve(path) as database,
        database.session() as session,
        pytest.raises(OperationalError, match="readonly"),
    ):
        session.connection().execute(text("DELETE FROM event"))


def test_every_connection_has_its_walls(path: Path) -> None:
    with serve(path) as database:
        for opened in (database.session, database.stream_session, database.light_session):
            with opened() as session:
                told = [session.connection().exec_driver_sql(f"PRAGMA {name}").scalar() for name in WALLS]
                assert dict(zip(WALLS, told, strict=True)) == WALLS


def test_the_limit_is_one_statements_not_the_requests(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.db._QUERY_SECONDS", 0.2)
    counted = ENDLESS.replace("FROM c)", "FROM c WHERE x < 9999)")
    with serve(path) as database, database.session() as session:
        session.connection().execute(text(counted))
        end = time.monotonic() + 0.3
        while time.monotonic() < end:
            pass
        assert session.connection().execute(text(counted)).scalar_one() == 9999
