"""Type: numbers hold on to their words, quotes are those of the language, spaces are single."""

from pathlib import Path

import pytest

from tests.content.seeds import DECEMBER, LAW, list_faults, place_faults, replace

# What is broken: file, old text, new text; and where the one fault must be: line, code.
EDITS = {
    "a number parted from its month": (f"{LAW}/en.md", "16\u00a0December", "16 December", 5, "loose-number"),
    "a thousand parted": (f"{DECEMBER}/ru.md", "8\u00a0500", "8 500", 11, "loose-number"),
    "Latin quotes in Kazakh": (f"{LAW}/kk.md", "Жоғарғы Кеңес", "“Жоғарғы Кеңес”", 3, "foreign-quotes"),
    "Russian quotes in English": (
        f"{LAW}/en.md",
        "Supreme Council",
        "«Supreme Council»",
        3,
        "foreign-quotes",
    ),
    "typewriter quotes": (f"{LAW}/ru.md", "Верховный Совет", '"Верховный Совет"', 3, "foreign-quotes"),
    "two spaces": (f"{LAW}/ru.md", "Верховный Совет", "Верховный  Совет", 3, "double-space"),
}


@pytest.mark.parametrize(("file", "old", "new", "line", "code"), EDITS.values(), ids=EDITS)
def test_a_slip_of_type_is_named_once_with_its_line(
    tiny_seed: Path, file: str, old: str, new: str, line: int, code: str
) -> None:
    replace(tiny_seed / file, old, new)
    assert place_faults(tiny_seed) == [(file, line, code)]


def test_quotes_within_quotes_are_no_fault(tiny_seed: Path) -> None:
    replace(tiny_seed / LAW / "kk.md", "Жоғарғы Кеңес", "«Жоғарғы „Кеңес“ туралы»")
    assert list_faults(tiny_seed) == []


@pytest.mark.parametrize(
    ("old", "line"), {"The Supreme Council": 1, "The law was": 1, "It is the": 9}.items(), ids=str
)
def test_a_part_of_more_than_10_000_letters_is_a_fault(tiny_seed: Path, old: str, line: int) -> None:
    path = tiny_seed / LAW / "en.md"
    path.write_text(path.read_text(encoding="utf-8").replace(old, f"{'long ' * 2001}{old}", 1), "utf-8")
    assert place_faults(tiny_seed) == [(f"{LAW}/en.md", line, "long-text")]
