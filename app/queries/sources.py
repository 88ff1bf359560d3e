"""Sources, and what each of them supports."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from app.core.errors import NotFound
from app.core.locales import Locale
from app.models import (
    Citation,
    Claim,
    Event,
    EventText,
    Fact,
    SeriesPoint,
    Source,
    Text,
    TextCitation,
    Thread,
)


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


@dataclass(frozen=True)
class Uses:
    """All that rests on a source: events, threads (later and earlier event), texts, points, claims.

    points are dates by series id; claims are the ids of those that the source itself states.
    """

    events: Sequence[tuple[Event, EventText, Citation]]
    threads: Sequence[tuple[str, str]]
    texts: Sequence[tuple[TextCitation, Text]]
    points: Mapping[str, Sequence[str]]
    claims: Collection[str]


def find_uses(session: Session, source_id: str, locale: Locale) -> Uses:
    """Give all that rests on a source, events in order of time."""
    events = (
        select(Event, EventText, Citation)
        .join(EventText, col(EventText.event_number) == col(Event.number))
        .join(Citation, col(Citation.event_number) == col(Event.number))
        .where(Citation.source_id == source_id, EventText.locale == locale)
        .order_by(col(Event.number))
    )
    later, earlier = aliased(Event), aliased(Event)
    threads = (
        select(later.id, earlier.id)
        .join_from(Thread, later, col(later.number) == col(Thread.event_number))
        .join(earlier, col(earlier.number) == col(Thread.from_number))
        .where(Thread.source_id == source_id)
        .order_by(col(later.number), col(earlier.number))
    )
    texts = (
        select(TextCitation, Text)
        .join(Text, and_(col(Text.kind) == col(TextCitation.kind), col(Text.key) == col(TextCitation.key)))
        .where(TextCitation.source_id == source_id, Text.locale == locale)
        .order_by(col(Text.kind), col(Text.key))
    )
    points: dict[str, list[str]] = {}
    for point in session.exec(
        select(SeriesPoint).where(SeriesPoint.source_id == source_id).order_by(col(SeriesPoint.position))
    ):
        points.setdefault(point.series_id, []).append(point.date)
    return Uses(
        events=session.exec(events).all(),
        threads=session.exec(threads).all(),
        texts=session.exec(texts).all(),
        points=points,
        claims=set(session.exec(select(Claim.id).where(Claim.stated_in == source_id))),
    )
