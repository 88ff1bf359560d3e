"""Every event with all that belongs to it, one a line: what NDJSON and the dump hold."""

from collections.abc import Iterator, Sequence

from sqlmodel import Session

from app.api.schemas import EventDetailSchema
from app.api.shape import shape_detail
from app.core.locales import DEFAULT_LOCALE
from app.export.ndjson import write_ndjson
from app.queries.events import EventRow
from app.queries.exports import find_details, find_stories, walk_events
from app.queries.filters import EventFilters


def _shape(session: Session, rows: Sequence[EventRow]) -> Iterator[EventDetailSchema]:
    details, stories = find_details(session, rows, DEFAULT_LOCALE), find_stories(session, rows)
    for detail, story in zip(details, stories, strict=True):
        yield shape_detail(detail, story.texts, DEFAULT_LOCALE)


def walk_lines(session: Session, filters: EventFilters, base: str = "") -> Iterator[bytes]:
    """Give the events that pass in order of time, part by part: each as /events/{id} has it, in Kazakh."""
    batches = walk_events(session, filters, DEFAULT_LOCALE)
    return write_ndjson((_shape(session, rows) for rows in batches), base)
