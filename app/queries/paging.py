"""A page of a list of events: which they are, and whether there are others before and behind."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.core.locales import Locale
from app.queries.filters import EventFilters
from app.queries.orders import Key, Order, Row


@dataclass(frozen=True)
class Edge:
    """Where a page begins: behind the event of a key, which may be gone by now, or, backward, before it."""

    key: Key
    backward: bool = False


@dataclass(frozen=True)
class Page:
    """Events of a list in its order, and the edges of the pages before and behind, if any."""

    rows: Sequence[Row]
    previous: Edge | None
    next: Edge | None

    @property
    def numbers(self) -> list[int]:
        """Give the numbers of the events."""
        return [row[-1] for row in self.rows]


def find_page(
    session: Session, filters: EventFilters, locale: Locale, order: Order, edge: Edge | None, limit: int
) -> Page:
    """Give at most `limit` events that pass, from the edge on, or from the beginning of the list."""
    key, backward = (edge.key, edge.backward) if edge else (None, False)
    found = order.find_rows(session, filters, locale, key, backward, limit + 1)
    rows, has_more = found[-limit:] if backward else found[:limit], len(found) > limit
    if not rows:
        return Page([], None, None)
    has_other = False
    if edge:
        # What an edge was cut from may be gone by now, so the other side is looked at, too.
        other = order.make_key(session, rows[-1 if backward else 0])
        has_other = bool(order.find_rows(session, filters, locale, other, not backward, 1))
    has_previous, has_next = (has_more, has_other) if backward else (has_other, has_more)
    return Page(
        rows,
        Edge(order.make_key(session, rows[0]), backward=True) if has_previous else None,
        Edge(order.make_key(session, rows[-1])) if has_next else None,
    )
