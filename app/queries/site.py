"""Every page of the site, for those who want to know them all."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session, col, select

from app.models import Collection, Event, Hall, Person, Place, Series, Source
from app.queries.named import get_release

# Pages of their own, then the kinds of page that there is one of for each row of a table.
_SINGLE: Final = (
    *("events", "thirty", "halls", "almaty-2050", "figures", "places", "people"),
    *("sources", "documents", "developers", "docs", "about"),
)
_KINDS: Final = (
    ("halls", col(Hall.id)),
    ("collections", col(Collection.id)),
    ("tours", col(Collection.id)),
    ("figures", col(Series.id)),
    ("places", col(Place.id)),
    ("people", col(Person.id)),
    ("sources", col(Source.id)),
)


@dataclass(frozen=True)
class SitePage:
    """A page in every locale: its kind, its key (empty for the only one), the day of its last change."""

    kind: str
    key: str
    updated: dt.date


def walk_pages(session: Session) -> Iterator[SitePage]:
    """Give every page; what has no day of its own was changed with the data."""
    updated = get_release(session).updated
    for kind in _SINGLE:
        yield SitePage(kind, "", updated)
    if session.get(Collection, "capital-move"):
        yield SitePage("capital", "", updated)
    for event_id, day in session.exec(select(Event.id, col(Event.updated)).order_by(col(Event.number))):
        yield SitePage("events", event_id, day)
    for kind, keys in _KINDS:
        for key in session.exec(select(keys).order_by(keys)):
            yield SitePage(kind, key, updated)
