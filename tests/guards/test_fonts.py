"""Both fonts draw every letter of the three languages; one in the character map may still be drawn bare."""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
FONTS = ["literata", "onest"]
WEIGHTS = [400, 700]

KAZAKH = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
RUSSIAN = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
ENGLISH = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Names of people and places keep their own spelling; Kazakh in Latin letters uses some of these too.
NAMES = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞŸĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĻĽŁŃŅŇŊŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽßıŞşĞğ"
LETTERS = sorted({form for text in (KAZAKH, RUSSIAN, ENGLISH, NAMES) for form in text + text.lower()} - {"̇"})
SIGNS = "0123456789.,:;!?()[]/%&+=@#*'\"₸€№«»“”„‘’–—…·•°×−±§©"
SPACES = " \N{NO-BREAK SPACE}"

# A source's title is in Bashkir, whose letters Literata doesn't have: the next font in line draws this one.
FOREIGN = {"ҡ"}

# Letters that Unicode doesn't take apart, with the letter that they would be without stroke, tail or bar.
BARE = {
    "Ғ": "Г",
    "Қ": "К",
    "Ң": "Н",
    "Ұ": "Ү",
    "Ө": "О",
    "Һ": "Н",
    "Ә": "Е",
    "Ł": "L",
    "Ø": "O",
    "Đ": "D",
    "Ŋ": "N",
}


@cache
def _font(name: str) -> TTFont:
    """Give the font that visitors get."""
    return TTFont(ROOT / "static" / "fonts" / f"{name}.woff2")


def _outline(name: str, letter: str, weight: int) -> list[tuple[str, Any]]:
    """Give the strokes that draw the letter, at that weight, with composites taken apart."""
    font = _font(name)
    glyphs = font.getGlyphSet(location={"wght": weight})
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getBestCmap()[ord(letter)]].draw(pen)
    strokes: list[tuple[str, Any]] = pen.value
    return strokes


def _base(letter: str) -> str | None:
    """Give the letter without its marks, or None when it has none."""
    bare = BARE.get(letter.upper())
    if bare is not None:
        return bare if letter.isupper() else bare.lower()
    taken_apart = unicodedata.normalize("NFD", letter)
    return taken_apart[0] if len(taken_apart) > 1 else None


@pytest.mark.parametrize("name", FONTS)
def test_each_letter_and_sign_is_in_the_font(name: str) -> None:
    known = _font(name).getBestCmap()
    assert [sign for sign in [*LETTERS, *SIGNS, *SPACES] if ord(sign) not in known] == []


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("name", FONTS)
def test_each_letter_and_sign_is_drawn(name: str, weight: int) -> None:
    assert [sign for sign in [*LETTERS, *SIGNS] if not _outline(name, sign, weight)] == []


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("name", FONTS)
def test_each_letter_with_a_mark_is_drawn_with_it(name: str, weight: int) -> None:
    marked = [(letter, base) for letter in LETTERS if (base := _base(letter)) is not None]
    assert len(marked) > 100
    assert [
        letter for letter, base in marked if _outline(name, letter, weight) == _outline(name, base, weight)
    ] == []


@pytest.mark.parametrize("name", FONTS)
def test_bold_is_drawn_bolder(name: str) -> None:
    axes = _font(name)["fvar"].axes
    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in axes] == [("wght", 400, 700)]
    assert [letter for letter in LETTERS if _outline(name, letter, 400) == _outline(name, letter, 700)] == []


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("name", FONTS)
def test_tabular_figures_are_equally_wide(name: str, weight: int) -> None:
    font = _font(name)
    substitutions = font["GSUB"].table
    tabular = {
        before: after
        for feature in substitutions.FeatureList.FeatureRecord
        if feature.FeatureTag == "tnum"
        for index in feature.Feature.LookupListIndex
        for subtable in substitutions.LookupList.Lookup[index].SubTable
        for before, after in getattr(subtable, "ExtSubTable", subtable).mapping.items()
    }
    figures = [font.getBestCmap()[ord(figure)] for figure in "0123456789"]
    glyphs = font.getGlyphSet(location={"wght": weight})
    assert len({round(glyphs[tabular.get(figure, figure)].width) for figure in figures}) == 1


@pytest.mark.parametrize("name", FONTS)
def test_each_letter_of_the_seed_and_the_catalogs_is_in_the_font(name: str) -> None:
    known = _font(name).getBestCmap()
    files = [*ROOT.glob("seed/**/*.md"), *ROOT.glob("seed/**/*.yaml"), *ROOT.glob("app/i18n/catalogs/*.po")]
    missing = {
        letter: path.relative_to(ROOT).as_posix()
        for path in files
        for letter in unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
        if unicodedata.category(letter).startswith("L") and ord(letter) not in known and letter not in FOREIGN
    }
    assert missing == {}


def test_the_two_fonts_fit_the_budget_of_a_first_view() -> None:
    total_bytes = sum((ROOT / "static" / "fonts" / f"{name}.woff2").stat().st_size for name in FONTS)
    assert total_bytes <= 105_000
