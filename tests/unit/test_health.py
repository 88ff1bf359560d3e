"""How a museum screen is: colours by what is known of it, and when a museum is open by its own clock."""

import datetime as dt
import math

import pytest

from app.core.health import Facts, judge
from app.core.hours import find_open_seconds

HOUR = 3600
DAY = 24 * HOUR
COLOURS = [
    (Facts(0, math.inf), "green", ()),
    (Facts(90, math.inf), "green", ()),
    (Facts(91, math.inf), "amber", ("late",)),
    (Facts(600, math.inf), "amber", ("late",)),
    (Facts(601, math.inf), "red", ("silent",)),
    (Facts(None, math.inf), "grey", ("unheard",)),
    (Facts(None, None), "grey", ("unheard",)),
    (Facts(0, None), "grey", ("closed",)),
    (Facts(601, None), "grey", ("closed",)),
    (Facts(0, None, unpainted=61), "grey", ("closed", "unpainted")),
    # A screen that was switched off for the night has ten minutes in the morning.
    (Facts(16 * HOUR, 60), "green", ()),
    (Facts(16 * HOUR, 91), "amber", ("late",)),
    (Facts(16 * HOUR, 601), "red", ("silent",)),
    (Facts(0, HOUR, unpainted=60), "green", ()),
    (Facts(0, HOUR, unpainted=61), "red", ("unpainted",)),
    (Facts(0, HOUR, behind=DAY), "green", ()),
    (Facts(0, HOUR, behind=DAY + 1), "amber", ("behind",)),
    (Facts(0, HOUR, behind=0, was_rolled_back=True), "red", ("rolled_back",)),
    # What failed once doesn't matter any more when the screen has the current revision.
    (Facts(0, HOUR, was_rolled_back=True), "green", ()),
    (Facts(0, HOUR, skew=-60), "green", ()),
    (Facts(0, HOUR, skew=61), "amber", ("skew",)),
    (Facts(0, HOUR, skew=-61), "amber", ("skew",)),
    (Facts(0, HOUR, errors=("RangeError",)), "amber", ("errors",)),
    (Facts(0, HOUR, errors=("lost_tap",)), "amber", ("lost_taps",)),
    (Facts(0, HOUR, uptime=600, is_kept=False), "green", ()),
    (Facts(0, HOUR, uptime=601, is_kept=False), "red", ("not_kept",)),
    (Facts(0, HOUR, starts=(0, 290)), "green", ()),
    (Facts(0, HOUR, starts=(0, 290, 300)), "red", ("restarts",)),
    (Facts(0, HOUR, starts=(301, 310, 320, 330, 340, 900)), "red", ("restarts",)),
    (Facts(0, HOUR, starts=(301, 310, 320, 330, 340, 901)), "green", ()),
    (Facts(700, HOUR, skew=99, unpainted=99), "red", ("silent", "unpainted", "skew")),
]
WEEK = {"tue": "10:00-18:00", "wed": "10:00-24:00", "thu": "00:00-02:00", "sat": "18:00-24:00"}


@pytest.mark.parametrize(("facts", "colour", "reasons"), COLOURS)
def test_a_screen_has_its_colour_and_the_reasons(facts: Facts, colour: str, reasons: tuple[str, ...]) -> None:
    health = judge(facts)
    assert (health.colour, health.reasons) == (colour, reasons)


@pytest.mark.parametrize(
    ("local", "seconds"),
    [
        ("2026-11-24T09:59", None),
        ("2026-11-24T10:00", 0),
        ("2026-11-24T17:59", 7 * HOUR + 59 * 60),
        ("2026-11-24T18:00", None),
        ("2026-11-23T12:00", None),
        ("2026-11-26T01:00", 15 * HOUR),
        ("2026-11-26T02:00", None),
        ("2026-11-28T23:59", 5 * HOUR + 59 * 60),
        ("2026-11-29T00:00", None),
    ],
)
def test_a_museum_is_open_by_its_own_clock(local: str, seconds: float | None) -> None:
    assert find_open_seconds(WEEK, "+05:00", dt.datetime.fromisoformat(f"{local}+05:00")) == seconds


@pytest.mark.parametrize(
    ("offset", "seconds"), {"+05:00": 0, "+04:30": None, "-01:30": None, "+06:00": HOUR}.items()
)
def test_the_record_says_which_clock_that_is(offset: str, seconds: float | None) -> None:
    now = dt.datetime.fromisoformat("2026-11-24T05:00+00:00")
    assert find_open_seconds(WEEK, offset, now) == seconds


@pytest.mark.parametrize("hours", [{}, {"mon": None}])
def test_without_hours_it_is_always_open(hours: dict[str, str | None]) -> None:
    assert find_open_seconds(hours, "+05:00", dt.datetime.now(dt.UTC)) == math.inf


def test_who_never_closes_is_open_for_more_than_a_day() -> None:
    hours = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "00:00-24:00")
    seconds = find_open_seconds(hours, "+05:00", dt.datetime.fromisoformat("2026-11-24T00:00+05:00"))
    assert seconds is not None
    assert seconds >= 7 * DAY
