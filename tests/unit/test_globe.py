"""Distances on the globe."""

import pytest

from app.core.globe import measure_km


@pytest.mark.parametrize(
    ("spots", "km"),
    {
        (43.2525, 76.9115, 51.1282, 71.4305): 970,  # Almaty to Astana
        (0, 0, 0, 0): 0,
        (0, 179.5, 0, -179.5): 111.2,  # across the 180th meridian
        (90, 0, -90, 0): 20015,  # pole to pole
        (0, 0, 0, 180): 20015,
    }.items(),
)
def test_a_distance_follows_a_great_circle(spots: tuple[float, ...], km: float) -> None:
    assert measure_km(*spots) == pytest.approx(km, rel=0.005)
