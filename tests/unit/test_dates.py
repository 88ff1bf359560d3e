"""Dates and numbers in words: CLDR's words, with digits kept by their words."""

import pytest

from app.core.locales import LOCALES, Locale
from app.i18n.dates import find_certainty, format_edtf, format_iso, format_number, format_years

WORDS: dict[str, tuple[str, str, str]] = {
    "1991": ("1991\u00a0ж.", "1991\u00a0г.", "1991"),
    "1991-12": ("1991\u00a0ж. желтоқсан", "декабрь 1991\u00a0г.", "December 1991"),
    "1991-12-16": ("1991\u00a0ж. 16\u00a0желтоқсан", "16\u00a0декабря 1991\u00a0г.", "16\u00a0December 1991"),
    "1986-12-16/1986-12-18": (
        "1986\u00a0ж. 16–18\u00a0желтоқсан",
        "16–18\u00a0декабря 1986\u00a0г.",
        "16–18\u00a0December 1986",
    ),
    "1986-11-16/1986-12-18": (
        "1986\u00a0ж. 16\u00a0қараша – 18\u00a0желтоқсан",
        "16\u00a0ноября – 18\u00a0декабря 1986\u00a0г.",
        "16\u00a0November – 18\u00a0December 1986",
    ),
    "1986-12-30/1987-01-02": (
        "1986\u00a0ж. 30\u00a0желтоқсан – 1987\u00a0ж. 2\u00a0қаңтар",
        "30\u00a0декабря 1986\u00a0г. – 2\u00a0января 1987\u00a0г.",
        "30\u00a0December 1986 – 2\u00a0January 1987",
    ),
    "1991/1993": ("1991–1993\u00a0ж.", "1991–1993\u00a0гг.", "1991–1993"),
    "1991-02/1991-03": (
        "1991\u00a0ж. ақпан – 1991\u00a0ж. наурыз",
        "февраль 1991\u00a0г. – март 1991\u00a0г.",
        "February 1991 – March 1991",
    ),
}
WITHOUT_YEAR: dict[str, tuple[str, str, str]] = {
    "1991-12-16": ("16\u00a0желтоқсан", "16\u00a0декабря", "16\u00a0December"),
    "1991-12": ("желтоқсан", "декабрь", "December"),
    "1986-12-16/1986-12-18": ("16–18\u00a0желтоқсан", "16–18\u00a0декабря", "16–18\u00a0December"),
    "1991": ("1991\u00a0ж.", "1991\u00a0г.", "1991"),
    "1986-12-30/1987-01-02": WORDS["1986-12-30/1987-01-02"],
}
ENGLISH = {
    "1993~": "about 1993",
    "1992-09-29~/1992-10-03~": "about 29\u00a0September – 3\u00a0October 1992",
    "1991-12-16?": "16\u00a0December 1991 (uncertain)",
    "1991%": "1991 (uncertain)",
    "1991-12-16/..": "since 16\u00a0December 1991",
    "1991-21": "spring 1991",
    "1991-22": "summer 1991",
    "1991-23": "autumn 1991",
    "1991-24": "winter 1991",
}
CERTAINTIES = {
    "1991-12-16": "exact",
    "1986-12-16/1986-12-18": "span",
    "1991-12-16/..": "open",
    "1992-06": "month",
    "1991-21": "month",
    "1991": "year",
    "1993~": "about",
    "1993?": "uncertain",
    "1993%": "uncertain",
}


def spread(table: dict[str, tuple[str, str, str]]) -> list[tuple[str, Locale, str]]:
    """Give a row for each date and locale."""
    return [(date, locale, words[i]) for date, words in table.items() for i, locale in enumerate(LOCALES)]


@pytest.mark.parametrize(("edtf", "locale", "words"), spread(WORDS))
def test_a_date_reads_as_people_write_it(edtf: str, locale: Locale, words: str) -> None:
    assert format_edtf(edtf, locale) == words


@pytest.mark.parametrize(("edtf", "locale", "words"), spread(WITHOUT_YEAR))
def test_a_date_below_its_year_leaves_the_year_out(edtf: str, locale: Locale, words: str) -> None:
    assert format_edtf(edtf, locale, with_year=False) == words


@pytest.mark.parametrize(("edtf", "words"), ENGLISH.items(), ids=ENGLISH)
def test_doubt_is_said_in_words(edtf: str, words: str) -> None:
    assert format_edtf(edtf, "en") == words


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("edtf", ENGLISH)
def test_every_form_has_words_in_every_locale(edtf: str, locale: Locale) -> None:
    assert any(digits in format_edtf(edtf, locale) for digits in ("1991", "1992", "1993"))


@pytest.mark.parametrize(("edtf", "certainty"), CERTAINTIES.items(), ids=CERTAINTIES)
def test_a_date_knows_how_sure_it_is(edtf: str, certainty: str) -> None:
    assert find_certainty(edtf) == certainty


@pytest.mark.parametrize(
    ("edtf", "iso"),
    {"1993~": "1993", "1992-06": "1992-06", "1986-12-16/1986-12-18": "1986-12-16", "1991-21": "1991"}.items(),
)
def test_machines_get_the_known_part_of_the_first_day(edtf: str, iso: str) -> None:
    assert format_iso(edtf) == iso


@pytest.mark.parametrize(
    ("locale", "text"), {"kk": "8\u00a0500,25", "ru": "8\u00a0500,25", "en": "8,500.25"}.items()
)
def test_a_number_takes_the_form_of_its_locale(locale: Locale, text: str) -> None:
    assert format_number(8500.25, locale) == text


def test_a_whole_number_has_no_decimal_sign() -> None:
    assert format_number(99.0, "en") == "99"


@pytest.mark.parametrize(("years", "text"), {(1986, 1990): "1986–1990", (1991, 1991): "1991"}.items())
def test_years_are_parted_by_a_dash(years: tuple[int, int], text: str) -> None:
    assert format_years(*years) == text
