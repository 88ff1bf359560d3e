"""The timeline: eras, years and events that the filters let through, and the filters themselves."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from app.core.locales import Locale
from app.i18n.dates import format_years
from app.i18n.messages import mark, translate
from app.queries.timeline import TimelineData
from app.views.axis import build_band
from app.views.found import view_spelling, view_ways
from app.views.links import Pairs, add_key, link_timeline, make_frame, make_href
from app.views.shapes import EraBand, FilterOption, LevelLink, TimelineView
from app.views.spine import Spine, comes_in_pages, count_at_once
from app.views.state import PRINT, ZOOMS, TimelineState, Zoom

TITLE: Final = mark("Timeline of Kazakhstan's independence, 1986–2023")
# A filter shows its fullest values; the rest are found by the map and by search.
MOST_OPTIONS: Final = 24
LEVELS: Final[dict[Zoom, str]] = {
    "all": mark("Everything"),
    "era": mark("Eras"),
    "year": mark("Years"),
    "month": mark("Months"),
    "day": mark("Days"),
}


def _make_options(
    key: str,
    names: Sequence[tuple[str, str, str]],
    counts: Mapping[str, int],
    state: TimelineState,
    locale: Locale,
) -> tuple[FilterOption, ...]:
    """Give one filter's values that would show something; choosing a chosen one removes it."""
    kept = [] if state.is_whole else state.pairs
    options = []
    for value, name, family in names:
        pair = (key, value)
        is_chosen = pair in state.pairs
        changed: Pairs = [p for p in kept if p != pair] if is_chosen else [*kept, pair]
        if is_chosen or counts.get(value):
            href = link_timeline(locale, sorted(changed))
            options.append(FilterOption(value, name, counts.get(value, 0), href, is_chosen, family))
    ranked = sorted(options, key=lambda option: (not option.is_chosen, -option.count))[:MOST_OPTIONS]
    return tuple(option for option in options if option in ranked)


def view_eras(data: TimelineData, spine: Spine) -> tuple[EraBand, ...]:
    """Give all eras with their years; an era without events stays empty."""
    bands = []
    for era in data.eras:
        words = data.era_texts[era.id]
        bands.append(
            EraBand(
                id=era.id,
                title=words.title,
                lead=words.lead,
                sky=era.sky,
                years_text=format_years(era.first_day.year, era.last_day.year),
                years=spine.view_years(era.id),
            )
        )
    return tuple(bands)


def _view_levels(state: TimelineState, locale: Locale) -> tuple[LevelLink, ...]:
    """Give the five levels; the neighbours of the chosen one answer to + and −, the widest to 0."""
    index = ZOOMS.index(state.zoom)
    keys = {index + 1: "+", index - 1: "-"}
    return tuple(
        LevelLink(
            id=zoom,
            name=translate(locale, LEVELS[zoom]),
            href=state.at(zoom).link(locale),
            is_chosen=zoom == state.zoom,
            key=" ".join([key for key in (keys.get(place), "0" if place == 0 else None) if key]),
        )
        for place, zoom in enumerate(ZOOMS)
    )


def _link_page(day: dt.date | None, state: TimelineState, locale: Locale) -> str | None:
    return state.at(state.zoom, day.isoformat()).link(locale) if day else None


def _link_year(state: TimelineState, total: int, locale: Locale) -> Callable[[int], str]:
    """Give the address of a year: on this page, or on the page of its level that begins there."""
    if count_at_once(state, total):
        return lambda year: f"{state.at(state.zoom, str(year)).link(locale)}#y{year}"
    return lambda year: f"#y{year}"


def _link_overview(state: TimelineState, total: int, locale: Locale) -> str:
    """Give the address of what stands beside the list; it knows the day where it must know one page alone."""
    beside = state if comes_in_pages(state, total) else replace(state, start="")
    return make_href(f"/{locale}/overview", [] if state.is_whole else beside.pairs)


def view_timeline(data: TimelineData, state: TimelineState, locale: Locale) -> TimelineView:
    """Give the timeline page; eras without events stay, with empty years, so that nothing is silent."""
    themes = [(theme.id, theme.name(locale), theme.family) for theme in data.themes]
    places = [(place.id, place.name(locale), "") for place in data.places]
    eras = [(era.id, data.era_texts[era.id].title, "") for era in data.eras]
    options = {
        "theme": _make_options("theme", themes, data.theme_counts, state, locale),
        "place": _make_options("place", places, data.place_counts, state, locale),
        "era": _make_options("era", eras, data.era_counts, state, locale),
    }
    pairs = state.pairs
    title = translate(locale, TITLE)
    description = translate(
        locale,
        mark("Events on Kazakhstan's road to independence and since, with sources, in three languages."),
    )
    return TimelineView(
        frame=make_frame(locale, "/events", title, description, "events", pairs),
        eras=view_eras(data, Spine(state, data, locale)),
        total=data.total,
        query=state.filters.query,
        themes=options["theme"],
        places=options["place"],
        era_options=options["era"],
        chosen=tuple(option for group in options.values() for option in group if option.is_chosen),
        kept=tuple(pair for pair in pairs if pair[0] != "q"),
        clear_href=link_timeline(locale),
        band=build_band(data.months, _link_year(state, data.total, locale), locale),
        zoom=state.zoom,
        levels=_view_levels(state, locale),
        is_true=state.is_true,
        scale_href=replace(state, is_true=not state.is_true).link(locale),
        earlier_href=_link_page(data.earlier, state, locale),
        later_href=_link_page(data.later, state, locale),
        spelling=view_spelling(data.ways, locale),
        ways=view_ways(data.ways, state, locale),
        print_href=add_key(state.link(locale), PRINT),
        overview_href=_link_overview(state, data.total, locale),
    )
