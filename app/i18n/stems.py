"""What a word may be a form of: Snowball for Russian and English, our own rules for Kazakh."""

from functools import lru_cache
from typing import Final

from snowballstemmer.english_stemmer import EnglishStemmer
from snowballstemmer.russian_stemmer import RussianStemmer

from app.core import kazakh
from app.core.locales import Locale

_SNOWBALL: Final = {"ru": RussianStemmer, "en": EnglishStemmer}


@lru_cache(maxsize=4096)
def find_stems(word: str, locale: Locale) -> tuple[str, ...]:
    """Give the stems that a folded word may have, likeliest first; none when it bears no ending.

    Kazakh stems are words, or else wrong guesses. Those of Russian and English may be cut-off words.
    """
    if locale == "kk":
        return tuple(kazakh.find_stems(word))
    # A stemmer holds the word it works on, so each call has its own: requests run beside each other.
    stem = str(_SNOWBALL[locale]().stemWord(word))
    return (stem,) if stem != word else ()
