"""What a list of events may hold besides: translations, statements, citations, photographs, matches."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import defer, load_only
from sqlmodel import Session, col, select

from app.core.locales import Locale
from app.models import Citation, EventText, Fact, Media, Source
from app.queries.snippets import Match, find_matches
from app.queries.words import Search


@dataclass(frozen=True)
class Included:
    """Words without story and lists, statements, citations, photographs and matches by event number.

    Each is empty unless it was asked for.
    """

    texts: dict[int, list[EventText]] = field(default_factory=dict)
    facts: dict[int, Sequence[Fact]] = field(default_factory=dict)
    citations: dict[int, list[tuple[Citation, Source]]] = field(default_factory=dict)
    media: dict[int, list[Media]] = field(default_factory=dict)
    matches: dict[int, Match] = field(default_factory=dict)


def find_included(
    session: Session, numbers: Collection[int], wanted: Collection[str], search: Search, locale: Locale
) -> Included:
    """Give translations, facts, citations and media as far as they are wanted, in one query each.

    Where `match` or `matched_locale` is wanted, it gives where the search matched.
    """
    is_matched = not {"match", "matched_locale"}.isdisjoint(wanted)
    included = Included(matches=find_matches(session, search, numbers, locale) if is_matched else {})
    if "translations" in wanted:
        texts = select(EventText).where(col(EventText.event_number).in_(numbers))
        shown = (getattr(EventText, name) for name in ("text_locale", "title", "summary", "body_text"))
        for text in session.exec(texts.options(load_only(*shown))):
            included.texts.setdefault(text.event_number, []).append(text)
    if "facts" in wanted:
        told = select(EventText.event_number, EventText.facts).where(EventText.locale == locale)
        for number, facts in session.exec(told.where(col(EventText.event_number).in_(numbers))):
            included.facts[number] = facts
    if "citations" in wanted:
        cited = select(Citation, Source).join(Source).where(col(Citation.event_number).in_(numbers))
        for citation, source in session.exec(cited.order_by(col(Citation.number))):
            included.citations.setdefault(citation.event_number, []).append((citation, source))
    if "media" in wanted:
        media = select(Media).where(col(Media.event_number).in_(numbers)).order_by(col(Media.position))
        for picture in session.exec(media.options(defer(Media.data))):  # type: ignore[arg-type]
            included.media.setdefault(picture.event_number, []).append(picture)
    return included
