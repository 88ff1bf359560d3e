"""One event with everything that belongs to it: people, sources, threads, pictures, neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from app.core.errors import NotFound
from app.core.locales import Locale
from app.models import (
    Card,
    Citation,
    CollectionEvent,
    Event,
    EventPerson,
    EventText,
    Media,
    Person,
    Source,
    Thread,
    Vignette,
)
from app.queries.events import EventRow, attach
from app.queries.moved import raise_missing


@dataclass
class EventDetail:
    """An event with all that its own page shows; `positions` counts from 1 by collection id.

    A thread is the event at its other end with the source that says so; `vignette` is SVG; `card` is the
    digest of the picture that links to it show, or None.
    """

    row: EventRow
    people: list[Person]
    citations: list[tuple[Citation, Source]]
    grew_from: list[tuple[EventRow, Source]]
    led_to: list[tuple[EventRow, Source]]
    media: list[Media]
    vignette: str | None
    card: str | None
    previous: EventRow | None
    next: EventRow | None
    positions: dict[str, int]


def _get_by_number(session: Session, number: int, locale: Locale) -> EventRow | None:
    query = select(Event, EventText).join(EventText).where(Event.number == number, EventText.locale == locale)
    found = session.exec(query).first()
    return EventRow(*found) if found else None


def _find_threads(
    session: Session, number: int, locale: Locale, forward: bool
) -> list[tuple[EventRow, Source]]:
    """Give the events that this one led to, or those it grew from, in order of time."""
    here, there = (
        (Thread.from_number, Thread.event_number) if forward else (Thread.event_number, Thread.from_number)
    )
    query = (
        select(Event, EventText, Source)
        .join(EventText)
        .join(Thread, col(there) == col(Event.number))
        .join(Source, col(Source.id) == col(Thread.source_id))
        .where(col(here) == number, EventText.locale == locale)
        .order_by(col(Event.number))
    )
    return [(EventRow(event, words), source) for event, words, source in session.exec(query)]


def find_vignette(session: Session, row: EventRow) -> str | None:
    """Give the event's own drawing, or that of its main theme, or None."""
    found = session.get(Vignette, row.event.id) or session.get(Vignette, row.themes[0].id)
    return found.svg if found else None


def find_vignettes(session: Session, rows: Sequence[EventRow]) -> dict[int, str]:
    """Give a drawing for each event that has one or whose main theme has one, by event number."""
    drawn = {vignette.id: vignette.svg for vignette in session.exec(select(Vignette))}
    found = {row.event.number: drawn.get(row.event.id) or drawn.get(row.themes[0].id) for row in rows}
    return {number: svg for number, svg in found.items() if svg}


def get_media(session: Session, digest: str) -> Media:
    """Give a photograph by the SHA-256 of its bytes. Raises NotFound."""
    found = session.exec(select(Media).where(Media.digest == digest)).first()
    if found is None:
        raise NotFound("picture", digest)
    return found


def get_card(session: Session, digest: str) -> Card:
    """Give the picture that a link to an event shows, by the SHA-256 of its bytes. Raises NotFound."""
    found = session.exec(select(Card).where(Card.digest == digest)).first()
    if found is None:
        raise NotFound("picture", digest)
    return found


def get_event_row(session: Session, event_id: str, locale: Locale) -> EventRow:
    """Give an event with its themes and places. Raises NotFound, Renamed or Withdrawn without one."""
    query = select(Event, EventText).join(EventText).where(Event.id == event_id, EventText.locale == locale)
    found = session.exec(query).first()
    if found is None:
        raise_missing(session, event_id)
    return attach(session, [EventRow(*found)])[0]


def get_event(session: Session, event_id: str, locale: Locale) -> EventDetail:
    """Give an event with all that its page shows. Raises NotFound, Renamed or Withdrawn without one."""
    row = get_event_row(session, event_id, locale)
    number = row.event.number
    people = select(Person).join(EventPerson).where(EventPerson.event_number == number)
    citations = (
        select(Citation, Source)
        .join(Source)
        .where(Citation.event_number == number)
        .order_by(col(Citation.number))
    )
    media = select(Media).where(Media.event_number == number).options(defer(Media.data))  # type: ignore[arg-type]
    card = select(Card.digest).where(Card.event_number == number, Card.locale == locale)
    places = session.exec(select(CollectionEvent).where(CollectionEvent.event_number == number))
    return EventDetail(
        row=row,
        people=list(session.exec(people.order_by(col(EventPerson.position)))),
        citations=list(session.exec(citations)),
        grew_from=_find_threads(session, number, locale, forward=False),
        led_to=_find_threads(session, number, locale, forward=True),
        media=list(session.exec(media.order_by(col(Media.position)))),
        vignette=find_vignette(session, row),
        card=session.exec(card).first(),
        previous=_get_by_number(session, number - 1, locale),
        next=_get_by_number(session, number + 1, locale),
        positions={place.collection_id: place.position for place in places},
    )
