"""Places in words: how exactly each is known, and its line in a table."""

from collections.abc import Mapping
from typing import Final

from app.core.locales import Locale
from app.core.projection import WHOLE_COUNTRY
from app.i18n.dates import format_number
from app.i18n.messages import mark, translate
from app.models import Place
from app.views.links import link_room
from app.views.shapes import PlaceLine

PRECISIONS: Final = {
    "building": mark("to the building"),
    "site": mark("to the site"),
    "city": mark("to the town: the mark is its middle"),
    "area": mark("an area: the mark is its middle"),
}
# Decimals of a degree that the precision bears out; two are about a kilometre.
_DECIMALS: Final = {"building": 3, "site": 3, "city": 2, "area": 1}
_ESTIMATE_DECIMALS: Final = 2


def is_approximate(place: Place) -> bool:
    """Say whether the point is an editor's estimate, or stands for a whole area."""
    return place.id != WHOLE_COUNTRY and (place.estimate or place.precision == "area")


def name_precision(place: Place, locale: Locale) -> str:
    """Give in words how exactly the place is known."""
    is_whole = place.id == WHOLE_COUNTRY
    return translate(locale, mark("the whole country") if is_whole else PRECISIONS[place.precision])


def format_coordinates(place: Place, locale: Locale) -> str:
    """Give latitude and longitude in words, no finer than they are known; nothing for the whole country."""
    if place.id == WHOLE_COUNTRY:
        return ""
    decimals = _DECIMALS[place.precision]
    if place.estimate:
        decimals = min(decimals, _ESTIMATE_DECIMALS)
    lat = mark("%(degrees)s° N") if place.lat >= 0 else mark("%(degrees)s° S")
    lon = mark("%(degrees)s° E") if place.lon >= 0 else mark("%(degrees)s° W")
    return " · ".join(
        translate(locale, words, degrees=format_number(abs(round(value, decimals)), locale))
        for words, value in ((lat, place.lat), (lon, place.lon))
    )


def view_line(
    place: Place, counts: Mapping[str, int], locale: Locale, number: int | None = None
) -> PlaceLine:
    """Give a place as a line of a table."""
    return PlaceLine(
        id=place.id,
        number=number,
        href=link_room(locale, "places", place.id),
        name=place.name(locale),
        event_count=counts.get(place.id, 0),
        precision_text=name_precision(place, locale),
        is_approximate=is_approximate(place),
    )
