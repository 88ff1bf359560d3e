"""Citations of our pages: three styles in three languages, with a blank for the day of access."""

import datetime as dt

import pytest

from app.core.locales import LOCALES, Locale
from app.views.cite import cite_page
from app.views.shapes import CiteView

ADDRESS = "https://example.kz/en/events/1991-12-16-law"
UPDATED = dt.date(2026, 11, 5)
BLANK = "________"
every_locale = pytest.mark.parametrize("locale", LOCALES)


def cite(locale: Locale, title: str = "The law") -> dict[str, CiteView]:
    """Give the citations by style."""
    return {one.id: one for one in cite_page(title, ADDRESS, UPDATED, locale)}


def write(one: CiteView) -> str:
    """Give a citation as it is read."""
    return one.before + one.title + one.after


def test_apa_names_title_day_site_and_address() -> None:
    assert write(cite("en")["apa"]) == (
        f"The law. (2026, November 5). Алтын бесік. Retrieved {BLANK}, from {ADDRESS}"
    )


def test_chicago_quotes_the_title() -> None:
    assert write(cite("en")["chicago"]) == (
        f"“The law,” Алтын бесік, last modified November 5, 2026, accessed {BLANK}, {ADDRESS}."
    )


def test_gost_writes_days_in_digits() -> None:
    assert write(cite("en")["gost"]) == (
        f"The law // Алтын бесік: [site]. Updated: 05.11.2026. URL: {ADDRESS} (accessed: {BLANK})."
    )


@pytest.mark.parametrize(("locale", "day"), [("kk", "2026, 5 қараша"), ("ru", "2026, 5 ноября")])
def test_apa_words_the_day_in_the_language_of_the_page(locale: Locale, day: str) -> None:
    assert f"({day})" in cite(locale)["apa"].after


@pytest.mark.parametrize(("locale", "day"), [("kk", "2026 ж. 5 қараша"), ("ru", "5 ноября 2026 г.")])
def test_chicago_words_the_day_in_the_language_of_the_page(locale: Locale, day: str) -> None:
    assert f" {day}," in cite(locale)["chicago"].after


@every_locale
@pytest.mark.parametrize("style", ["apa", "chicago", "gost"])
def test_a_citation_leaves_the_day_of_access_blank(style: str, locale: Locale) -> None:
    assert write(cite(locale)[style]).count(BLANK) == 1


@every_locale
@pytest.mark.parametrize("style", ["apa", "chicago", "gost"])
def test_a_citation_carries_title_and_address_once(style: str, locale: Locale) -> None:
    text = write(cite(locale)[style])
    assert (text.count("The law"), text.count(ADDRESS)) == (1, 1)


@every_locale
def test_only_apa_sets_the_title_in_italics(locale: Locale) -> None:
    assert [key for key, one in cite(locale).items() if one.is_italic] == ["apa"]


def test_a_percent_sign_in_a_title_stays() -> None:
    assert cite("en", "Growth of 10%(s)")["apa"].title == "Growth of 10%(s)"
