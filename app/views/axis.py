"""Dates as geometry: the woven band of years and months."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from app.core.locales import Locale
from app.i18n.dates import format_edtf
from app.queries.months import MonthCount
from app.views.shapes import BandStitches, BandView, BandYear

FIRST_YEAR: Final = 1986
LAST_YEAR: Final = 2023
MONTHS: Final = 12 * (LAST_YEAR - FIRST_YEAR + 1)
# Units of the drawing: a stitch crosses the middle of the band, that of a full month from edge to edge.
HALF: Final = 20
FULL: Final = 4
# A month's number of events is one sign.
_SIGNS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"

Months = Mapping[int, Sequence[MonthCount]]


def _group_by_month(counts: Sequence[MonthCount]) -> tuple[Months, Sequence[MonthCount]]:
    """Give the counts of each month from the first on, and those of which only the year is known."""
    months, loose = defaultdict[int, list[MonthCount]](list), list[MonthCount]()
    for one in counts:
        if not FIRST_YEAR <= one.year <= LAST_YEAR:
            continue
        _, _, month = one.month.partition("-")
        if month:
            months[12 * (one.year - FIRST_YEAR) + int(month) - 1].append(one)
        else:
            loose.append(one)
    return months, loose


def _sum(counts: Sequence[MonthCount]) -> int:
    return sum(one.count for one in counts)


def _find_family(counts: Sequence[MonthCount]) -> str:
    """Give the family of the theme that most events have, the earlier one of two."""
    families = Counter[str]()
    for one in counts:
        families[one.family] += one.count
    return families.most_common(1)[0][0]


def _draw_stitches(months: Months, loose: Sequence[MonthCount]) -> tuple[BandStitches, ...]:
    """Give one path for each family: a stitch across for a month, one along the band for a whole year."""
    most = max([FULL, *map(_sum, months.values())])
    paths = defaultdict[str, list[str]](list)
    for month, counts in sorted(months.items()):
        reach = round(HALF * _sum(counts) / most)
        paths[_find_family(counts)].append(f"M{month} {HALF - reach}v{2 * reach}")
    for one in loose:
        paths[one.family].append(f"M{12 * (one.year - FIRST_YEAR)} {HALF}h11")
    return tuple(BandStitches(family, "".join(parts)) for family, parts in paths.items())


def _count_years(counts: Sequence[MonthCount], link: Callable[[int], str]) -> tuple[BandYear, ...]:
    years = Counter[int]()
    for one in counts:
        years[one.year] += one.count
    return tuple(BandYear(year, years[year], link(year)) for year in range(FIRST_YEAR, LAST_YEAR + 1))


def _name_months(locale: Locale) -> tuple[str, ...]:
    """Give the months as they are written with their year, which stands as {year}."""
    return tuple(
        format_edtf(f"{FIRST_YEAR}-{month:02}", locale).replace(str(FIRST_YEAR), "{year}")
        for month in range(1, 13)
    )


def build_band(counts: Sequence[MonthCount], link: Callable[[int], str], locale: Locale) -> BandView:
    """Give every year from 1986 to 2023 with its events, and each month's as a stitch."""
    months, loose = _group_by_month(counts)
    sums = [_sum(months.get(month, ())) for month in range(MONTHS)]
    milestones = [month for month in sorted(months) if any(one.milestones for one in months[month])]
    return BandView(
        years=_count_years(counts, link),
        stitches=_draw_stitches(months, loose),
        milestones=tuple(round(100 * (month + 0.5) / MONTHS, 1) for month in milestones),
        counts="".join(_SIGNS[min(count, len(_SIGNS) - 1)] for count in sums),
        most=max(sums),
        month_names=_name_months(locale),
    )
