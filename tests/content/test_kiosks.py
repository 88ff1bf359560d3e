"""Faults in the records of museum screens."""

from pathlib import Path

import pytest

from app.content.seed import read_seed
from tests.content.seeds import place_faults, replace

HALL = "kiosks/hall-1.yaml"
EDITS = {
    "a bad value": ("idle: 60", "idle: 5", 3, "value-error"),
    "an unknown collection": (": thirty", ": thirti", 2, "unknown-collection"),
    "an unknown key": ("night:", "nights:", 8, "extra-forbidden"),
    "a screen's name": ("lang: ru", "screen: hall-2", 1, "extra-forbidden"),
    "a lock on what is no option": ("[lang, contrast]", "[lang, hours]", 5, "value-error"),
    "hours that don't exist": ("10:00-17:00", "10:00-25:00", 6, "string-pattern-mismatch"),
    "hours that end before they begin": ("10:00-17:00", "20:00-02:00", 6, "value-error"),
    "a PIN that is no hash": ("night: black", 'staff_pin: "123456"', 8, "string-pattern-mismatch"),
    "an offset without a sign": ("+05:00", "05:00", 7, "string-pattern-mismatch"),
}


@pytest.mark.parametrize(("old", "new", "line", "code"), EDITS.values(), ids=EDITS)
def test_a_fault_of_a_screen_is_named_with_its_line(
    tiny_seed: Path, old: str, new: str, line: int, code: str
) -> None:
    replace(tiny_seed / HALL, old, new)
    assert place_faults(tiny_seed) == [(HALL, line, code)]


def test_a_screen_is_named_by_an_id(tiny_seed: Path) -> None:
    (tiny_seed / HALL).rename(tiny_seed / "kiosks" / "Hall_1.yaml")
    assert place_faults(tiny_seed) == [("kiosks/Hall_1.yaml", 1, "bad-id")]


def test_a_seed_needs_no_screens(tiny_seed: Path) -> None:
    (tiny_seed / HALL).unlink()
    (tiny_seed / "kiosks").rmdir()
    assert read_seed(tiny_seed).kiosks == {}
