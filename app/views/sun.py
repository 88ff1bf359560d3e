"""The sun of events: its rays, drawn after the grain-shaped rays of the flag's sun.

Lengths are units of the viewBox "-470 -470 940 940": the centre is 0 0, y points down, as in SVG.
Angles are radians, clockwise from three o'clock. The first ray stands at twelve, time runs clockwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, dist, pi, sin

NO_RAY = -1
"""As `selected`: the sun at rest, pointing at nothing."""

DISC_RADIUS = 146.0
"""The sun's disc, which the rays never touch."""

_LABEL_RADIUS = 436.0
_LABEL_GAP = 76.0
_HIT_INNER_RADIUS = DISC_RADIUS + 2
_HIT_OUTER_RADIUS = 462.0


@dataclass(frozen=True)
class RayShape:
    """A ray: two closed SVG paths, already turned to its place, and three points in units.

    path is the grain that is drawn; hit_path the sector around it that a finger may touch, neighbours
    meet without a gap. tip_x, tip_y is the outer end of the grain, label_x, label_y the middle of its
    year, clear of every ray; has_label is true on the first ray of each run of equal years, unless its
    year would touch another.
    """

    path: str
    hit_path: str
    tip_x: float
    tip_y: float
    label_x: float
    label_y: float
    has_label: bool


@dataclass(frozen=True)
class _Grain:
    """A grain before it is turned: where it starts and ends from the centre, half its width."""

    start: float
    end: float
    half_width: float


_LONG = _Grain(start=168.0, end=346.0, half_width=12.5)
_SHORT = _Grain(start=168.0, end=320.0, half_width=12.5)
_SELECTED = _Grain(start=164.0, end=374.0, half_width=17.5)

# Where the corners and handles of half a grain lie: part of its length, part of its half width. The
# shoulder is nearer to the disc, the tip is drawn out, as on the flag.
_INNER_CURVE = ((0.07, 0.58), (0.20, 1.0), (0.40, 1.0))
_OUTER_CURVE = ((0.63, 1.0), (0.85, 0.48), (1.0, 0.0))


def build_rays(count: int, selected: int, years: Sequence[int]) -> list[RayShape]:
    """Give the rays of a sun of `count` events, in the order of time.

    `selected` is an index from 0, or NO_RAY; its ray is longer and wider than the others. `years` holds
    the year of each event; events of one year share one label. Every path has the same commands
    whether selected or not, so that a browser can blend one into the other.
    Raises ValueError if there are no rays or not as many years as rays.
    """
    if count < 1 or len(years) != count:
        raise ValueError(f"a sun of {count} rays needs {count} years, not {len(years)}")
    labelled = _labelled(count, years)
    return [_ray(index, count, index == selected, index in labelled) for index in range(count)]


def _ray(index: int, count: int, is_selected: bool, has_label: bool) -> RayShape:
    angle = _angle(index, count)
    # Long and short take turns; with an odd number two neighbours at twelve are long.
    grain = _SELECTED if is_selected else _SHORT if index % 2 else _LONG
    tip_x, tip_y = _point(grain.end, 0, angle)
    label_x, label_y = _point(_LABEL_RADIUS, 0, angle)
    return RayShape(
        path=_grain_path(grain, angle),
        hit_path=_sector_path(angle, count),
        tip_x=tip_x,
        tip_y=tip_y,
        label_x=label_x,
        label_y=label_y,
        has_label=has_label,
    )


def _labelled(count: int, years: Sequence[int]) -> set[int]:
    """Give the indices of the rays that carry their year: the first of each run that has room for it."""
    places = [_point(_LABEL_RADIUS, 0, _angle(index, count)) for index in range(count)]
    labelled = [0]
    for (_, before), (index, year) in pairwise(enumerate(years)):
        # The last label stands beside the first: the ring closes.
        neighbours = (places[labelled[-1]], places[0])
        if year != before and all(dist(places[index], other) >= _LABEL_GAP for other in neighbours):
            labelled.append(index)
    return set(labelled)


def _angle(index: int, count: int) -> float:
    return 2 * pi * index / count - pi / 2


def _point(along: float, across: float, angle: float) -> tuple[float, float]:
    """Turn a point given along and across a ray to its place; rounded to a tenth of a unit."""
    x = along * cos(angle) - across * sin(angle)
    y = along * sin(angle) + across * cos(angle)
    return round(x, 1) + 0.0, round(y, 1) + 0.0


def _grain_path(grain: _Grain, angle: float) -> str:
    """Draw four curves: out along one side, back along the other."""
    length = grain.end - grain.start
    start = (0.0, 0.0)
    side = (*_INNER_CURVE, *_OUTER_CURVE)
    back = (*reversed(side[:-1]), start)
    outline = [(along, -across) for along, across in side] + list(back)
    points = [
        _point(grain.start + along * length, across * grain.half_width, angle)
        for along, across in [start, *outline]
    ]
    text = [f"{x:g} {y:g}" for x, y in points]
    curves = [" ".join(text[at : at + 3]) for at in range(1, len(text), 3)]
    return f"M{text[0]}" + "".join(f"C{curve}" for curve in curves) + "Z"


def _sector_path(angle: float, count: int) -> str:
    """Draw the sector of the ring that belongs to one ray."""
    half = pi / count
    # A ring that is one ray wide can't be drawn by arcs: their ends would meet.
    first, last = angle - min(half, pi * 0.999), angle + min(half, pi * 0.999)
    corners = [
        _point(_HIT_INNER_RADIUS, 0, first),
        _point(_HIT_OUTER_RADIUS, 0, first),
        _point(_HIT_OUTER_RADIUS, 0, last),
        _point(_HIT_INNER_RADIUS, 0, last),
    ]
    a, b, c, d = (f"{x:g} {y:g}" for x, y in corners)
    large = 1 if last - first > pi else 0
    outer, inner = f"{_HIT_OUTER_RADIUS:g}", f"{_HIT_INNER_RADIUS:g}"
    return f"M{a}L{b}A{outer} {outer} 0 {large} 1 {c}L{d}A{inner} {inner} 0 {large} 0 {a}Z"
