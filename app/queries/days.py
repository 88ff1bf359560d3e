"""The events of a day of the year."""

from sqlmodel import Session, col, select

from app.models import Event


def find_days(session: Session) -> dict[str, list[str]]:
    """Give the event ids of each day of the year (mm-dd) on which an event surely happened or began."""
    found: dict[str, list[str]] = {}
    for day, event_id in session.exec(select(Event.month_day, Event.id).order_by(col(Event.number))):
        if day:
            found.setdefault(day, []).append(event_id)
    return found
