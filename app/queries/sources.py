"""Sources, and what each of them supports."""

from collections import Counter

from sqlmodel import Session, col, func, select

from app.core.errors import NotFound
from app.core.locales import Locale
from app.models import Citation, Event, EventText, Fact, Source


def find_all_sources(session: Session) -> list[tuple[Source, int]]:
    """Give every source with its number of events, by publisher, then title."""
    query = (
        select(Source, func.count(col(Citation.event_number)))
        .join(Citation, isouter=True)
        .group_by(col(Source.id))
        .order_by(col(Source.publisher), col(Source.title), col(Source.id))
    )
    return list(session.exec(query))


def count_kinds(sources: list[tuple[Source, int]]) -> dict[str, int]:
    """Count the sources by kind."""
    return dict(Counter(source.kind for source, _ in sources))


def get_source(session: Session, source_id: str) -> Source:
    """Give a source. Raises NotFound."""
    found = session.get(Source, source_id)
    if found is None:
        raise NotFound("source", source_id)
    return found


def find_supported(
    session: Session, source_id: str, locale: Locale
) -> list[tuple[Event, EventText, list[Fact]]]:
    """Give the events that cite a source, each with the statements that rest on it, in order of time."""
    query = (
        select(Event, EventText)
        .join(EventText)
        .join(Citation, col(Citation.event_number) == col(Event.number))
        .where(Citation.source_id == source_id, EventText.locale == locale)
        .order_by(col(Event.number))
    )
    return [
        (event, words, [fact for fact in words.facts if source_id in fact["citations"]])
        for event, words in session.exec(query)
    ]
