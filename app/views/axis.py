"""Dates as geometry: the years of the overview band."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from app.models import Event
from app.views.shapes import BandYear

FIRST_YEAR: Final = 1986
LAST_YEAR: Final = 2023


def build_band(events: Sequence[Event], link: Callable[[int], str]) -> tuple[BandYear, ...]:
    """Give every year from 1986 to 2023 with its events; length is in percent of the fullest year."""
    counts = Counter(event.first_day.year for event in events)
    most = max(counts.values(), default=1)
    return tuple(
        BandYear(
            year=year,
            event_count=counts[year],
            length_percent=round(100 * counts[year] / most),
            href=link(year),
        )
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
    )
