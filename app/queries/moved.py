"""What became of ids that no event has."""

from typing import NoReturn

from sqlmodel import Session

from app.core.errors import NotFound, Renamed, Withdrawn
from app.models import Moved


def raise_missing(session: Session, event_id: str) -> NoReturn:
    """Tell why no event has this id. Raises Renamed, Withdrawn, or NotFound for an id that never was."""
    moved = session.get(Moved, event_id)
    if moved is None:
        raise NotFound("event", event_id)
    if moved.new_id:
        raise Renamed(event_id, moved.new_id)
    raise Withdrawn(moved.reason)
