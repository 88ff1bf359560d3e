"""The rows of the search index: words of events, the vocabulary of each language, labels to suggest."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import Final

from sqlalchemy import text
from sqlmodel import Session, col, select

from app.content.event_rows import Row, Rows
from app.content.seed import Seed
from app.content.vocabulary import Vocabulary, find_names
from app.core.edtf import parse_bounds
from app.core.folding import fold_for_keyboard, split_words
from app.core.locales import LOCALES, Locale
from app.core.query import name_day
from app.i18n.dates import find_certainty, format_edtf
from app.models import Event, EventPerson, EventPlace, EventText

_LONGEST_SPAN: Final = dt.timedelta(days=366)
# A word that nobody types, so that no phrase runs from one text into the next.
_BETWEEN: Final = " ¶ "
_EVENTS_AT_ONCE: Final = 500
_STREAMED: Final = {"yield_per": _EVENTS_AT_ONCE}


def _name_days(edtf: str) -> list[str]:
    """Give the words of the days that an event is known to have lasted."""
    bounds, certainty = parse_bounds(edtf), find_certainty(edtf)
    length = (bounds.last or bounds.first) - bounds.first
    if certainty not in {"exact", "span"} or length > _LONGEST_SPAN:
        return []
    return [name_day(bounds.first + dt.timedelta(n)) for n in range(length.days + 1)]


def _gather_texts(seed: Seed, rows: Rows, words: Row) -> dict[str, list[str]]:
    """Give the texts of an event in the locale of `words` by the column that they go to."""
    locale = words["locale"]
    named = [getattr(seed.places[row["place_id"]], locale) for row in rows[EventPlace]]
    named += [getattr(seed.people[row["person_id"]], locale) for row in rows[EventPerson]]
    return {
        "title": [words["title"]],
        "date": [format_edtf(rows[Event][0]["date"], locale)],
        "summary": [words["summary"]],
        "names": named,
        "body": [words["body_text"], *(dispute["text"] for dispute in words["disputes"])],
    }


def _insert(session: Session, table: str, rows: Sequence[Row]) -> None:
    if rows:
        names = list(rows[0])
        statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES (:{', :'.join(names)})"  # noqa: S608
        session.connection().execute(text(statement), rows)


def _make_labels(kind: str, key: str, names: dict[Locale, str]) -> list[Row]:
    """Give the rows of the names that one thing has, by locale."""
    rows: list[Row] = []
    for locale, name in names.items():
        words = split_words(name)
        keys = " ".join(map(fold_for_keyboard, words))
        folded = {"words": " ".join(words), "keys": keys}
        rows.append({**folded, "kind": kind, "key": key, "locale": locale, "text": name})
    return rows


def _walk_titles(session: Session) -> Iterator[tuple[str, dict[Locale, str]]]:
    """Give the titles of events by locale, milestones first: the order of suggestions."""
    titles = select(Event.id, EventText.locale, EventText.title).join(EventText).order_by(col(Event.number))
    for is_milestone in (True, False):
        rows = session.exec(titles.where(Event.milestone == is_milestone), execution_options=_STREAMED)
        for key, of_event in groupby(rows, key=itemgetter(0)):
            found = {locale: title for _, locale, title in of_event}
            yield key, {locale: found[locale] for locale in LOCALES}


def add_labels(session: Session, seed: Seed) -> None:
    """Add names of people and places, then titles of events; all events must be there."""
    for kind, terms in (("person", seed.people), ("place", seed.places)):
        for key, term in terms.items():
            names = {locale: getattr(term, locale) for locale in LOCALES}
            _insert(session, "label", _make_labels(kind, key, names))
    titles = _walk_titles(session)
    while some := list(islice(titles, _EVENTS_AT_ONCE)):
        _insert(session, "label", [row for key, names in some for row in _make_labels("event", key, names)])


class SearchIndex:
    """The index of words as it grows, with the vocabulary of each locale."""

    def __init__(self, session: Session, seed: Seed) -> None:
        """Begin without words."""
        self._session, self._seed = session, seed
        self._vocabularies = {
            locale: Vocabulary(locale, find_names(seed) if locale == "ru" else ()) for locale in LOCALES
        }

    def _make_row(self, rows: Rows, words: Row) -> Row:
        read = self._vocabularies[words["locale"]].read
        texts = _gather_texts(self._seed, rows, words)
        row = {name: _BETWEEN.join(map(read, parts)) for name, parts in texts.items()}
        row["date"] = " ".join([row["date"], *_name_days(rows[Event][0]["date"])])
        return {"rowid": rows[Event][0]["number"], **row}

    def add(self, events: Sequence[Rows]) -> None:
        """Index events in the order of their numbers: SQLite writes out all it has when one goes back."""
        for i, locale in enumerate(LOCALES):
            made = [self._make_row(rows, rows[EventText][i]) for rows in events]
            _insert(self._session, f"search_{locale}", made)

    def finish(self) -> None:
        """Add the vocabularies, once all events are in the index."""
        for vocabulary in self._vocabularies.values():
            _insert(self._session, "searchword", vocabulary.make_rows())
