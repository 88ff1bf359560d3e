"""Events for exports: all that pass, in batches, so that as little is held at once however many there are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from app.core.locales import Locale
from app.models import (
    Citation,
    CollectionEvent,
    Event,
    EventPerson,
    EventText,
    Media,
    Person,
    Source,
    Thread,
)
from app.queries.detail import EventDetail
from app.queries.events import EventRow, find_events, find_sources
from app.queries.filters import EventFilters

BATCH: Final = 50


@dataclass(frozen=True)
class Story:
    """An event with its words in each locale that has them, and its sources in the order of their notes."""

    row: EventRow
    texts: dict[str, EventText]
    sources: list[Source]


def walk_events(session: Session, filters: EventFilters, locale: Locale) -> Iterator[list[EventRow]]:
    """Give the events that pass in order of time, batch by batch."""
    after = 0
    while rows := find_events(session, filters, locale, after=after, limit=BATCH):
        yield rows
        after = rows[-1].event.number


def find_stories(session: Session, rows: Sequence[EventRow]) -> list[Story]:
    """Give the events with their words in every locale and their sources."""
    numbers = [row.event.number for row in rows]
    texts: dict[int, dict[str, EventText]] = {number: {} for number in numbers}
    for text in session.exec(select(EventText).where(col(EventText.event_number).in_(numbers))):
        if text.text_locale == text.locale:
            texts[text.event_number][text.locale] = text
    sources = find_sources(session, numbers)
    return [Story(row, texts[row.event.number], sources.get(row.event.number, [])) for row in rows]


def _find_threads(
    session: Session, numbers: Sequence[int], locale: Locale, forward: bool
) -> dict[int, list[tuple[EventRow, Source]]]:
    """Give the events that each of these led to, or grew from, in order of time, by event number."""
    here, there = col(Thread.from_number), col(Thread.event_number)
    if not forward:
        here, there = there, here
    query = (
        select(here, Event, EventText, Source)
        .join(Event, there == col(Event.number))
        .join(EventText, col(EventText.event_number) == there)
        .join(Source, col(Source.id) == col(Thread.source_id))
        .where(here.in_(numbers), EventText.locale == locale)
        .order_by(here, there)
    )
    found: dict[int, list[tuple[EventRow, Source]]] = {}
    for number, event, text, source in session.exec(query):
        found.setdefault(number, []).append((EventRow(event, text), source))
    return found


def find_details(session: Session, rows: Sequence[EventRow], locale: Locale) -> list[EventDetail]:
    """Give the events with all that belongs to them but what only pages show: pictures and neighbours."""
    numbers = [row.event.number for row in rows]
    grew_from = _find_threads(session, numbers, locale, forward=False)
    led_to = _find_threads(session, numbers, locale, forward=True)
    details = {
        row.event.number: EventDetail(
            row=row,
            people=[],
            citations=[],
            grew_from=grew_from.get(row.event.number, []),
            led_to=led_to.get(row.event.number, []),
            media=[],
            vignette=None,
            card=None,
            previous=None,
            next=None,
            positions={},
        )
        for row in rows
    }
    people = select(EventPerson.event_number, Person).join(Person, col(Person.id) == EventPerson.person_id)
    people = people.where(col(EventPerson.event_number).in_(numbers)).order_by(col(EventPerson.position))
    for number, person in session.exec(people):
        details[number].people.append(person)
    cited = select(Citation, Source).join(Source).where(col(Citation.event_number).in_(numbers))
    for citation, source in session.exec(cited.order_by(col(Citation.number))):
        details[citation.event_number].citations.append((citation, source))
    media = select(Media).where(col(Media.event_number).in_(numbers)).options(defer(Media.data))  # type: ignore[arg-type]
    for picture in session.exec(media.order_by(col(Media.position))):
        details[picture.event_number].media.append(picture)
    for place in session.exec(select(CollectionEvent).where(col(CollectionEvent.event_number).in_(numbers))):
        details[place.event_number].positions[place.collection_id] = place.position
    return list(details.values())
