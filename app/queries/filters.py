"""The filters of a list of events, and the SQL conditions that they mean."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import Mapped
from sqlmodel import col, select

from app.models import (
    Citation,
    CollectionEvent,
    Event,
    EventPerson,
    EventPlace,
    EventTheme,
    Media,
)
from app.queries.words import Search, match_search


@dataclass(frozen=True)
class EventFilters:
    """What events to find: repeated values mean any of them, different members all of them.

    first, last: events whose possible days overlap the span, both ends included; with `certain`, all
    their possible days lie in it. on is a day of any year, mm-dd, or that very day. query is what a visitor
    typed, search what queries.words.understand makes of it. spots are main places, the ones that lists
    show, of which it must be one; distances are how far places lie from a spot that was named, in km.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    certain: bool = False
    on: str = ""
    themes: tuple[str, ...] = ()
    eras: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    milestone: bool | None = None
    confidence: str = ""
    disputed: bool | None = None
    has_media: bool | None = None
    spots: tuple[str, ...] | None = None
    distances: Mapping[str, float] | None = None
    query: str = ""
    search: Search = field(default_factory=Search)
    ids: tuple[str, ...] = ()
    updated_since: dt.date | None = None


def _span_conditions(filters: EventFilters) -> list[ColumnElement[bool]]:
    first, last = col(Event.first_day), col(Event.last_day)
    found: list[ColumnElement[bool]] = []
    if filters.last:
        found.append((last if filters.certain else first) <= filters.last)
    if filters.first and filters.certain:
        found.append(first >= filters.first)
    elif filters.first:
        found.append(or_(last.is_(None), last >= filters.first))
    if filters.on:
        found.append(col(Event.month_day) == filters.on[-5:])
    if len(filters.on) > len("12-16"):
        found.append(first == dt.date.fromisoformat(filters.on))
    return found


def _own_conditions(filters: EventFilters) -> list[ColumnElement[bool]]:
    """Give the conditions on the event's own row but its days."""
    found: list[ColumnElement[bool]] = []
    if filters.eras:
        found.append(col(Event.era_id).in_(filters.eras))
    if filters.milestone is not None:
        found.append(col(Event.milestone) == filters.milestone)
    if filters.confidence:
        found.append(col(Event.confidence) == filters.confidence)
    if filters.disputed is not None:
        found.append(col(Event.disputed) == filters.disputed)
    if filters.spots is not None:
        found.append(col(Event.place_id).in_(filters.spots))
    if filters.ids:
        found.append(col(Event.id).in_(filters.ids))
    if filters.updated_since:
        found.append(col(Event.updated) >= filters.updated_since)
    return found


def _points_at(pointer: Mapped[int], target: Mapped[str], ids: Collection[str]) -> ColumnElement[bool]:
    return col(Event.number).in_(select(pointer).where(target.in_(ids)))


def _pointer_conditions(filters: EventFilters) -> list[ColumnElement[bool]]:
    """Give the conditions on what the event points at."""
    pointers = (
        (EventTheme.event_number, EventTheme.theme_id, filters.themes),
        (EventPlace.event_number, EventPlace.place_id, filters.places),
        (CollectionEvent.event_number, CollectionEvent.collection_id, filters.collections),
        (EventPerson.event_number, EventPerson.person_id, filters.people),
        (Citation.event_number, Citation.source_id, filters.sources),
    )
    found = [_points_at(col(pointer), col(target), ids) for pointer, target, ids in pointers if ids]
    if filters.has_media is not None:
        shown = col(Event.number).in_(select(Media.event_number))
        found.append(shown if filters.has_media else ~shown)
    return found


def find_conditions(filters: EventFilters) -> list[ColumnElement[bool]]:
    """Give the conditions on Event, one per member that is set."""
    found = [*_span_conditions(filters), *_own_conditions(filters), *_pointer_conditions(filters)]
    if filters.query:
        found += match_search(filters.search)
    return found
