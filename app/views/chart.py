"""Charts of figures over time: what is joined by a line, where it is cut, which ticks stand on the axes."""

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import Final

from markupsafe import Markup

from app.core.edtf import parse_bounds
from app.core.locales import Locale
from app.i18n.dates import format_edtf, format_number
from app.i18n.messages import mark, translate
from app.models import Series, SeriesPoint
from app.queries.figures import Twin
from app.views.links import link_room
from app.views.plot import Mark, Plot, draw_plot, draw_slim, draw_sparkline
from app.views.shapes import ChartView
from app.views.units import name_unit

Runs = tuple[tuple[SeriesPoint, ...], ...]

_BREAK: Final = mark("A break in the count.")
_BREAK_WORD: Final = mark("break")
# Values of a speech or of several sources make no row that a line could follow.
_JOINED: Final = {"official", "derived"}
# A line joins neighbouring years only, a leap day allowed: nothing in between is guessed.
_NEIGHBOUR_YEARS: Final = 1.01
_AXIS_UNITS: Final = {
    "persons": (("million-persons", 1e6), ("thousand-persons", 1e3)),
    "million-tenge": (("trillion-tenge", 1e6), ("billion-tenge", 1e3)),
    "us-dollars": (("billion-us-dollars", 1e9), ("thousand-us-dollars", 1e3)),
}
_MOST_STEPS: Final = 5
_MOST_YEARS: Final = 8


def place_date(edtf: str) -> float:
    """Give the year with its fraction at the first day that a date may mean."""
    day = parse_bounds(edtf).first
    return round(day.year + (day.timetuple().tm_yday - 1) / 366, 3)


def cut_runs(series: Series, points: Sequence[SeriesPoint]) -> Runs:
    """Give the points in runs that a line may join: none over a break or over a year without a value."""
    runs: list[list[SeriesPoint]] = []
    for point in points:
        is_next = (
            runs
            and series.status in _JOINED
            and not point.is_break
            and place_date(point.date) - place_date(runs[-1][-1].date) <= _NEIGHBOUR_YEARS
        )
        runs[-1].append(point) if is_next else runs.append([point])
    return tuple(tuple(run) for run in runs)


def _place_breaks(points: Sequence[SeriesPoint]) -> tuple[float, ...]:
    """Give where breaks stand: half a year before the first value of the new count, or nearer."""
    places = [place_date(point.date) for point in points]
    return tuple(
        round(
            place - min(0.5, (place - max((one for one in places if one < place), default=place - 1)) / 2), 3
        )
        for place, point in zip(places, points, strict=True)
        if point.is_break
    )


def find_ticks(low: float, high: float) -> tuple[float, ...]:
    """Give few round values that enclose both ends; from zero, unless that would flatten the line."""
    start = min(low, 0) if low <= high / 2 else low
    rough = (high - start or 1) / _MOST_STEPS
    power = 10 ** floor(log10(rough))
    step = next(size * power for size in (1, 2, 2.5, 5, 10) if size * power >= rough)
    first = floor(start / step)
    last = max(ceil(high / step), first + 1)
    return tuple(round(number * step, 6) for number in range(first, last + 1))


def _find_years(first: float, last: float) -> tuple[int, ...]:
    """Give few round years between two places."""
    steps = (step for step in (1, 2, 5, 10, 20, 50) if (last - first) / step <= _MOST_YEARS)
    step = next(steps, 100)
    return tuple(range(ceil(first / step) * step, floor(last) + 1, step))


def _find_unit(unit: str, high: float) -> tuple[str, float]:
    """Give the unit of the axis that keeps its numbers short, and how many of `unit` it holds."""
    return next((one for one in _AXIS_UNITS.get(unit, ()) if high >= one[1]), (unit, 1.0))


def name_point(series: Series, point: SeriesPoint, locale: Locale) -> str:
    """Give a value whole: «2015 ж. 1 қаңтар: 1 641 444 адам»."""
    value = format_number(point.value, locale)
    return f"{format_edtf(point.date, locale)}: {value} {name_unit(series.unit, locale, point.value)}"


def _view_runs(series: Series, runs: Runs, locale: Locale) -> tuple[tuple[Mark, ...], ...]:
    return tuple(
        tuple(
            Mark(
                place_date(point.date),
                point.value,
                f"#point-{point.position}",
                name_point(series, point, locale),
            )
            for point in run
        )
        for run in runs
    )


def _place_runs(runs: Runs) -> tuple[tuple[Mark, ...], ...]:
    return tuple(tuple(Mark(place_date(point.date), point.value) for point in run) for run in runs)


def view_chart(
    series: Series, title: str, points: Sequence[SeriesPoint], twin: Twin | None, locale: Locale
) -> ChartView:
    """Give the chart of a series; the twin, a series in the same unit, shares its axis."""
    values = [point.value for point in [*points, *(twin.points if twin else ())]]
    unit, size = _find_unit(series.unit, max(values))
    places = [place_date(point.date) for point in points]
    breaks = _place_breaks(points)
    drawing = draw_plot(
        Plot(
            name=title,
            runs=_view_runs(series, cut_runs(series, points), locale),
            twin=_place_runs(cut_runs(twin.series, twin.points)) if twin else (),
            breaks=breaks,
            break_word=translate(locale, _BREAK_WORD),
            break_name=translate(locale, _BREAK),
            years=_find_years(min(places), max(places)),
            ticks=tuple(
                (tick, format_number(tick / size, locale)) for tick in find_ticks(min(values), max(values))
            ),
        )
    )
    return ChartView(
        drawing=drawing,
        unit_name=name_unit(unit, locale),
        break_name=translate(locale, _BREAK) if breaks else "",
        twin_title=twin.words.title if twin else "",
        twin_href=link_room(locale, "figures", twin.series.id) if twin else "",
    )


def view_sparkline(series: Series, points: Sequence[SeriesPoint]) -> Markup:
    """Give the small drawing of a series for its card."""
    return draw_sparkline(_place_runs(cut_runs(series, points)))


def view_slim(series: Series, points: Sequence[SeriesPoint], first: float, last: float) -> Markup:
    """Give the slim drawing of a series between two years."""
    return draw_slim(_place_runs(cut_runs(series, points)), first, last)
