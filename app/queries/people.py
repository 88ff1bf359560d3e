"""People who took part in events."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from app.core.errors import NotFound
from app.core.locales import Locale
from app.models import Event, EventPerson, Person
from app.queries.events import EventRow, find_events_by_id


def count_by_person(session: Session) -> list[tuple[Person, int]]:
    """Give everyone who took part in an event, with the number of events."""
    query = select(Person, func.count()).join(EventPerson).group_by(col(Person.id))
    return list(session.exec(query))


def find_people(session: Session) -> Sequence[Person]:
    """Give everyone in the curators' order."""
    return session.exec(select(Person).order_by(col(Person.rank))).all()


def find_people_by_event(session: Session) -> dict[int, list[Person]]:
    """Give those who took part in each event, by its number, in the event's order."""
    query = (
        select(EventPerson.event_number, Person)
        .join(Person)
        .order_by(col(EventPerson.event_number), col(EventPerson.position))
    )
    found: dict[int, list[Person]] = {}
    for number, person in session.exec(query):
        found.setdefault(number, []).append(person)
    return found


def get_person(session: Session, person_id: str) -> Person:
    """Give someone by id. Raises NotFound."""
    found = session.get(Person, person_id)
    if found is None:
        raise NotFound("person", person_id)
    return found


def find_person_events(session: Session, person_id: str, locale: Locale) -> list[EventRow]:
    """Give the events that someone took part in, in order of time."""
    ids = select(Event.id).join(EventPerson).where(EventPerson.person_id == person_id)
    return find_events_by_id(session, session.exec(ids), locale)
