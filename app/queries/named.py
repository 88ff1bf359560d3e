"""Named things: eras, collections, themes, places, pages, and how many events each holds."""

from collections.abc import Sequence
from typing import Literal

from sqlmodel import Session, col, func, select

from app.core.errors import NotFound
from app.core.locales import Locale
from app.models import (
    Collection,
    CollectionEvent,
    Era,
    Event,
    EventPlace,
    EventTheme,
    Place,
    Release,
    Text,
    Theme,
)
from app.queries.filters import EventFilters, find_conditions

Kind = Literal["era", "collection", "page", "hall", "priority", "series", "claim"]


def get_release(session: Session) -> Release:
    """Give the row that names this build."""
    return session.exec(select(Release)).one()


def get_text(session: Session, kind: Kind, key: str, locale: Locale) -> Text:
    """Give the words of an era, a collection or a page. Raises NotFound."""
    found = session.get(Text, (kind, key, locale))
    if found is None:
        raise NotFound(kind, key)
    return found


def find_texts(session: Session, kind: Kind, locale: Locale) -> dict[str, Text]:
    """Give the words of all things of a kind, by id."""
    query = select(Text).where(Text.kind == kind, Text.locale == locale)
    return {text.key: text for text in session.exec(query)}


def find_eras(session: Session) -> Sequence[Era]:
    """Give the eras in order of time."""
    return session.exec(select(Era).order_by(col(Era.rank))).all()


def find_collections(session: Session) -> Sequence[Collection]:
    """Give the collections in the curators' order."""
    return session.exec(select(Collection).order_by(col(Collection.rank))).all()


def find_themes(session: Session) -> Sequence[Theme]:
    """Give the themes in the curators' order."""
    return session.exec(select(Theme).order_by(col(Theme.rank))).all()


def find_places(session: Session) -> Sequence[Place]:
    """Give the places in the curators' order."""
    return session.exec(select(Place).order_by(col(Place.rank))).all()


def count_by_theme(session: Session, filters: EventFilters) -> dict[str, int]:
    """Count the events that pass, by theme id."""
    query = (
        select(EventTheme.theme_id, func.count())
        .join(Event)
        .where(*find_conditions(filters))
        .group_by(EventTheme.theme_id)
    )
    return dict(session.exec(query).all())


def count_by_place(session: Session, filters: EventFilters) -> dict[str, int]:
    """Count the events that pass, by place id."""
    query = (
        select(EventPlace.place_id, func.count())
        .join(Event)
        .where(*find_conditions(filters))
        .group_by(EventPlace.place_id)
    )
    return dict(session.exec(query).all())


def count_by_era(session: Session, filters: EventFilters) -> dict[str, int]:
    """Count the events that pass, by era id."""
    query = select(Event.era_id, func.count()).where(*find_conditions(filters)).group_by(Event.era_id)
    return dict(session.exec(query).all())


def find_known_ids(session: Session) -> dict[str, list[str]]:
    """Give the ids that filters may name, by the filter's name."""
    return {
        "theme": list(session.exec(select(Theme.id))),
        "era": list(session.exec(select(Era.id))),
        "place": list(session.exec(select(Place.id))),
        "collection": list(session.exec(select(Collection.id))),
    }


def find_collection_ids(session: Session) -> dict[str, list[str]]:
    """Give the event ids of each collection in its own order."""
    query = (
        select(CollectionEvent.collection_id, Event.id)
        .join(Event)
        .order_by(col(CollectionEvent.collection_id), col(CollectionEvent.position))
    )
    found: dict[str, list[str]] = {}
    for collection_id, event_id in session.exec(query):
        found.setdefault(collection_id, []).append(event_id)
    return found


def get_era(session: Session, era_id: str) -> Era:
    """Give an era. Raises NotFound."""
    found = session.get(Era, era_id)
    if found is None:
        raise NotFound("era", era_id)
    return found


def get_place(session: Session, place_id: str) -> Place:
    """Give a place. Raises NotFound."""
    found = session.get(Place, place_id)
    if found is None:
        raise NotFound("place", place_id)
    return found
