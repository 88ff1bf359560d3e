"""What a search that finds nothing could have meant: another spelling, from the words of our own texts."""

from difflib import SequenceMatcher
from typing import Final

from sqlmodel import Session, col, func, select

from app.core.folding import fold_for_keyboard, walk_words
from app.core.keyboards import switch_layout
from app.core.locales import LOCALES, Locale
from app.core.slugs import find_nearest
from app.models import SearchWord
from app.queries.statements import ask, join_conditions
from app.queries.words import BEHIND_ALL, Lexicon, match_search, understand

_LIKENESS: Final = 0.7
_LENGTHS_APART: Final = 2
# The commonest words that begin with the same letter: more would take too long to compare.
_MOST_COMPARED: Final = 500


def _is_found(session: Session, query: str) -> bool:
    passing = join_conditions(match_search(understand(session, query)))
    found = f"SELECT 1 FROM event WHERE {passing.sql} LIMIT 1"  # noqa: S608 (ours)
    return bool(ask(session, found, passing.values))


def _find_near(session: Session, word: str, locale: Locale) -> str | None:
    """Give the word of our texts that looks most like one they don't hold, rather one of the asked locale."""
    keys, length = fold_for_keyboard(word), func.length(SearchWord.keys)
    query = (
        select(SearchWord.keys, SearchWord.locale, SearchWord.uses, SearchWord.spelling)
        .where(
            SearchWord.keys >= keys[0],
            SearchWord.keys < keys[0] + BEHIND_ALL,
            length.between(len(keys) - _LENGTHS_APART, len(keys) + _LENGTHS_APART),
            col(SearchWord.uses) > 0,
        )
        .order_by(col(SearchWord.uses).desc(), SearchWord.word)
        .limit(_MOST_COMPARED)
    )
    rows = session.exec(query).all()
    near = find_nearest(keys, {row[0] for row in rows}, likeness=_LIKENESS)
    # About as like, the commoner word is meant.
    likeness = {key: round(SequenceMatcher(None, key, keys).ratio(), 1) for key in near}
    named = [row for row in rows if row[0] in likeness]
    best = max(named, key=lambda row: (likeness[row[0]], row[1] == locale, row[2]), default=None)
    return best[3] if best else None


def find_spelling(session: Session, query: str, locale: Locale) -> str | None:
    """Give a query like `query` that finds something, or None; none is needed for one that does so itself.

    Either the same keys on another layout, or words that are unknown replaced by the nearest known ones.
    """
    if _is_found(session, query):
        return None
    switched = switch_layout(query)
    if _is_found(session, switched):
        return switched
    words = list(walk_words(query))
    lexicon = Lexicon(session, {word.folded for word in words})
    changed = query
    for word in reversed(words):
        if not any(lexicon.find_term(other, word.folded) for other in LOCALES):
            near = _find_near(session, word.folded, locale)
            if near is None:
                return None
            changed = f"{changed[: word.start]}{near}{changed[word.end :]}"
    return changed if changed != query and _is_found(session, changed) else None
