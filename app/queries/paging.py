"""A page of a list of events: its rows, and whether there are others before and behind."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from app.core.locales import Locale
from app.models import Event, EventText
from app.queries.events import EventRow, attach
from app.queries.filters import EventFilters, find_conditions
from app.queries.orders import ByRelevance, Key, Order, lies_beyond
from app.queries.search import find_hits

# Long texts that lists leave out; JSON among them takes time to read.
_LONG: Final = ("body_html", "body_text", "why_html", "facts", "disputes", "figures")


@dataclass(frozen=True)
class Edge:
    """Where a page begins: behind the event of a key, which may be gone by now, or, backward, before it."""

    key: Key
    backward: bool = False


@dataclass(frozen=True)
class Page:
    """Some rows of a list, and the edges of the pages before and behind, None where there is nothing."""

    rows: list[EventRow]
    previous: Edge | None
    next: Edge | None


def _select_rows(locale: Locale, with_stories: bool) -> Select[Event, EventText]:
    query = select(Event, EventText).join(EventText).where(EventText.locale == locale)
    return query.options(*(defer(getattr(EventText, name)) for name in _LONG if not with_stories))


def _find_ranked(
    session: Session,
    filters: EventFilters,
    locale: Locale,
    order: ByRelevance,
    edge: Edge | None,
    limit: int,
    with_stories: bool,
) -> list[EventRow]:
    """Give the rows of the hits of a search, as _find_rows does."""
    backward = edge is not None and edge.backward
    begin = order.locate(session, edge.key, backward) if edge else None
    hits = find_hits(session, filters, locale, begin, limit, backward)
    query = _select_rows(locale, with_stories).where(col(Event.number).in_([hit.number for hit in hits]))
    found = {event.number: (event, text) for event, text in session.exec(query)}
    return [EventRow(*found[hit.number], relevance=hit) for hit in hits]


def _find_rows(
    session: Session,
    filters: EventFilters,
    locale: Locale,
    order: Order,
    edge: Edge | None,
    limit: int,
    with_stories: bool = False,
) -> list[EventRow]:
    """Give the rows beyond the edge in the order of the list, those next to the edge if there are more."""
    if isinstance(order, ByRelevance):
        return _find_ranked(session, filters, locale, order, edge, limit, with_stories)
    backward = edge is not None and edge.backward
    query = (
        _select_rows(locale, with_stories)
        .where(*find_conditions(filters))
        .order_by(*(s.column.desc() if s.falls != backward else s.column.asc() for s in order.steps))
        .limit(limit)
    )
    if edge:
        values = order.locate(session, edge.key, backward)
        query = query.where(lies_beyond(order.steps, values, backward))
    rows = [EventRow(event, text) for event, text in session.exec(query)]
    return rows[::-1] if backward else rows


def _make_edge(order: Order, row: EventRow, backward: bool) -> Edge:
    return Edge(order.make_key(row), backward)


def find_page(
    session: Session,
    filters: EventFilters,
    locale: Locale,
    order: Order,
    edge: Edge | None,
    limit: int,
    with_stories: bool = False,
) -> Page:
    """Give at most `limit` events that pass, from the edge on, or from the beginning of the list."""
    rows = _find_rows(session, filters, locale, order, edge, limit + 1, with_stories)
    backward = edge is not None and edge.backward
    has_more = len(rows) > limit
    rows = attach(session, rows[-limit:] if backward else rows[:limit])
    if not rows:
        return Page([], None, None)
    previous, following = _make_edge(order, rows[0], backward=True), _make_edge(order, rows[-1], False)
    # What an edge was cut from may be gone by now, so the other side is looked at, too.
    other = following if backward else previous
    has_other = edge is not None and bool(_find_rows(session, filters, locale, order, other, 1))
    has_previous, has_next = (has_more, has_other) if backward else (has_other, has_more)
    return Page(rows, previous if has_previous else None, following if has_next else None)
