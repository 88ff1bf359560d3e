"""The files of the dump: made with the database, checked, in a folder for each version."""

import json
import sqlite3
from pathlib import Path

import pytest

from app.api.lines import walk_lines
from app.api.prepared import build_database
from app.cli import run
from app.core.errors import DatabaseUnfit
from app.db import check_file
from app.export.dump import find_files, publish_dump
from app.export.tables import write_tables
from tests.content.seeds import LAW, add_photograph, ask, replace

INSIDE = {"card", "vignette", "event_search", "sqlite_sequence"}


def build(seed: Path, database: Path) -> str:
    """Build a database with its dump; give its version."""
    return build_database(
        seed, database, cards=False, beside=lambda new, path: publish_dump(new, path, walk_lines)
    )


def list_versions(database: Path) -> set[str]:
    """Give the versions that have a dump."""
    return {path.name for path in database.with_name(f"{database.name}.dump").iterdir()}


@pytest.fixture
def tables(tiny_seed: Path, tmp_path: Path) -> Path:
    """Give the public tables of the tiny seed with a photograph."""
    add_photograph(tiny_seed)
    build_database(tiny_seed, tmp_path / "timeline.sqlite", cards=False)
    write_tables(tmp_path / "timeline.sqlite", tmp_path / "tables.sqlite")
    return tmp_path / "tables.sqlite"


def test_the_command_builds_the_dump(tiny_seed: Path, tmp_path: Path) -> None:
    database = tmp_path / "timeline.sqlite"
    assert run(["build", "--seed", str(tiny_seed), "--database", str(database)]) == 0
    files = find_files(database, check_file(database))
    assert [file.path.name for file in files] == ["timeline.sqlite", "timeline.ndjson", "timeline.csv"]


def test_the_same_seed_makes_the_same_files(tiny_seed: Path, tmp_path: Path) -> None:
    sums = []
    for name in ("a", "b"):
        database = tmp_path / name / "timeline.sqlite"
        sums.append([file.sha256 for file in find_files(database, build(tiny_seed, database))])
    assert sums[0] == sums[1]


def test_the_dump_before_stays_as_long_as_its_database(tiny_seed: Path, tmp_path: Path) -> None:
    database = tmp_path / "timeline.sqlite"
    versions = [build(tiny_seed, database)]
    for old, new in (("Supreme Council", "Parliament"), ("Parliament", "House")):
        replace(tiny_seed / LAW / "en.md", old, new)
        versions.append(build(tiny_seed, database))
    assert list_versions(database) == set(versions[1:])
    assert check_file(database.with_name("timeline.sqlite.prev")) == versions[1]


def test_a_dump_can_be_made_again(tiny_seed: Path, tmp_path: Path) -> None:
    database = tmp_path / "timeline.sqlite"
    version = build(tiny_seed, database)
    (database.with_name("timeline.sqlite.dump") / version / "timeline.csv").unlink()
    build(tiny_seed, database)
    assert all(file.path.exists() for file in find_files(database, version))


def test_a_dump_that_lacks_an_event_is_not_published(tiny_seed: Path, tmp_path: Path) -> None:
    database = tmp_path / "timeline.sqlite"
    with pytest.raises(DatabaseUnfit):
        build_database(
            tiny_seed,
            database,
            cards=False,
            beside=lambda new, path: publish_dump(new, path, lambda *_: iter([b"{}\n"])),
        )
    assert not database.exists()


def test_a_version_without_a_dump_has_no_files(tmp_path: Path) -> None:
    assert find_files(tmp_path / "timeline.sqlite", "2026-11-05.aaaaaa") == []


def test_the_tables_are_sound_and_hold_nothing_of_the_inside(tables: Path) -> None:
    names = {str(name) for (name,) in ask(tables, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert names & INSIDE == set()
    assert ask(tables, "PRAGMA integrity_check") == [("ok",)]
    assert ask(tables, "PRAGMA foreign_key_check") == []
    empty = [name for name in sorted(names) if ask(tables, f"SELECT count(*) FROM {name}") == [(0,)]]
    assert empty == []


def test_the_tables_hold_an_event_with_all_that_belongs_to_it(tables: Path) -> None:
    law = "WHERE event = '1991-12-16-independence-law'"
    assert ask(tables, f"SELECT theme FROM event_theme {law} ORDER BY position") == [
        ("independence",),
        ("statehood",),
    ]
    assert ask(tables, f"SELECT source, number, locator FROM citation {law} ORDER BY number") == [
        ("law-text", 1, "art. 1"),
        ("city-paper", 2, None),
    ]
    assert ask(tables, f"SELECT place FROM event_place {law}") == [("almaty",)]
    assert ask(tables, f"SELECT grew_from FROM thread {law}") == [("1986-12-16-december-events",)]
    assert ask(tables, f"SELECT locale, alt, caption FROM media_text {law}") == [
        (locale, f"Hall {locale}", f"Caption {locale}") for locale in ("en", "kk", "ru")
    ]


def test_a_fact_names_its_sources(tables: Path) -> None:
    stated = ask(tables, "SELECT text, sources FROM fact WHERE locale = 'kk'")
    assert stated
    for text, sources in stated:
        assert text
        known = {key for (key,) in ask(tables, "SELECT id FROM source")}
        assert set(json.loads(str(sources))) <= known


def test_words_are_never_escaped(tables: Path) -> None:
    connection = sqlite3.connect(tables)
    dump = "\n".join(connection.iterdump())
    connection.close()
    assert "\\u" not in dump


def test_the_tables_hold_no_text_that_only_stands_in_for_a_missing_one(tables: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "timeline.sqlite")
    connection.execute("UPDATE eventtext SET text_locale = 'kk' WHERE locale = 'en' AND event_number = 1")
    connection.commit()
    connection.close()
    tables.unlink()
    write_tables(tmp_path / "timeline.sqlite", tables)
    found = {
        table: ask(tables, f"SELECT DISTINCT locale FROM {table} WHERE event LIKE '1986-%' ORDER BY locale")
        for table in ("event_text", "fact", "figure")
    }
    assert found == {table: [("kk",), ("ru",)] for table in found}


def test_the_tables_tell_of_ids_that_moved(tables: Path) -> None:
    told = ask(tables, "SELECT id, event, withdrawn, reason_kk IS NULL FROM moved")
    assert told
    assert all((event is None) != (day is None) for _, event, day, _ in told)
