"""The query strings of pages: unknown keys are ignored, wrong values are an error page."""

import re
import unicodedata
from typing import Final

from fastapi import Request
from sqlmodel import Session

from app.core.errors import TimelineError
from app.core.folding import LONGEST_QUERY, MOST_WORDS
from app.queries.filters import EventFilters
from app.queries.named import find_known_ids

_BETWEEN: Final = re.compile(r"^[0-9]{1,4}$")


class BadParameter(TimelineError):
    """A value in the address of a page that we don't know."""


def _read_ids(request: Request, name: str, known: list[str]) -> tuple[str, ...]:
    ids = tuple(dict.fromkeys(value for value in request.query_params.getlist(name) if value))
    if not set(ids) <= set(known):
        raise BadParameter(name)
    return ids


def read_filters(request: Request, session: Session) -> EventFilters:
    """Give the timeline's filters. Raises BadParameter for unknown ids and too long searches."""
    known = find_known_ids(session)
    query = unicodedata.normalize("NFC", request.query_params.get("q", "")).strip()
    if len(query) > LONGEST_QUERY or len(query.split()) > MOST_WORDS:
        raise BadParameter("q")
    return EventFilters(
        themes=_read_ids(request, "theme", known["theme"]),
        places=_read_ids(request, "place", known["place"]),
        eras=_read_ids(request, "era", known["era"]),
        query=query,
    )


def read_number(request: Request, name: str, default: int, least: int, most: int) -> int:
    """Give a whole number within its limits; anything else is the default, as the kiosk wants it."""
    text = request.query_params.get(name, "")
    if not _BETWEEN.match(text):
        return default
    return int(text) if least <= int(text) <= most else default
