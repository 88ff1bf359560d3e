"""Where a search matched: the weightiest text, cut around the words, with ranges that hold them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from app.core.locales import LOCALES, Locale
from app.db import Database
from app.queries.events import find_event_ids
from app.queries.filters import EventFilters
from app.queries.search import find_hits, order_languages
from app.queries.snippets import Finder, Match, find_matches
from app.queries.spelling import find_spelling
from app.queries.suggest import find_suggestions
from app.queries.words import understand


@pytest.fixture(scope="module")
def session(real_database: Path) -> Iterator[Session]:
    """Give one session on the real seed."""
    database = Database(real_database, 1)
    with database.session() as session:
        yield session
    database.close()


def match(session: Session, query: str, locale: Locale) -> dict[str, Match]:
    """Give where each hit matched, by event id."""
    filters = EventFilters(query=query, search=understand(session, query))
    hits = find_hits(session, filters, locale)
    languages = order_languages(locale)
    found = find_matches(session, filters.search, {hit.number: languages[hit.language] for hit in hits})
    ids = find_event_ids(session)
    return {ids[number - 1]: match for number, match in found.items()}


def mark(found: Match) -> list[str]:
    """Give the words that the ranges of a match hold."""
    return [found.text[start:end] for start, end in found.ranges]


LAW, TENGE, KUNAEV = "1991-12-16-independence-law", "1993-11-15-tenge", "1987-01-28-kunaev-politburo"
MATCHES = [
    ("тәуелсіздік", "kk", LAW, "title", ["тәуелсіздігі"]),
    ("независимости", "ru", LAW, "title", ["независимость"]),
    ("Supreme Council", "en", LAW, "summary", ["Supreme", "Council"]),
    ("Серікболсын Әбділдин", "kk", LAW, "people", ["Серікболсын", "Әбділдин"]),
    ("16.12.1991", "en", LAW, "date_text", ["16\u00a0December 1991"]),
    ("декабря", "ru", LAW, "date_text", ["декабря"]),
    ('"прав человека"', "ru", LAW, "body_text", ["прав человека"]),
    ("Түркия", "kk", LAW, "disputes", ["Түркия"]),
    ("тенге", "kk", TENGE, "title", ["теңге"]),
    ("tenge", "kk", TENGE, "title", ["tenge"]),
    ("Қонаевтың", "kk", KUNAEV, "title", ["Қонаев"]),
    ("алматинскую", "ru", "2002-06-04-cica-summit", "title", ["Алматинский"]),
]


@pytest.mark.parametrize(("query", "locale", "event", "member", "words"), MATCHES)
def test_a_match_names_its_text_and_its_words(
    session: Session, query: str, locale: Locale, event: str, member: str, words: list[str]
) -> None:
    found = match(session, query, locale)[event]
    assert (found.member, mark(found)[: len(words)]) == (member, words)


@pytest.mark.parametrize(
    "query", ["тәуелсіздік", "Назарбаевым", "treaty", "1993", "казак", '"верховный совет"']
)
@pytest.mark.parametrize("locale", LOCALES)
def test_every_hit_has_a_match_with_words_in_it(session: Session, query: str, locale: Locale) -> None:
    found = match(session, query, locale)
    assert found
    for item in found.values():
        assert item.ranges
        assert all(0 <= start < end <= len(item.text) for start, end in item.ranges)
        assert len(item.text) <= 300
        assert "\n" not in item.text


def test_a_cut_text_says_so_at_both_ends(session: Session) -> None:
    found = match(session, '"прав человека"', "ru")[LAW].text
    assert (found[0], found[-1]) == ("…", "…")
    assert " " not in (found[1], found[-2])


@pytest.mark.parametrize("text", ["", "Полёт и ПОЛЕТ", "полёт’s", "взлёт"])
def test_a_finder_sees_what_the_index_sees(session: Session, text: str) -> None:
    finder = Finder(understand(session, "полёт").wanted["ru"])
    found = [text[start:end].lower().replace("ё", "е") for start, end in finder.find_ranges(text)]
    assert found == ["полет"] * text.lower().replace("ё", "е").replace("взлет", "").count("полет")


def test_a_finder_without_terms_finds_nothing() -> None:
    assert Finder(()).find_ranges("тәуелсіздік") == ()


SPELLINGS = {
    ("тәуелсіздк", "kk"): "тәуелсіздік",
    ("незавсимость", "ru"): "независимость",
    ("indepndence", "en"): "independence",
    ("Назарбоев", "ru"): "Назарбаев",
    ("теңгее", "kk"): "теңге",
    ("ntyut", "ru"): "тенге",
    ("Yfpfh,ftd", "ru"): "назарбаев",
    ("сфзшефд", "ru"): "capital",
    ("zqxjv", "en"): None,
    # What finds something needs no other spelling.
    ("1991", "ru"): None,
    ("🎉", "kk"): None,
}


@pytest.mark.parametrize(("asked", "meant"), SPELLINGS.items(), ids=lambda part: str(part and part[0]))
def test_what_finds_nothing_may_mean_something(
    session: Session, asked: tuple[str, Locale], meant: str | None
) -> None:
    assert find_spelling(session, *asked) == meant


@pytest.mark.parametrize("asked", [asked for asked, meant in SPELLINGS.items() if meant])
def test_what_is_meant_finds_something(session: Session, asked: tuple[str, Locale]) -> None:
    meant = find_spelling(session, *asked)
    assert meant
    search = understand(session, meant)
    assert find_hits(session, EventFilters(query=meant, search=search), asked[1])


SUGGESTED = {
    ("наз", "ru"): ("person", "nursultan-nazarbayev", "ru"),
    ("тоқ", "kk"): ("person", "toktar-aubakirov", "kk"),
    ("казакстан", "kk"): ("place", "kazakhstan", "kk"),
    ("Астана", "ru"): ("place", "astana", "ru"),
    ("first const", "en"): ("event", "1993-01-28-first-constitution", "en"),
    ("tenge", "kk"): ("event", TENGE, "en"),
    ("площадь респ", "kk"): ("place", "republic-square", "ru"),
}


@pytest.mark.parametrize(("typed", "thing"), SUGGESTED.items(), ids=lambda part: part[0])
def test_what_begins_so_is_suggested(
    session: Session, typed: tuple[str, Locale], thing: tuple[str, str, str]
) -> None:
    found = find_suggestions(session, *typed)
    assert thing in [(item.kind, item.id, item.locale) for item in found]


@pytest.mark.parametrize("typed", ["а", "қа", "the", "в", "2022"])
def test_there_are_at_most_ten_suggestions_each_once(session: Session, typed: str) -> None:
    found = [(item.kind, item.id) for item in find_suggestions(session, typed, "ru")]
    assert 0 < len(found) <= 10
    assert len(set(found)) == len(found)


def test_names_that_begin_so_come_before_those_a_word_of_which_does(session: Session) -> None:
    texts = [item.text.lower() for item in find_suggestions(session, "алматы", "ru")]
    begins = [text.lstrip("«").startswith("алматы") for text in texts]
    assert begins == sorted(begins, reverse=True)
