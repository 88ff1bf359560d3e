"""EDTF dates and numbers in words, with CLDR patterns; digits keep their words by a no-break space."""

import datetime as dt
import re
from functools import lru_cache
from typing import Final, Literal

from babel import Locale as CldrLocale
from babel.dates import format_date, format_skeleton, format_time, format_timedelta
from babel.numbers import format_decimal

from app.core.edtf import Point, Span, parse_span
from app.core.locales import Locale
from app.i18n.messages import mark, translate

Certainty = Literal["exact", "span", "open", "month", "year", "about", "uncertain"]

_CLDR: Final[dict[Locale, str]] = {"kk": "kk", "ru": "ru", "en": "en_GB"}
# The month alone: Russian has a form of its own for it, Kazakh would begin with a capital.
_MONTH: Final[dict[Locale, str]] = {"kk": "MMMM", "ru": "LLLL", "en": "MMMM"}
_SEASONS: Final = {
    21: mark("spring %(year)s"),
    22: mark("summer %(year)s"),
    23: mark("autumn %(year)s"),
    24: mark("winter %(year)s"),
}


def _tie(text: str) -> str:
    """Give `text` with a no-break space behind each number."""
    return re.sub(r"(?<=\d)[ \u202f](?=\w)", "\u00a0", text).replace("\u2009", " ")


def _as_day(point: Point) -> dt.date:
    return dt.date(point.year, point.month or 1, point.day or 1)


def _format_point(point: Point, locale: Locale, with_year: bool = True) -> str:
    day, cldr = _as_day(point), _CLDR[locale]
    if point.precision == "season" and point.season:
        return translate(locale, _SEASONS[point.season], year=point.year)
    if point.precision == "year":
        return format_skeleton("y", day, locale=cldr) if locale == "en" else _format_year(point.year, locale)
    if point.precision == "month":
        return (
            format_skeleton("yMMMM", day, locale=cldr)
            if with_year
            else format_date(day, _MONTH[locale], locale=cldr)
        )
    if with_year:
        return format_date(day, "long", locale=cldr)
    return format_skeleton("MMMMd", day, locale=cldr)


def _format_year(year: int, locale: Locale) -> str:
    return {"kk": f"{year} ж.", "ru": f"{year} г.", "en": str(year)}[locale]


def _format_days(start: dt.date, end: dt.date, locale: Locale, with_year: bool) -> str:
    """Give two days of one span by the locale's interval pattern, with whole month names."""
    patterns = CldrLocale.parse(_CLDR[locale]).interval_formats["yMMMd" if with_year else "MMMd"]
    differs = "y" if start.year != end.year else "M" if start.month != end.month else "d"
    first, second = patterns[differs]
    text = format_date(start, first.replace("MMM", "MMMM"), locale=_CLDR[locale])
    return text + format_date(end, second.replace("MMM", "MMMM"), locale=_CLDR[locale])


def _format_span(span: Span, locale: Locale, with_year: bool) -> str:
    if span.is_open:
        return translate(locale, mark("since %(date)s"), date=_format_point(span.start, locale))
    if span.end is None:
        return _format_point(span.start, locale, with_year)
    if span.start.precision == span.end.precision == "day":
        same_year = span.start.year == span.end.year
        return _format_days(_as_day(span.start), _as_day(span.end), locale, with_year or not same_year)
    if span.start.precision == span.end.precision == "year":
        years = format_years(span.start.year, span.end.year)
        return {"kk": f"{years} ж.", "ru": f"{years} гг.", "en": years}[locale]
    return f"{_format_point(span.start, locale)} – {_format_point(span.end, locale)}"


@lru_cache(maxsize=4096)
def format_edtf(edtf: str, locale: Locale, with_year: bool = True) -> str:
    """Give a date as people write it: «1991 ж. 16 желтоқсан», without year «16 желтоқсан».

    About and uncertain dates say so in words. A date known to the year alone keeps the year.
    """
    span = parse_span(edtf)
    text = _tie(_format_span(span, locale, with_year))
    points = [span.start, span.end] if span.end else [span.start]
    if any(point.is_uncertain for point in points):
        return translate(locale, mark("%(date)s (uncertain)"), date=text)
    if any(point.is_approximate for point in points):
        return translate(locale, mark("about %(date)s"), date=text)
    return text


def find_certainty(edtf: str) -> Certainty:
    """Give how sure a date is: what its mark on the timeline shows."""
    span = parse_span(edtf)
    points = [span.start, span.end] if span.end else [span.start]
    if any(point.is_uncertain for point in points):
        return "uncertain"
    if any(point.is_approximate for point in points):
        return "about"
    if span.is_open:
        return "open"
    if span.start.precision != "day":
        return "year" if span.start.precision == "year" else "month"
    return "span" if span.end else "exact"


def format_iso(edtf: str) -> str:
    """Give the known part of the first day for HTML's datetime attribute: 1991, 1991-12 or 1991-12-16."""
    start = parse_span(edtf).start
    parts = (f"{part:02}" for part in (start.year, start.month, start.day) if part is not None)
    return "-".join(parts)


def format_number(value: float, locale: Locale) -> str:
    """Give a number in the locale's form, thousands parted by a no-break space or a comma."""
    text = format_decimal(value, format="#,##0.###", locale=_CLDR[locale])
    return text.replace("\u202f", "\u00a0")


def format_years(first: int, last: int) -> str:
    """Give a span of years: 1986–1990."""
    return f"{first}–{last}" if first != last else str(first)


def format_language(code: str, locale: Locale) -> str:
    """Give the name of a language by its BCP 47 code, or the code itself when CLDR has no name."""
    return str(CldrLocale.parse(_CLDR[locale]).languages.get(code, code))


def format_age(seconds: float, locale: Locale) -> str:
    """Give how long ago something was: 12 seconds ago."""
    since = dt.timedelta(seconds=-seconds)
    return _tie(format_timedelta(since, granularity="second", add_direction=True, locale=_CLDR[locale]))


def format_length(seconds: float, locale: Locale) -> str:
    """Give how long something lasts, in its largest unit: 3 days."""
    return _tie(format_timedelta(dt.timedelta(seconds=seconds), locale=_CLDR[locale]))


def format_moment(moment: dt.datetime, locale: Locale) -> str:
    """Give a day and a time of the day: 22 November 2026, 16:40."""
    day = format_date(moment, "long", locale=_CLDR[locale])
    return _tie(f"{day}, {format_time(moment, 'HH:mm', locale=_CLDR[locale])}")
