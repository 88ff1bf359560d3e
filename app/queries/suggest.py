"""Titles of events and names of people and places that begin as a visitor types."""

from dataclasses import dataclass
from typing import Final, Literal, cast

from sqlalchemy import text
from sqlmodel import Session

from app.core.folding import fold_for_keyboard, split_words
from app.core.locales import Locale

MOST_SUGGESTIONS: Final = 10
_MOST_READ: Final = 300
_QUERY: Final = text(
    "SELECT kind, key, locale, text FROM label WHERE label MATCH :beginning ORDER BY rowid LIMIT :most"
)


@dataclass(frozen=True)
class Suggestion:
    """Something to go to: an event, a person or a place by its id, under its name in one locale."""

    kind: Literal["event", "person", "place"]
    id: str
    locale: Locale
    text: str


def find_suggestions(session: Session, typed: str, locale: Locale) -> list[Suggestion]:
    """Give up to ten, each once: those that begin so, then those a word of which does; `locale` first."""
    words = split_words(typed)
    if not words:
        return []
    beginning, keys = (f'"{" ".join(kind)}" *' for kind in (words, map(fold_for_keyboard, words)))
    found: dict[tuple[str, str], Suggestion] = {}
    for anchor in ("^", ""):
        expression = f"words : {anchor} {beginning} OR keys : {anchor} {keys}"
        rows = session.connection().execute(_QUERY, {"beginning": expression, "most": _MOST_READ}).all()
        for kind, key, other, label in sorted(rows, key=lambda row: row.locale != locale):
            found.setdefault((kind, key), Suggestion(kind, key, cast(Locale, other), label))
    return list(found.values())[:MOST_SUGGESTIONS]
