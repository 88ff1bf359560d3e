"""The events around an event: in time, in its era, of its theme, near its place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from app.core.locales import Locale
from app.core.projection import WHOLE_COUNTRY, distance_km
from app.models import Event, EventPlace, EventText, EventTheme, Place
from app.queries.events import EventRow, attach
from app.queries.moved import raise_missing

_MOST: Final = 5


@dataclass(frozen=True)
class Neighbours:
    """The events around an event, at most five of a sort; `near` are with their distance in km."""

    previous: EventRow | None
    next: EventRow | None
    same_era: Sequence[EventRow]
    same_theme: Sequence[EventRow]
    near: Sequence[tuple[EventRow, float]]


def _find_around(session: Session, event: Event, *conditions: ColumnElement[bool]) -> list[int]:
    """Give the numbers of the events that lie nearest in time, at most five, in order of time."""
    found: list[tuple[int, int]] = []
    number = col(Event.number)
    for side, order in ((number < event.number, number.desc()), (number > event.number, number)):
        query = (
            select(Event.number, col(Event.first_day)).where(side, *conditions).order_by(order).limit(_MOST)
        )
        found += [(abs((day - event.first_day).days), key) for key, day in session.exec(query)]
    return sorted(key for _, key in sorted(found)[:_MOST])


def _find_near(session: Session, event: Event) -> list[tuple[int, float]]:
    """Give the numbers of the events at the nearest main places with the distance in km, nearest first."""
    main = select(Place).join(EventPlace).where(EventPlace.position == 0, Place.id != WHOLE_COUNTRY)
    here = session.exec(main.where(EventPlace.event_number == event.number)).first()
    if here is None:
        return []
    spot = (here.lat, here.lon)
    places = {place.id: distance_km(spot, (place.lat, place.lon)) for place in session.exec(main)}
    found: list[tuple[int, float]] = []
    for key, distance in sorted(places.items(), key=lambda pair: (pair[1], pair[0])):
        there = select(EventPlace.event_number).where(EventPlace.place_id == key, EventPlace.position == 0)
        around = _find_around(session, event, col(Event.number).in_(there))
        found += [(number, distance) for number in around]
        if len(found) >= _MOST:
            break
    return found[:_MOST]


def _find_rows(session: Session, numbers: Iterable[int], locale: Locale) -> dict[int, EventRow]:
    query = select(Event, EventText).join(EventText).where(EventText.locale == locale)
    rows = session.exec(query.where(col(Event.number).in_(numbers)))
    return {row.event.number: row for row in attach(session, [EventRow(*pair) for pair in rows])}


def find_neighbours(session: Session, event_id: str, locale: Locale) -> Neighbours:
    """Give the events around an event. Raises NotFound.

    Of its era and of its main theme those that lie nearest in time; near its main place those of the
    nearest main places. What concerns the whole country lies near nothing.
    """
    event = session.exec(select(Event).where(Event.id == event_id)).first()
    if event is None:
        raise_missing(session, event_id)
    main = select(EventTheme.theme_id).where(
        EventTheme.event_number == event.number, EventTheme.position == 0
    )
    theme = select(EventTheme.event_number).where(col(EventTheme.theme_id).in_(main))
    era = _find_around(session, event, col(Event.era_id) == event.era_id)
    same = _find_around(session, event, col(Event.number).in_(theme))
    near = _find_near(session, event)
    ends = (event.number - 1, event.number + 1)
    rows = _find_rows(session, {*ends, *era, *same, *(number for number, _ in near)}, locale)
    return Neighbours(
        previous=rows.get(ends[0]),
        next=rows.get(ends[1]),
        same_era=[rows[number] for number in era],
        same_theme=[rows[number] for number in same],
        near=[(rows[number], distance) for number, distance in near],
    )
