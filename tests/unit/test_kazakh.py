"""Kazakh endings come off by the rules of sound, and come off nowhere else."""

import pytest

from app.core.kazakh import find_stems

FORMS = {
    "тәуелсіздік": "тәуелсіздігі тәуелсіздіктің тәуелсіздігінің тәуелсіздікке тәуелсіздіктер тәуелсіздігіміз",
    "қазақстан": "қазақстанның қазақстанда қазақстаннан қазақстанға қазақстанды қазақстанмен қазақстандағы",
    "қала": "қаланың қаланы қалаға қалада қаладан қалалар қаласы қаласында қалаларының қаламен",
    "кітап": "кітабы кітаптар кітапты кітапқа кітабымен",
    "жарлық": "жарлығы жарлыққа жарлығымен",
    "халық": "халқы халқының халыққа",
    "орын": "орны орнына орындарын",
    "мәскеу": "мәскеуде мәскеудің мәскеуге",
    "ел": "елі елдің елдер еліміз елінен",
    "жыл": "жылғы жылдары жылдарындағы",
    "заң": "заңы заңды заңмен заңнан заңға заңдар",
    "ұйым": "ұйымы ұйымының ұйымға",
    "қыз": "қызбен қызы қыздар",
    "назарбаев": "назарбаевтың назарбаевқа назарбаевпен",
    "токио": "токиода токионың токиоға",
    "қабылдау": "қабылдады қабылдаған қабылдайды қабылдап қабылдауы қабылдауға қабылдағаннан",
    "беру": "берді берген береді беріп берген беруге",
    "табу": "тапты тапқан",
    "шығу": "шықты шыққан шығатын",
}
FOREIGN = {
    "vowels of the other kind": ("қаланің", "қала"),
    "a consonant of the other kind": ("кітапның", "кітап"),
    "the case that follows an owner, without one": ("астана", "аста"),
    "the tenge is no dative": ("теңге", "тең"),
    "gold is not six": ("алтын", "алты"),
    "a cradle is not five": ("бесігі", "бес"),
    "August is nobody's": ("тамыз", "та"),
    "the middle is in no ditch": ("орта", "ор"),
    "Latin letters": ("kazakhda", "kazakh"),
}


@pytest.mark.parametrize(
    ("form", "word"), [(form, word) for word, forms in FORMS.items() for form in forms.split()]
)
def test_a_form_may_be_of_its_word(form: str, word: str) -> None:
    assert word in find_stems(form)


@pytest.mark.parametrize(("form", "word"), FOREIGN.values(), ids=FOREIGN)
def test_a_word_without_that_ending_keeps_its_end(form: str, word: str) -> None:
    assert word not in find_stems(form)


@pytest.mark.parametrize("word", ["", "ң", "ту", "1991", "кеңес", "алматы"])
def test_a_stem_is_never_the_word_itself(word: str) -> None:
    assert word not in find_stems(word)


def test_shorter_nouns_go_before_longer_ones_and_verbs() -> None:
    assert find_stems("берілгендер")[-1].endswith("у")
    assert find_stems("жылдары")[0] == "жыл"
