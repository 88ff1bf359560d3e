"""The rows of one event: its facts, its words in each locale, and what it points at."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, insert
from sqlmodel import Session, SQLModel, select

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
from app.content.shelf import ThreadEnds
from app.core.alphabet import sort_key
from app.core.days import find_month, find_month_day
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

Row = dict[str, Any]
Rows = dict[type[SQLModel], list[Row]]


def _make_figures(entry: EventEntry, words: Words, locale: Locale) -> list[Figure]:
    section = find_section(words.document, locale, "figures")
    labels = dict(item.split(":", 1) for item, _ in parse_items(section.text)) if section else {}
    return [
        Figure(id=f.id, name=labels[f.id].strip(), value=f.value, unit=f.unit, date=f.date, citation=f.source)
        for f in entry.sound.figures
    ]


def _make_disputes(words: Words, locale: Locale, notes: dict[str, int]) -> list[Dispute]:
    section = find_section(words.document, locale, "disputes")
    disputes = []
    for item, _ in parse_items(section.text) if section else []:
        cited = [key for part in parse_statements(item) for key in part.citations]
        disputes.append(
            Dispute(
                text=strip_marks(item), html=render_inline(item, notes), citations=list(dict.fromkeys(cited))
            )
        )
    return disputes


def _make_text(entry: EventEntry, locale: Locale) -> Row:
    text_locale = next(other for other in FALLBACKS[locale] if other in entry.words)
    words = entry.words[text_locale]
    notes = {citation.source: i for i, citation in enumerate(entry.sound.citations, 1)}
    why = find_section(words.document, text_locale, "why")
    facts = [
        Fact(text=part.text, citations=list(part.citations)) for part in parse_statements(words.document.body)
    ]
    return {
        "locale": locale,
        "text_locale": text_locale,
        "title": words.document.title,
        "title_key": sort_key(words.document.title, locale),
        "summary": words.document.summary,
        "body_html": render(words.document.body, notes),
        "body_text": strip_marks(words.document.body),
        "why_html": render_inline(" ".join(why.text.split()), notes) if why else None,
        "facts": facts,
        "disputes": _make_disputes(words, text_locale, notes),
        "figures": _make_figures(entry, words, text_locale),
    }


def _make_media(entry: EventEntry) -> list[Row]:
    rows = []
    for position, media in enumerate(entry.sound.media):
        photograph = read_photograph(entry.file.path.parent / media.file)
        pictures = {locale: entry.words[locale].document.pictures[media.file] for locale in LOCALES}
        rows.append(
            {
                "position": position,
                "digest": photograph.digest,
                "media_type": photograph.media_type,
                "width": photograph.width,
                "height": photograph.height,
                "credit": media.credit,
                "licence": media.licence,
                "words": {
                    locale: PictureText(alt=p.alt, caption=p.caption) for locale, p in pictures.items()
                },
                "data": photograph.data,
            }
        )
    return rows


def _make_event(entry: EventEntry, disputed: bool) -> Row:
    facts = entry.sound
    bounds = parse_bounds(facts.date)
    return {
        "id": entry.id,
        "date": facts.date,
        "other_date": facts.other_date,
        "first_day": bounds.first,
        "last_day": bounds.last,
        "approximate": bounds.approximate,
        "uncertain": bounds.uncertain,
        "month_day": find_month_day(facts.date),
        "month": find_month(facts.date),
        "milestone": facts.milestone,
        "era_id": facts.era,
        "place_id": facts.places[0] if facts.places else None,
        "confidence": facts.confidence,
        "disputed": disputed,
        "added": parse_bounds(facts.added).first if facts.added else None,
        "updated": parse_bounds(facts.updated).first,
        "source_count": len(facts.citations),
    }


def make_rows(entry: EventEntry) -> Rows:
    """Give the rows of an event with its words and all it points at but other events, still unnumbered."""
    facts = entry.sound
    texts = [_make_text(entry, locale) for locale in LOCALES]
    return {
        Event: [_make_event(entry, bool(texts[0]["disputes"]))],
        EventText: texts,
        EventTheme: [{"theme_id": key, "position": i} for i, key in enumerate(facts.themes)],
        EventPlace: [{"place_id": key, "position": i} for i, key in enumerate(facts.places)],
        EventPerson: [{"person_id": key, "position": i} for i, key in enumerate(facts.people)],
        Citation: [
            {"source_id": citation.source, "number": i, "locator": citation.locator}
            for i, citation in enumerate(facts.citations, 1)
        ],
        Media: _make_media(entry),
    }


def number_rows(rows: Rows, number: int) -> None:
    """Write an event's number into its rows."""
    for table, held in rows.items():
        for row in held:
            row["number" if table is Event else "event_number"] = number


def add_events(session: Session, events: Sequence[Rows]) -> None:
    """Add numbered events; what they point at must be there."""
    for table in events[0]:
        rows = [row for event in events for row in event[table]]
        if rows:
            session.connection().execute(insert(table), rows)


def add_threads(session: Session, threads: Iterable[ThreadEnds]) -> None:
    """Add what events grew from; all events must be there."""
    numbers = {
        name: select(Event.number).where(Event.id == bindparam(name)).scalar_subquery()
        for name in ("event", "earlier")
    }
    statement = insert(Thread).values(
        event_number=numbers["event"], from_number=numbers["earlier"], source_id=bindparam("source")
    )
    for thread in threads:
        session.connection().execute(statement, thread._asdict())
