"""One folding for text and query, so that search finds what people type. Source: json-api, section 7."""

import re
import unicodedata
from typing import Final

# Letters and digits; an underscore is a sign, as it is to the search index.
_WORD: Final = re.compile(r"[^\W_]+")
_APOSTROPHES: Final = str.maketrans({"’": "'", "ʼ": "'", "ё": "е"})
_HIDDEN: Final = re.compile("[\u00ad\u0301\u200b-\u200d\u2060\ufeff\x00]")
# Latin letters that look like Cyrillic ones, for words that are otherwise Cyrillic.
_LOOKALIKES: Final = str.maketrans("ieopcaxyh", "іеорсахуһ")
_CYRILLIC: Final = re.compile(r"[Ѐ-ӿ]")
# Nearest keys of a Russian keyboard.
_KEYBOARD: Final = str.maketrans("әғқңөұүһі", "агкноуухи")

LONGEST_QUERY: Final = 200
MOST_WORDS: Final = 10


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
    folded = _fold_once(text)
    # An accent may meet a letter only after the letter was changed; few texts need a third look.
    while (again := _fold_once(folded)) != folded:
        folded = again
    return folded


def fold_for_keyboard(text: str) -> str:
    """Give folded text with Kazakh letters as the nearest keys of a Russian keyboard: қазақ as казак."""
    return fold(text).translate(_KEYBOARD)


def split_words(query: str) -> list[str]:
    """Give the folded words of a query: letters and digits only, at most ten."""
    return _WORD.findall(fold(query))[:MOST_WORDS]
