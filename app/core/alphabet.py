"""The order of letters in each language; Kazakh and Russian letters have places of their own."""

import unicodedata
from typing import Final

from app.core.locales import Locale

_KAZAKH: Final = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_RUSSIAN: Final = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_PLACES: Final[dict[Locale, dict[str, int]]] = {
    "kk": {letter: place for place, letter in enumerate(_KAZAKH)},
    "ru": {letter: place for place, letter in enumerate(_RUSSIAN)},
    "en": {},
}
# Private use: behind every letter, sign and emoji that a text holds.
_BEHIND: Final = 0xF0000


def sort_key(text: str, locale: Locale) -> str:
    """Give a key that puts `text` where a dictionary of the language would; other scripts stand first.

    Keys compare by code point, in Python as in the database.
    """
    places = _PLACES[locale]
    return "".join(
        chr(_BEHIND + places[letter]) if letter in places else letter
        for letter in unicodedata.normalize("NFC", text).casefold()
    )
