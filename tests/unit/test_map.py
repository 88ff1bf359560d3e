"""The geometry of the map: projection, distances, labels that keep apart, plans to scale, routes."""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from math import dist, hypot

import pytest
from fontTools.ttLib import TTFont

from app.core.locales import LOCALES, Locale
from app.core.projection import MAP_HEIGHT, MAP_WIDTH, Albers, distance_km, is_on_map, offset_km, project
from app.models import Place
from app.settings import ROOT
from app.views.lines import format_coordinates
from app.views.map import draw_route, has_spot, read_outline
from app.views.placement import STEPS, WIDTH, Box, Placed, Spot, Step, box_mark, find_box, place_labels
from app.views.plan import view_plan

ALMATY = (43.2525, 76.9115)
ASTANA = (51.1801, 71.446)
WIDE = STEPS[0]
SOME_REACHES = (0.3, 1.6, 2.4)
every_step = pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
every_locale = pytest.mark.parametrize("locale", LOCALES)


def make_place(key: str, lat: float, lon: float, precision: str = "city", estimate: bool = False) -> Place:
    """Give a place named like its id."""
    return Place(
        id=key, rank=0, kk=key, ru=key, en=key, lat=lat, lon=lon, precision=precision, estimate=estimate
    )


@cache
def real_places() -> tuple[Place, ...]:
    """Give the places of the real seed."""
    from app.content.seed import read_seed  # noqa: PLC0415

    shapes = read_seed(ROOT / "seed").places
    return tuple(Place(id=key, rank=0, **shape.model_dump()) for key, shape in shapes.items())


def walk_path(path: str) -> Iterator[tuple[float, float]]:
    """Give the points of outline data: each part a start and steps, in tenths of a unit."""
    for part in re.findall(r"M([^M]+)", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        x = y = 0
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            yield x / 10, y / 10


def test_the_projection_gives_the_worked_example_of_its_source() -> None:
    # Snyder 1987, page 291: a sphere of radius 1, 35° N 75° W.
    x, y = Albers(29.5, 45.5, 23, -96).project(35, -75)
    assert (round(x, 7), round(y, 7)) == (0.2952720, 0.2416774)


def test_the_origin_of_the_projection_is_its_zero() -> None:
    assert Albers(43, 53, 48, 67).project(48, 67) == (0, 0)


def test_north_is_up_and_east_is_right() -> None:
    almaty, astana = project(*ALMATY), project(*ASTANA)
    assert astana[1] < almaty[1]
    assert astana[0] < almaty[0]


def test_ways_on_the_map_are_as_long_as_on_the_ground() -> None:
    units_per_km = dist(project(*ALMATY), project(*ASTANA)) / distance_km(ALMATY, ASTANA)
    aktau, oskemen = (43.6611, 51.1739), (49.9714, 82.6059)
    assert dist(project(*aktau), project(*oskemen)) / distance_km(aktau, oskemen) == pytest.approx(
        units_per_km, rel=0.02
    )


def test_almaty_and_astana_are_973_km_apart() -> None:
    assert distance_km(ALMATY, ASTANA) == pytest.approx(973, abs=2)


def test_a_degree_of_latitude_is_111_km() -> None:
    east, north = offset_km((43, 77), (44, 77))
    assert (east, round(north, 1)) == (0, 111.2)


def test_an_offset_is_as_long_as_the_way() -> None:
    medeu = (43.1575, 77.059)
    assert hypot(*offset_km(ALMATY, medeu)) == pytest.approx(distance_km(ALMATY, medeu), rel=0.003)


@pytest.mark.parametrize(
    ("point", "is_inside"),
    [(ALMATY, True), ((42.87, 74.59), True), ((55.752, 37.616), False), ((40.75, -73.968), False)],
)
def test_moscow_and_new_york_lie_beyond_the_map(point: tuple[float, float], is_inside: bool) -> None:
    assert is_on_map(*point) == is_inside


def test_the_whole_country_has_no_spot() -> None:
    assert not has_spot(make_place("kazakhstan", 48, 67, "area"))


def test_the_outline_lies_within_the_frame() -> None:
    for x, y in walk_path(read_outline().country):
        assert 0 < x < MAP_WIDTH
        assert 0 < y < MAP_HEIGHT


def test_the_outline_passes_where_the_border_is() -> None:
    # The Khorgos crossing and the mouth of the Ural lie on it, give or take four units: 13 km.
    border = list(walk_path(read_outline().country))
    for point in ((44.21, 80.41), (46.9, 51.6)):
        assert min(_measure_to(project(*point), one, other) for one, other in pairwise(border)) < 8


def _measure_to(point: tuple[float, float], one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give how far a point lies from a line between two others; no line is longer than a fifth of the map."""
    length = dist(one, other)
    if length == 0 or length > MAP_WIDTH / 5:
        return dist(point, one)
    part = sum((p - a) * (b - a) for p, a, b in zip(point, one, other, strict=True)) / length**2
    part = min(1, max(0, part))
    return dist(point, [a + part * (b - a) for a, b in zip(one, other, strict=True)])


def test_the_outlines_keep_to_their_budget() -> None:
    content = json.loads((ROOT / "static/map/outline.json").read_text(encoding="utf-8"))
    assert sum(map(len, content.values())) <= 12_000
    assert len(content["small"]) <= 4_000


def test_labels_keep_apart_from_each_other_and_from_marks() -> None:
    spots = [Spot(500 + 12 * i, 300 + 7 * i, 6, f"place {i}") for i in range(9)]
    labels = place_labels(spots, WIDE, 600, SOME_REACHES)
    _assert_apart(spots, labels, WIDE)
    assert len([label for label in labels if label]) >= 5


def test_a_crowd_leaves_labels_out_rather_than_overlap() -> None:
    spots = [Spot(500 + i, 300, 6, "a long name of a place") for i in range(40)]
    labels = place_labels(spots, WIDE, 600, SOME_REACHES)
    assert labels[0]
    assert None in labels
    _assert_apart(spots, labels, WIDE)


def test_a_label_at_the_edge_turns_inwards() -> None:
    (label,) = place_labels([Spot(990, 300, 6, "Altai")], WIDE, 600, (0.3,))
    assert label
    assert label.anchor == "end"


def test_ground_to_keep_is_kept() -> None:
    (label,) = place_labels([Spot(500, 300, 6, "Aral")], WIDE, 600, (0.3,), [Box(505, 0, 1000, 600)])
    assert label
    assert label.anchor == "end"


def test_a_line_leads_to_a_label_that_stands_away() -> None:
    around = [Spot(500 + x, 300 + y, 6, "") for x in (-16, 0, 16) for y in (-16, 0, 16) if x or y]
    label = place_labels([Spot(500, 300, 6, "7"), *around], WIDE, 600, (0.3, 3))[0]
    assert label
    assert label.away


def test_a_line_crosses_no_other_label() -> None:
    around = [Spot(500 + x, 300 + y, 6, "") for x in (-16, 0, 16) for y in (-16, 0, 16) if x or y]
    wall = [Box(520, 0, 530, 600), Box(470, 0, 480, 600), Box(0, 265, 1000, 275), Box(0, 325, 1000, 335)]
    assert place_labels([Spot(500, 300, 6, "7"), *around], WIDE, 600, (0.3, 3, 6), wall)[0] is None


def _assert_apart(spots: list[Spot], labels: list[Placed | None], step: Step) -> None:
    boxes = [find_box(spot, label, step) for spot, label in zip(spots, labels, strict=True) if label]
    assert not any(one.touches(other) for one, other in combinations(boxes, 2))
    assert not any(box.touches(box_mark(spot, step)) for box in boxes for spot in spots)


def test_a_label_without_a_line_is_nearer_to_its_own_mark_than_to_others() -> None:
    spots = [Spot(500 + 31 * i, 300 + 13 * i, 6, f"place {i}") for i in range(9)]
    for spot, label in zip(spots, place_labels(spots, WIDE, 600, (0.3, 0.8)), strict=True):
        gaps = (
            [find_box(spot, label, WIDE).measure_gap(box_mark(one, WIDE)) for one in spots] if label else []
        )
        assert not label or min(gaps) == gaps[spots.index(spot)]


def test_a_line_crosses_no_other_mark() -> None:
    keep = [Box(0, 0, 1000, 285), Box(0, 315, 1000, 600), Box(0, 0, 480, 600)]
    spots = [Spot(500, 300, 6, "here"), Spot(540, 300, 6, "")]
    assert place_labels(spots, WIDE, 600, (0.3, 3), keep)[0] is None
    assert place_labels(spots[:1], WIDE, 600, (3,), keep)[0]


def test_who_finds_no_room_chooses_first_next_time() -> None:
    # Both have room between them for one name alone; the second has none elsewhere.
    keep = [Box(0, 0, 1000, 285), Box(0, 315, 1000, 600), Box(610, 0, 1000, 600)]
    labels = place_labels([Spot(500, 300, 6, "here"), Spot(600, 300, 6, "there")], WIDE, 600, (0.3,), keep)
    assert [label and label.anchor for label in labels] == ["end", "end"]


@every_locale
def test_a_letter_is_no_wider_than_the_placement_takes_it_for(locale: Locale) -> None:
    for place in filter(has_spot, real_places()):
        spot = Spot(0, 0, 0, place.name(locale), is_major=place.id in {"almaty", "astana"})
        box = find_box(spot, Placed(0, 0, "start", None), WIDE)
        size = WIDE.letters * (1.3 if spot.is_major else 1)
        assert _measure_text(spot.text, 700 if spot.is_major else 500) * size <= box.right - box.left


@cache
def _read_widths(weight: int) -> dict[str, float]:
    """Give how wide each letter of our font is at a weight, as a part of its size."""
    font = TTFont(ROOT / "static/fonts/onest.woff2")
    glyphs = font.getGlyphSet(location={"wght": weight})
    units = font["head"].unitsPerEm
    return {chr(code): glyphs[name].width / units for code, name in font.getBestCmap().items()}


def _measure_text(text: str, weight: int) -> float:
    return sum(_read_widths(weight)[letter] for letter in text)


@every_step
def test_letters_are_one_rem_or_more_at_every_width(step: Step) -> None:
    narrowest_rem = {"wide": 56, "middle": 34, "narrow": 20, "least": 12.5}[step.name]
    assert step.letters * narrowest_rem / WIDTH >= 1


@every_step
def test_the_style_sheet_has_the_steps_of_the_placement(step: Step) -> None:
    sheet = (ROOT / "static/css/map.css").read_text(encoding="utf-8")
    assert f"--letters: {step.letters}px; --grow: {step.mark_scale};" in sheet
    assert f".map__step--{step.name} {{ display" in sheet.replace(", ", " { display: none; } ")


def test_a_plan_keeps_true_positions() -> None:
    places = [
        make_place("almaty", *ALMATY),
        make_place("medeu", 43.1575, 77.059),
        make_place("arena", 43.2639, 76.8176),
    ]
    plan = view_plan(places[0], places, {}, "en")
    assert plan
    points = {mark.lines[0].name: (mark.x, mark.y) for mark in plan.marks}
    units_per_km = plan.scale_length / plan.scale_km
    for one, other in combinations(places, 2):
        way = distance_km((one.lat, one.lon), (other.lat, other.lon))
        assert dist(points[one.id], points[other.id]) == pytest.approx(way * units_per_km, rel=0.005)


def test_a_plan_shows_what_lies_within_40_km() -> None:
    city = make_place("almaty", *ALMATY)
    places = [city, make_place("medeu", 43.1575, 77.059), make_place("bishkek", 42.87, 74.59)]
    plan = view_plan(city, places, {}, "en")
    assert plan
    assert [line.name for line in plan.lines] == ["almaty", "medeu"]


def test_places_at_one_point_share_a_mark_and_a_number() -> None:
    city, hub = make_place("almaty", *ALMATY), make_place("hub", *ALMATY)
    plan = view_plan(city, [city, hub, make_place("medeu", 43.1575, 77.059)], {}, "en")
    assert plan
    assert [(line.name, line.number) for line in plan.lines] == [("almaty", 1), ("hub", 1), ("medeu", 2)]
    assert len(plan.marks) == 2


def test_a_city_alone_has_no_plan() -> None:
    city = make_place("almaty", *ALMATY)
    assert view_plan(city, [city, make_place("hub", *ALMATY)], {}, "en") is None


def test_all_marks_of_a_plan_lie_within_it() -> None:
    places = real_places()
    for city in (place for place in places if place.id in {"almaty", "astana"}):
        plan = view_plan(city, places, {}, "kk")
        assert plan
        assert all(20 < mark.x < WIDTH - 20 and 20 < mark.y < plan.height - 20 for mark in plan.marks)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (make_place("a", 43.2386, 76.9451, "site"), "43.239° N · 76.945° E"),
        (make_place("b", 43.2386, 76.9455, "site", estimate=True), "43.24° N · 76.95° E"),
        (make_place("c", 50.12, 78.72, "area", estimate=True), "50.1° N · 78.7° E"),
        (make_place("d", -33.87, -70.65), "33.87° S · 70.65° W"),
        (make_place("kazakhstan", 48.02, 66.924, "area"), ""),
    ],
)
def test_coordinates_are_no_finer_than_they_are_known(place: Place, words: str) -> None:
    assert format_coordinates(place, "en") == words


def test_a_route_leads_from_place_to_place_and_bends_to_the_east() -> None:
    almaty, astana = make_place("almaty", *ALMATY), make_place("astana", *ASTANA)
    for start, end in ((almaty, astana), (astana, almaty)):
        x1, y1, middle, _, x2, y2 = map(float, re.findall(r"-?\d+\.\d", draw_route(start, end)))
        assert (x1, y1) == pytest.approx(project(start.lat, start.lon), abs=0.06)
        assert (x2, y2) == pytest.approx(project(end.lat, end.lon), abs=0.06)
        assert middle > (x1 + x2) / 2 + 20
