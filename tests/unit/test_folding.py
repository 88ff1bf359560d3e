"""Folding: what people type and what stands in a text meet in one form."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.core.folding import fold, fold_for_keyboard, split_words

KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
FOLDED = {
    "lower case": ("ҚАЗАҚ", "қазақ"),
    "ё is е": ("Ёлка ёж", "елка еж"),
    "ё written with two signs": ("е\u0308лка", "елка"),
    "soft hyphen": ("тәуел\u00adсіздік", "тәуелсіздік"),
    "zero-width signs": ("Ал\u200bма\u200cты\ufeff\u2060\u200d", "алматы"),
    "stress mark": ("за\u0301мок", "замок"),
    "NUL": ("Ал\x00маты", "алматы"),
    "й written with two signs": ("и\u0306", "й"),
    "apostrophes": ("Jana’ ʼ '", "jana' ' '"),
    "Latin look-alikes in a Cyrillic word": ("Қaзaқcтaн", "қазақстан"),
    "Latin i in a Kazakh word": ("тәуелсiздiк", "тәуелсіздік"),
    "Latin h in a Kazakh word": ("қahарман", "қаһарман"),
    "a Latin word stays Latin": ("Expo-2017 copy", "expo-2017 copy"),
    "a Latin word beside a Cyrillic one": ("EXPO көрмесі", "expo көрмесі"),
    "Latin accents stay": ("Café", "café"),
    "digits": ("1991 ж.", "1991 ж."),
}


@pytest.mark.parametrize("letter", KAZAKH)
def test_both_cases_of_a_kazakh_letter_fold_to_one(letter: str) -> None:
    assert fold(letter.upper()) == fold(letter)


def test_the_kazakh_alphabet_has_42_letters() -> None:
    assert len(set(KAZAKH)) == 42


def test_kazakh_letters_other_than_yo_stay_different() -> None:
    assert len({fold(letter) for letter in KAZAKH}) == 41


@pytest.mark.parametrize(("text", "folded"), FOLDED.values(), ids=FOLDED)
def test_a_text_folds_to_what_people_type(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(("letter", "key"), list(zip("ӘҒҚҢӨҰҮҺІ", "агкноуухи", strict=True)))
def test_a_kazakh_letter_has_a_key_on_a_russian_keyboard(letter: str, key: str) -> None:
    assert fold_for_keyboard(letter) == key


def test_keyboard_folding_makes_whole_words() -> None:
    assert fold_for_keyboard("Тәуелсіздік Қазақстан") == "тауелсиздик казакстан"


@pytest.mark.parametrize(
    ("query", "words"),
    {
        'NEAR("a" b:c*)': ["near", "a", "b", "c"],
        "'; DROP TABLE event;--": ["drop", "table", "event"],
        "16.12.1991": ["16", "12", "1991"],
        "«Қазақ»": ["қазақ"],
        "* - \" ' ()": [],
        "🎉 \x00": [],
        "___": [],
        "snake_case": ["snake", "case"],
    }.items(),
)
def test_a_text_is_words_alone(query: str, words: list[str]) -> None:
    assert split_words(query) == words


@given(
    st.text(max_size=60) | st.text(alphabet=f"{KAZAKH}ieopcaxyh\u0301\u0306\u0308\u00ad\u200b", max_size=20)
)
@example("е\u00ad\u0308")
@example("и\u0301\u0306")
@example("жy\u0306")
@example("ё\u0308\u0308")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60) | st.text(alphabet=f"{KAZAKH}ieopc\u0301\u0306\u0308", max_size=20))
def test_composed_and_decomposed_texts_fold_to_one(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))
