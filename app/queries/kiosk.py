"""What a museum screen shows, and the record that says how."""

from typing import cast

from sqlmodel import Session

from app.core.locales import Locale
from app.models import Collection, Kiosk, Text
from app.queries.events import EventRow, find_collection_events, find_events
from app.queries.filters import EventFilters


def find_record(session: Session, screen: str) -> dict[str, object] | None:
    """Give the record of a screen, or None when the seed has none."""
    kiosk = session.get(Kiosk, screen)
    return kiosk.record if kiosk else None


def is_collection(session: Session, key: str) -> bool:
    """Say whether there is a collection of this id."""
    return session.get(Collection, key) is not None


def find_shown(session: Session, collection: str, locale: Locale) -> tuple[list[EventRow], Text | None]:
    """Give the events of a collection with its words; without a collection all milestones, without words."""
    if collection:
        words = session.get(Text, ("collection", collection, locale))
        return find_collection_events(session, collection, locale), cast(Text, words)
    return find_events(session, EventFilters(milestone=True), locale), None
