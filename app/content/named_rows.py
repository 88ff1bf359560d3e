"""The rows of everything but events: terms, eras, collections, halls, priorities, claims, series, pages."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from sqlmodel import Session, col, select

from app.content.markdown import SECTIONS, find_section, parse_items, render, strip_marks
from app.content.seed import Seed, SeriesEntry, Words
from app.content.shapes import CitationShape, MovedShape
from app.core.edtf import parse_bounds
from app.core.locales import Locale
from app.models import (
    Claim,
    Collection,
    CollectionEvent,
    Era,
    Event,
    Hall,
    Kiosk,
    Moved,
    Page,
    Person,
    Place,
    Priority,
    Series,
    SeriesPoint,
    Source,
    Text,
    TextCitation,
    Theme,
    Vignette,
)

# Several of a kind stand on one page, so the targets of their notes begin with their id.
_SHARE_A_PAGE: Final = frozenset({"priority", "claim"})


def add_terms(session: Session, seed: Seed) -> None:
    """Add themes, places, people, sources and drawings: what everything else points at."""
    for rank, (key, theme) in enumerate(seed.themes.items()):
        session.add(Theme(id=key, rank=rank, **theme.model_dump()))
    for rank, (key, place) in enumerate(seed.places.items()):
        session.add(Place(id=key, rank=rank, **place.model_dump()))
    for rank, (key, person) in enumerate(seed.people.items()):
        session.add(Person(id=key, rank=rank, **person.model_dump()))
    for key, source in sorted(seed.sources.items()):
        session.add(Source(id=key, **source.model_dump()))
    for key, svg in seed.vignettes.items():
        session.add(Vignette(id=key, svg=svg))


def _add_texts(
    session: Session,
    kind: str,
    key: str,
    words: dict[Locale, Words],
    citations: Sequence[CitationShape] = (),
) -> None:
    notes = {citation.source: number for number, citation in enumerate(citations, 1)}
    for locale, text_file in words.items():
        document = text_file.document
        # The notes on points stand in the rows of the table that shows them.
        told = [part for part in document.sections if part.heading != SECTIONS[locale]["notes"]]
        sections = "\n\n".join(f"## {part.heading}\n\n{part.text}" for part in told)
        whole = f"{document.body}\n\n{sections}"
        body = render(whole, notes)
        if kind in _SHARE_A_PAGE:
            body = body.replace('href="#source-', f'href="#{key}-source-')
        session.add(
            Text(
                kind=kind,
                key=key,
                locale=locale,
                title=document.title,
                lead=document.summary,
                body_html=body,
                body_text=strip_marks(whole),
            )
        )
    for number, citation in enumerate(citations, 1):
        session.add(
            TextCitation(
                kind=kind, key=key, number=number, source_id=citation.source, locator=citation.locator
            )
        )


def add_eras(session: Session, seed: Seed) -> None:
    """Add the eras and the pages of prose."""
    for key, entry in seed.eras.items():
        first, last = parse_bounds(entry.sound.from_).first, parse_bounds(entry.sound.to).last or dt.date.max
        session.add(Era(id=key, rank=entry.sound.order, first_day=first, last_day=last, sky=entry.sound.sky))
        _add_texts(session, "era", key, entry.words)
    for key, page in seed.pages.items():
        session.add(Page(id=key))
        _add_texts(session, "page", key, page.words)


def add_collections(session: Session, seed: Seed) -> None:
    """Add the collections and the halls that show them; all events must be there."""
    for key, entry in seed.collections.items():
        named = select(Event.id, Event.number).where(col(Event.id).in_(entry.sound.events))
        numbers = dict(session.exec(named).all())
        session.add(Collection(id=key, rank=entry.sound.order))
        _add_texts(session, "collection", key, entry.words)
        for position, event_id in enumerate(entry.sound.events, 1):
            session.add(CollectionEvent(collection_id=key, event_number=numbers[event_id], position=position))
    session.flush()
    for key, hall in seed.halls.items():
        session.add(Hall(id=key, rank=hall.sound.order, collection_id=hall.sound.collection))
        _add_texts(session, "hall", key, hall.words, hall.sound.citations)


def add_moved(session: Session, seed: Seed) -> None:
    """Add the ids that no event has any more; all events must be there."""
    facts = seed.moved.sound if seed.moved else MovedShape()
    for old, new in facts.renamed.items():
        session.add(Moved(id=old, new_id=new))
    for key, gone in facts.withdrawn.items():
        session.add(Moved(id=key, day=parse_bounds(gone.day).first, reason=gone.reason.model_dump()))


def add_kiosks(session: Session, seed: Seed) -> None:
    """Add the records of the museum screens."""
    for key, entry in seed.kiosks.items():
        session.add(Kiosk(id=key, record=entry.sound.model_dump(exclude_none=True)))


def add_future(session: Session, seed: Seed) -> None:
    """Add the priorities of the strategy."""
    for key, entry in seed.priorities.items():
        session.add(Priority(id=key, rank=entry.sound.order))
        _add_texts(session, "priority", key, entry.words, entry.sound.citations)


def _find_notes(entry: SeriesEntry) -> dict[str, dict[str, str]]:
    """Give the notes on points by date, then by locale."""
    notes: dict[str, dict[str, str]] = {}
    for locale, words in entry.words.items():
        section = find_section(words.document, locale, "notes")
        for item, _ in parse_items(section.text) if section else []:
            date, _, note = item.partition(":")
            notes.setdefault(date, {})[locale] = note.strip()
    return notes


def add_figures(session: Session, seed: Seed) -> None:
    """Add the series with their points, and the claims of the source documents."""
    for key, entry in seed.series.items():
        facts, notes = entry.sound, _find_notes(entry)
        session.add(Series(id=key, rank=facts.order, unit=facts.unit, status=facts.status))
        for position, point in enumerate(facts.points):
            session.add(
                SeriesPoint(
                    series_id=key,
                    position=position,
                    date=point.date,
                    value=point.value,
                    status=point.status or facts.status,
                    source_id=point.source or facts.citations[0].source,
                    is_break=point.break_,
                    note=notes.get(point.date, {}),
                )
            )
        _add_texts(session, "series", key, entry.words, facts.citations)
    for key, claim in seed.claims.items():
        said = claim.sound
        session.add(
            Claim(
                id=key,
                rank=said.order,
                value=said.value,
                unit=said.unit,
                date=said.date,
                stated_in=said.stated_in,
                verdict=said.verdict,
            )
        )
        _add_texts(session, "claim", key, claim.words, said.citations)
