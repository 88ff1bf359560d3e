"""One folding for text and query, so that search finds what people type. Source: json-api, section 7."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

_APOSTROPHES: Final = str.maketrans({"’": "'", "ʼ": "'", "ё": "е"})
_HIDDEN: Final = re.compile("[\u00ad\u0301\u200b-\u200d\u2060\ufeff\x00]")
# Letters and digits; an underscore is a sign.
_WORD: Final = re.compile(r"[^\W_]+")
# A letter or digit, or an accent or hidden sign among them.
_SIGN: Final = "(?:[^\\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff\x00])"
# A word as it is written; the English genitive is none: Almaty’s is Almaty.
_WRITTEN: Final = re.compile(f"(?!(?<=['’ʼ])[sS](?!{_SIGN})){_SIGN}+")
# What folding changes nothing in: most words of a text.
_FOLDED: Final = re.compile("[0-9a-z]+|[0-9а-яәғқңөұүһі]+")
# Latin letters that look like Cyrillic ones, for words that are otherwise Cyrillic.
_LOOKALIKES: Final = str.maketrans("ieopcaxyh", "іеорсахуһ")
_CYRILLIC: Final = re.compile(r"[Ѐ-ӿ]")
# Nearest keys of a Russian keyboard.
_KEYBOARD: Final = str.maketrans("әғқңөұүһі", "агкноуухи")

LONGEST_QUERY: Final = 200
MOST_WORDS: Final = 10


class Word(NamedTuple):
    """A word of a text: where it stands, counted in code points, and its folded form."""

    start: int
    end: int
    folded: str


def _fold_once(text: str) -> str:
    seen = _HIDDEN.sub("", unicodedata.normalize("NFC", text)).lower()
    # Letters that a hidden sign kept apart from their accent meet it now.
    plain = unicodedata.normalize("NFC", seen).translate(_APOSTROPHES)
    whole = _WORD.sub(
        lambda word: word[0].translate(_LOOKALIKES) if _CYRILLIC.search(word[0]) else word[0], plain
    )
    return unicodedata.normalize("NFC", whole)


def fold(text: str) -> str:
    """Give `text` in NFC, lower case, without soft hyphens and stress marks, ё as е, Cyrillic words whole."""
    lower = text.lower()
    if _FOLDED.fullmatch(lower):
        return lower
    folded = _fold_once(text)
    # An accent may meet a letter only after the letter was changed; few texts need a third look.
    while (again := _fold_once(folded)) != folded:
        folded = again
    return folded


fold_word: Final = lru_cache(maxsize=16_384)(fold)
"""Folds a word; texts say the same ones again and again."""


def fold_for_keyboard(text: str) -> str:
    """Give folded text with Kazakh letters as the nearest keys of a Russian keyboard: қазақ as казак."""
    return fold(text).translate(_KEYBOARD)


def _spell(table: Mapping[int, int | str]) -> dict[str, str]:
    return {chr(key): value if isinstance(value, str) else chr(value) for key, value in table.items()}


def list_letters() -> dict[str, dict[str, str]]:
    """Give what folding makes of letters, for whoever folds elsewhere by the same rules.

    plain: of any letter; lookalikes: within Cyrillic words; keys: for a Russian keyboard.
    """
    return {"plain": _spell(_APOSTROPHES), "lookalikes": _spell(_LOOKALIKES), "keys": _spell(_KEYBOARD)}


def _is_word(folded: str) -> bool:
    """Say whether anything but accents and hidden signs was there."""
    return folded.isalnum() or _WORD.search(folded) is not None


def walk_words(text: str) -> Iterator[Word]:
    """Give the words of a text in their order."""
    for found in _WRITTEN.finditer(text):
        folded = fold_word(found[0])
        if _is_word(folded):
            yield Word(found.start(), found.end(), folded)


def list_words(text: str) -> list[str]:
    """Give the words of a text as they are written: many times faster than to walk them."""
    return [word for word in _WRITTEN.findall(text) if _is_word(fold_word(word))]


def split_words(text: str) -> list[str]:
    """Give the folded words of a text: letters and digits only."""
    return [fold_word(word) for word in list_words(text)]
