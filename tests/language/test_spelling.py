"""Spelling: every word is in Debian's dictionary of its language or in a list that a person reviewed."""

import re

import pytest

from app.core.alphabet import sort_key
from app.core.locales import LOCALES, Locale
from tests.language.words import (
    DICTIONARIES,
    NAMES,
    find_unknown,
    is_in_dictionary,
    is_latin,
    list_words,
    read_list,
)

pytestmark = pytest.mark.skipif(
    not all((DICTIONARIES / f"{name}.dic").is_file() for name in NAMES.values()),
    reason="no hunspell dictionaries; to install them: make dictionaries",
)
every_locale = pytest.mark.parametrize("locale", LOCALES)
LETTERS = {
    "kk": "[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]",
    "ru": "[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]",  # titles of Kazakh papers stand in Russian texts
    "en": "[A-Za-zÀ-ž]",
    "latin": "[A-Za-zÀ-ž]",
}


@every_locale
def test_every_word_is_known(locale: Locale) -> None:
    unknown = find_unknown(locale)
    assert unknown == {}, f"correct the text, or add the word to seed/spelling/{locale}.txt or latin.txt"


@pytest.mark.parametrize("name", [*LOCALES, "latin"])
def test_a_list_is_sorted_and_holds_a_word_once(name: str) -> None:
    words = read_list(name)
    locale: Locale = "en" if name == "latin" else name  # type: ignore[assignment]
    assert words == sorted(set(words), key=lambda word: (sort_key(word, locale), word))


@pytest.mark.parametrize("name", [*LOCALES, "latin"])
def test_a_list_holds_letters_of_its_language(name: str) -> None:
    pattern = re.compile(f"{LETTERS[name]}+(?:[-’']{LETTERS[name]}+)*")
    assert [word for word in read_list(name) if not pattern.fullmatch(word)] == []


@every_locale
def test_a_list_holds_what_is_used_and_no_dictionary_knows(locale: Locale) -> None:
    used = list_words(locale)
    assert [word for word in read_list(locale) if word not in used or is_in_dictionary(word, locale)] == []


def test_latin_words_of_the_list_are_used() -> None:
    used = {word for locale in ("kk", "ru") for word in list_words(locale) if is_latin(word)}
    assert sorted(set(read_list("latin")) - used) == []
