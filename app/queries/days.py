"""The events of a day of the year."""

from sqlmodel import Session, col, select

from app.core.days import format_month_day
from app.core.edtf import parse_span
from app.models import Event


def find_days(session: Session) -> dict[str, list[str]]:
    """Give the event ids of each day of the year (mm-dd) on which an event surely happened or began."""
    found: dict[str, list[str]] = {}
    for event in session.exec(select(Event).order_by(col(Event.number))):
        start = parse_span(event.date).start
        if start.precision == "day" and not start.is_approximate and not start.is_uncertain:
            found.setdefault(format_month_day(event.first_day), []).append(event.id)
    return found
