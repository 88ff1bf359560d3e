"""Find events and what belongs to them: texts, themes, places, people, citations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Final

from sqlalchemy import inspect
from sqlalchemy.orm import load_only
from sqlmodel import Session, col, select

from app.core.errors import NotFound
from app.core.locales import Locale
from app.models import (
    Citation,
    Collection,
    CollectionEvent,
    Event,
    EventPlace,
    EventText,
    EventTheme,
    Place,
    Source,
    Theme,
)
from app.queries.filters import EventFilters, find_conditions, word_conditions
from app.queries.statements import ask, join_conditions
from app.queries.words import express_all, match_any, match_unwanted

# Filters of which one value alone is counted at build time, by their member, as `tally` names them.
_TALLIED: Final = {
    "themes": "theme",
    "eras": "era",
    "places": "place",
    "collections": "collection",
    "people": "person",
    "sources": "source",
}
_UNFILTERED: Final = EventFilters()

# What a list shows of an event's words.
_SHORT: Final = tuple(
    inspect(EventText).attrs[name].class_attribute for name in ("text_locale", "title", "summary")
)


@dataclass
class EventRow:
    """An event with its words in one locale and its themes and places, main ones first."""

    event: Event
    text: EventText
    themes: list[Theme] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


def get_rows(
    session: Session, numbers: Sequence[int], locale: Locale, with_stories: bool = True
) -> list[EventRow]:
    """Give the events with these numbers, in their order; without stories, titles and summaries alone."""
    query = select(Event, EventText).join(EventText)
    query = query.where(EventText.locale == locale, col(Event.number).in_(numbers))
    if not with_stories:
        query = query.options(load_only(*_SHORT))
    found = {event.number: EventRow(event, text) for event, text in session.exec(query)}
    return attach(session, [found[number] for number in numbers])


def attach(session: Session, rows: Iterable[EventRow]) -> list[EventRow]:
    """Give the rows with themes and places, in two queries however many rows there are."""
    by_number = {row.event.number: row for row in rows}
    themes = (
        select(EventTheme.event_number, Theme)
        .join(Theme)
        .where(col(EventTheme.event_number).in_(by_number))
        .order_by(col(EventTheme.event_number), col(EventTheme.position))
    )
    for number, theme in session.exec(themes):
        by_number[number].themes.append(theme)
    places = (
        select(EventPlace.event_number, Place)
        .join(Place)
        .where(col(EventPlace.event_number).in_(by_number))
        .order_by(col(EventPlace.event_number), col(EventPlace.position))
    )
    for number, place in session.exec(places):
        by_number[number].places.append(place)
    return list(by_number.values())


def find_events(
    session: Session,
    filters: EventFilters,
    locale: Locale,
    after: int = 0,
    limit: int | None = None,
    with_stories: bool = True,
) -> list[EventRow]:
    """Give the events that pass, in order of time, with a number above `after`, at most `limit`.

    Without stories only title and summary of each are read; the rest is read when it is asked for.
    """
    query = (
        select(Event, EventText)
        .join(EventText)
        .where(EventText.locale == locale, col(Event.number) > after, word_conditions(filters))
        .order_by(col(Event.number))
        .limit(limit)
    )
    if not with_stories:
        query = query.options(load_only(*_SHORT))
    return attach(session, [EventRow(event, text) for event, text in session.exec(query)])


def _find_tally(session: Session, filters: EventFilters) -> int | None:
    """Give the count of all events, or of those that one value of one filter lets pass, if that is asked."""
    if filters == _UNFILTERED:
        # Numbers run from 1, so the last one is the count.
        return int(ask(session, "SELECT max(number) FROM event")[0][0])
    members = (member.name for member in fields(filters))
    found = [name for name in members if getattr(filters, name) != getattr(_UNFILTERED, name)]
    values = getattr(filters, found[0])
    if len(found) > 1 or found[0] not in _TALLIED or len(values) > 1:
        return None
    tallies = ask(
        session, "SELECT count FROM tally WHERE kind = ? AND key = ?", [_TALLIED[found[0]], values[0]]
    )
    return int(tallies[0][0]) if tallies else 0


def _has_enough(session: Session, filters: EventFilters, most: int) -> bool:
    """Say whether one language alone finds so many: the others need no look then."""
    others = [*find_conditions(replace(filters, query="")), *match_unwanted(filters.search)]
    passing = join_conditions(others)
    for locale, terms in filters.search.wanted.items():
        found = match_any({locale: express_all(terms)})
        joined = f"({found.sql}) AS found CROSS JOIN event ON event.number = found.rowid"
        counted = f"SELECT count(*) FROM (SELECT 1 FROM {joined} WHERE {passing.sql} LIMIT ?)"  # noqa: S608
        if ask(session, counted, (*found.values, *passing.values, most))[0][0] == most:
            return True
    return False


def count_events(session: Session, filters: EventFilters, most: int = -1) -> int:
    """Count the events that pass; a count that wasn't made at build time stops at `most`, from 0 on."""
    tally = _find_tally(session, filters)
    if tally is not None:
        return tally
    is_long = filters.query and 0 <= most < count_events(session, _UNFILTERED)
    if is_long and _has_enough(session, filters, most):
        return most
    passing = join_conditions(find_conditions(filters))
    counted = f"SELECT count(*) FROM (SELECT 1 FROM event WHERE {passing.sql} LIMIT ?)"  # noqa: S608 (ours)
    return int(ask(session, counted, (*passing.values, most))[0][0])


def find_collection_events(session: Session, collection_id: str, locale: Locale) -> list[EventRow]:
    """Give the events of a collection in its own order. Raises NotFound for an unknown collection."""
    if session.get(Collection, collection_id) is None:
        raise NotFound("collection", collection_id)
    query = (
        select(Event, EventText)
        .join(EventText)
        .join(CollectionEvent)
        .where(EventText.locale == locale, CollectionEvent.collection_id == collection_id)
        .order_by(col(CollectionEvent.position))
    )
    return attach(session, [EventRow(event, text) for event, text in session.exec(query)])


def find_events_by_id(session: Session, ids: Iterable[str], locale: Locale) -> list[EventRow]:
    """Give the events with these ids in order of time; an unknown id gives nothing."""
    query = (
        select(Event, EventText)
        .join(EventText)
        .where(EventText.locale == locale, col(Event.id).in_(list(ids)))
        .order_by(col(Event.number))
    )
    return attach(session, [EventRow(event, text) for event, text in session.exec(query)])


def find_event_ids(session: Session) -> list[str]:
    """Give every event id in order of time, for hints and for the sitemap."""
    return list(session.exec(select(Event.id).order_by(col(Event.number))))


def find_unknown_ids(session: Session, ids: Sequence[str]) -> list[str]:
    """Give those of some ids that no event has, in their order."""
    if not ids:
        return []
    known = set(session.exec(select(Event.id).where(col(Event.id).in_(ids))))
    return [key for key in ids if key not in known]


def find_event_texts(session: Session, number: int) -> dict[str, EventText]:
    """Give an event's words by locale."""
    query = select(EventText).where(EventText.event_number == number)
    return {text.locale: text for text in session.exec(query)}


def find_sources(session: Session, numbers: Iterable[int]) -> dict[int, list[Source]]:
    """Give the sources of events in the order of their notes, by event number."""
    query = (
        select(Citation.event_number, Source)
        .join(Source)
        .where(col(Citation.event_number).in_(list(numbers)))
        .order_by(col(Citation.event_number), col(Citation.number))
    )
    found: dict[int, list[Source]] = {}
    for number, source in session.exec(query):
        found.setdefault(number, []).append(source)
    return found
