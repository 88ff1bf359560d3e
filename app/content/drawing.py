"""Our own drawings as pixels: circles and closed curves of static/icons, smooth at the edges."""

import re
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from app.settings import ROOT

ICONS: Final = ROOT / "static" / "icons"
_FINER: Final = 4
_STEPS: Final = 12
_VIEW: Final = re.compile(r'viewBox="-(?P<half>[\d.]+) ')
_CIRCLE: Final = re.compile(r'<circle r="([\d.]+)"/>')
_OUTLINE: Final = re.compile(r"M[^MZ]+Z")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")

Point = tuple[float, float]


def _bend(start: Point, first: Point, second: Point, end: Point) -> list[Point]:
    """Give points along a cubic curve, its start left out."""
    points = []
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        s = 1 - t
        weights = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
        corners = (start, first, second, end)
        x, y = (sum(w * c[axis] for w, c in zip(weights, corners, strict=True)) for axis in (0, 1))
        points.append((x, y))
    return points


def _trace(outline: str) -> list[Point]:
    """Give the corners of a closed outline that is drawn with M, C and Z alone."""
    numbers = [float(number) for number in _NUMBER.findall(outline)]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    corners = points[:1]
    for at in range(0, len(points) - 3, 3):
        corners += _bend(*points[at : at + 4])
    return corners


def draw_icon(path: Path, side_px: int) -> Image.Image:
    """Give how much of each pixel a drawing covers (mode L), its square viewBox `side_px` wide and high."""
    svg = path.read_text(encoding="utf-8")
    view = _VIEW.search(svg)
    if view is None:
        raise ValueError(f"{path.name} has no viewBox around its middle")
    half, side = float(view["half"]), side_px * _FINER
    scale = side / (2 * half)
    mask = Image.new("L", (side, side))
    pen = ImageDraw.Draw(mask)
    for radius in map(float, _CIRCLE.findall(svg)):
        pen.ellipse(
            [
                (half - radius) * scale,
                (half - radius) * scale,
                (half + radius) * scale,
                (half + radius) * scale,
            ],
            255,
        )
    for outline in _OUTLINE.findall(svg):
        pen.polygon([((x + half) * scale, (y + half) * scale) for x, y in _trace(outline)], 255)
    return mask.reduce(_FINER)
