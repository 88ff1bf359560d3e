"""The vocabulary of one language: every word of its texts, led to the stem that its forms share."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from app.content.seed import Seed
from app.core.folding import fold_for_keyboard, fold_word, list_words, split_words
from app.core.locales import Locale
from app.core.russian import decline
from app.i18n.stems import find_stems

_QUOTED: Final = re.compile("«([^»]+)»")
# Shorter names are too like other words: Гор has the forms of гора.
_SHORTEST_NAME: Final = 4
# Shorter bases that no text holds are mostly wrong guesses.
_SHORTEST_GUESS: Final = 4


def find_names(seed: Seed) -> set[str]:
    """Give the folded Russian names that no rule may cut: people, places of one word, what a place quotes."""
    named = [person.ru for person in seed.people.values()]
    for place in seed.places.values():
        named += _QUOTED.findall(place.ru) if " " in place.ru else [place.ru]
    return {word for name in named for word in split_words(name) if len(word) >= _SHORTEST_NAME}


def _choose_spelling(found: Counter[str]) -> str:
    """Give the commonest spelling; one in small letters goes before others."""
    return max(sorted(found), key=lambda spelling: (spelling.islower(), found[spelling]))


class Vocabulary:
    """Gathers the words of a language's texts, then says which of them are forms of one another."""

    def __init__(self, locale: Locale, names: Iterable[str] = ()) -> None:
        """Begin without words; `names` are those whose case forms lead to them and to nothing else."""
        self.locale = locale
        self.written = Counter[str]()
        self.spellings: dict[str, Counter[str]] = defaultdict(Counter)
        self.names = {form: name for name in sorted(names) for form in decline(name)}

    def read(self, text: str) -> str:
        """Take the words of a text; give them folded, with spaces between."""
        words = list_words(text)
        self.written.update(words)
        return " ".join(map(fold_word, words))

    def _find_stem(self, word: str) -> str:
        """Give a name, the stem of a shorter word that texts hold too, or what the rules alone say."""
        if word in self.names:
            return self.names[word]
        stems = find_stems(word, self.locale)
        known = next((stem for stem in stems if stem in self.spellings), None)
        if known:
            return self._find_stem(known)
        return stems[0] if stems and self.locale != "kk" else word

    def _find_unused(self, stems: dict[str, str]) -> Iterator[tuple[str, str]]:
        """Give words that no text holds, each with its stem: forms of names, bases of Kazakh forms."""
        yield from ((form, name) for form, name in self.names.items() if form not in stems)
        if self.locale == "kk":
            alone = [word for word, stem in stems.items() if stem == word]
            guesses = ((stem, word) for word in alone for stem in find_stems(word, "kk"))
            yield from (guess for guess in guesses if len(guess[0]) >= _SHORTEST_GUESS)

    def make_rows(self) -> list[dict[str, object]]:
        """Give the rows of SearchWord, the same for the same texts."""
        for spelling, uses in self.written.items():
            self.spellings[fold_word(spelling)][spelling] = uses
        stems = {word: self._find_stem(word) for word in sorted(self.spellings)}
        pairs = [*stems.items(), *sorted(set(self._find_unused(stems)))]
        return [self._make_row(word, stem) for word, stem in pairs]

    def _make_row(self, word: str, stem: str) -> dict[str, object]:
        found = self.spellings.get(word, Counter())
        return {
            "locale": self.locale,
            "word": word,
            "stem": stem,
            "keys": fold_for_keyboard(word),
            "spelling": _choose_spelling(found) if found else word,
            "uses": found.total(),
        }
