"""Whether a client has what it asks for. Source: RFC 9110, section 13."""

import datetime as dt
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache

from starlette.datastructures import Headers


def matches(etag: str, header: str) -> bool:
    """Say whether If-None-Match names the tag: a list, weak tags and `*` count."""
    tags = [tag.strip().removeprefix("W/") for tag in header.split(",")]
    return "*" in tags or etag in tags


@lru_cache(maxsize=64)
def format_day(day: dt.date) -> str:
    """Give the beginning of a day as Last-Modified writes it."""
    return format_datetime(dt.datetime.combine(day, dt.time(), dt.UTC), usegmt=True)


def _is_not_newer(modified: str, since: str) -> bool:
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False


def is_unchanged(asked: Headers, headers: Headers) -> bool:
    """Say whether the client has the answer with these headers, by its ETag or, without one, by its day."""
    tags = asked.get("if-none-match")
    if tags is not None:
        return "etag" in headers and matches(headers["etag"], tags)
    since = asked.get("if-modified-since")
    return since is not None and "last-modified" in headers and _is_not_newer(headers["last-modified"], since)
