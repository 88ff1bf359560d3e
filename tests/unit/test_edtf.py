"""EDTF dates: what is accepted, what it may mean, and what is refused."""

import datetime as dt

import pytest

from app.core.days import find_month_day
from app.core.edtf import parse_bounds, parse_plain_day_span, parse_span
from app.core.errors import DateError

ACCEPTED = {
    "1991": ("1991-01-01", "1991-12-31"),
    "1991-12": ("1991-12-01", "1991-12-31"),
    "1991-12-16": ("1991-12-16", "1991-12-16"),
    "1992-02": ("1992-02-01", "1992-02-29"),
    "1992-02-29": ("1992-02-29", "1992-02-29"),
    "1700": ("1700-01-01", "1700-12-31"),
    "2100": ("2100-01-01", "2100-12-31"),
    "1991-21": ("1991-03-01", "1991-05-31"),
    "1991-22": ("1991-06-01", "1991-08-31"),
    "1991-23": ("1991-09-01", "1991-11-30"),
    "1986-12-16/1986-12-18": ("1986-12-16", "1986-12-18"),
    "1991/1993": ("1991-01-01", "1993-12-31"),
    "1991-02/1991-03": ("1991-02-01", "1991-03-31"),
    "1991-12-16/1992": ("1991-12-16", "1992-12-31"),
    "1991~": ("1991-01-01", "1991-12-31"),
    "1991-12?": ("1991-12-01", "1991-12-31"),
    "1992-09-29~/1992-10-03~": ("1992-09-29", "1992-10-03"),
}
REFUSED = [
    *("", " ", "..", "../1991", "/1991", "1991/", "1991 ", "1991\n", "~1991", "1991~~", "-1991", "+1991"),
    *("1991-00", "1991-13", "1991-20", "1991-25", "1991-33", "1991-1", "1991--16", "199X", "1991-XX"),
    *("1991-02-30", "1991-02-29", "1991-04-31", "1991-12-00", "1991-12-32", "1991-21-05", "1991-24-05"),
    *("86400", "19911216", "16.12.1991", "1991-12-16T00:00", "1699", "2101", "0000"),
    *("1991/1990", "1991-12-16/1991-12-15", "1991/1992/1993", "1991,1992", "[1991]"),
    *("١٩٩١", "١٩٩١-١٢-١٦", "１９９１"),
]
PLAIN = {
    "1991": ("1991-01-01", "1991-12-31"),
    "1991-12": ("1991-12-01", "1991-12-31"),
    "1991-12-16": ("1991-12-16", "1991-12-16"),
    "1992-02": ("1992-02-01", "1992-02-29"),
}
NOT_PLAIN = [
    *("1991-02-30", "86400", "1699", "2101", "١٩٩١", "1991-13", "1991-00", "1991-12-00", "1991-21"),
    *("1991~", "1991/1992", "1991-12-16/..", "16.12.1991", "1991-12-16T00:00", "", "1991\n", "-1991"),
]


def days(first: str, last: str) -> tuple[dt.date, dt.date]:
    """Give two days from their ISO forms."""
    return dt.date.fromisoformat(first), dt.date.fromisoformat(last)


@pytest.mark.parametrize(("edtf", "ends"), ACCEPTED.items(), ids=ACCEPTED)
def test_a_date_means_its_first_to_its_last_possible_day(edtf: str, ends: tuple[str, str]) -> None:
    bounds = parse_bounds(edtf)
    assert (bounds.first, bounds.last) == days(*ends)


@pytest.mark.parametrize("edtf", REFUSED, ids=repr)
def test_what_is_no_date_of_ours_is_refused(edtf: str) -> None:
    with pytest.raises(DateError):
        parse_bounds(edtf)


def test_a_refusal_names_the_string() -> None:
    with pytest.raises(DateError, match=r"“16\.12\.1991”"):
        parse_bounds("16.12.1991")


def test_a_winter_may_lie_at_either_end_of_its_year() -> None:
    bounds = parse_bounds("1991-24")
    assert (bounds.first, bounds.last) == days("1991-01-01", "1991-12-31")


@pytest.mark.parametrize("edtf", ["1991/..", "1991-12-16/..", "1991-21/.."])
def test_an_open_end_has_no_last_day(edtf: str) -> None:
    assert parse_bounds(edtf).last is None


@pytest.mark.parametrize(
    ("edtf", "marks"),
    {
        "1991": (False, False),
        "1991~": (True, False),
        "1991?": (False, True),
        "1991%": (True, True),
        "1991/1993~": (True, False),
        "1991?/..": (False, True),
    }.items(),
)
def test_a_mark_at_either_end_marks_the_date(edtf: str, marks: tuple[bool, bool]) -> None:
    bounds = parse_bounds(edtf)
    assert (bounds.approximate, bounds.uncertain) == marks


@pytest.mark.parametrize(
    ("edtf", "precision"),
    {"1991": "year", "1991-23": "season", "1991-12": "month", "1991-12-16": "day"}.items(),
)
def test_a_point_knows_its_smallest_unit(edtf: str, precision: str) -> None:
    assert parse_span(edtf).start.precision == precision


@pytest.mark.parametrize(("text", "ends"), PLAIN.items(), ids=PLAIN)
def test_a_plain_date_gives_its_days(text: str, ends: tuple[str, str]) -> None:
    assert parse_plain_day_span(text) == days(*ends)


@pytest.mark.parametrize("text", NOT_PLAIN, ids=repr)
def test_an_address_takes_plain_years_months_and_days_alone(text: str) -> None:
    with pytest.raises(DateError):
        parse_plain_day_span(text)


@pytest.mark.parametrize(
    ("edtf", "day"),
    {
        "1991-12-16": "12-16",
        "1986-12-16/1986-12-18": "12-16",
        "2000-02-29/..": "02-29",
        "1991-12-16~": None,
        "1991-12-16?": None,
        "1991-12": None,
        "1991": None,
        "1991-21": None,
        "1992-09-29~/1992-10-03~": None,
    }.items(),
)
def test_a_day_of_the_year_is_known_when_the_beginning_is(edtf: str, day: str | None) -> None:
    assert find_month_day(edtf) == day
