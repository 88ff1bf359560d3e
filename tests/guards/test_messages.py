"""Every word of ours is in three languages, whole, and in its own letters."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message

from app.core.locales import LOCALES, Locale
from app.i18n.catalog_files import list_differences, read_catalog
from app.settings import ROOT

NAMED = re.compile(r"%\((\w+)\)[sd]")
WORDS = re.compile(r"[^\W\d_]+")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
# Names that are written in Latin letters in all three languages.
LATIN_NAMES = {"API", "Atom", "Esc", "Host", "JSON", "QR", "URL", "UTF", "WGS", "iCalendar"}
LATIN_NAMES |= {
    "CSV",
    "Excel",
    "GeoJSON",
    "PIN",
    "TimelineJS",
    "json",
    "oEmbed",
    "oembed",
    "org",
    "schema",
    "xml",
}
# Words of the API and of HTTP, which programs read in any language.
LATIN_NAMES |= {"After", "Content", "GET", "HEAD", "OPTIONS", "OpenAPI", "Range", "Retry", "detail", "en"}
LATIN_NAMES |= {"from", "hint", "instance", "kk", "links", "next", "ru", "to"}
CYRILLIC_LOCALES: list[Locale] = ["kk", "ru"]


def list_messages(locale: Locale) -> list[Message]:
    """Give a catalog's messages without its header."""
    return [message for message in read_catalog(locale) if message.id]


def list_forms(message: Message) -> list[str]:
    """Give the translation, or all its plural forms."""
    return list(message.string) if isinstance(message.string, tuple | list) else [str(message.string)]


def find_values(message: Message) -> set[str]:
    """Give the named values of a message, singular and plural together."""
    ids = message.id if isinstance(message.id, tuple | list) else (str(message.id),)
    return {value for text in ids for value in NAMED.findall(text)}


def walk_words(locale: Locale) -> Iterator[str]:
    """Give every word of a catalog's translations, named values left out."""
    for message in list_messages(locale):
        for form in list_forms(message):
            yield from WORDS.findall(NAMED.sub(" ", form))


def test_the_catalogs_hold_what_templates_and_code_use_and_nothing_else() -> None:
    assert list_differences(ROOT) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_a_translation_carries_the_named_values_of_its_message(locale: Locale) -> None:
    wrong = [
        (message.id, form)
        for message in list_messages(locale)
        for form in list_forms(message)
        if set(NAMED.findall(form)) != find_values(message)
    ]
    assert wrong == []


@pytest.mark.parametrize("locale", LOCALES)
def test_a_translation_has_no_value_without_a_name(locale: Locale) -> None:
    texts = [NAMED.sub("", form) for message in list_messages(locale) for form in list_forms(message)]
    assert [text for text in texts if "%" in text.replace("%%", "")] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_no_word_mixes_latin_and_cyrillic_letters(locale: Locale) -> None:
    assert [word for word in walk_words(locale) if CYRILLIC.search(word) and LATIN.search(word)] == []


@pytest.mark.parametrize("locale", CYRILLIC_LOCALES)
def test_a_translation_into_cyrillic_has_no_latin_word_but_names(locale: Locale) -> None:
    assert {word for word in walk_words(locale) if LATIN.search(word)} - LATIN_NAMES == set()


@pytest.mark.parametrize("locale", CYRILLIC_LOCALES)
def test_each_plural_form_is_filled(locale: Locale) -> None:
    count = read_catalog(locale).num_plurals
    plural = [message for message in list_messages(locale) if isinstance(message.id, tuple | list)]
    assert [message.id for message in plural if len(list(filter(None, list_forms(message)))) != count] == []
