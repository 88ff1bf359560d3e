"""Map and figures in step with the timeline: where its events happened, and what was counted meanwhile."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from app.core.locales import Locale
from app.core.projection import MAP_HEIGHT
from app.i18n.messages import mark, translate
from app.models import Place, Series, SeriesPoint, Text
from app.queries.events import EventRow
from app.views.axis import FIRST_YEAR, LAST_YEAR
from app.views.chart import view_slim
from app.views.links import link_room, make_frame
from app.views.map import read_outline, view_country
from app.views.plan import CITIES, find_near
from app.views.shapes import MapMark, OverviewView, SlimChart
from app.views.state import TimelineState
from app.views.units import name_unit

TITLE: Final = mark("Map and figures")
_LEAD: Final = mark("Where the events of the timeline happened, and what was counted in the same years.")
# Fewer values make no line that could be read along the years.
_LEAST_POINTS: Final = 10
_END_YEAR: Final = LAST_YEAR + 1


def _find_events(rows: Sequence[EventRow]) -> dict[str, list[str]]:
    """Give the events of each place by its id."""
    found = defaultdict(list)
    for row in rows:
        for place in row.places:
            found[place.id].append(row.event.id)
    return found


def _choose(place_id: str, state: TimelineState, locale: Locale) -> str:
    """Give the timeline of one place alone, or of all places when that one was chosen."""
    places = () if state.filters.places == (place_id,) else (place_id,)
    return replace(state, filters=replace(state.filters, places=places)).link(locale)


def _view_marks(
    places: Sequence[Place],
    counts: Mapping[str, int],
    events: Mapping[str, Sequence[str]],
    state: TimelineState,
    locale: Locale,
) -> tuple[MapMark, ...]:
    """Give the marks of places with events; that of a city holds what happened around it too."""
    named = [place for place in places if counts.get(place.id)]
    around = {
        place.id: [near.id for near in find_near(place, named)] for place in named if place.id in CITIES
    }
    return tuple(
        replace(
            one,
            is_lit=any(line.id in state.filters.places for line in one.lines),
            lines=tuple(replace(line, href=_choose(line.id, state, locale)) for line in one.lines),
            event_ids=tuple(
                dict.fromkeys(
                    event_id
                    for line in one.lines
                    for key in around.get(line.id, [line.id])
                    for event_id in events.get(key, ())
                )
            ),
        )
        for one in view_country(named, counts, locale)
    )


def _view_charts(
    series: Sequence[Series],
    points: Mapping[str, Sequence[SeriesPoint]],
    words: Mapping[str, Text],
    locale: Locale,
) -> tuple[SlimChart, ...]:
    """Give the first series of each unit that is long enough for a line."""
    first = {one.unit: one for one in reversed(series) if len(points[one.id]) >= _LEAST_POINTS}
    return tuple(
        SlimChart(
            href=link_room(locale, "figures", one.id),
            title=words[one.id].title,
            unit_name=name_unit(one.unit, locale),
            drawing=view_slim(one, points[one.id], FIRST_YEAR, _END_YEAR),
        )
        for one in sorted(first.values(), key=lambda one: one.rank)
    )


def view_overview(
    rows: Sequence[EventRow],
    places: Sequence[Place],
    counts: Mapping[str, int],
    series: Sequence[Series],
    points: Mapping[str, Sequence[SeriesPoint]],
    words: Mapping[str, Text],
    state: TimelineState,
    locale: Locale,
) -> OverviewView:
    """Give map and figures of a state: `rows` are events of its list, `counts` how many each place has."""
    title, lead = translate(locale, TITLE), translate(locale, _LEAD)
    years = _END_YEAR - FIRST_YEAR
    return OverviewView(
        frame=make_frame(locale, "/overview", title, lead, "overview", state.pairs),
        title=title,
        lead=lead,
        height=MAP_HEIGHT,
        outline=read_outline(),
        marks=_view_marks(places, counts, _find_events(rows), state, locale),
        charts=_view_charts(series, points, words, locale),
        first_year=FIRST_YEAR,
        last_year=_END_YEAR,
        ticks=tuple(
            (year, round(100 * (year - FIRST_YEAR) / years, 2)) for year in range(1990, _END_YEAR, 10)
        ),
        timeline_href=state.link(locale),
    )
