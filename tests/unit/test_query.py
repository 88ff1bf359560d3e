"""What is typed becomes words, phrases, days and exclusions; no sign is ever an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.folding import MOST_WORDS
from app.core.keyboards import switch_layout
from app.core.query import Part, Query, parse_query
from app.core.russian import decline


def word(text: str, is_open: bool = False) -> Part:
    """Give a word in any form."""
    return Part((text,), is_open=is_open)


def exact(*words: str) -> Part:
    """Give words that stand together."""
    return Part(words, is_exact=True)


QUERIES = {
    "Қазақ тілі": Query((word("қазақ"), word("тілі", True))),
    "а": Query((word("а"),)),
    "ҚР": Query((word("қр", True),)),
    '"Жоғарғы Кеңес" заң': Query((exact("жоғарғы", "кеңес"), word("заң", True))),
    'заң "Жоғарғы Кеңес"': Query((word("заң"), exact("жоғарғы", "кеңес"))),
    "столица -Астана": Query((word("столица"),), (word("астана"),)),
    'тіл -"орыс тілі"': Query((word("тіл"),), (exact("орыс", "тілі"),)),
    "-Астана": Query((), (word("астана"),)),
    "Алма-Ата": Query((word("алма"), word("ата", True))),
    "16.12.1991": Query((exact("19911216"),)),
    "1991-12-16": Query((exact("19911216"),)),
    "6/7/1994": Query((exact("19940706"),)),
    "31.02.1991": Query((word("31"), word("02"), word("1991", True))),
    "-16.12.1991 заң": Query((word("заң", True),), (exact("19911216"),)),
    'a "b': Query((word("a"), word("b"))),
    '""': Query(),
    "- -- !?": Query(),
    "title:law": Query((word("title"), word("law", True))),
    "NEAR(a b, 2)": Query((word("near"), word("a"), word("b"), word("2"))),
}
FORMS = {
    "казахстан": "казахстана казахстану казахстаном казахстане",
    "токаев": "токаева токаеву токаевым токаеве токаевой",
    "ельцин": "ельцина ельциным",
    "астана": "астаны астане астану астаной",
    "семей": "семея семею семеем семее",
    "валерий": "валерия валерию",
    "женева": "женевы женеве",
    "алматы": "",
    "баку": "",
}


@pytest.mark.parametrize(("text", "query"), QUERIES.items(), ids=QUERIES)
def test_a_query_is_read(text: str, query: Query) -> None:
    assert parse_query(text) == query


def test_of_more_than_ten_words_ten_count() -> None:
    assert len(parse_query("бір " * 11).wanted) == MOST_WORDS


@given(st.text(max_size=80))
def test_any_text_is_a_query(text: str) -> None:
    query = parse_query(text)
    assert all(part.words and all(part.words) for part in [*query.wanted, *query.unwanted])


@pytest.mark.parametrize(("name", "forms"), FORMS.items(), ids=FORMS)
def test_a_russian_name_has_its_case_forms(name: str, forms: str) -> None:
    assert {name, *forms.split()} <= set(decline(name))


def test_a_name_that_has_no_case_forms_has_none() -> None:
    assert decline("алматы") == ["алматы"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    {
        "ghbdtn": "привет",
        "Yfpfh,ftd": "назарбаев",
        "ntyut 1993": "тенге 1993",
        "0fpf0": "қазақ",
        "сфзшефд": "capital",
        "": "",
    }.items(),
)
def test_the_other_layout_writes_other_letters(typed: str, meant: str) -> None:
    assert switch_layout(typed) == meant
