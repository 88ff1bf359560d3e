"""A collection walked step by step on the map, and the capital's move as one scrolled story."""

from collections.abc import Mapping, Sequence
from typing import Final

from app.core.locales import Locale
from app.core.projection import MAP_HEIGHT, project
from app.i18n.dates import format_edtf, format_number
from app.models import Place, SeriesPoint, Text
from app.queries.events import EventRow
from app.views.items import view_item, view_vignette
from app.views.links import link_room, make_frame, make_href
from app.views.map import draw_route, has_spot, read_outline, view_small_map
from app.views.plan import CITIES, find_near, view_plan
from app.views.shapes import CapitalStep, CapitalView, CityCount, TourStop, TourView

Counts = Mapping[str, Mapping[str, SeriesPoint]]
_ALMATY_YEARS: Final = "1997-12-10"


def link_tour(locale: Locale, collection_id: str, number: int = 1) -> str:
    """Give the address of a stop; the first one needs no number."""
    return make_href(f"/{locale}/tours/{collection_id}", [("step", str(number) if number > 1 else "")])


def view_tour(
    rows: Sequence[EventRow],
    number: int,
    words: Text,
    vignette: str | None,
    places: Sequence[Place],
    counts: Mapping[str, int],
    locale: Locale,
) -> TourView:
    """Give a stop of the tour, counted from 1."""
    row, key = rows[number - 1], words.key
    place = row.places[0] if row.places else None
    city = next(
        (one for one in places if place and one.id in CITIES and place in find_near(one, places)), None
    )
    stands = [other.places[0] for other in rows if other.places]
    near = [one for one in places if one.id in {*CITIES, *(stand.id for stand in stands)}]
    plan = view_plan(city, near, counts, locale, lit=place) if city and place != city else None
    return TourView(
        frame=make_frame(locale, f"/tours/{key}", words.title, words.lead, "halls", [("step", str(number))]),
        title=words.title,
        number=number,
        total=len(rows),
        item=view_item(row, locale),
        vignette=view_vignette(vignette),
        small_map=view_small_map(place, locale) if place and plan is None else None,
        plan=plan,
        stops=tuple(
            TourStop(i, link_tour(locale, key, i), other.text.title, i == number)
            for i, other in enumerate(rows, 1)
        ),
        previous_href=link_tour(locale, key, number - 1) if number > 1 else None,
        next_href=link_tour(locale, key, number + 1) if number < len(rows) else None,
        collection_href=link_room(locale, "collections", key),
    )


def _view_counts(day: str, cities: Sequence[Place], points: Counts, locale: Locale) -> tuple[CityCount, ...]:
    """Give both cities' counts on 1 January of the year, if both are known."""
    found = [points[city.id].get(day) for city in cities]
    most = max((point.value for series in points.values() for point in series.values()), default=1)
    return tuple(
        CityCount(city.name(locale), format_number(point.value, locale), round(100 * point.value / most, 1))
        for city, point in zip(cities, found, strict=True)
        if point and all(found)
    )


def view_capital(
    rows: Sequence[EventRow],
    words: Text,
    vignettes: Mapping[int, str],
    cities: tuple[Place, Place],
    points: Counts,
    locale: Locale,
) -> CapitalView:
    """Give the story of the move; `points` are the yearly counts by city id and date."""
    steps = []
    for row in rows:
        day = f"{row.event.first_day.year}-01-01"
        is_before = row.event.first_day.isoformat() < _ALMATY_YEARS
        steps.append(
            CapitalStep(
                item=view_item(row, locale),
                vignette=view_vignette(vignettes.get(row.event.number)),
                spot=cities[0].id if is_before else cities[1].id,
                date_text=format_edtf(day, locale),
                counts=_view_counts(day, cities, points, locale),
            )
        )
    spots = [(city.id, city.name(locale), *project(city.lat, city.lon)) for city in cities if has_spot(city)]
    return CapitalView(
        frame=make_frame(locale, "/capital", words.title, words.lead, "halls"),
        title=words.title,
        lead=words.lead,
        outline=read_outline(),
        height=MAP_HEIGHT,
        spots=tuple((key, name, round(x, 1), round(y, 1)) for key, name, x, y in spots),
        route=draw_route(*cities),
        steps=tuple(steps),
        source_href=link_room(locale, "figures", "astana-population"),
    )
