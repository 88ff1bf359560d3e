"""The rows of the search index: words of events, the vocabulary of each language, labels to suggest."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from sqlalchemy import text
from sqlmodel import Session, col, select

from app.content.seed import EventEntry, Seed
from app.content.vocabulary import Vocabulary, find_names
from app.core.edtf import parse_bounds
from app.core.folding import fold_for_keyboard, split_words
from app.core.locales import LOCALES, Locale
from app.core.query import name_day
from app.i18n.dates import find_certainty, format_edtf
from app.models import EventText

_LONGEST_SPAN: Final = dt.timedelta(days=366)
# A word that nobody types, so that no phrase runs from one text into the next.
_BETWEEN: Final = " ¶ "


def _name_days(entry: EventEntry) -> list[str]:
    """Give the words of the days that an event is known to have lasted."""
    bounds, certainty = parse_bounds(entry.sound.date), find_certainty(entry.sound.date)
    length = (bounds.last or bounds.first) - bounds.first
    if certainty not in {"exact", "span"} or length > _LONGEST_SPAN:
        return []
    return [name_day(bounds.first + dt.timedelta(n)) for n in range(length.days + 1)]


def _gather_texts(seed: Seed, entry: EventEntry, words: EventText, locale: Locale) -> dict[str, list[str]]:
    """Give the texts of an event in one locale by the column that they go to."""
    named = [getattr(seed.places[key], locale) for key in entry.sound.places]
    named += [getattr(seed.people[key], locale) for key in entry.sound.people]
    return {
        "title": [words.title],
        "date": [format_edtf(entry.sound.date, locale)],
        "summary": [words.summary],
        "names": named,
        "body": [words.body_text, *(dispute["text"] for dispute in words.disputes)],
    }


def _insert(session: Session, table: str, rows: Sequence[dict[str, object]]) -> None:
    names = list(rows[0])
    statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES (:{', :'.join(names)})"  # noqa: S608
    session.connection().execute(text(statement), rows)


def _add_words(session: Session, seed: Seed, entries: dict[int, EventEntry], locale: Locale) -> None:
    """Add the words of all events in one locale, and its vocabulary."""
    vocabulary = Vocabulary(locale, find_names(seed) if locale == "ru" else ())
    query = select(EventText).where(EventText.locale == locale).order_by(col(EventText.event_number))
    rows: list[dict[str, object]] = []
    for words in session.exec(query):
        entry = entries[words.event_number]
        texts = _gather_texts(seed, entry, words, locale)
        row = {name: _BETWEEN.join(map(vocabulary.read, parts)) for name, parts in texts.items()}
        row["date"] = " ".join([row["date"], *_name_days(entry)])
        rows.append({"rowid": words.event_number, **row})
    _insert(session, f"search_{locale}", rows)
    _insert(session, "searchword", vocabulary.make_rows())


def _make_labels(kind: str, key: str, names: dict[Locale, str]) -> list[dict[str, object]]:
    """Give the rows of the names that one thing has, by locale."""
    rows: list[dict[str, object]] = []
    for locale, name in names.items():
        words = split_words(name)
        keys = " ".join(map(fold_for_keyboard, words))
        folded = {"words": " ".join(words), "keys": keys}
        rows.append({**folded, "kind": kind, "key": key, "locale": locale, "text": name})
    return rows


def _add_labels(session: Session, seed: Seed, entries: dict[int, EventEntry]) -> None:
    """Add names of people and places, then titles of events, milestones first: the order of suggestions."""
    rows: list[dict[str, object]] = []
    for kind, terms in (("person", seed.people), ("place", seed.places)):
        for key, term in terms.items():
            rows += _make_labels(kind, key, {locale: getattr(term, locale) for locale in LOCALES})
    for entry in sorted(entries.values(), key=lambda entry: not entry.sound.milestone):
        titles = {locale: entry.words[locale].document.title for locale in LOCALES}
        rows += _make_labels("event", entry.id, titles)
    _insert(session, "label", rows)


def add_search(session: Session, seed: Seed, numbers: dict[str, int]) -> None:
    """Index the words of all events, whose own rows must be there."""
    entries = {number: seed.events[key] for key, number in numbers.items()}
    for locale in LOCALES:
        _add_words(session, seed, entries, locale)
    _add_labels(session, seed, entries)
    session.flush()
