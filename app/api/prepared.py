"""Answers made of events that were shaped at build time: their bytes are joined, and never read."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from pydantic_core import from_json, to_json
from sqlalchemy import insert
from sqlmodel import Session

from app.api.schemas import Schema
from app.api.shape import shape_detail, shape_event
from app.content import builder
from app.core.locales import DEFAULT_LOCALE, LOCALES, Locale
from app.models import EventText, Heading, ListedEvent, Prepared, WholeEvent
from app.queries.events import EventRow, find_events
from app.queries.exports import BATCH, find_details
from app.queries.filters import EventFilters
from app.queries.snippets import join_headings

# What our own addresses begin with until it is known where the site stands. No text can hold it: seeds have
# no NUL, and the quote before it is that of a whole string.
_BASE: Final = "\0"
_MARK: Final = b'"\\u0000/'


def fill_base(data: bytes, base: str) -> bytes:
    """Give the data with all addresses of ours beginning with `base`, which may be empty."""
    return data.replace(_MARK, b'"%b/' % base.encode())


def fill_answer(answer: Schema, data: bytes, base: str) -> bytes:
    """Give an answer as bytes with `data` in its place, which is the first, and all addresses absolute."""
    around = answer.model_dump_json(exclude={"data"}, context={"base": base}).encode()
    return b'{"data":%b,%b' % (fill_base(data, base), around[1:])


def choose_members(data: bytes, members: Collection[str]) -> bytes:
    """Give an event with these members alone, in their order."""
    event = from_json(data)
    return to_json({name: event[name] for name in members})


def count_strange(events: Sequence[bytes], locale: Locale) -> int:
    """Count the events whose words are in another language than the one that was asked for."""
    # Within texts quotes are escaped.
    own = b'"text_locale":"%b"' % locale.encode()
    return len(events) - b"".join(events).count(own)


def _walk_rows(session: Session) -> Iterator[Mapping[Locale, list[EventRow]]]:
    """Give all events by locale, batch by batch; no more than a batch is held."""
    after = 0
    while True:
        rows = {locale: find_events(session, EventFilters(), locale, after, BATCH) for locale in LOCALES}
        if not rows[DEFAULT_LOCALE]:
            return
        yield rows
        after = rows[DEFAULT_LOCALE][-1].event.number
        session.expunge_all()


def _write(session: Session, rows: Mapping[Locale, Sequence[EventRow]]) -> None:
    texts: dict[int, dict[str, EventText]] = {}
    listed: dict[int, dict[str, int | bytes]] = {}
    whole: dict[int, dict[str, int | bytes]] = {}
    headings: dict[int, dict[str, int | str]] = {}
    for locale, own in rows.items():
        for row in own:
            texts.setdefault(row.event.number, {})[locale] = row.text
    for locale, own in rows.items():
        for detail in find_details(session, own, locale):
            row, number = detail.row, detail.row.event.number
            heading = headings.setdefault(number, {"event_number": number})
            heading[locale] = join_headings(row, detail.people, locale)
            shapes = shape_event(row, locale), shape_detail(detail, texts[number], locale)
            for made, shape in zip((listed, whole), shapes, strict=True):
                data = shape.model_dump_json(context={"base": _BASE}).encode()
                made.setdefault(number, {"event_number": number})[locale] = data
    tables: tuple[tuple[type[Prepared], dict[int, dict[str, int | bytes]]], ...]
    tables = ((ListedEvent, listed), (WholeEvent, whole))
    for table, made in tables:
        session.connection().execute(insert(table), list(made.values()))
    session.connection().execute(insert(Heading), list(headings.values()))


def write_prepared(session: Session) -> None:
    """Write every event as its answers give it; all rows must be there."""
    session.flush()
    session.expunge_all()
    for rows in _walk_rows(session):
        _write(session, rows)


build_database: Final = partial(builder.build_database, prepare=write_prepared)
"""The builder, which lies below the shapes of answers, with what prepares them."""
