"""The exhibition around the events: halls, priorities, collections, each with its words and sources."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.core.errors import NotFound
from app.core.locales import Locale
from app.models import Collection, Hall, Priority, Source, Text, TextCitation
from app.queries.named import Kind, find_texts, get_text


@dataclass(frozen=True)
class CitedText:
    """Words in one locale with the sources that their notes number."""

    words: Text
    sources: list[tuple[TextCitation, Source]]


def get_cited_text(session: Session, kind: Kind, key: str, locale: Locale) -> CitedText:
    """Give the words of a thing with their sources. Raises NotFound."""
    query = (
        select(TextCitation, Source)
        .join(Source)
        .where(TextCitation.kind == kind, TextCitation.key == key)
        .order_by(col(TextCitation.number))
    )
    return CitedText(get_text(session, kind, key, locale), list(session.exec(query)))


def find_cited_texts(session: Session, kind: Kind, locale: Locale) -> dict[str, CitedText]:
    """Give the words of all things of a kind with their sources, by id, in two queries."""
    query = select(TextCitation, Source).join(Source).where(TextCitation.kind == kind)
    sources: dict[str, list[tuple[TextCitation, Source]]] = {}
    for citation, source in session.exec(query.order_by(col(TextCitation.key), col(TextCitation.number))):
        sources.setdefault(citation.key, []).append((citation, source))
    texts = find_texts(session, kind, locale)
    return {key: CitedText(words, sources.get(key, [])) for key, words in texts.items()}


def find_halls(session: Session) -> Sequence[Hall]:
    """Give the halls in their order."""
    return session.exec(select(Hall).order_by(col(Hall.rank))).all()


def get_hall(session: Session, hall_id: str) -> Hall:
    """Give a hall. Raises NotFound."""
    found = session.get(Hall, hall_id)
    if found is None:
        raise NotFound("hall", hall_id)
    return found


def find_priorities(session: Session) -> Sequence[Priority]:
    """Give the priorities of Almaty-2050 in their order."""
    return session.exec(select(Priority).order_by(col(Priority.rank))).all()


def get_collection(session: Session, collection_id: str) -> Collection:
    """Give a collection. Raises NotFound."""
    found = session.get(Collection, collection_id)
    if found is None:
        raise NotFound("collection", collection_id)
    return found
