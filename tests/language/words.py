"""The words that visitors read, in each language, and which of them a dictionary knows."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import yaml
from babel.messages.pofile import read_po
from hunspell import Hunspell

from app.core.locales import Locale
from app.settings import ROOT

SEED: Final = ROOT / "seed"
SPELLING: Final = SEED / "spelling"
DICTIONARIES: Final = Path("/usr/share/hunspell")
NAMES: Final[dict[Locale, str]] = {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_GB"}
_UNREAD: Final = re.compile(
    r"`[^`]*`|\[\[[^\]]*\]\]|\[\^[^\]]*\]|\]\([^)\s]*|%\([a-z_]+\)[sd]|^- [a-z0-9./~?-]+:", re.MULTILINE
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_LATIN: Final = re.compile(r"[A-Za-z]")


def read_texts(locale: Locale) -> Iterator[tuple[str, str]]:
    """Give (where, text) of everything in one language: the seed's words, its labels, the interface."""
    for path in sorted(SEED.rglob(f"{locale}.md")):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
    for name in ("themes", "places", "people"):
        path = SEED / f"{name}.yaml"
        for key, labels in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            yield f"seed/{name}.yaml {key}", labels[locale]
    path = ROOT / "app" / "i18n" / "catalogs" / f"{locale}.po"
    with path.open("rb") as file:
        for message in read_po(file):
            strings = message.string if isinstance(message.string, (list, tuple)) else [message.string]
            if message.id:
                yield f"{locale}.po", " ".join(text or "" for text in strings)


def _cut_suffix(word: str, locale: Locale) -> str:
    """Give a word without what its language hangs on a foreign one: Nazarbayev’s, Babel-дің."""
    if locale == "en":
        return word.removesuffix("’s").removesuffix("s’")
    head, _, tail = word.partition("-")
    return head if is_latin(head) and tail and not is_latin(tail) else word


def list_words(locale: Locale) -> dict[str, str]:
    """Give each word of a language with the first place where it stands."""
    words: dict[str, str] = {}
    for where, text in read_texts(locale):
        for word in _WORD.findall(_UNREAD.sub(" ", text)):
            words.setdefault(_cut_suffix(word, locale), where)
    return words


def is_latin(word: str) -> bool:
    """Say whether a word is written in Latin letters."""
    return bool(_LATIN.search(word))


@cache
def open_dictionary(locale: Locale) -> Hunspell:
    """Give Debian's dictionary of a language."""
    return Hunspell(NAMES[locale], hunspell_data_dir=str(DICTIONARIES))


def is_in_dictionary(word: str, locale: Locale) -> bool:
    """Say whether the dictionary knows a word, or each part of it between hyphens."""
    dictionary = open_dictionary(locale)
    if dictionary.spell(word):
        return True
    parts = word.split("-")
    return len(parts) > 1 and all(dictionary.spell(part) for part in parts)


def read_list(name: str) -> list[str]:
    """Give the words of a reviewed list, in the order of the file."""
    lines = (SPELLING / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def find_unknown(locale: Locale) -> dict[str, str]:
    """Give the words that neither the dictionary nor a reviewed list knows, with their places."""
    listed = {*read_list(locale), *(read_list("latin") if locale != "en" else [])}
    return {
        word: where
        for word, where in list_words(locale).items()
        if word not in listed and ((locale != "en" and is_latin(word)) or not is_in_dictionary(word, locale))
    }
