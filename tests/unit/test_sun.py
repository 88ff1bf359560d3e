"""The geometry of the sun: rays, their touch areas and their years."""

import re
from itertools import combinations, pairwise
from math import atan2, dist, hypot, pi

import pytest

from app.views.sun import DISC_RADIUS, NO_RAY, RayShape, build_rays

THIRTY_YEARS = [
    *(1991, 1991, 1991, 1991, 1991, 1992, 1992, 1993, 1993, 1993, 1994, 1995, 1996, 1996, 1997),
    *(1998, 2001, 2002, 2003, 2006, 2010, 2011, 2011, 2013, 2015, 2016, 2017, 2017, 2019, 2021),
]
# A year of four digits in the sun's type is about so many units wide and high, with a little air.
LABEL_WIDTH = 66
LABEL_HEIGHT = 28


def points(path: str) -> list[tuple[float, float]]:
    """Give the points of a path of curves, handles included."""
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def thirty(selected: int = 3) -> list[RayShape]:
    return build_rays(30, selected, THIRTY_YEARS)


def test_the_first_ray_points_up() -> None:
    first = thirty(selected=NO_RAY)[0]
    assert first.tip_x == 0
    assert first.tip_y < 0


def test_time_runs_clockwise() -> None:
    rays = thirty(selected=NO_RAY)
    turns = [(atan2(ray.tip_y, ray.tip_x) + pi / 2) % (2 * pi) for ray in rays]
    assert turns == sorted(turns)


def test_rays_keep_clear_of_the_disc() -> None:
    assert all(hypot(x, y) > DISC_RADIUS + 10 for ray in thirty() for x, y in points(ray.path))


def test_the_selected_ray_reaches_farthest() -> None:
    rays = thirty(selected=7)
    lengths = [hypot(ray.tip_x, ray.tip_y) for ray in rays]
    assert lengths.index(max(lengths)) == 7


def test_no_ray_stands_out_of_a_sun_at_rest() -> None:
    lengths = {round(hypot(ray.tip_x, ray.tip_y)) for ray in thirty(selected=NO_RAY)}
    assert len(lengths) == 2


def test_selected_and_other_rays_have_the_same_commands() -> None:
    assert len({re.sub(r"[-\d. ]", "", ray.path) for ray in thirty()}) == 1


def test_neighbouring_touch_areas_share_an_edge() -> None:
    rays = thirty()
    for ray, after in pairwise([*rays, rays[0]]):
        outer_end = re.findall(r"1 (-?[\d.]+ -?[\d.]+)L", ray.hit_path)
        assert outer_end == re.findall(r"L(-?[\d.]+ -?[\d.]+)A462", after.hit_path)


def test_a_touch_area_is_wider_than_a_finger_at_the_tip() -> None:
    # 940 units are at least 900 px on a kiosk: 72 px are 76 units there.
    outer = re.findall(r"(-?[\d.]+) (-?[\d.]+)A462.* (-?[\d.]+) (-?[\d.]+)L", thirty()[5].hit_path)[0]
    x1, y1, x2, y2 = map(float, outer)
    assert dist((x1, y1), (x2, y2)) >= 76


def test_each_year_has_one_label() -> None:
    labelled = [year for ray, year in zip(thirty(), THIRTY_YEARS, strict=True) if ray.has_label]
    assert labelled == sorted(set(THIRTY_YEARS))


def test_labels_never_overlap() -> None:
    places = [(ray.label_x, ray.label_y) for ray in thirty() if ray.has_label]
    for (x, y), (other_x, other_y) in combinations(places, 2):
        assert (
            abs(x - other_x) >= LABEL_WIDTH
            or abs(y - other_y) >= LABEL_HEIGHT
            or dist((x, y), (other_x, other_y)) > 70
        )


def test_a_crowded_sun_leaves_years_out_rather_than_overlap() -> None:
    rays = build_rays(90, NO_RAY, range(1931, 2021))
    places = [(ray.label_x, ray.label_y) for ray in rays if ray.has_label]
    assert len(places) > 20
    assert min(dist(a, b) for a, b in combinations(places, 2)) > 70


@pytest.mark.parametrize("selected", range(30))
def test_no_label_touches_a_ray(selected: int) -> None:
    rays = thirty(selected)
    for label in rays:
        for ray in rays:
            gap_x = abs(label.label_x - ray.tip_x) - LABEL_WIDTH / 2
            gap_y = abs(label.label_y - ray.tip_y) - LABEL_HEIGHT / 2
            assert hypot(max(gap_x, 0), max(gap_y, 0)) > 16


def test_everything_fits_the_view_box() -> None:
    for ray in thirty():
        assert max(abs(ray.label_x) + LABEL_WIDTH / 2, abs(ray.label_y) + LABEL_HEIGHT / 2) <= 470
        assert all(hypot(x, y) <= 470 for x, y in points(ray.path))


def test_a_sun_of_one_ray_can_be_touched_all_around() -> None:
    (only,) = build_rays(1, 0, [1991])
    assert only.has_label
    assert "0 1 1" in only.hit_path


def test_two_events_of_one_year_share_a_label() -> None:
    assert [ray.has_label for ray in build_rays(2, 1, [1991, 1991])] == [True, False]


@pytest.mark.parametrize(("count", "years"), [(0, []), (3, [1991, 1992])])
def test_a_sun_without_its_years_is_refused(count: int, years: list[int]) -> None:
    with pytest.raises(ValueError, match="needs"):
        build_rays(count, NO_RAY, years)
