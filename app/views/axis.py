"""Dates as geometry: the woven band of years and months."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from app.core.locales import Locale
from app.i18n.dates import format_edtf, format_iso
from app.queries.events import EventRow
from app.views.shapes import BandStitches, BandView, BandYear

FIRST_YEAR: Final = 1986
LAST_YEAR: Final = 2023
MONTHS: Final = 12 * (LAST_YEAR - FIRST_YEAR + 1)
# Units of the drawing: a stitch crosses the middle of the band, that of a full month from edge to edge.
HALF: Final = 20
FULL: Final = 4
# A month's number of events is one sign.
_SIGNS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"

Months = Mapping[int, Sequence[EventRow]]


def _group_by_month(rows: Sequence[EventRow]) -> tuple[Months, Sequence[EventRow]]:
    """Give the events of each month from the first on, and those of which only the year is known."""
    months, loose = defaultdict[int, list[EventRow]](list), list[EventRow]()
    for row in rows:
        day = row.event.first_day
        month = 12 * (day.year - FIRST_YEAR) + day.month - 1
        if not 0 <= month < MONTHS:
            continue
        if "-" in format_iso(row.event.date):
            months[month].append(row)
        else:
            loose.append(row)
    return months, loose


def _find_family(rows: Sequence[EventRow]) -> str:
    """Give the family of the theme that most events have, the earlier one of two."""
    return Counter(row.themes[0].family for row in rows).most_common(1)[0][0]


def _draw_stitches(months: Months, loose: Sequence[EventRow]) -> tuple[BandStitches, ...]:
    """Give one path for each family: a stitch across for a month, one along the band for a whole year."""
    most = max([FULL, *map(len, months.values())])
    paths = defaultdict[str, list[str]](list)
    for month, rows in sorted(months.items()):
        reach = round(HALF * len(rows) / most)
        paths[_find_family(rows)].append(f"M{month} {HALF - reach}v{2 * reach}")
    for row in loose:
        year = 12 * (row.event.first_day.year - FIRST_YEAR)
        paths[row.themes[0].family].append(f"M{year} {HALF}h11")
    return tuple(BandStitches(family, "".join(parts)) for family, parts in paths.items())


def _count_years(rows: Sequence[EventRow], link: Callable[[int], str]) -> tuple[BandYear, ...]:
    counts = Counter(row.event.first_day.year for row in rows)
    return tuple(BandYear(year, counts[year], link(year)) for year in range(FIRST_YEAR, LAST_YEAR + 1))


def _name_months(locale: Locale) -> tuple[str, ...]:
    """Give the months as they are written with their year, which stands as {year}."""
    return tuple(
        format_edtf(f"{FIRST_YEAR}-{month:02}", locale).replace(str(FIRST_YEAR), "{year}")
        for month in range(1, 13)
    )


def build_band(rows: Sequence[EventRow], link: Callable[[int], str], locale: Locale) -> BandView:
    """Give every year from 1986 to 2023 with its events, and each month's as a stitch."""
    months, loose = _group_by_month(rows)
    counts = [len(months.get(month, ())) for month in range(MONTHS)]
    milestones = [month for month in sorted(months) if any(row.event.milestone for row in months[month])]
    return BandView(
        years=_count_years(rows, link),
        stitches=_draw_stitches(months, loose),
        milestones=tuple(round(100 * (month + 0.5) / MONTHS, 1) for month in milestones),
        counts="".join(_SIGNS[min(count, len(_SIGNS) - 1)] for count in counts),
        most=max(counts),
        month_names=_name_months(locale),
    )
