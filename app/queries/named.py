"""Named things: eras, collections, themes, places, pages, and how many events each holds."""

from collections.abc import Sequence
from typing import Final, Literal

from sqlmodel import Session, col, select

from app.core.errors import NotFound
from app.core.locales import Locale
from app.models import (
    Collection,
    CollectionEvent,
    Era,
    Event,
    Place,
    Release,
    Text,
    Theme,
)
from app.queries.filters import EventFilters, find_conditions
from app.queries.statements import ask, join_conditions

_TERMS: Final = ("theme", "era", "place", "collection", "person", "source")
Kind = Literal["era", "collection", "page", "hall", "priority", "series", "claim"]


def get_release(session: Session) -> Release:
    """Give the row that names this build."""
    return session.exec(select(Release)).one()


def get_version(session: Session) -> str:
    """Give the data_version of this build."""
    return str(ask(session, "SELECT data_version FROM release")[0][0])


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


def find_titles(session: Session, kind: Kind) -> dict[str, str]:
    """Give the titles of all things of a kind in every locale, as one text by id."""
    found: dict[str, str] = {}
    for key, title in session.exec(select(Text.key, Text.title).where(Text.kind == kind)):
        found[key] = f"{found.get(key, '')} {title}"
    return found


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


def _count_by(
    session: Session, filters: EventFilters, kind: str, key: str, pointers: str = ""
) -> dict[str, int]:
    """Count the events that pass by a column, of their own or of a table that points from them."""
    conditions = find_conditions(filters)
    if not conditions:
        return dict(ask(session, "SELECT key, count FROM tally WHERE kind = ? ORDER BY key", [kind]))
    passing = join_conditions(conditions)
    joined = f"{pointers} JOIN event ON event.number = event_number" if pointers else "event"
    counted = f"SELECT {key}, count(*) FROM {joined} WHERE {passing.sql} GROUP BY 1 ORDER BY 1"  # noqa: S608
    return dict(ask(session, counted, passing.values))


def count_by_theme(session: Session, filters: EventFilters) -> dict[str, int]:
    """Count the events that pass, by theme id."""
    return _count_by(session, filters, "theme", "theme_id", "eventtheme")


def count_by_place(session: Session, filters: EventFilters) -> dict[str, int]:
    """Count the events that pass, by place id."""
    return _count_by(session, filters, "place", "eventplace.place_id", "eventplace")


def count_by_year(session: Session, filters: EventFilters) -> dict[int, int]:
    """Count the events that pass, by the year of their first day, in order of time."""
    counts = _count_by(session, filters, "year", "substr(event.first_day, 1, 4)")
    return {int(year): count for year, count in counts.items()}


def count_by_era(session: Session, filters: EventFilters) -> dict[str, int]:
    """Count the events that pass, by era id."""
    return _count_by(session, filters, "era", "event.era_id")


def find_ids(session: Session, kind: str) -> list[str]:
    """Give the ids of theme, era, place, collection, person or source: what filters may name."""
    return [key for (key,) in ask(session, f"SELECT id FROM {kind}")]  # noqa: S608 (ours)


def find_known_ids(session: Session) -> dict[str, list[str]]:
    """Give the ids that filters may name, by the filter's name."""
    return {kind: find_ids(session, kind) for kind in _TERMS}


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
