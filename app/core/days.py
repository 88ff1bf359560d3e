"""Days of any year: 366 of them, each written as mm-dd and counted in a leap year."""

import datetime as dt
import re
from collections.abc import Collection
from typing import Final

from app.core.edtf import parse_bounds, parse_span
from app.core.errors import DateError

_LEAP_YEAR: Final = 2000
_WHOLE_YEAR: Final = 366


def parse_month_day(text: str) -> dt.date:
    """Give the day that "02-29" names, in a leap year. Raises DateError for anything else."""
    if not re.fullmatch(r"[0-9]{2}-[0-9]{2}", text):
        raise DateError(f"“{text}” is no day of the year")
    try:
        return dt.date(_LEAP_YEAR, int(text[:2]), int(text[3:]))
    except ValueError as error:
        raise DateError(f"“{text}” names a day that doesn't exist") from error


def format_month_day(day: dt.date) -> str:
    """Give a day of any year as addresses write it: 02-29."""
    return f"{day:%m-%d}"


def find_month_day(edtf: str) -> str | None:
    """Give the day of the year on which a date surely is or begins, or None when that isn't known."""
    start = parse_span(edtf).start
    if start.precision != "day" or start.is_approximate or start.is_uncertain:
        return None
    return format_month_day(parse_bounds(edtf).first)


def find_month(edtf: str) -> str:
    """Give the month of a date's first day, 1991-12, or its year where no more is known."""
    first = parse_bounds(edtf).first
    return f"{first:%Y}" if parse_span(edtf).start.month is None else f"{first:%Y-%m}"


def step_day(text: str, days: int) -> str:
    """Give the day so many days later, or earlier; the year goes round."""
    moved = parse_month_day(text) + dt.timedelta(days=days)
    return format_month_day(moved)


def find_nearest_day(text: str, known: Collection[str], step: int) -> str | None:
    """Give the nearest other day of `known`, later (step 1) or earlier (step -1); the year goes round."""
    days = (step_day(text, step * days) for days in range(1, _WHOLE_YEAR))
    return next((day for day in days if day in known), None)
