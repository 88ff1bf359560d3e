"""EDTF dates: the one module that knows the parser. Source: EDTF (Library of Congress, 2019), levels 0–1."""

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from app.core.errors import DateError

Precision = Literal["day", "month", "season", "year"]

FIRST_YEAR: Final = 1700
LAST_YEAR: Final = 2100
_POINT: Final = re.compile(
    r"(?P<year>[0-9]{4})(-(?P<month>0[1-9]|1[0-2])(-(?P<day>[0-9]{2}))?|-(?P<season>2[1-4]))?(?P<mark>[~?%])?"
)
_WINTER: Final = 24


@dataclass(frozen=True)
class Point:
    """One end of a date: year, and month or season and day as far as they are known."""

    year: int
    month: int | None
    day: int | None
    season: int | None
    is_approximate: bool
    is_uncertain: bool

    @property
    def precision(self) -> Precision:
        """Give the smallest unit that is known."""
        if self.day is not None:
            return "day"
        if self.month is not None:
            return "month"
        return "season" if self.season is not None else "year"


@dataclass(frozen=True)
class Span:
    """A date as its ends: `end` is None for a single date, `is_open` when it goes on."""

    start: Point
    end: Point | None
    is_open: bool


@dataclass(frozen=True)
class Bounds:
    """The first and the last day that a date may mean; an open end has no last day."""

    first: dt.date
    last: dt.date | None
    approximate: bool
    uncertain: bool


def _parse_point(text: str, whole: str) -> Point:
    found = _POINT.fullmatch(text)
    if not found:
        raise DateError(f"“{whole}” is no EDTF date of level 0 or 1 with a four-digit year")
    year = int(found["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(f"“{whole}” lies outside {FIRST_YEAR}–{LAST_YEAR}")
    month, day, season = (int(found[part]) if found[part] else None for part in ("month", "day", "season"))
    mark = found["mark"] or ""
    return Point(
        year=year,
        month=month,
        day=day,
        season=season,
        is_approximate=mark in {"~", "%"},
        is_uncertain=mark in {"?", "%"},
    )


def parse_span(edtf: str) -> Span:
    """Give the ends of an EDTF date: a day, month, season, year, or a span of two of them.

    Accepted: "1991", "1991-12", "1991-12-16", "1991-21" (season), "A/B", "A/..", each point with "~", "?"
    or "%". Raises DateError, which names the string, for all else. Whether the day exists is for
    `parse_bounds` to say: this is the quick half, for dates that were checked before.
    """
    parts = edtf.split("/")
    if len(parts) > 2:
        raise DateError(f"“{edtf}” has more than two ends")
    start = _parse_point(parts[0], edtf)
    is_open = len(parts) == 2 and parts[1] == ".."
    end = _parse_point(parts[1], edtf) if len(parts) == 2 and not is_open else None
    return Span(start, end, is_open)


@lru_cache(maxsize=4096)
def _days(point: Point) -> tuple[dt.date, dt.date]:
    """Give the first and last day of a point. Raises DateError when there is no such day.

    The parser calls December alone a winter. A winter may lie at either end of its year, so the whole
    year is what it may mean. Only seasons need the parser, which takes 17 ms a date.
    """
    if point.season == _WINTER:
        return dt.date(point.year, 1, 1), dt.date(point.year, 12, 31)
    parts = (point.year, point.month or point.season, point.day)
    text = "-".join(f"{part:02}" for part in parts if part is not None)
    if point.season is None:
        return parse_plain_day_span(text)
    try:
        parsed = parse_edtf(text)
        return dt.date(*parsed.lower_strict()[:3]), dt.date(*parsed.upper_strict()[:3])
    except (EDTFParseException, ValueError) as error:
        raise DateError(f"“{text}” names a day or month that doesn't exist") from error


def parse_bounds(edtf: str) -> Bounds:
    """Give the first and last day that an EDTF string may mean.

    Days are in the proleptic Gregorian calendar, both ends included; an open end ("1991-12-16/..") gives
    last=None. "1991~" widens nothing: it sets approximate. Raises DateError, which names the string.
    """
    span = parse_span(edtf)
    first, last = _days(span.start)
    points = [span.start]
    if span.end:
        last = _days(span.end)[1]
        points.append(span.end)
    if last < first:
        raise DateError(f"“{edtf}” ends before it begins")
    return Bounds(
        first=first,
        last=None if span.is_open else last,
        approximate=any(point.is_approximate for point in points),
        uncertain=any(point.is_uncertain for point in points),
    )


def parse_plain_day_span(text: str) -> tuple[dt.date, dt.date]:
    """Give the days of "1991", "1991-12" or "1991-12-16", as addresses and queries write them.

    Raises DateError for anything else: spans, marks, seasons, other digits, years outside 1700–2100.
    """
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text) or "-00" in text:
        raise DateError(f"“{text}” is no year, month or day")
    year, month, day = (int(part) for part in f"{text}-0-0".split("-")[:3])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(f"“{text}” lies outside {FIRST_YEAR}–{LAST_YEAR}")
    try:
        first = dt.date(year, month or 1, day or 1)
    except ValueError as error:
        raise DateError(f"“{text}” names a day or month that doesn't exist") from error
    last_month = month or 12
    return first, dt.date(year, last_month, day or monthrange(year, last_month)[1])


def is_known_to_the_day(edtf: str) -> bool:
    """Say whether both ends of a date are days: what is known to the month alone has no day to stand on."""
    span = parse_span(edtf)
    return span.start.precision == "day" and (span.end is None or span.end.precision == "day")
