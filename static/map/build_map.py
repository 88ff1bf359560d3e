"""Make outline.json: the country's outline, the Caspian and the neighbours' borders as SVG path data.

The source is the npm package world-atlas, which holds Natural Earth's public-domain borders as TopoJSON.
Run this from the top of the repository:

    npm pack world-atlas@2.0.2
    tar -xzf world-atlas-2.0.2.tgz
    python -m static.map.build_map package

Points are projected with app/core/projection.py and thinned out (Douglas and Peucker); coordinates are whole
units of the map's viewBox. The same source gives the same bytes. The server reads outline.json alone.
Afterwards write the new SHA-256 sums, which are printed, into VERSIONS.md.
"""

import argparse
import hashlib
import json
import shutil
from collections.abc import Iterable, Sequence
from itertools import chain, groupby, pairwise
from math import hypot
from pathlib import Path
from typing import Any

from app.core.projection import MAP_HEIGHT, MAP_WIDTH, Point, project

HERE = Path(__file__).resolve().parent
COUNTRY = "398"  # ISO 3166-1
IN_THE_CASPIAN = (51.5, 41.5)  # longitude, latitude
AROUND = (40.0, 35.0, 95.0, 60.0)  # degrees: what can lie on the map
MARGIN = 20  # units beyond the frame, where lines may end unseen
TENTHS = 10


class Atlas:
    """A TopoJSON file: its countries or its land, made of arcs that neighbours share."""

    def __init__(self, path: Path, name: str) -> None:
        """Read the arcs as degrees."""
        content = json.loads(path.read_text(encoding="utf-8"))
        self.geometries: list[dict[str, Any]] = content["objects"][name]["geometries"]
        scale, move = content["transform"]["scale"], content["transform"]["translate"]
        self._arcs = [list(_walk(arc, scale, move)) for arc in content["arcs"]]

    def arc(self, index: int) -> list[Point]:
        """Give an arc; a negative index means the arc ~index, walked backwards."""
        return self._arcs[index] if index >= 0 else self._arcs[~index][::-1]

    def ring(self, indices: Iterable[int]) -> list[Point]:
        """Give the points of a closed ring."""
        return list(chain.from_iterable(self.arc(index) for index in indices))


def _walk(arc: Sequence[Sequence[int]], scale: Sequence[float], move: Sequence[float]) -> Iterable[Point]:
    x = y = 0
    for step in arc:
        x, y = x + step[0], y + step[1]
        yield x * scale[0] + move[0], y * scale[1] + move[1]


def list_rings(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """Give the polygons of a geometry, each a list of rings, the outer one first."""
    kind, arcs = geometry["type"], geometry.get("arcs", [])
    return list(arcs) if kind == "MultiPolygon" else [arcs] if kind == "Polygon" else []


def holds(ring: Sequence[Point], point: Point) -> bool:
    """Say whether a point lies within a ring."""
    x, y = point
    crossed = [
        x < (bx - ax) * (y - ay) / (by - ay) + ax
        for (ax, ay), (bx, by) in pairwise([*ring, ring[0]])
        if (ay > y) != (by > y)
    ]
    return sum(crossed) % 2 == 1


def flatten(points: Iterable[Point]) -> list[Point]:
    """Give points of the map for points in degrees; what lies on the far side of the Earth falls away."""
    west, south, east, north = AROUND
    near = [(lon, lat) for lon, lat in points if west <= lon <= east and south <= lat <= north]
    return [project(lat, lon) for lon, lat in near]


def thin(points: Sequence[Point], tolerance: float) -> list[Point]:
    """Leave out the points that lie nearer than `tolerance` units to the line without them."""
    if len(points) < 3:
        return list(points)
    (ax, ay), (bx, by) = points[0], points[-1]
    length = hypot(bx - ax, by - ay)
    away = [
        abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length if length else hypot(x - ax, y - ay)
        for x, y in points[1:-1]
    ]
    farthest = max(range(len(away)), key=away.__getitem__)
    if away[farthest] <= tolerance:
        return [points[0], points[-1]]
    middle = farthest + 1
    return [*thin(points[: middle + 1], tolerance)[:-1], *thin(points[middle:], tolerance)]


def clip(ring: list[Point]) -> list[Point]:
    """Cut a ring at the frame, side by side (Sutherland and Hodgman)."""
    sides = ((0, -MARGIN, 1), (0, MAP_WIDTH + MARGIN, -1), (1, -MARGIN, 1), (1, MAP_HEIGHT + MARGIN, -1))
    for axis, limit, sign in sides:
        cut: list[Point] = []
        for before, after in pairwise([ring[-1], *ring]):
            inside = [(point[axis] - limit) * sign >= 0 for point in (before, after)]
            if inside[0] != inside[1]:
                part = (limit - before[axis]) / (after[axis] - before[axis])
                cut.append(
                    (before[0] + part * (after[0] - before[0]), before[1] + part * (after[1] - before[1]))
                )
            if inside[1]:
                cut.append(after)
        ring = cut
    return ring


def draw(points: Sequence[Point], is_closed: bool) -> str:
    """Give SVG path data: a start and steps, in tenths of a unit as whole numbers."""
    whole = [(round(x * TENTHS), round(y * TENTHS)) for x, y in points]
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(whole) if (ax, ay) != (bx, by)]
    numbers = "".join(f"{dx}" if dx < 0 else f" {dx}" for step in steps for dx in step).strip()
    return f"M{whole[0][0]} {whole[0][1]}l{numbers}{'z' if is_closed else ''}" if steps else ""


def draw_country(atlas: Atlas, tolerance: float, least: float) -> str:
    """Draw the outer rings of the country that are larger than `least` units.

    Inner rings fall away: Baikonur, which the atlas cuts out, is leased and not ceded.
    """
    (country,) = [one for one in atlas.geometries if one.get("id") == COUNTRY]
    rings = [flatten(atlas.ring(polygon[0])) for polygon in list_rings(country)]
    large = [ring for ring in rings if max(x for x, _ in ring) - min(x for x, _ in ring) > least]
    return "".join(draw(thin(ring, tolerance), is_closed=True) for ring in large)


def draw_caspian(land: Atlas, tolerance: float) -> str:
    """Draw the inner ring of the land that is the Caspian."""
    holes = [
        land.ring(hole)
        for geometry in land.geometries
        for polygon in list_rings(geometry)
        for hole in polygon[1:]
    ]
    (sea,) = [hole for hole in holes if holds(hole, IN_THE_CASPIAN)]
    return draw(clip(thin(flatten(sea), tolerance)), is_closed=True)


def draw_borders(atlas: Atlas, tolerance: float) -> str:
    """Draw the borders between two neighbours as far as they lie within the frame."""
    users: dict[int, list[str]] = {}
    for number, geometry in enumerate(atlas.geometries):
        for index in chain.from_iterable(chain.from_iterable(list_rings(geometry))):
            users.setdefault(index if index >= 0 else ~index, []).append(geometry.get("id") or f"-{number}")
    baikonur = next(
        f"-{number}" for number, one in enumerate(atlas.geometries) if one["properties"]["name"] == "Baikonur"
    )
    ours = {COUNTRY, baikonur}
    shared = [index for index, who in users.items() if len({*who}) == 2 and not ours & {*who}]
    lines = []
    for index in sorted(shared):
        for seen, part in groupby(flatten(atlas.arc(index)), key=_is_near):
            lines += [draw(thin(list(part), tolerance), is_closed=False)] if seen else []
    return "".join(lines)


def _is_near(point: Point) -> bool:
    x, y = point
    return -MARGIN <= x <= MAP_WIDTH + MARGIN and -MARGIN <= y <= MAP_HEIGHT + MARGIN


def main() -> None:
    """Write outline.json and the licence from the unpacked package named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("package", type=Path, help="directory with the unpacked package world-atlas")
    package = parser.parse_args().package
    countries = Atlas(package / "countries-10m.json", "countries")
    outline = {
        "country": draw_country(countries, tolerance=0.6, least=3),
        "sea": draw_caspian(Atlas(package / "land-10m.json", "land"), tolerance=0.8),
        "borders": draw_borders(countries, tolerance=0.8),
        "small": draw_country(countries, tolerance=1.6, least=8),
    }
    target = HERE / "outline.json"
    target.write_text(json.dumps(outline, indent=1) + "\n", encoding="utf-8")
    licence = HERE / "outline-LICENSE.txt"
    shutil.copyfile(package / "LICENSE", licence)
    print({key: len(path) for key, path in outline.items()})
    for path in (target, licence):
        print(path.name, hashlib.sha256(path.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
