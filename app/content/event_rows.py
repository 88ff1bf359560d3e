"""The rows of one event: its facts, its words in each locale, and what it points at."""

from sqlmodel import Session

from app.content.markdown import (
    find_section,
    parse_items,
    parse_statements,
    render,
    render_inline,
    strip_marks,
)
from app.content.pictures import read_photograph
from app.content.seed import EventEntry, Words
from app.core.alphabet import sort_key
from app.core.days import find_month_day
from app.core.edtf import parse_bounds
from app.core.locales import FALLBACKS, LOCALES, Locale
from app.models import (
    Citation,
    Dispute,
    Event,
    EventPerson,
    EventPlace,
    EventText,
    EventTheme,
    Fact,
    Figure,
    Media,
    PictureText,
    Thread,
)


def _make_figures(entry: EventEntry, words: Words, locale: Locale) -> list[Figure]:
    section = find_section(words.document, locale, "figures")
    labels = dict(item.split(":", 1) for item, _ in parse_items(section.text)) if section else {}
    return [
        Figure(id=f.id, name=labels[f.id].strip(), value=f.value, unit=f.unit, date=f.date, citation=f.source)
        for f in entry.sound.figures
    ]


def _make_text(entry: EventEntry, number: int, locale: Locale) -> EventText:
    text_locale = next(other for other in FALLBACKS[locale] if other in entry.words)
    words = entry.words[text_locale]
    notes = {citation.source: i for i, citation in enumerate(entry.sound.citations, 1)}
    section = find_section(words.document, text_locale, "disputes")
    disputes = []
    for item, _ in parse_items(section.text) if section else []:
        cited = [key for part in parse_statements(item) for key in part.citations]
        disputes.append(
            Dispute(
                text=strip_marks(item), html=render_inline(item, notes), citations=list(dict.fromkeys(cited))
            )
        )
    why = find_section(words.document, text_locale, "why")
    facts = [
        Fact(text=part.text, citations=list(part.citations)) for part in parse_statements(words.document.body)
    ]
    return EventText(
        event_number=number,
        locale=locale,
        text_locale=text_locale,
        title=words.document.title,
        title_key=sort_key(words.document.title, locale),
        summary=words.document.summary,
        body_html=render(words.document.body, notes),
        body_text=strip_marks(words.document.body),
        why_html=render_inline(" ".join(why.text.split()), notes) if why else None,
        facts=facts,
        disputes=disputes,
        figures=_make_figures(entry, words, text_locale),
    )


def _add_media(session: Session, entry: EventEntry, number: int) -> None:
    for position, media in enumerate(entry.sound.media):
        photograph = read_photograph(entry.file.path.parent / media.file)
        pictures = {locale: entry.words[locale].document.pictures[media.file] for locale in LOCALES}
        session.add(
            Media(
                event_number=number,
                position=position,
                digest=photograph.digest,
                media_type=photograph.media_type,
                width=photograph.width,
                height=photograph.height,
                credit=media.credit,
                licence=media.licence,
                words={locale: PictureText(alt=p.alt, caption=p.caption) for locale, p in pictures.items()},
                data=photograph.data,
            )
        )


def add_threads(session: Session, entry: EventEntry, numbers: dict[str, int]) -> None:
    """Add the threads that lead to an event; all events must be there."""
    for thread in entry.sound.grew_from:
        number, from_number = numbers[entry.id], numbers[thread.event]
        session.add(Thread(event_number=number, from_number=from_number, source_id=thread.source))


def _add_pointers(session: Session, entry: EventEntry, number: int) -> None:
    facts = entry.sound
    for i, key in enumerate(facts.themes):
        session.add(EventTheme(event_number=number, theme_id=key, position=i))
    for i, key in enumerate(facts.places):
        session.add(EventPlace(event_number=number, place_id=key, position=i))
    for i, key in enumerate(facts.people):
        session.add(EventPerson(event_number=number, person_id=key, position=i))
    for i, citation in enumerate(facts.citations, 1):
        session.add(
            Citation(event_number=number, source_id=citation.source, number=i, locator=citation.locator)
        )


def add_event(session: Session, entry: EventEntry, number: int) -> None:
    """Add an event with its words and all it points at but other events."""
    facts = entry.sound
    bounds = parse_bounds(facts.date)
    added = parse_bounds(facts.added).first if facts.added else None
    updated = parse_bounds(facts.updated).first
    texts = [_make_text(entry, number, locale) for locale in LOCALES]
    session.add(
        Event(
            number=number,
            id=entry.id,
            date=facts.date,
            other_date=facts.other_date,
            first_day=bounds.first,
            last_day=bounds.last,
            approximate=bounds.approximate,
            uncertain=bounds.uncertain,
            month_day=find_month_day(facts.date),
            milestone=facts.milestone,
            era_id=facts.era,
            place_id=facts.places[0] if facts.places else None,
            confidence=facts.confidence,
            disputed=bool(texts[0].disputes),
            added=added,
            updated=updated,
            source_count=len(facts.citations),
        )
    )
    session.flush()
    session.add_all(texts)
    _add_pointers(session, entry, number)
    _add_media(session, entry, number)
    session.flush()
