"""Charts: what a line joins, where it is cut, and which ticks stand on the axis."""

import pytest

from app.models import Series, SeriesPoint
from app.views.chart import cut_runs, find_ticks, place_date
from app.views.plot import Mark, Plot, draw_plot


def make_point(date: str, is_break: bool = False) -> SeriesPoint:
    """Give a value at a date."""
    return SeriesPoint(
        series_id="city-people",
        position=0,
        date=date,
        value=1,
        status="official",
        source_id="census",
        is_break=is_break,
        note={},
    )


def list_runs(status: str, *points: SeriesPoint) -> list[list[str]]:
    """Give the dates of each run that a line may join."""
    series = Series(id="city-people", rank=1, unit="persons", status=status)
    return [[point.date for point in run] for run in cut_runs(series, points)]


def test_a_line_joins_neighbouring_years() -> None:
    points = [make_point("2000-01-01"), make_point("2001-01-01"), make_point("2002-01-01")]
    assert list_runs("official", *points) == [["2000-01-01", "2001-01-01", "2002-01-01"]]


def test_a_break_cuts_the_line() -> None:
    points = [make_point("2000"), make_point("2001", is_break=True), make_point("2002")]
    assert list_runs("derived", *points) == [["2000"], ["2001", "2002"]]


def test_a_missing_year_cuts_the_line() -> None:
    assert list_runs("official", make_point("2000"), make_point("2002")) == [["2000"], ["2002"]]


@pytest.mark.parametrize("status", ["reported", "mixed"])
def test_reported_values_are_never_joined(status: str) -> None:
    assert list_runs(status, make_point("2000"), make_point("2001")) == [["2000"], ["2001"]]


@pytest.mark.parametrize(
    ("date", "place"), [("2015", 2015), ("2015~", 2015), ("2015-01-01", 2015), ("2015-11", 2015.831)]
)
def test_a_date_stands_at_its_first_day(date: str, place: float) -> None:
    assert place_date(date) == place


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (380990, 2161391, (0, 500000, 1000000, 1500000, 2000000, 2500000)),
        (66, 75.4, (66, 68, 70, 72, 74, 76)),
        (20, 22, (20, 20.5, 21, 21.5, 22)),
        (7, 7, (7.0, 7.2)),
        (0, 0, (0, 0.2)),
        (-2, 3, (-2, -1, 0, 1, 2, 3)),
    ],
)
def test_ticks_are_few_and_round_and_enclose_all_values(
    low: float, high: float, ticks: tuple[float, ...]
) -> None:
    assert find_ticks(low, high) == ticks


def test_words_are_escaped_in_the_drawing() -> None:
    runs = ((Mark(2000, 1, "#point-0", "<b>"),),)
    plot = Plot("<i>", runs, (), (2000.5,), "<u>", "<s>", (2000,), ((0, "<em>"), (1, "1")))
    drawing = draw_plot(plot)
    assert not any(sign in drawing for sign in ("<b", "<i", "<u", "<s>", "<em"))
