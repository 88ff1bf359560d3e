"""The events that can be put in order of time by one who doesn't see their dates."""

from sqlmodel import Session, col, select

from app.core.edtf import parse_span
from app.core.quiz import APART
from app.models import Event, EventText


def _has_clear_day(event: Event) -> bool:
    """Say whether an event begins on a known day and is over before another can follow it in a set."""
    is_known = parse_span(event.date).start.precision == "day"
    is_short = event.last_day is not None and event.last_day - event.first_day < APART
    return is_known and is_short and not event.approximate and not event.uncertain


def find_quiz_events(session: Session) -> list[Event]:
    """Give the events fit for the quiz, in order of time: a clear day, and no digit in any title."""
    titles = session.exec(select(EventText.event_number, EventText.title))
    told = {number for number, title in titles if any(map(str.isdigit, title))}
    events = session.exec(select(Event).order_by(col(Event.number)))
    return [event for event in events if event.number not in told and _has_clear_day(event)]
