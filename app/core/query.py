"""What a visitor typed into the search field, as the words, phrases and days it asks for."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from app.core.folding import MOST_WORDS, split_words

# A quoted phrase or what stands between spaces, either with a minus before it.
_PART: Final = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_DAY: Final = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})")
_ISO_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
SHORTEST_BEGINNING: Final = 2


@dataclass(frozen=True)
class Part:
    """One thing to look for: a word in any of its forms, or words that stand together just so.

    is_open: more letters of the word may follow.
    """

    words: tuple[str, ...]
    is_exact: bool = False
    is_open: bool = False


@dataclass(frozen=True)
class Query:
    """What must be found, all of it, and what must not."""

    wanted: tuple[Part, ...] = ()
    unwanted: tuple[Part, ...] = ()


def name_day(day: dt.date) -> str:
    """Give the word under which the index holds a day: 19911216."""
    return day.strftime("%Y%m%d")


def _read_day(text: str) -> dt.date | None:
    day, iso = _DAY.fullmatch(text), _ISO_DAY.fullmatch(text)
    try:
        if day:
            return dt.date(int(day[3]), int(day[2]), int(day[1]))
        return dt.date(int(iso[1]), int(iso[2]), int(iso[3])) if iso else None
    except ValueError:
        return None


def _read_part(phrase: str | None, text: str | None) -> list[Part]:
    if phrase is not None:
        words = tuple(split_words(phrase))
        return [Part(words, is_exact=True)] if words else []
    day = _read_day(text or "")
    if day:
        return [Part((name_day(day),), is_exact=True)]
    return [Part((word,)) for word in split_words(text or "")]


def parse_query(text: str) -> Query:
    """Give what `text` asks for: every word, "a phrase", -without, 16.12.1991; no other sign means anything.

    A word at the very end may be the beginning of a longer one. Of more than ten words the first ten count.
    """
    wanted: list[Part] = []
    unwanted: list[Part] = []
    sign = ""
    for sign, phrase, word in (found.groups() for found in _PART.finditer(text)):
        (unwanted if sign else wanted).extend(_read_part(phrase, word))
    del wanted[MOST_WORDS:], unwanted[MOST_WORDS:]
    if wanted and not sign and not wanted[-1].is_exact:
        words = wanted[-1].words
        wanted[-1] = Part(words, is_open=len(words[0]) >= SHORTEST_BEGINNING)
    return Query(tuple(wanted), tuple(unwanted))
