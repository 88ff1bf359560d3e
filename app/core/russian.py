"""The case forms of Russian names, which a stemmer would cut to the stems of other words.

Токаев and Токаеву have to meet, but not in тока; Казахстан ends like a verb (as узнан does) and would lose
its -н. Source: Розенталь, «Справочник по русскому языку», склонение имён и фамилий.
"""

from typing import Final

_HARD: Final = frozenset("бвгджзклмнпрстфхцчшщ")
# Endings by how a name ends; each replaces that end. Surnames in -ов and -ин decline partly as adjectives.
_SURNAME: Final = " а у ым е ой ы ых ыми"
_DECLENSIONS: Final = (
    (("ский", "цкий"), 2, "ий ого ому им ом ая ой ую ие их ими"),
    (("ий",), 1, "й я ю ем и"),
    (("й",), 1, "й я ю ем е и"),
    (("ь",), 1, "ь я ю ем е и ью"),
    (("ия",), 1, "я и ю ей"),
    (("я",), 1, "я и е ю ей"),
    (("га", "ка", "ха", "жа", "ча", "ша", "ща"), 1, "а и е у ой ей"),
    (("а",), 1, "а ы е у ой"),
    (("ов", "ев", "ин", "ын"), 0, _SURNAME),
)
_MASCULINE: Final = " а у ом ем е"


def decline(name: str) -> list[str]:
    """Give the case forms of a folded name, itself first; names in -ы, -и, -о, -у, -е have but one."""
    own = (0, _MASCULINE if name[-1] in _HARD else "")
    cut, endings = next((rule[1:] for rule in _DECLENSIONS if name.endswith(rule[0])), own)
    forms = [f"{name[: len(name) - cut]}{ending}" for ending in endings.split(" ")]
    return list(dict.fromkeys([name, *forms]))
