"""What the words of a search may be in the texts of each language, as full-text expressions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final, NamedTuple

from sqlmodel import Session

from app.core.folding import LONGEST_QUERY, fold_for_keyboard
from app.core.locales import LOCALES, Locale
from app.core.query import Part, parse_query
from app.i18n.stems import find_stems
from app.queries.statements import Fragment, ask, mark_values

# How a text holds a word: as it is, in another form, as a beginning, by the keys of a Russian keyboard.
WHOLE: Final = 0
FORM: Final = 1
BEGINNING: Final = 2
KEYBOARD: Final = 3
BEHIND_ALL: Final = "\U0010ffff"
# As the full-text tables have it, and how many longer words may stand for a beginning.
_INDEXED_LETTERS: Final = 3
_MOST_WORDS: Final = 40


class Alternative(NamedTuple):
    """A folded word, or words that stand together, by which a text may answer a part of a search."""

    words: str
    rank: int = WHOLE
    is_beginning: bool = False


Term = tuple[Alternative, ...]


@dataclass(frozen=True)
class Search:
    """A search as each language has it: terms that a text must hold, all of them, and those it must not.

    A language is missing from `wanted` when one of the words is nowhere in its texts.
    """

    wanted: Mapping[Locale, tuple[Term, ...]] = field(default_factory=dict)
    unwanted: Mapping[Locale, tuple[Term, ...]] = field(default_factory=dict)


class Lexicon:
    """What the vocabulary knows of the words of a search; read in two queries, however many words."""

    def __init__(self, session: Session, words: Collection[str]) -> None:
        """Read the words, what they may be forms of, and all forms of both."""
        self.guesses = {(locale, word): find_stems(word, locale) for word in words for locale in LOCALES}
        self.stems: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.siblings: dict[tuple[str, str], set[str]] = defaultdict(set)
        forms = {*words, *(guess for found in self.guesses.values() for guess in found)}
        by_keys = sorted({fold_for_keyboard(form) for form in forms})
        rows = ask(
            session,
            f"SELECT locale, word, stem, keys FROM searchword WHERE keys IN {mark_values(by_keys)}",  # noqa: S608
            by_keys,
        )
        for locale, word, stem, keys in rows:
            self.stems[locale, word].add(stem)
            self.siblings[locale, keys].add(word)
        self.kin: dict[tuple[str, str], set[str]] = defaultdict(set)
        stems = {stem for found in self.stems.values() for stem in found}
        stems |= {guess for found in self.guesses.values() for guess in found}
        by_stem = sorted(stems)
        rows = ask(
            session,
            f"SELECT locale, word, stem FROM searchword WHERE stem IN {mark_values(by_stem)} AND uses > 0",  # noqa: S608
            by_stem,
        )
        for locale, word, stem in rows:
            self.kin[locale, stem].add(word)

    def _find_own_stems(self, locale: Locale, word: str) -> Collection[str]:
        """Give the stems of a word that texts hold, or of the likeliest word that it may be a form of."""
        guesses = self.guesses[locale, word]
        known = (self.stems[locale, form] for form in [word, *guesses] if (locale, form) in self.stems)
        return next(known, guesses)

    def find_term(self, locale: Locale, word: str) -> Term:
        """Give a word, its forms, and both as typed on a Russian keyboard, so far as texts hold them."""
        siblings = self.siblings[locale, fold_for_keyboard(word)]
        by_rank = (
            (KEYBOARD, [stem for sibling in siblings for stem in self.stems[locale, sibling]]),
            (FORM, self._find_own_stems(locale, word)),
        )
        ranks = {kin: rank for rank, stems in by_rank for stem in stems for kin in self.kin[locale, stem]}
        if word in ranks:
            ranks[word] = WHOLE
        return tuple(Alternative(found, rank) for found, rank in sorted(ranks.items()))


def _begin(beginning: str, words: Sequence[str], rank: int) -> Term:
    """Give the words themselves, or what they begin with where they are too many, too short or not all known.

    For a beginning that it has no index of, the full-text table gathers every text first, however few are
    wanted. Texts hold days that are no words of the vocabulary.
    """
    if len(beginning) > _INDEXED_LETTERS and beginning.isalpha() and len(words) <= _MOST_WORDS:
        return tuple(Alternative(word, rank) for word in words)
    return (Alternative(beginning, rank, is_beginning=True),)


def _find_beginnings(session: Session, word: str) -> dict[str, Term]:
    """Give how longer words begin that go on from `word`; its plain letters may stand for Kazakh ones."""
    keys, length = fold_for_keyboard(word), len(word)
    rows = ask(
        session,
        "SELECT DISTINCT locale, substr(word, 1, ?) FROM searchword"
        " WHERE keys >= ? AND keys < ? AND uses > 0 ORDER BY 1, 2",
        (LONGEST_QUERY if length > _INDEXED_LETTERS else length, keys, keys + BEHIND_ALL),
    )
    found: dict[str, Term] = dict.fromkeys(LOCALES, ())
    for (locale, other), group in groupby(rows, lambda row: (row[0], row[1][:length])):
        if all(a in {b, key} for a, b, key in zip(word, other, fold_for_keyboard(other), strict=True)):
            rank = BEGINNING if other == word else KEYBOARD
            found[locale] = (*found[locale], *_begin(other, [row[1] for row in group], rank))
    return found


def understand(session: Session, query: str) -> Search:
    """Give what the words of a query may be in each language."""
    parsed = parse_query(query)
    parts = [*parsed.wanted, *parsed.unwanted]
    lexicon = Lexicon(session, {part.words[0] for part in parts if not part.is_exact})
    opened = next((part.words[0] for part in parts if part.is_open), None)
    beginnings = _find_beginnings(session, opened) if opened else {}

    def find_term(locale: Locale, part: Part) -> Term:
        if part.is_exact:
            return (Alternative(" ".join(part.words)),)
        term = lexicon.find_term(locale, part.words[0])
        if not part.is_open:
            return term
        sure = {alternative.words for alternative in term if alternative.rank <= BEGINNING}
        return (
            *term,
            *(other for other in beginnings[locale] if other.is_beginning or other.words not in sure),
        )

    def find_terms(locale: Locale, wanted: Iterable[Part]) -> tuple[Term, ...]:
        return tuple(find_term(locale, part) for part in wanted)

    wanted = {locale: find_terms(locale, parsed.wanted) for locale in LOCALES}
    unwanted = {locale: tuple(filter(None, find_terms(locale, parsed.unwanted))) for locale in LOCALES}
    return Search(
        wanted={locale: terms for locale, terms in wanted.items() if terms and all(terms)},
        unwanted={locale: terms for locale, terms in unwanted.items() if terms},
    )


def express_term(term: Term, rank: int = KEYBOARD) -> str:
    """Give the full-text expression of a term up to a rank; empty when it has nothing of that rank."""
    found = [f'"{a.words}"{" *" if a.is_beginning else ""}' for a in term if a.rank <= rank]
    return f"({' OR '.join(found)})" if found else ""


def express_all(terms: Iterable[Term], rank: int = KEYBOARD) -> str:
    """Give the expression that all terms match; empty when one of them has nothing of that rank."""
    found = [express_term(term, rank) for term in terms]
    return " AND ".join(found) if all(found) else ""


def match_any(expressions: Mapping[Locale, str]) -> Fragment:
    """Give the statement that gives the numbers of the events that match in any language."""
    selects = (
        f"SELECT rowid FROM search_{locale} WHERE search_{locale} MATCH ?"  # noqa: S608 (ours)
        for locale in expressions
    )
    return Fragment(" UNION ALL ".join(selects), tuple(expressions.values()))


def is_among(expressions: Mapping[Locale, str], sign: str = "IN") -> Fragment:
    """Give the condition that an event matches in any language, or with the sign NOT IN that it doesn't."""
    found = match_any(expressions)
    return Fragment(f"event.number {sign} ({found.sql})", found.values)


def match_search(search: Search) -> list[Fragment]:
    """Give the conditions on `event` that a search means; without any word nothing matches."""
    if not search.wanted:
        return [Fragment("false")]
    wanted = {locale: express_all(terms) for locale, terms in search.wanted.items()}
    return [is_among(wanted), *match_unwanted(search)]


def match_unwanted(search: Search) -> list[Fragment]:
    """Give the condition that no word that must not be there is there, if there is such a word."""
    # What is excluded in one language is excluded, though the others spell it otherwise.
    unwanted = {
        locale: " OR ".join(filter(None, (express_term(term, FORM) for term in terms)))
        for locale, terms in search.unwanted.items()
    }
    unwanted = {locale: expression for locale, expression in unwanted.items() if expression}
    return [is_among(unwanted, "NOT IN")] if unwanted else []
