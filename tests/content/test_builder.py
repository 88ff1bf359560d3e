"""The seed becomes one file: same seed, same bytes; a failure leaves the old file as it was."""

import fcntl
import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session, SQLModel

from app.api.prepared import build_database, write_prepared
from app.content import builder
from app.content.builder import is_current
from app.content.event_rows import add_events, make_rows, number_rows
from app.content.named_rows import add_eras, add_terms
from app.content.seed import read_seed, walk_events
from app.core.errors import BuildBusy, DatabaseUnfit, SeedError
from app.core.locales import LOCALES, Locale
from app.db import check_file, open_new, publish
from tests.content.seeds import LAW, ask, replace


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond `size` bytes, as a full disk would."""
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, old[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)


def test_the_same_seed_builds_the_same_bytes(tiny_seed: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a" / "first.sqlite", tmp_path / "b" / "second.sqlite"
    build_database(tiny_seed, first)
    build_database(Path(shutil.copytree(tiny_seed, tmp_path / "another")), second)
    assert first.read_bytes() == second.read_bytes()


def test_the_same_seed_has_the_same_version(tiny_seed: Path, tmp_path: Path) -> None:
    path = tmp_path / "timeline.sqlite"
    assert build_database(tiny_seed, path, cards=False) == build_database(tiny_seed, path, cards=False)


def test_a_file_that_misses_an_event_is_not_served(tiny_seed: Path, tmp_path: Path) -> None:
    path = tmp_path / "timeline.sqlite"

    def lose(session: Session) -> None:
        write_prepared(session)
        session.connection().execute(text("DELETE FROM heading WHERE event_number = 1"))

    with pytest.raises(DatabaseUnfit, match="heading holds"):
        builder.build_database(tiny_seed, path, cards=False, prepare=lose)
    assert not path.exists()


def test_a_damaged_search_index_is_not_served(tiny_seed: Path, tmp_path: Path) -> None:
    path = tmp_path / "timeline.sqlite"

    def forget(session: Session) -> None:
        write_prepared(session)
        # Pages stay sound, so SQLite's own check finds nothing.
        session.connection().execute(
            text("UPDATE search_en_data SET block = zeroblob(length(block)) WHERE id > 100")
        )

    with pytest.raises(DatabaseUnfit, match="malformed"):
        builder.build_database(tiny_seed, path, cards=False, prepare=forget)
    assert not path.exists()


def test_the_version_begins_with_the_day_of_the_newest_change(tiny_database: Path) -> None:
    assert check_file(tiny_database).startswith("2026-11-05.")


def test_a_changed_word_changes_the_version(tiny_seed: Path, tmp_path: Path) -> None:
    before = build_database(tiny_seed, tmp_path / "timeline.sqlite", cards=False)
    replace(tiny_seed / LAW / "en.md", "Supreme Council", "Parliament")
    assert build_database(tiny_seed, tmp_path / "timeline.sqlite", cards=False) != before


def test_a_renamed_file_changes_the_version(tiny_seed: Path, tmp_path: Path) -> None:
    before = build_database(tiny_seed, tmp_path / "timeline.sqlite", cards=False)
    (tiny_seed / "pages" / "about").rename(tiny_seed / "pages" / "more")
    assert build_database(tiny_seed, tmp_path / "timeline.sqlite", cards=False) != before


def test_the_readme_of_the_seed_does_not_change_the_version(tiny_seed: Path, tmp_path: Path) -> None:
    before = build_database(tiny_seed, tmp_path / "timeline.sqlite", cards=False)
    (tiny_seed / "README.md").write_text("How to write events.")
    assert build_database(tiny_seed, tmp_path / "timeline.sqlite", cards=False) == before


def test_a_built_file_is_current(tiny_seed: Path, tmp_path: Path) -> None:
    build_database(tiny_seed, tmp_path / "timeline.sqlite", cards=False)
    assert is_current(tiny_seed, tmp_path / "timeline.sqlite")


def test_a_file_of_another_seed_is_not_current(tiny_seed: Path, tmp_path: Path) -> None:
    build_database(tiny_seed, tmp_path / "timeline.sqlite", cards=False)
    replace(tiny_seed / LAW / "en.md", "Supreme Council", "Parliament")
    assert not is_current(tiny_seed, tmp_path / "timeline.sqlite")


def test_a_missing_file_is_not_current(tiny_seed: Path, tmp_path: Path) -> None:
    assert not is_current(tiny_seed, tmp_path / "timeline.sqlite")


def test_a_faulty_seed_leaves_the_old_file_byte_for_byte(tiny_seed: Path, tmp_path: Path) -> None:
    path = tmp_path / "timeline.sqlite"
    build_database(tiny_seed, path, cards=False)
    before = path.read_bytes()
    (tiny_seed / LAW / "kk.md").unlink()
    with pytest.raises(SeedError):
        build_database(tiny_seed, path, cards=False)
    assert path.read_bytes() == before


def test_a_full_disk_leaves_the_old_file_byte_for_byte(tiny_seed: Path, tmp_path: Path) -> None:
    path = tmp_path / "timeline.sqlite"
    build_database(tiny_seed, path, cards=False)
    before = path.read_bytes()
    with largest_file(40_000), pytest.raises(DatabaseUnfit):
        build_database(tiny_seed, path, cards=False)
    assert path.read_bytes() == before


def test_a_failed_build_leaves_no_half_file(tiny_seed: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with largest_file(40_000), pytest.raises(DatabaseUnfit):
        build_database(tiny_seed, data / "timeline.sqlite", cards=False)
    assert [path.name for path in data.iterdir()] == ["timeline.sqlite.lock"]


def test_a_build_leaves_the_file_and_its_lock_alone(tiny_seed: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    build_database(tiny_seed, data / "timeline.sqlite", cards=False)
    assert sorted(path.name for path in data.iterdir()) == ["timeline.sqlite", "timeline.sqlite.lock"]


def test_a_second_build_keeps_the_file_before(tiny_seed: Path, tmp_path: Path) -> None:
    path = tmp_path / "timeline.sqlite"
    before = build_database(tiny_seed, path, cards=False)
    replace(tiny_seed / LAW / "en.md", "Supreme Council", "Parliament")
    build_database(tiny_seed, path, cards=False)
    assert check_file(tmp_path / "timeline.sqlite.prev") == before


def test_a_file_is_on_the_disk_before_and_after_it_gets_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, path = tmp_path / "new.sqlite", tmp_path / "timeline.sqlite"
    new.write_bytes(b"new")
    path.write_bytes(b"old")
    before, synced = path.stat().st_ino, []

    def sync(descriptor: int) -> None:
        synced.append((Path(f"/proc/self/fd/{descriptor}").readlink(), path.read_bytes()))

    monkeypatch.setattr("app.db.os.fsync", sync)
    publish(new, path)
    assert synced == [(new, b"old"), (tmp_path, b"new")]
    # A link costs no room, and can't be cut in the middle as a copy can.
    assert path.with_name("timeline.sqlite.prev").stat().st_ino == before


def test_leftovers_of_a_dead_builder_are_removed(tiny_seed: Path, tmp_path: Path) -> None:
    leftovers = [
        tmp_path / f".timeline.sqlite.{name}" for name in ("7.tmp", "building.tmp", "building.tmp-journal")
    ]
    for leftover in leftovers:
        leftover.write_bytes(b"half")
    build_database(tiny_seed, tmp_path / "timeline.sqlite", cards=False)
    assert not any(leftover.exists() for leftover in leftovers)


def test_files_of_another_database_stay(tiny_seed: Path, tmp_path: Path) -> None:
    other = tmp_path / ".other.sqlite.building.tmp"
    other.write_bytes(b"half")
    build_database(tiny_seed, tmp_path / "timeline.sqlite", cards=False)
    assert other.exists()


def test_a_second_builder_gives_way(tiny_seed: Path, tmp_path: Path) -> None:
    with (tmp_path / "timeline.sqlite.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BuildBusy):
            build_database(tiny_seed, tmp_path / "timeline.sqlite", cards=False)


def test_events_are_numbered_in_order_of_time(tiny_database: Path) -> None:
    ids = [row[0] for row in ask(tiny_database, "SELECT id FROM event ORDER BY number")]
    assert ids == sorted(
        path.name for path in (Path(__file__).parent.parent / "fixtures/seed/events").iterdir()
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_the_index_of_words_covers_every_event(tiny_database: Path, locale: str) -> None:
    rows = ask(tiny_database, f"SELECT rowid FROM search_{locale} WHERE search_{locale} MATCH 'date : 19*'")
    assert rows == [(number,) for number in range(1, 7)]


def test_html_of_a_story_holds_numbered_notes(tiny_database: Path) -> None:
    html = str(
        ask(tiny_database, "SELECT body_html FROM eventtext WHERE locale = 'en' AND event_number = 1")[0][0]
    )
    assert '<sup class="note"><a href="#source-1">1</a></sup><sup class="note"><a href="#source-2">2' in html


def test_markup_in_a_story_is_text(tiny_seed: Path, tmp_path: Path) -> None:
    replace(tiny_seed / LAW / "en.md", "The law was", "The <b onclick=x>law</b> & <script> was")
    path = tmp_path / "timeline.sqlite"
    build_database(tiny_seed, path, cards=False)
    html = str(ask(path, "SELECT group_concat(body_html) FROM eventtext WHERE locale = 'en'")[0][0])
    assert "The &lt;b onclick=x&gt;law&lt;/b&gt; &amp; &lt;script&gt; was" in html


def test_ids_that_are_no_longer_in_use_are_kept(tiny_database: Path) -> None:
    rows = ask(tiny_database, "SELECT id, new_id, day FROM moved ORDER BY id")
    assert rows == [
        ("1990-01-01-rumour", None, "2026-11-04"),
        ("1991-12-16-independence-day", "1991-12-16-independence-law", None),
    ]


@pytest.mark.parametrize(
    ("locale", "stand_ins"), {"kk": ["ru", "en"], "ru": ["kk", "en"], "en": ["ru", "kk"]}.items()
)
def test_where_a_text_is_missing_the_next_language_stands_in(
    tiny_seed: Path, tmp_path: Path, locale: Locale, stand_ins: list[str]
) -> None:
    seed = read_seed(tiny_seed)
    entry = next(entry for entry in walk_events(seed) if entry.id == "1991-12-16-independence-law")
    for number, missing in enumerate([locale, *stand_ins[:-1]]):
        del entry.words[missing]  # type: ignore[arg-type]
        path = tmp_path / f"{number}.sqlite"
        engine = open_new(path)
        SQLModel.metadata.create_all(engine)
        with Session(engine) as session:
            add_terms(session, seed)
            add_eras(session, seed)
            session.flush()
            made = make_rows(entry)
            number_rows(made, 1)
            add_events(session, [made])
            session.commit()
        engine.dispose()
        rows = ask(path, f"SELECT text_locale, title FROM eventtext WHERE locale = '{locale}'")
        assert rows == [(stand_ins[number], entry.words[stand_ins[number]].document.title)]  # type: ignore[index]
