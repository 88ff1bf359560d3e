"""Marks of maps and plans: which places share one, how large it is, where its label stands at each width."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from app.core.locales import Locale
from app.core.projection import Point
from app.models import Place
from app.views.lines import is_approximate, view_line
from app.views.placement import STEPS, Box, Spot, place_labels
from app.views.shapes import MapLabel, MapMark

_LEAST_RADIUS: Final = 5.0
_LIT_RADIUS: Final = 10.0
_RING: Final = 7.0  # units that the soft ring reaches beyond its mark; templates/macros/map.html draws it
# What lies nearer than this to a mark shares it.
_SAME_UNITS: Final = 1.0


@dataclass(frozen=True)
class Standing:
    """A point of a drawing, the places that stand on it, the first of which speaks for all, and its label."""

    x: float
    y: float
    radius: float
    places: tuple[Place, ...]
    text: str
    number: int | None = None
    is_major: bool = False
    is_lit: bool = False

    def spot(self) -> Spot:
        """Give what wants a label; the ring of an approximate place belongs to its mark."""
        radius = self.radius + (_RING if is_approximate(self.places[0]) else 0)
        return Spot(self.x, self.y, radius, self.text, self.is_major)


def measure_mark(
    places: Sequence[Place], counts: Mapping[str, int], most: float, is_lit: bool = False
) -> float:
    """Give a mark's radius: its ground grows with the number of events, as far as others can be seen."""
    count = max(counts.get(place.id, 0) for place in places)
    return round(min(most, max(_LIT_RADIUS if is_lit else _LEAST_RADIUS, 3.5 * sqrt(count))), 1)


def gather_places(
    places: Sequence[Place], locate: Callable[[Place], Point]
) -> list[tuple[Point, tuple[Place, ...]]]:
    """Give the points with the places that stand on each, in the order of the places."""
    found: list[tuple[Point, tuple[Place, ...]]] = []
    for place in places:
        x, y = locate(place)
        for at, ((px, py), who) in enumerate(found):
            if abs(px - x) + abs(py - y) < _SAME_UNITS:
                found[at] = ((px, py), (*who, place))
                break
        else:
            found.append(((x, y), (place,)))
    return found


def view_marks(
    standings: Sequence[Standing],
    height: float,
    counts: Mapping[str, int],
    locale: Locale,
    reaches: Sequence[float] = (),
    bar_length: float = 0,
) -> tuple[MapMark, ...]:
    """Give the marks with the labels that find room; without `reaches` they stand as the step says.

    `bar_length` is that of a scale at the lower left, which stays clear.
    """
    labels = _place_all([standing.spot() for standing in standings], height, reaches, bar_length)
    return tuple(
        MapMark(
            lines=tuple(view_line(place, counts, locale, standing.number) for place in standing.places),
            text=standing.text,
            x=round(standing.x, 1),
            y=round(standing.y, 1),
            radius=standing.radius,
            is_major=standing.is_major,
            is_lit=standing.is_lit,
            labels=tuple(mine),
        )
        for standing, mine in zip(standings, labels, strict=True)
    )


def _place_all(
    spots: Sequence[Spot], height: float, reaches: Sequence[float], bar_length: float
) -> list[list[MapLabel]]:
    labels: list[list[MapLabel]] = [[] for _ in spots]
    for step in STEPS:
        bar = Box(0, height - 50 - step.letters, 40 + max(bar_length, 4 * step.letters), height)
        placed = place_labels(spots, step, height, reaches or step.reaches, [bar] if bar_length else [])
        for spot, label, mine in zip(spots, placed, labels, strict=True):
            if label:
                away = label.away
                leader = f"M{spot.x:.0f} {spot.y:.0f}L{away[0]:.0f} {away[1]:.0f}" if away else ""
                mine.append(MapLabel(step.name, round(label.x, 1), round(label.y, 1), label.anchor, leader))
    return labels
