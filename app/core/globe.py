"""Distances on the globe."""

from math import asin, cos, radians, sin, sqrt
from typing import Final

# Mean radius of the earth (IUGG).
_RADIUS_KM: Final = 6371.0088


def measure_km(from_lat: float, from_lon: float, to_lat: float, to_lon: float) -> float:
    """Give the distance along a great circle in kilometres, on a sphere; degrees, WGS 84."""
    up, across = radians(to_lat - from_lat), radians(to_lon - from_lon)
    chord = sin(up / 2) ** 2 + cos(radians(from_lat)) * cos(radians(to_lat)) * sin(across / 2) ** 2
    return 2 * _RADIUS_KM * asin(min(1.0, sqrt(chord)))
