"""Events in packs: read by the same code as folders, with the same rows and the same faults."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.api.prepared import build_database
from app.content.packs import pack
from app.content.seed import read_seed
from app.core.errors import SeedError
from tests.content.seeds import LAW, add_photograph, ask, list_faults, place_faults

PACK = "events/all.ndjson"
TABLES = ("event", "eventtext", "eventtheme", "citation", "thread", "collectionevent", "searchword", "label")


@pytest.fixture
def packed_seed(tiny_seed: Path) -> Path:
    """Give the tiny seed with all its events in one pack; the independence law is in line 3."""
    lines = []
    for folder in sorted((tiny_seed / "events").iterdir(), key=lambda path: path.name != Path(LAW).name):
        lines.append(pack(folder.name, {path.name: path.read_text("utf-8") for path in folder.iterdir()}))
        shutil.rmtree(folder)
    (tiny_seed / PACK).write_text("".join(lines[1:3] + lines[:1] + lines[3:]), "utf-8")
    return tiny_seed


def change(root: Path, edit: Callable[[dict[str, str]], object]) -> None:
    """Change the line of the independence law."""
    lines = (root / PACK).read_text("utf-8").splitlines()
    texts = json.loads(lines[2])
    edit(texts)
    lines[2] = json.dumps(texts)
    (root / PACK).write_text("\n".join(lines), "utf-8")


def test_a_pack_gives_the_rows_that_folders_give(
    packed_seed: Path, tmp_path: Path, tiny_database: Path
) -> None:
    path = tmp_path / "packed.sqlite"
    build_database(packed_seed, path, cards=False)
    for table in TABLES:
        assert ask(path, f"SELECT * FROM {table}") == ask(tiny_database, f"SELECT * FROM {table}"), table


def test_a_fault_names_line_and_text_of_the_pack(packed_seed: Path) -> None:
    change(packed_seed, lambda texts: texts.update({"kk.md": f"{texts['kk.md']}\n\nPрезидент"}))
    (fault,) = list_faults(packed_seed)
    assert (fault.path, fault.line, fault.code) == ("seed/events/all.ndjson", 3, "mixed-script")
    assert fault.problem.startswith("1991-12-16-independence-law/kk.md:")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("[independence,", "[independense,", "unknown-theme"),
        ("1986-12-16-december-events", "1992-06-state-symbols", "backward-thread"),
        ("1986-12-16-december-events", "1986-12-16-december", "unknown-event"),
        ("confidence: high", "confidence: !!str high", "yaml-trick"),
    ],
)
def test_packed_facts_are_checked_as_others_are(packed_seed: Path, old: str, new: str, code: str) -> None:
    change(packed_seed, lambda texts: texts.update({"event.yaml": texts["event.yaml"].replace(old, new)}))
    assert place_faults(packed_seed) == [(PACK, 3, code)]


def test_a_missing_text_of_a_pack_is_a_fault(packed_seed: Path) -> None:
    change(packed_seed, lambda texts: texts.pop("ru.md"))
    assert place_faults(packed_seed) == [(PACK, 3, "missing-translation")]


def test_a_large_text_of_a_pack_is_a_fault(packed_seed: Path) -> None:
    change(packed_seed, lambda texts: texts.update({"en.md": texts["en.md"] + "x" * 1_000_000}))
    assert place_faults(packed_seed) == [(PACK, 3, "too-large")]


def test_a_photograph_needs_a_folder(tiny_seed: Path) -> None:
    add_photograph(tiny_seed)
    folder = tiny_seed / LAW
    texts = {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.suffix != ".png"}
    (tiny_seed / PACK).write_text(pack(folder.name, texts), "utf-8")
    shutil.rmtree(folder)
    assert place_faults(tiny_seed) == [(PACK, 1, "bad-picture")]


def test_an_event_in_a_folder_and_in_a_pack_is_a_fault(tiny_seed: Path) -> None:
    folder = tiny_seed / LAW
    texts = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    (tiny_seed / PACK).write_text(pack(folder.name, texts), "utf-8")
    assert place_faults(tiny_seed) == [(PACK, 1, "repeated")]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"id": "1991-12-16-x", "id": "1991-12-16-y"}',
        '{"id": "1991-12-16-x", "event.yaml": 5}',
        '{"id": "../x"}',
        '{"id": "1991-12-16-x", "notes.txt": "later"}',
        '{"kk.md": "no id"}',
        "[" * 100_000,
        '{"id": "\\ud800"}',
    ],
)
def test_a_line_that_is_no_event_is_one_fault(tiny_seed: Path, line: str) -> None:
    (tiny_seed / PACK).write_text(f"{line}\n", "utf-8")
    assert place_faults(tiny_seed) == [(PACK, 1, "not-packed")]


def test_a_link_among_the_events_is_no_pack(tiny_seed: Path) -> None:
    (tiny_seed.parent / "elsewhere.ndjson").write_text("{}\n")
    (tiny_seed / PACK).symlink_to(tiny_seed.parent / "elsewhere.ndjson")
    assert place_faults(tiny_seed) == [(PACK, 1, "stray-file")]


def test_a_fault_in_a_pack_leaves_no_database(packed_seed: Path, tmp_path: Path) -> None:
    change(packed_seed, lambda texts: texts.pop("kk.md"))
    with pytest.raises(SeedError):
        build_database(packed_seed, tmp_path / "x.sqlite", cards=False)
    assert not (tmp_path / "x.sqlite").exists()


def test_events_are_not_held_by_the_seed(packed_seed: Path) -> None:
    assert len(read_seed(packed_seed).events) == 0
