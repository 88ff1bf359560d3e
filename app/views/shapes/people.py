"""People who took part in events."""

from dataclasses import dataclass

from app.views.shapes.event import PersonView
from app.views.shapes.shared import EventItem, Frame


@dataclass(frozen=True)
class PersonLine:
    """Someone in the list of all, with the number of their events."""

    person: PersonView
    event_count: int


@dataclass(frozen=True)
class PeopleView:
    """Everyone who took part in an event, in the order of the locale's alphabet."""

    frame: Frame
    title: str
    lead: str
    people: tuple[PersonLine, ...]


@dataclass(frozen=True)
class PersonPage:
    """Someone with all their events in order of time."""

    frame: Frame
    title: str
    events: tuple[EventItem, ...]
    people_href: str
