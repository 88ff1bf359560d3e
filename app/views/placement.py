"""Where the words of a map stand so that none touches another, a mark or the edge; the same every time.

Lengths are units of the map's viewBox, which is 1000 wide. A narrow map is the same drawing made smaller, so
its letters take more units: a step says how many, and the style sheet shows the labels of the step that fits.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from math import hypot
from typing import Final

Point = tuple[float, float]
Line = tuple[Point, Point]

WIDTH: Final = 1000.0


@dataclass(frozen=True)
class Step:
    """A width of the map on the page: letters is the height of type, mark_scale what marks grow by.

    reaches are the distances at which a name may stand from its mark, in letters.
    """

    name: str
    letters: float
    mark_scale: float
    reaches: tuple[float, ...]


# From 56, 34, 20 and 12.5 rem on, where letters × width / 1000 is 1 rem or more. map.css has the same.
STEPS: Final = (
    Step("wide", 18, 1, (0.3, 0.8, 1.6, 2.4, 3.4)),
    Step("middle", 30, 1.4, (0.3, 0.8, 1.6, 2.4, 3.4)),
    Step("narrow", 50, 1.7, (0.3, 0.8, 1.6)),
    Step("least", 80, 2, (0.3, 0.8)),
)


@dataclass(frozen=True)
class Spot:
    """What wants a label: the middle and radius of its mark, its words; major ones are set larger."""

    x: float
    y: float
    radius: float
    text: str
    is_major: bool = False


@dataclass(frozen=True)
class Placed:
    """Where a label stands: anchor is start, middle or end of its baseline, away where a line leads to."""

    x: float
    y: float
    anchor: str
    away: Point | None


@dataclass(frozen=True)
class Box:
    """A rectangle that must stay clear."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        """Say whether the two share any ground."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def measure_gap(self, other: "Box") -> float:
        """Give how far the two are apart, 0 when they touch."""
        across = max(self.left - other.right, other.left - self.right, 0)
        return hypot(across, max(self.top - other.bottom, other.top - self.bottom, 0))

    def holds(self, other: "Box") -> bool:
        """Say whether the other lies within."""
        is_across = self.left <= other.left and other.right <= self.right
        return is_across and self.top <= other.top and other.bottom <= self.bottom

    def is_crossed(self, line: Line) -> bool:
        """Say whether a line runs over the ground (Liang and Barsky)."""
        (ax, ay), (bx, by) = line
        first, last = 0.0, 1.0
        for start, way, low, high in (
            (ax, bx - ax, self.left, self.right),
            (ay, by - ay, self.top, self.bottom),
        ):
            if way:
                one, other = (low - start) / way, (high - start) / way
                first, last = max(first, min(one, other)), min(last, max(one, other))
            elif not low < start < high:
                return False
        return first < last


@dataclass
class _Taken:
    """The ground that labels have taken so far, and the lines that lead to them."""

    frame: Box
    boxes: list[Box]
    lines: list[Line] = field(default_factory=list)

    def has_room(self, box: Box, line: Line | None) -> bool:
        """Say whether a label has room here, and its line crosses no other."""
        return (
            self.frame.holds(box)
            and not any(box.touches(other) for other in self.boxes)
            and not any(box.is_crossed(other) for other in self.lines)
            and not (line and any(other.is_crossed(line) for other in self.boxes))
        )

    def add(self, box: Box, line: Line | None) -> None:
        """Take the ground of a label."""
        self.boxes.append(box)
        self.lines += [line] if line else []


# Of a letter's height: how wide letters are or less, on average in a short word and in a long one, which has
# narrow ones among them too; how far they reach above and below the line.
_SHORT_WIDTH: Final = 0.68
_LONG_WIDTH: Final = 0.6
_LONG_MORE: Final = 0.6
_MAJOR: Final = 1.3
_ABOVE: Final = 0.8
_BELOW: Final = 0.26
# The part of a mark that no line to another's label may cross.
_HEART: Final = 0.75
_ATTEMPTS: Final = 6
# Where to try, in this order: to the right as one reads, to the left, above, below, then between.
_STRAIGHT: Final = ((1.0, 0.0), (-1.0, 0.0), (0.0, -1.0), (0.0, 1.0))
_SLANTED: Final = tuple((across, down) for down in (-0.4, 0.4, -0.75, 0.75) for across in (0.75, -0.75))
_STEEP: Final = tuple((across, down) for down in (-1.0, 1.0) for across in (0.4, -0.4))
_WAYS: Final = _STRAIGHT + _SLANTED + _STEEP


def find_box(spot: Spot, placed: Placed, step: Step) -> Box:
    """Give the ground that a label takes, rather too much than too little."""
    letters = step.letters * (_MAJOR if spot.is_major else 1)
    count = len(spot.text)
    width = letters * min(count * _SHORT_WIDTH, count * _LONG_WIDTH + _LONG_MORE)
    left = placed.x - {"start": 0, "middle": width / 2, "end": width}[placed.anchor]
    return Box(left, placed.y - letters * _ABOVE, left + width, placed.y + letters * _BELOW)


def _try(spot: Spot, step: Step, way: tuple[float, float], reach: float) -> Placed:
    """Give the label on one side of its mark, `reach` letters away from it."""
    letters = step.letters * (_MAJOR if spot.is_major else 1)
    across, down = way
    gap = spot.radius * step.mark_scale + step.letters * reach
    x, y = spot.x + across * gap, spot.y + down * gap
    # Words beside the mark stand at its height, words above or below clear of it.
    side = round(down / 0.75) if abs(across) > 0.5 else down
    baseline = y + letters * ((_ABOVE - _BELOW) / 2 + side * (_ABOVE + _BELOW) / 2)
    anchor = "middle" if abs(across) < 0.5 else "start" if across > 0 else "end"
    return Placed(x, baseline, anchor, (x, y) if reach > 1 else None)


def place_labels(
    spots: Sequence[Spot], step: Step, height: float, reaches: Sequence[float], keep: Sequence[Box] = ()
) -> list[Placed | None]:
    """Give each spot's label, or None where there is no room; the earlier a spot, the surer its label.

    `reaches` are the distances to try, in letters; beyond one letter a line leads from mark to label, and
    crosses no other label. `keep` is ground that stays clear.
    """
    order = list(range(len(spots)))
    best = latest = _place_in_order(order, spots, step, height, reaches, keep)
    for _ in range(_ATTEMPTS):
        missing = next((i for i, label in enumerate(latest) if label is None and spots[i].text), None)
        if missing is None:
            return latest
        # Whoever found no room chooses first next time.
        order.remove(missing)
        order.insert(0, missing)
        latest = _place_in_order(order, spots, step, height, reaches, keep)
        best = max(best, latest, key=lambda labels: [label is not None for label in labels])
    return best


def _place_in_order(
    order: Sequence[int],
    spots: Sequence[Spot],
    step: Step,
    height: float,
    reaches: Sequence[float],
    keep: Sequence[Box],
) -> list[Placed | None]:
    taken, found = _Taken(Box(0, 0, WIDTH, height), list(keep)), list[Placed | None]([None] * len(spots))
    for i in order:
        spot, others = spots[i], [*spots[:i], *spots[i + 1 :]]
        for reach, way in product(reaches if spot.text else (), _WAYS):
            placed = _try(spot, step, way, reach)
            box, line = find_box(spot, placed, step), _find_line(spot, placed)
            if taken.has_room(box, line) and _is_clear(spot, box, line, others, step):
                found[i] = placed
                taken.add(box, line)
                break
    return found


def _is_clear(spot: Spot, box: Box, line: Line | None, others: Sequence[Spot], step: Step) -> bool:
    """Say whether nobody would take the label for another mark's: its own is near, or a line tells."""
    marks = [box_mark(other, step) for other in others]
    if any(box.touches(mark) for mark in marks):
        return False
    if line:
        return not any(box_mark(other, step, _HEART).is_crossed(line) for other in others)
    least = box.measure_gap(box_mark(spot, step))
    return spot.is_major or all(box.measure_gap(mark) >= least for mark in marks)


def _find_line(spot: Spot, placed: Placed) -> Line | None:
    return ((spot.x, spot.y), placed.away) if placed.away else None


def box_mark(spot: Spot, step: Step, part: float = 1) -> Box:
    """Give the ground of a mark, or of a part of it around its middle."""
    radius = spot.radius * step.mark_scale * part
    return Box(spot.x - radius, spot.y - radius, spot.x + radius, spot.y + radius)
