"""A day of the year and its events."""

from dataclasses import dataclass

from app.views.shapes.shared import EventItem, Frame


@dataclass(frozen=True)
class DayLink:
    """Another day of the year."""

    href: str
    name: str
    event_count: int


@dataclass(frozen=True)
class DayView:
    """The events of a day in all years; nearest days are those before and after that have events."""

    frame: Frame
    title: str
    day_name: str
    events: tuple[EventItem, ...]
    previous: DayLink
    next: DayLink
    nearest: tuple[DayLink, ...]
