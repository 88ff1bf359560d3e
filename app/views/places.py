"""The pages of places: all of them on the map, and each with its events."""

from collections.abc import Mapping, Sequence
from typing import Final

from app.core.locales import Locale
from app.core.projection import MAP_HEIGHT, WHOLE_COUNTRY
from app.i18n.messages import mark, translate
from app.models import Place
from app.queries.events import EventRow
from app.views.items import view_item
from app.views.lines import format_coordinates, is_approximate, name_precision, view_line
from app.views.links import link_timeline, make_frame
from app.views.map import has_spot, read_outline, view_country, view_small_map
from app.views.plan import CITIES, find_near, view_plan
from app.views.shapes import CityPlan, PlacePage, PlacesView

_TITLE: Final = mark("Places")
_LEAD: Final = mark(
    "Where it happened. The larger a mark, the more events of the timeline belong to its place;"
    " each leads to them."
)
_PLACE_LEAD: Final = mark("%(place)s: what happened there, in order of time.")


def view_places(places: Sequence[Place], counts: Mapping[str, int], locale: Locale) -> PlacesView:
    """Give the map with every place that an event names."""
    named = sorted((one for one in places if counts.get(one.id)), key=lambda one: (-counts[one.id], one.rank))
    cities = [one for key in CITIES for one in named if one.id == key]
    plans = [plan for city in cities if (plan := view_plan(city, named, counts, locale))]
    planned = {line.href for plan in plans for line in plan.lines}
    lines = [(one, view_line(one, counts, locale)) for one in named if one.id != WHOLE_COUNTRY]
    title, lead = translate(locale, _TITLE), translate(locale, _LEAD)
    return PlacesView(
        frame=make_frame(locale, "/places", title, lead, "places"),
        title=title,
        lead=lead,
        height=MAP_HEIGHT,
        outline=read_outline(),
        marks=view_country(named, counts, locale),
        whole=next((view_line(one, counts, locale) for one in named if one.id == WHOLE_COUNTRY), None),
        plans=tuple(plans),
        lines=tuple(line for one, line in lines if has_spot(one) and line.href not in planned),
        beyond=tuple(line for one, line in lines if not has_spot(one)),
    )


def _find_plan(
    place: Place, places: Sequence[Place], counts: Mapping[str, int], locale: Locale
) -> CityPlan | None:
    """Give the plan on which a place lies, with the place lit."""
    shown = [one for one in places if counts.get(one.id) or one.id in {place.id, *CITIES}]
    near = (city for city in shown if city.id in CITIES and place in find_near(city, shown))
    city = next(near, None)
    return view_plan(city, shown, counts, locale, lit=place) if city else None


def view_place_page(
    place: Place, rows: Sequence[EventRow], places: Sequence[Place], counts: Mapping[str, int], locale: Locale
) -> PlacePage:
    """Give a place with its events, in order of time."""
    name = place.name(locale)
    lead = translate(locale, _PLACE_LEAD, place=name)
    return PlacePage(
        frame=make_frame(locale, f"/places/{place.id}", name, lead, "places"),
        title=name,
        precision_text=name_precision(place, locale),
        is_approximate=is_approximate(place),
        coordinates_text=format_coordinates(place, locale),
        small_map=view_small_map(place, locale, is_own_page=True),
        plan=_find_plan(place, places, counts, locale),
        events=tuple(view_item(row, locale) for row in rows),
        timeline_href=link_timeline(locale, [("place", place.id)]),
    )
