"""The order of letters in each language."""

import pytest

from app.core.alphabet import sort_key
from app.core.locales import Locale

ORDERED: dict[Locale, str] = {
    "kk": "1991 Zoo 🎉 ана Әже баба гүл ғалым ел ёж қала ұл үй шам ылди іні",
    "ru": "Zoo ель ёлка жук эра юла яма",
    "en": "apple Banana cherry",
}


@pytest.mark.parametrize("locale", ORDERED)
def test_words_stand_as_in_a_dictionary(locale: Locale) -> None:
    words = ORDERED[locale].split()
    assert sorted(sorted(words), key=lambda word: sort_key(word, locale)) == words


@pytest.mark.parametrize("locale", ORDERED)
def test_bytes_stand_as_letters_do(locale: Locale) -> None:
    keys = [sort_key(word, locale) for word in ORDERED[locale].split()]
    assert [key.encode() for key in keys] == sorted(key.encode() for key in keys)
