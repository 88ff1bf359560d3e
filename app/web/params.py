"""The query strings of pages: unknown keys are ignored, wrong values are an error page."""

import unicodedata
from typing import Final

from fastapi import Request
from sqlmodel import Session

from app.core.edtf import parse_plain_day_span
from app.core.errors import DateError, TimelineError
from app.core.folding import MOST_WORDS
from app.core.locales import Locale, parse_locale
from app.core.query import SHORTEST_BEGINNING
from app.queries.filters import EventFilters
from app.queries.named import find_known_ids
from app.queries.words import Search, understand
from app.views.state import DEFAULT_ZOOM, ZOOMS, TimelineState

# Of a page's own search; the API takes more.
LONGEST_SEARCH: Final = 100


class BadParameter(TimelineError):
    """A value in the address of a page that we don't know."""


def _read_ids(request: Request, name: str, known: list[str]) -> tuple[str, ...]:
    ids = tuple(dict.fromkeys(value for value in request.query_params.getlist(name) if value))
    if not set(ids) <= set(known):
        raise BadParameter(name)
    return ids


def _read_filters(request: Request, session: Session) -> EventFilters:
    known = find_known_ids(session)
    query = unicodedata.normalize("NFC", request.query_params.get("q", "")).strip()
    if len(query) > LONGEST_SEARCH or len(query.split()) > MOST_WORDS:
        raise BadParameter("q")
    # One letter is no search yet: the visitor goes on typing.
    query = query if len(query) >= SHORTEST_BEGINNING else ""
    return EventFilters(
        themes=_read_ids(request, "theme", known["theme"]),
        places=_read_ids(request, "place", known["place"]),
        eras=_read_ids(request, "era", known["era"]),
        query=query,
        search=understand(session, query) if query else Search(),
    )


def _read_start(request: Request) -> str:
    """Give the year, month or day where the timeline shall begin, or nothing."""
    text = request.query_params.get("from", "")
    if text:
        try:
            parse_plain_day_span(text)
        except DateError as error:
            raise BadParameter("from") from error
    return text


def read_state(request: Request, session: Session) -> TimelineState:
    """Give the timeline's state. Raises BadParameter for unknown ids, levels, days and too long searches."""
    zoom = request.query_params.get("zoom", "") or DEFAULT_ZOOM
    scale = request.query_params.get("scale", "") or "even"
    if zoom not in ZOOMS:
        raise BadParameter("zoom")
    if scale not in {"even", "true"}:
        raise BadParameter("scale")
    filters = _read_filters(request, session)
    return TimelineState(filters=filters, zoom=zoom, start=_read_start(request), is_true=scale == "true")


def read_beside(request: Request, locale: Locale) -> Locale | None:
    """Give the second language of an event's page. Raises BadParameter for any but the other two."""
    text = request.query_params.get("beside", "")
    beside = parse_locale(text)
    if text and beside in {None, locale}:
        raise BadParameter("beside")
    return beside
