"""The map of the country: its outline, the marks of places, one place alone, the way between two."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from app.core.locales import Locale
from app.core.projection import MAP_HEIGHT, WHOLE_COUNTRY, is_on_map, project
from app.models import Place
from app.settings import ROOT
from app.views.lines import is_approximate
from app.views.links import link_room
from app.views.marks import Standing, gather_places, measure_mark, view_marks
from app.views.plan import CITIES, find_near
from app.views.shapes import MapMark, Outline, SmallMap

_MOST_RADIUS: Final = 22.0


@cache
def read_outline() -> Outline:
    """Give the outlines that static/map/build_map.py made."""
    return Outline(**json.loads((ROOT / "static" / "map" / "outline.json").read_text(encoding="utf-8")))


def has_spot(place: Place) -> bool:
    """Say whether a mark on the map can stand for the place."""
    return place.id != WHOLE_COUNTRY and is_on_map(place.lat, place.lon)


def view_country(places: Sequence[Place], counts: Mapping[str, int], locale: Locale) -> tuple[MapMark, ...]:
    """Give the marks of the country's map; what lies around the two cities is left to their plans."""
    cities = [place for place in places if place.id in CITIES]
    around = {near.id for city in cities for near in find_near(city, places) if near != city}
    shown = [place for place in places if has_spot(place) and place.id not in around]
    shown.sort(key=lambda place: -counts.get(place.id, 0))
    standings = [
        Standing(
            *point,
            radius=measure_mark(who, counts, _MOST_RADIUS),
            places=who,
            text=who[0].name(locale),
            is_major=who[0].id in CITIES,
        )
        for point, who in gather_places(shown, lambda place: project(place.lat, place.lon))
    ]
    return view_marks(standings, MAP_HEIGHT, counts, locale)


def view_small_map(place: Place, locale: Locale, is_own_page: bool = False) -> SmallMap | None:
    """Give the small map with a place lit, or None for a place that has no spot on the map."""
    if not has_spot(place):
        return None
    x, y = project(place.lat, place.lon)
    return SmallMap(
        outline=read_outline().small,
        name=place.name(locale),
        href="" if is_own_page else link_room(locale, "places", place.id),
        x=round(x, 1),
        y=round(y, 1),
        is_approximate=is_approximate(place),
    )


def draw_route(start: Place, end: Place) -> str:
    """Give SVG path data in units of the map: a curve from one place to another that bends to the east."""
    (ax, ay), (bx, by) = project(start.lat, start.lon), project(end.lat, end.lon)
    # A quarter of the way off the straight line, on the side that lies farther east.
    side = 1 if by < ay else -1
    x, y = (ax + bx) / 2 - side * (by - ay) / 4, (ay + by) / 2 + side * (bx - ax) / 4
    return f"M{ax:.1f} {ay:.1f}Q{x:.1f} {y:.1f} {bx:.1f} {by:.1f}"
