"""The seed as one SQLite file: same seed, same bytes; a faulty seed leaves the old file as it was."""

import datetime as dt
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, SQLModel

from app.content.checks import check_seed, find_section
from app.content.markdown import parse_items, parse_statements, render, render_inline, strip_marks
from app.content.seed import EventEntry, Seed, Words, digest_files
from app.core.edtf import parse_bounds
from app.core.errors import DatabaseUnfit
from app.core.folding import fold, fold_for_keyboard
from app.core.locales import LOCALES, Locale
from app.db import check_file, lock_for_building, open_new, publish
from app.models import (
    FORM_VERSION,
    Citation,
    Collection,
    CollectionEvent,
    Dispute,
    Era,
    Event,
    EventPerson,
    EventPlace,
    EventText,
    EventTheme,
    Fact,
    Figure,
    Page,
    Person,
    Place,
    Release,
    Series,
    SeriesPoint,
    Source,
    Text,
    Theme,
)


def order_events(seed: Seed) -> list[EventEntry]:
    """Give the events in order of time: first day, then last day (open ends last), then id."""

    def key(entry: EventEntry) -> tuple[dt.date, dt.date, str]:
        bounds = parse_bounds(entry.sound.date)
        return bounds.first, bounds.last or dt.date.max, entry.id

    return sorted(seed.events.values(), key=key)


def _add_terms(session: Session, seed: Seed) -> None:
    for rank, (key, theme) in enumerate(seed.themes.items()):
        session.add(Theme(id=key, rank=rank, **theme.model_dump()))
    for rank, (key, place) in enumerate(seed.places.items()):
        session.add(Place(id=key, rank=rank, **place.model_dump()))
    for rank, (key, person) in enumerate(seed.people.items()):
        session.add(Person(id=key, rank=rank, **person.model_dump()))
    for key, source in sorted(seed.sources.items()):
        session.add(Source(id=key, **source.model_dump()))


def _add_texts(session: Session, kind: str, key: str, words: dict[Locale, Words]) -> None:
    for locale, text_file in words.items():
        document = text_file.document
        sections = "\n\n".join(f"## {part.heading}\n\n{part.text}" for part in document.sections)
        body = render(f"{document.body}\n\n{sections}", {})
        title, lead = document.title, document.summary
        session.add(Text(kind=kind, key=key, locale=locale, title=title, lead=lead, body_html=body))


def _add_eras(session: Session, seed: Seed) -> None:
    for key, entry in seed.eras.items():
        first, last = parse_bounds(entry.sound.from_).first, parse_bounds(entry.sound.to).last or dt.date.max
        session.add(Era(id=key, rank=entry.sound.order, first_day=first, last_day=last, sky=entry.sound.sky))
        _add_texts(session, "era", key, entry.words)
    for key, page in seed.pages.items():
        session.add(Page(id=key))
        _add_texts(session, "page", key, page.words)


def _add_collections(session: Session, seed: Seed, numbers: dict[str, int]) -> None:
    for key, entry in seed.collections.items():
        session.add(Collection(id=key, rank=entry.sound.order))
        _add_texts(session, "collection", key, entry.words)
        for position, event_id in enumerate(entry.sound.events, 1):
            session.add(CollectionEvent(collection_id=key, event_number=numbers[event_id], position=position))


def _add_series(session: Session, seed: Seed) -> None:
    for key, entry in seed.series.items():
        facts = entry.sound
        session.add(
            Series(id=key, rank=facts.order, unit=facts.unit, status=facts.status, source_id=facts.source)
        )
        for position, point in enumerate(facts.points):
            session.add(SeriesPoint(series_id=key, position=position, date=point.date, value=point.value))
        _add_texts(session, "series", key, entry.words)


def _make_figures(entry: EventEntry, words: Words, locale: Locale) -> list[Figure]:
    section = find_section(words, locale, "figures")
    labels = dict(item.split(":", 1) for item, _ in parse_items(section.text)) if section else {}
    return [
        Figure(id=f.id, name=labels[f.id].strip(), value=f.value, date=f.date, citation=f.source)
        for f in entry.sound.figures
    ]


def _make_text(entry: EventEntry, number: int, locale: Locale) -> EventText:
    words = entry.words[locale]
    notes = {citation.source: i for i, citation in enumerate(entry.sound.citations, 1)}
    section = find_section(words, locale, "disputes")
    disputes = []
    for item, _ in parse_items(section.text) if section else []:
        cited = [key for part in parse_statements(item) for key in part.citations]
        disputes.append(
            Dispute(
                text=strip_marks(item), html=render_inline(item, notes), citations=list(dict.fromkeys(cited))
            )
        )
    why = find_section(words, locale, "why")
    facts = [
        Fact(text=part.text, citations=list(part.citations)) for part in parse_statements(words.document.body)
    ]
    return EventText(
        event_number=number,
        locale=locale,
        title=words.document.title,
        summary=words.document.summary,
        body_html=render(words.document.body, notes),
        body_text=strip_marks(words.document.body),
        why_html=render_inline(" ".join(why.text.split()), notes) if why else None,
        facts=facts,
        disputes=disputes,
        figures=_make_figures(entry, words, locale),
    )


def _add_search(session: Session, seed: Seed, entry: EventEntry, texts: list[EventText]) -> None:
    """Index the event's words in each locale, each with Kazakh letters as typed on a Russian keyboard."""
    for words in texts:
        named = [getattr(seed.places[key], words.locale) for key in entry.sound.places]
        named += [getattr(seed.people[key], words.locale) for key in entry.sound.people]
        body = [words.body_text, *(dispute["text"] for dispute in words.disputes)]
        row = {
            "title": words.title,
            "summary": words.summary,
            "names": " ".join(named),
            "body": " ".join(body),
        }
        folded = {name: f"{fold(value)} {fold_for_keyboard(value)}" for name, value in row.items()}
        session.connection().execute(
            text(
                "INSERT INTO event_search (rowid, title, summary, names, body, locale)"
                " VALUES (:rowid, :title, :summary, :names, :body, :locale)"
            ),
            {
                **folded,
                "rowid": words.event_number * 10 + LOCALES.index(words.locale),
                "locale": words.locale,
            },
        )


def _add_event(session: Session, seed: Seed, entry: EventEntry, number: int) -> None:
    facts = entry.sound
    bounds = parse_bounds(facts.date)
    updated = parse_bounds(facts.updated).first
    texts = [_make_text(entry, number, locale) for locale in LOCALES]
    session.add(
        Event(
            number=number,
            id=entry.id,
            date=facts.date,
            first_day=bounds.first,
            last_day=bounds.last,
            approximate=bounds.approximate,
            uncertain=bounds.uncertain,
            milestone=facts.milestone,
            era_id=facts.era,
            confidence=facts.confidence,
            disputed=bool(texts[0].disputes),
            updated=updated,
            source_count=len(facts.citations),
        )
    )
    session.flush()
    session.add_all(texts)
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
    session.flush()
    _add_search(session, seed, entry, texts)


def name_digest(root: Path) -> str:
    """Give six hex digits of the seed's files and the database's form."""
    return f"{(int(digest_files(root)[:12], 16) ^ FORM_VERSION) & 0xFFFFFF:06x}"


def name_version(seed: Seed) -> tuple[str, dt.date]:
    """Give the data_version (day of the newest change, then the digest) and that day."""
    updated = max(parse_bounds(entry.sound.updated).first for entry in seed.events.values())
    return f"{updated.isoformat()}.{name_digest(seed.root)}", updated


def _fill(session: Session, seed: Seed) -> str:
    entries = order_events(seed)
    numbers = {entry.id: number for number, entry in enumerate(entries, 1)}
    version, updated = name_version(seed)
    session.add(Release(data_version=version, updated=updated))
    _add_terms(session, seed)
    _add_eras(session, seed)
    session.flush()
    for entry in entries:
        _add_event(session, seed, entry, numbers[entry.id])
    _add_collections(session, seed, numbers)
    _add_series(session, seed)
    session.commit()
    return version


def _build_aside(seed: Seed, path: Path) -> str:
    engine = open_new(path)
    try:
        SQLModel.metadata.create_all(engine)
        with Session(engine) as session:
            version = _fill(session, seed)
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO event_search(event_search) VALUES ('optimize')"))
            connection.execute(text("INSERT INTO event_search(event_search) VALUES ('integrity-check')"))
    finally:
        engine.dispose()
    return version


def is_current(root: Path, path: Path) -> bool:
    """Say whether a sound database at `path` was built from this very seed."""
    try:
        return check_file(path).endswith(f".{name_digest(root)}")
    except DatabaseUnfit:
        return False


def build_database(root: Path, path: Path) -> str:
    """Build the database of the seed at `root` and put it at `path`; give its data_version.

    Raises SeedError (every fault), BuildBusy (another builder), DatabaseUnfit (the new file failed its
    check, or the disk is full) or OSError; in each case the file at `path` stays as it was.
    """
    seed = check_seed(root)
    with lock_for_building(path):
        for leftover in path.parent.glob(f".{path.name}.*.tmp*"):
            leftover.unlink()
        new = path.with_name(f".{path.name}.building.tmp")
        try:
            version = _build_aside(seed, new)
            check_file(new)
            publish(new, path)
        except OperationalError as error:
            raise DatabaseUnfit(f"the new file can't be written ({error.orig})") from error
        finally:
            new.unlink(missing_ok=True)
    return version
