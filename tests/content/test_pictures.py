"""Photographs and drawings: checked when the seed is read, kept in the database, served for ever."""

import hashlib
import json
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from starlette.testclient import TestClient

from app.api.prepared import build_database
from app.main import create_app
from app.settings import Settings
from tests.content.seeds import LAW, VIGNETTE, add_photograph, ask, place_faults, replace

EVENT = f"{LAW}/event.yaml"
LAW_ID = LAW.removeprefix("events/")


def make_gif() -> bytes:
    """Give a picture of a kind that is not served."""
    file = BytesIO()
    Image.new("P", (4, 4)).save(file, "GIF")
    return file.getvalue()


BAD_FILES = {
    "no picture": b"<svg/>",
    "empty": b"",
    "another kind": make_gif(),
    "cut off": b"\x89PNG\r\n\x1a\n" + b"0" * 50,
    "too large": b"0" * 3_000_001,
}


# What is broken in a drawing: old text, new text.
BAD_DRAWINGS = {
    "a drawing with a script": ("<rect", "<script/><rect"),
    "a drawing with a handler": ('class="ink"', 'class="ink" onload="x"'),
    "a drawing with a colour": ('class="ink"', 'class="ink" fill="red"'),
    "a drawing of another class": ('class="ink"', 'class="gold"'),
    "a drawing of another size": ("0 0 96 96", "0 0 64 64"),
    "a drawing that is no XML": ("</svg>", "</sv>"),
    "a drawing of too many shapes": ("<rect", '<rect class="ink"/>' * 11 + "<rect"),
    "a drawing of too many bytes": ("M30 66", "M30 66" + "v1" * 1000),
    "a drawing with a document type": ("<svg", "<!DOCTYPE svg><svg"),
}


@pytest.mark.parametrize(("old", "new"), BAD_DRAWINGS.values(), ids=BAD_DRAWINGS)
def test_a_drawing_that_could_harm_a_page_is_refused(tiny_seed: Path, old: str, new: str) -> None:
    replace(tiny_seed / VIGNETTE, old, new)
    assert place_faults(tiny_seed) == [(VIGNETTE, 1, "bad-vignette")]


def test_a_photograph_with_its_words_is_no_fault(tiny_seed: Path) -> None:
    add_photograph(tiny_seed)
    assert place_faults(tiny_seed) == []


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_file_that_is_no_photograph_is_refused(tiny_seed: Path, kind: str) -> None:
    add_photograph(tiny_seed).write_bytes(BAD_FILES[kind])
    assert place_faults(tiny_seed) == [(EVENT, 16, "bad-picture")]


def test_a_photograph_with_too_long_a_side_is_refused(tiny_seed: Path) -> None:
    add_photograph(tiny_seed, (4001, 10))
    assert place_faults(tiny_seed) == [(EVENT, 16, "bad-picture")]


def test_a_missing_photograph_is_refused(tiny_seed: Path) -> None:
    add_photograph(tiny_seed).unlink()
    assert place_faults(tiny_seed) == [(EVENT, 16, "bad-picture")]


@pytest.mark.parametrize(
    "words", ['![](hall.png "Caption ru")', "![Hall ru](hall.png)", "Зал."], ids=["alt", "caption", "both"]
)
def test_a_photograph_without_words_is_refused(tiny_seed: Path, words: str) -> None:
    add_photograph(tiny_seed)
    replace(tiny_seed / LAW / "ru.md", '![Hall ru](hall.png "Caption ru")', words)
    assert place_faults(tiny_seed) == [(f"{LAW}/ru.md", 1, "no-alt")]


def test_words_of_an_unknown_photograph_are_refused(tiny_seed: Path) -> None:
    replace(tiny_seed / LAW / "en.md", "The law was", '![A](b.png "C")\n\nThe law was')
    assert place_faults(tiny_seed) == [(f"{LAW}/en.md", 1, "unknown-picture")]


@pytest.mark.parametrize("name", ["../hall.png", "Hall.PNG", "hall.svg", "/etc/passwd", "a b.jpg"])
def test_a_photograph_has_a_plain_name(tiny_seed: Path, name: str) -> None:
    add_photograph(tiny_seed)
    replace(tiny_seed / EVENT, "hall.png", name)
    assert (EVENT, 16, "string-pattern-mismatch") in place_faults(tiny_seed)


def test_a_drawing_of_nothing_is_refused(tiny_seed: Path) -> None:
    (tiny_seed / "vignettes/statehood.svg").rename(tiny_seed / "vignettes/state.svg")
    assert place_faults(tiny_seed) == [("vignettes/state.svg", 1, "stray-vignette")]


@pytest.fixture
def served(tiny_seed: Path, tmp_path: Path) -> Path:
    """Give a database with one photograph."""
    add_photograph(tiny_seed)
    build_database(tiny_seed, tmp_path / "timeline.sqlite", cards=False)
    return tmp_path / "timeline.sqlite"


def test_a_photograph_leaves_no_trace_in_the_story(served: Path) -> None:
    query = f"SELECT body_html FROM eventtext JOIN event ON number = event_number WHERE id = '{LAW_ID}'"
    assert not [body for (body,) in ask(served, query) if "hall.png" in str(body) or "!" in str(body)]


def test_a_photograph_is_shown_told_and_served(served: Path, tiny_seed: Path) -> None:
    data = (tiny_seed / LAW / "hall.png").read_bytes()
    address = f"/media/{hashlib.sha256(data).hexdigest()}.png"
    with TestClient(
        create_app(Settings(database=served, connections=2)), base_url="http://localhost"
    ) as client:
        answer = client.get(address)
        page = client.get(f"/ru/events/{LAW_ID}").text
        told = client.get(f"/api/v1/events/{LAW_ID}?locale=ru").json()["data"]["media"]
        wrong = client.get(address.replace(".png", ".webp"))
    assert answer.content == data
    assert (answer.headers["Content-Type"], wrong.status_code) == ("image/png", 404)
    assert "immutable" in answer.headers["Cache-Control"]
    assert f'src="{address}" alt="Hall ru" width="40" height="30"' in page
    assert json.loads(json.dumps(told)) == [
        {
            "url": address,
            "width": 40,
            "height": 30,
            "alt": "Hall ru",
            "caption": "Caption ru",
            "credit": "City archive, 12",
            "licence": "CC-BY-4.0",
        }
    ]


def test_drawings_are_kept_by_event_and_theme(tiny_database: Path) -> None:
    assert [key for (key,) in ask(tiny_database, "SELECT id FROM vignette ORDER BY id")] == [
        LAW_ID,
        "statehood",
    ]
