"""Kazakh words without their endings, so that a search for one form finds the others.

A noun takes its endings in a fixed order: stem, number, owner, case (тәуелсіздік-тер-і-нің). Each ending has
forms that follow the last sound and the last vowel of what stands before it; an ending is taken off only
where this form may stand. Before an ending that begins with a vowel the stem's last sound has softened
(қ → ғ, к → г, п → б) or its last short vowel has gone (халық, халқы). A verb is named by its form in -у.
Source: Muhamedowa, "Kazakh: A Comprehensive Grammar" (Routledge, 2016), on phonology and inflection.
"""

from collections.abc import Iterator
from typing import Final

_BACK: Final = "аоұыяё"
_FRONT: Final = "әеөүіэ"
# These sound both ways, after a vowel as consonants.
_GLIDES: Final = "иую"
_VOWELS: Final = _BACK + _FRONT + _GLIDES
_NASAL: Final = "мнң"
_VOICED: Final = "рлйзж" + _GLIDES
_VOICELESS: Final = "бвгғдкқпстфхһцчшщ"
_CONSONANTS: Final = _NASAL + _VOICED + _VOICELESS
_SHORT: Final = "ыі"

# Endings by what may stand before them; a back and a front form, or one form alone.
_CASES: Final = (
    ("ның нің", _VOWELS + _NASAL),
    ("дың дің", _VOICED),
    ("тың тің", _VOICELESS),
    ("ны ні", _VOWELS),
    ("ды ді", _VOICED + _NASAL),
    ("ты ті", _VOICELESS),
    ("ға ге да де дағы дегі", _VOWELS + _VOICED + _NASAL),
    ("ғы гі", _VOICED + _NASAL),
    ("қа ке та те тағы тегі қы кі", _VOICELESS),
    ("дан ден", _VOWELS + _VOICED),
    ("тан тен", _VOICELESS),
    ("нан нен", _NASAL + _SHORT),
    # After the owner's ending -ы, -сы.
    ("н на не нда нде ндағы ндегі", _SHORT),
    ("мен", _VOWELS + _VOICED + _NASAL),
    ("бен", "зж"),
    ("пен", _VOICELESS),
)
_OWNERS: Final = (("сы сі мыз міз", _VOWELS), ("ы і ымыз іміз", _CONSONANTS))
_NUMBERS: Final = (
    ("лар лер", _VOWELS + "рй"),
    ("дар дер", "лзж" + _NASAL),
    ("тар тер", _VOICELESS),
)
_VERBS: Final = (
    ("ды ді ған ген", _VOWELS + _VOICED + _NASAL),
    ("ты ті қан кен", _VOICELESS),
    ("п йды йді йтын йтін", _VOWELS),
    ("ып іп ады еді атын етін", _CONSONANTS),
)
_HARDENED: Final = {"ғ": "қ", "г": "к", "б": "п"}
_SOFTENED: Final = {hard: soft for soft, hard in _HARDENED.items()}
# Words that only look like forms of others: теңге is no dative of тең, ақын nobody's white.
_WHOLE: Final = frozenset(["ақын", "алтын", "басқа", "еркін", "сайын", "тегін", "теңге", "үшін", "өзге"])


def _is_back(word: str) -> bool | None:
    """Say whether a word's last vowel asks for back vowels in its endings; None when it has none that tells.

    Surnames in -ев, which are heard as -ов, mostly take back vowels: Назарбаевтың.
    """
    for letter in reversed(word.removesuffix("ев")):
        if letter in _BACK or letter in _FRONT:
            return letter in _BACK
    return None


def _agree(stem: str, ending: str) -> bool:
    sides = {_is_back(stem), _is_back(ending)}
    return ending in {"мен", "бен", "пен"} or None in sides or len(sides) == 1


def _cut(word: str, table: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    """Give what is left of `word` without each ending of a table that it may bear, and the ending."""
    for endings, before in table:
        for ending in endings.split():
            stem = word.removesuffix(ending)
            if stem != word and stem and stem[-1] in before and _agree(stem, ending):
                yield stem, ending


def _restore(stem: str) -> Iterator[str]:
    """Give a stem as it sounds without the vowel that followed it."""
    yield stem
    if stem[-1] in _HARDENED:
        yield stem[:-1] + _HARDENED[stem[-1]]
    elif len(stem) > 2 and stem[-1] in _CONSONANTS and stem[-2] in _CONSONANTS:
        yield f"{stem[:-1]}{'ы' if _is_back(stem) else 'і'}{stem[-1]}"


def _cut_noun(word: str) -> Iterator[str]:
    """Give a noun without case, then without owner, then without number, whichever it may have."""
    without_case = [word, *(stem for stem, _ in _cut(word, _CASES))]
    owned = [
        whole
        for stem in without_case
        for rest, ending in _cut(stem, _OWNERS)
        for whole in (_restore(rest) if ending[0] in _SHORT else [rest])
    ]
    numbered = [rest for stem in [*without_case, *owned] for rest, _ in _cut(stem, _NUMBERS)]
    yield from [*without_case[1:], *owned, *numbered]


def _cut_verb(word: str) -> Iterator[str]:
    """Give the form in -у, before which the stem's last sound softens (шық, шығу) or its short vowel goes."""
    for stem, ending in _cut(word, _VERBS):
        if len(stem) > 1 + (ending == "п"):
            yield f"{stem[:-1]}{_SOFTENED.get(stem[-1], stem[-1])}".rstrip(_SHORT) + "у"


def _is_word(stem: str) -> bool:
    """Say whether a stem is long enough: of two letters the first is a vowel, as in ел, or the last у."""
    return len(stem) > 2 or (len(stem) == 2 and (stem[0] in _VOWELS or stem[1] == "у"))


def find_stems(word: str) -> list[str]:
    """Give what a folded word may be a form of, likeliest first: shorter nouns, then verbs in -у.

    These are guesses by sound alone: only those that are words themselves should be believed.
    """
    if word in _WHOLE:
        return []
    nouns = sorted(filter(_is_word, dict.fromkeys(_cut_noun(word))), key=len)
    verbs = [verb for form in [word, *nouns] for verb in _cut_verb(form)]
    return [stem for stem in dict.fromkeys([*nouns, *verbs]) if stem != word]
