"""Where a point of the Earth lies on our map of the country, and how far two points are from each other.

The Earth is taken for a sphere: on a map of one country that shifts nothing by as much as a mark is wide.
"""

from dataclasses import dataclass
from math import asin, cos, hypot, radians, sin, sqrt
from typing import Final

Point = tuple[float, float]

EARTH_RADIUS_KM: Final = 6371.0088
# The id of the place that is the country itself: no mark can stand for it, and nothing is far from it.
WHOLE_COUNTRY: Final = "kazakhstan"


@dataclass(frozen=True)
class Albers:
    """Albers' conic projection, which keeps areas true; all members are degrees.

    Source: Snyder, Map Projections: A Working Manual (US Geological Survey, 1987), pages 100 and 291.
    """

    first_parallel: float
    second_parallel: float
    origin_lat: float
    origin_lon: float

    def project(self, lat: float, lon: float) -> Point:
        """Give x to the east and y to the north of the origin, in radii of the sphere."""
        first, second = radians(self.first_parallel), radians(self.second_parallel)
        cone = (sin(first) + sin(second)) / 2
        base = cos(first) ** 2 + 2 * cone * sin(first)
        radius = sqrt(base - 2 * cone * sin(radians(lat))) / cone
        origin = sqrt(base - 2 * cone * sin(radians(self.origin_lat))) / cone
        # Within half a turn of the origin, or New York would lie east of Almaty by three quarters of a turn.
        turn = cone * radians((lon - self.origin_lon + 180) % 360 - 180)
        return radius * sin(turn), origin - radius * cos(turn)


# Fitted to the country, with its parallels at a sixth and five sixths of its height. In the frame it stands a
# little to the west, for names are written to the east of their marks.
_COUNTRY: Final = Albers(first_parallel=43, second_parallel=53, origin_lat=48.2, origin_lon=66.9)

MAP_WIDTH: Final = 1000
MAP_HEIGHT: Final = 600
_UNITS_PER_KM: Final = 0.296
_MIDDLE: Final = (482.0, 292.0)


def project(lat: float, lon: float) -> Point:
    """Give a point's place on the map in units of its viewBox, y down; WGS 84 degrees go in."""
    east, north = _COUNTRY.project(lat, lon)
    scale = EARTH_RADIUS_KM * _UNITS_PER_KM
    return _MIDDLE[0] + east * scale, _MIDDLE[1] - north * scale


def is_on_map(lat: float, lon: float) -> bool:
    """Say whether a point lies within the frame of the map, clear of its edge."""
    x, y = project(lat, lon)
    return 10 <= x <= MAP_WIDTH - 10 and 10 <= y <= MAP_HEIGHT - 10


def offset_km(centre: Point, spot: Point) -> Point:
    """Give how far `spot` lies east and north of `centre`, in km; both are latitude, longitude.

    True to about one part in three hundred within 50 km: for the plan of a city.
    """
    degree = radians(1) * EARTH_RADIUS_KM
    return (spot[1] - centre[1]) * degree * cos(radians(centre[0])), (spot[0] - centre[0]) * degree


def distance_km(one: Point, other: Point) -> float:
    """Give the way along the great circle between two points given as latitude, longitude."""
    north, east = radians(other[0] - one[0]), radians(other[1] - one[1])
    half = hypot(sin(north / 2), sqrt(cos(radians(one[0])) * cos(radians(other[0]))) * sin(east / 2))
    return 2 * EARTH_RADIUS_KM * asin(min(1, half))
