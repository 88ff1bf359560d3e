"""The filters of a list of events, and the SQL conditions that they mean."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, text
from sqlmodel import col, select

from app.core.folding import split_words
from app.models import CollectionEvent, Event, EventPlace, EventTheme


@dataclass(frozen=True)
class EventFilters:
    """What events to find: repeated values mean any of them, different members all of them.

    first, last: events whose possible days overlap the span, both ends included.
    query is what a visitor typed.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    themes: tuple[str, ...] = ()
    eras: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    milestone: bool | None = None
    query: str = ""


def match_words(query: str) -> str | None:
    """Give a full-text expression in which all words must match as beginnings; None without any word."""
    words = split_words(query)
    return " ".join(f'"{word}"*' for word in words) if words else None


def find_conditions(filters: EventFilters) -> list[ColumnElement[bool]]:
    """Give the conditions on Event, one per member that is set."""
    found: list[ColumnElement[bool]] = []
    if filters.last:
        found.append(col(Event.first_day) <= filters.last)
    if filters.first:
        found.append(or_(col(Event.last_day).is_(None), col(Event.last_day) >= filters.first))
    if filters.eras:
        found.append(col(Event.era_id).in_(filters.eras))
    if filters.milestone is not None:
        found.append(col(Event.milestone) == filters.milestone)
    number = col(Event.number)
    if filters.themes:
        themes = select(EventTheme.event_number).where(col(EventTheme.theme_id).in_(filters.themes))
        found.append(number.in_(themes))
    if filters.places:
        places = select(EventPlace.event_number).where(col(EventPlace.place_id).in_(filters.places))
        found.append(number.in_(places))
    if filters.collections:
        of = select(CollectionEvent.event_number).where(
            col(CollectionEvent.collection_id).in_(filters.collections)
        )
        found.append(number.in_(of))
    if filters.query:
        matched = text(
            "event.number IN (SELECT rowid / 10 FROM event_search WHERE event_search MATCH :words)"
        )
        words = match_words(filters.query)
        found.append(matched.bindparams(words=words) if words else text("0"))  # type: ignore[arg-type]
    return found
