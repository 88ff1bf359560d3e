"""The plan of a city and its surroundings, to scale, north at the top."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.core.locales import Locale
from app.core.projection import WHOLE_COUNTRY, Point, distance_km, offset_km
from app.models import Place
from app.views.marks import Standing, gather_places, measure_mark, view_marks
from app.views.placement import WIDTH
from app.views.shapes import CityPlan

CITIES: Final = ("almaty", "astana")
"""The cities with a plan of their own: what lies near them would be one blot on the map."""

_NEAR_KM: Final = 40.0
_LEAST_KM: Final = 1.0
_MARGIN: Final = 90.0
_MOST_HEIGHT: Final = 520.0
_LEAST_HEIGHT: Final = 260.0
_MOST_RADIUS: Final = 14.0
_SCALES_KM: Final = (20, 10, 5, 2, 1)
# Numbers may stand far from their marks: a line leads to them.
_REACHES: Final = (0.2, 1.2, 2.0, 3.0, 4.0, 5.0, 6.0)


@dataclass(frozen=True)
class _Ground:
    """The ground that a plan shows: its middle in km east and north of the city, its height in units."""

    city: Point
    middle: Point
    units_per_km: float
    height: int

    def locate(self, place: Place) -> Point:
        """Give a place's point on the plan."""
        east, north = offset_km(self.city, (place.lat, place.lon))
        x = WIDTH / 2 + (east - self.middle[0]) * self.units_per_km
        return x, self.height / 2 - (north - self.middle[1]) * self.units_per_km


def find_near(city: Place, places: Sequence[Place]) -> list[Place]:
    """Give the places within 40 km of a city, the city among them."""
    here = (city.lat, city.lon)
    return [
        place
        for place in places
        if place.id != WHOLE_COUNTRY and distance_km(here, (place.lat, place.lon)) <= _NEAR_KM
    ]


def _fit(city: Place, near: Sequence[Place]) -> _Ground | None:
    """Give the ground that holds all places, or None when none stands apart from the city's middle."""
    here = (city.lat, city.lon)
    offsets = [offset_km(here, (place.lat, place.lon)) for place in near]
    easts, norths = [east for east, _ in offsets], [north for _, north in offsets]
    wide_km, high_km = max(easts) - min(easts), max(norths) - min(norths)
    if max(wide_km, high_km) < _LEAST_KM:
        return None
    units = min((WIDTH - 2 * _MARGIN) / max(wide_km, _LEAST_KM), _MOST_HEIGHT / max(high_km, _LEAST_KM))
    height = round(max(high_km * units, _LEAST_HEIGHT) + 2 * _MARGIN)
    return _Ground(here, ((max(easts) + min(easts)) / 2, (max(norths) + min(norths)) / 2), units, height)


def view_plan(
    city: Place, places: Sequence[Place], counts: Mapping[str, int], locale: Locale, lit: Place | None = None
) -> CityPlan | None:
    """Give the plan of a city, or None when there is nothing to tell apart.

    Marks carry the numbers of their lines; with `lit` that place alone has a label, its name.
    """
    near = find_near(city, places)
    ground = _fit(city, near)
    if ground is None:
        return None
    # The lit one comes last, so that its mark lies above its neighbours.
    near.sort(key=lambda place: (place == lit, place != city, -counts.get(place.id, 0)))
    standings = []
    for number, ((x, y), who) in enumerate(gather_places(near, ground.locate), 1):
        is_lit = lit in who
        text = str(number) if lit is None else lit.name(locale) if is_lit else ""
        radius = measure_mark(who, counts, _MOST_RADIUS, is_lit)
        standings.append(Standing(x, y, radius, who, text, number, is_lit=is_lit))
    scale_km = next((km for km in _SCALES_KM if km * ground.units_per_km < WIDTH / 3), _SCALES_KM[-1])
    bar_length = round(scale_km * ground.units_per_km, 1)
    marks = view_marks(standings, ground.height, counts, locale, _REACHES, bar_length)
    return CityPlan(
        id=city.id,
        title=city.name(locale),
        height=ground.height,
        marks=marks,
        scale_length=bar_length,
        scale_km=scale_km,
        lines=tuple(line for mark in marks for line in mark.lines),
    )
