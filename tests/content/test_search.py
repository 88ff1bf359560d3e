"""Search in three languages on the real seed: what is found, what is not, and in which order."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from app.core.folding import fold
from app.core.locales import LOCALES, Locale
from app.db import Database
from app.models import Event, SearchWord
from app.queries.events import find_event_ids
from app.queries.filters import EventFilters
from app.queries.search import Hit, find_hits, find_languages, order_languages
from app.queries.words import understand
from tests.content.search_table import ASKED, DAYS, FIRST, Ask, expand


@pytest.fixture(scope="module")
def session(real_database: Path) -> Iterator[Session]:
    """Give one session on the real seed for all searches."""
    database = Database(real_database, 1)
    with database.session() as session:
        yield session
    database.close()


def find(session: Session, query: str, locale: Locale) -> list[Hit]:
    """Give the hits of a query."""
    return find_hits(session, EventFilters(query=query, search=understand(session, query)), locale)


def list_ids(session: Session, query: str, locale: Locale) -> list[str]:
    """Give the ids of the hits in their order."""
    ids = find_event_ids(session)
    return [ids[hit.number - 1] for hit in find(session, query, locale)]


@pytest.mark.parametrize("ask", ASKED, ids=lambda ask: f"{ask.locale} {ask.query}")
def test_a_search_finds_what_a_historian_expects(session: Session, ask: Ask) -> None:
    found = set(list_ids(session, ask.query, ask.locale))
    known = find_event_ids(session)
    missed, wrong = expand(known, ask.hits) - found, expand(known, ask.misses) & found
    assert (sorted(missed), sorted(wrong)) == ([], [])


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("query", "ids"), DAYS.items(), ids=DAYS)
def test_a_day_finds_what_happened_on_it_and_nothing_else(
    session: Session, query: str, ids: list[str], locale: Locale
) -> None:
    assert list_ids(session, query, locale) == ids


def test_a_year_finds_its_own_events_before_those_that_mention_it(session: Session) -> None:
    ids = list_ids(session, "1993", "ru")
    own = [key for key in find_event_ids(session) if key.startswith("1993")]
    assert set(ids[: len(own)]) == set(own)
    assert len(ids) > len(own)


@pytest.mark.parametrize(("ask", "name"), FIRST.items(), ids=lambda part: " ".join(part) if part else "")
def test_the_event_that_everybody_means_comes_first(
    session: Session, ask: tuple[str, Locale], name: str
) -> None:
    assert name in list_ids(session, *ask)[0]


def test_the_language_asked_for_comes_first_and_the_others_are_named(session: Session) -> None:
    places = [hit.language for hit in find(session, "Назарбаев", "ru")]
    assert (places[0], places) == (0, sorted(places))
    assert order_languages("kk")[find(session, "tenge", "kk")[0].language] == "en"


def test_whole_words_come_before_forms_and_forms_before_keys(session: Session) -> None:
    ranks = [hit.rank for hit in find(session, "казак", "kk") if hit.language == 0]
    assert ranks == sorted(ranks)
    assert set(ranks) == {3}
    forms = [hit.rank for hit in find(session, "Назарбаевым", "ru") if hit.language == 0]
    assert set(forms) == {0, 1}


def test_a_word_in_the_title_comes_before_one_in_the_story(session: Session) -> None:
    ids = list_ids(session, "метрополитен", "kk")
    assert "almaty-metro" in ids[0]


def test_of_equals_milestones_come_first_then_time(session: Session) -> None:
    hits = find(session, "Назарбаев", "ru")
    assert hits == sorted(hits)
    milestones = set(session.exec(select(Event.number).where(Event.milestone)))
    assert all((hit.is_lesser == 0) == (hit.number in milestones) for hit in hits)


def test_filters_narrow_the_hits(session: Session) -> None:
    search = understand(session, "Назарбаев")
    filters = EventFilters(query="Назарбаев", search=search, eras=("eve",))
    ids = find_event_ids(session)
    assert {ids[hit.number - 1] for hit in find_hits(session, filters, "ru")} == {
        key for key in list_ids(session, "Назарбаев", "ru") if key < "1990-10-25"
    }


def test_above_the_limit_milestones_come_first_then_time(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.queries.search.MOST_RANKED", 5)
    hits = [hit for hit in find(session, "Назарбаев", "ru") if hit.language == 0]
    assert {(hit.rank, hit.weight) for hit in hits} == {(0, 0)}
    assert hits == sorted(hits)


@pytest.mark.parametrize("query", ["", " ", "🎉", "-", '""', "«»", "-Астана", '-"Верховный Совет"'])
def test_a_search_without_a_wanted_word_finds_nothing(session: Session, query: str) -> None:
    assert find(session, query, "ru") == []


# No Kazakh text of the seed has this letter so far.
UNUSED = "һ"
KAZAKH_LETTERS = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"


@pytest.mark.parametrize("letter", KAZAKH_LETTERS)
def test_both_cases_of_a_kazakh_letter_find_each_other(session: Session, letter: str) -> None:
    used = col(SearchWord.word).contains(fold(letter)), col(SearchWord.uses) > 0
    word = session.exec(select(SearchWord.word).where(SearchWord.locale == "kk", *used)).first()
    assert fold(letter.upper()) == fold(letter)
    assert (word is None) == (letter == UNUSED)
    if word is None:
        return
    found = list_ids(session, word.replace(fold(letter), letter), "kk")
    assert found
    assert list_ids(session, word.replace(fold(letter), letter).upper(), "kk") == found


@settings(max_examples=200, deadline=None)
@given(
    query=st.text(max_size=60)
    | st.text(alphabet=f'{KAZAKH_LETTERS} "-*()^:+.19', max_size=40)
    | st.lists(st.sampled_from(["NEAR(", "AND", "OR", "NOT", '"', "-", "тіл", "16.12.1991", "*"])).map(
        " ".join
    )
)
def test_no_query_is_a_fault(session: Session, query: str) -> None:
    for locale in LOCALES:
        assert len(find(session, query, locale)) == len(find(session, query, "kk"))


@pytest.mark.parametrize("most", [0, 5, 2_000])
@pytest.mark.parametrize("query", ["Назарбаев", "Алматы", "столица -Астана", "tenge"])
@pytest.mark.parametrize("backward", [False, True])
def test_a_walk_of_seven_at_a_time_meets_every_hit_once(
    session: Session, monkeypatch: pytest.MonkeyPatch, query: str, most: int, backward: bool
) -> None:
    monkeypatch.setattr("app.queries.search.MOST_RANKED", most)
    filters = EventFilters(query=query, search=understand(session, query))
    whole, walked = find_hits(session, filters, "ru"), list[Hit]()
    edge: Hit | None = None
    while page := find_hits(session, filters, "ru", edge, 7, backward):
        assert page == sorted(page)
        walked, edge = (page + walked, page[0]) if backward else (walked + page, page[-1])
    assert walked == whole
    assert len({hit.number for hit in whole}) == len(whole) > 0


@pytest.mark.parametrize("query", ["Назарбаев", "tenge", "казак тили", "1993", "столица -Астана"])
@pytest.mark.parametrize("locale", LOCALES)
def test_a_language_is_the_one_that_ranked_the_hit(session: Session, query: str, locale: Locale) -> None:
    hits = find(session, query, locale)
    languages = order_languages(locale)
    found = find_languages(session, understand(session, query), [hit.number for hit in hits], locale)
    assert found == {hit.number: languages[hit.language] for hit in hits}
    assert hits


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("query", ["казахст", "тәуел", "президен", "1991", "Алматы қал", "inde"])
def test_words_spelt_out_find_what_their_beginning_finds(
    session: Session, monkeypatch: pytest.MonkeyPatch, query: str, locale: Locale
) -> None:
    spelt = [(hit.language, hit.rank, hit.number) for hit in find(session, query, locale)]
    monkeypatch.setattr("app.queries.words._MOST_WORDS", 0)
    assert [(hit.language, hit.rank, hit.number) for hit in find(session, query, locale)] == spelt
    assert spelt
