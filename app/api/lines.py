"""Every event with all that belongs to it, one a line: what NDJSON and the dump hold."""

from collections.abc import Iterator

from sqlmodel import Session

from app.api.prepared import fill_base
from app.core.locales import DEFAULT_LOCALE
from app.export.ndjson import write_ndjson
from app.queries.filters import EventFilters
from app.queries.prepared import walk_whole


def walk_lines(session: Session, filters: EventFilters, base: str = "") -> Iterator[bytes]:
    """Give the events that pass in order of time, part by part: each as /events/{id} has it, in Kazakh."""
    parts = write_ndjson(walk_whole(session, filters, DEFAULT_LOCALE))
    return (fill_base(part, base) for part in parts)
