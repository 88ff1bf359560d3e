"""What was added and what was changed since a day."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.models import Event, Moved


@dataclass(frozen=True)
class Changes:
    """Ids of events in order of time; what was added is not among what was changed."""

    added: Sequence[str]
    changed: Sequence[str]
    withdrawn: Sequence[str]


def find_withdrawn(session: Session, since: dt.date) -> list[str]:
    """Give the ids of the events that were withdrawn on that day or later."""
    query = (
        select(Moved.id).where(col(Moved.new_id).is_(None), col(Moved.day) >= since).order_by(col(Moved.id))
    )
    return list(session.exec(query))


def find_changes(session: Session, since: dt.date) -> Changes:
    """Give what was added, changed and withdrawn on that day or later."""
    query = select(Event.id, col(Event.added)).where(Event.updated >= since).order_by(col(Event.number))
    rows = session.exec(query).all()
    return Changes(
        added=[key for key, added in rows if added and added >= since],
        changed=[key for key, added in rows if not added or added < since],
        withdrawn=find_withdrawn(session, since),
    )
