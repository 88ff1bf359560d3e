"""The timeline: eras, years and events that the filters let through, and the filters themselves."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from app.core.locales import Locale
from app.i18n.dates import format_years
from app.i18n.messages import mark, translate
from app.queries.events import EventRow
from app.queries.filters import EventFilters
from app.queries.timeline import TimelineData
from app.views.axis import build_band
from app.views.items import view_item
from app.views.links import Pairs, link_timeline, make_frame
from app.views.shapes import EraBand, FilterOption, TimelineView, YearGroup


def list_pairs(filters: EventFilters) -> list[tuple[str, str]]:
    """Give the filters as the pairs of an address, in a fixed order."""
    pairs = [("era", era) for era in filters.eras]
    pairs += [("place", place) for place in filters.places]
    pairs += [("theme", theme) for theme in filters.themes]
    return [*pairs, ("q", filters.query)] if filters.query else pairs


def _make_options(
    key: str,
    names: Sequence[tuple[str, str, str]],
    counts: Mapping[str, int],
    filters: EventFilters,
    locale: Locale,
) -> tuple[FilterOption, ...]:
    """Give one filter's values that would show something; choosing a chosen one removes it."""
    pairs = list_pairs(filters)
    options = []
    for value, name, family in names:
        pair = (key, value)
        is_chosen = pair in pairs
        changed: Pairs = [p for p in pairs if p != pair] if is_chosen else [*pairs, pair]
        if is_chosen or counts.get(value):
            href = link_timeline(locale, sorted(changed))
            options.append(FilterOption(value, name, counts.get(value, 0), href, is_chosen, family))
    return tuple(options)


def _group_years(
    rows: Sequence[EventRow], era_id: str, seen: set[int], locale: Locale
) -> tuple[YearGroup, ...]:
    """Give an era's years. A year parted between two eras keeps its plain anchor in the first one."""
    groups = []
    for year, group in groupby(rows, key=lambda row: row.event.first_day.year):
        anchor = f"y{year}-{era_id}" if year in seen else f"y{year}"
        seen.add(year)
        groups.append(YearGroup(year, anchor, tuple(view_item(row, locale) for row in group)))
    return tuple(groups)


def _view_eras(data: TimelineData, locale: Locale) -> tuple[EraBand, ...]:
    bands, seen = [], set[int]()
    for era in data.eras:
        rows = [row for row in data.rows if row.event.era_id == era.id]
        words = data.era_texts[era.id]
        bands.append(
            EraBand(
                id=era.id,
                title=words.title,
                lead=words.lead,
                sky=era.sky,
                years_text=format_years(era.first_day.year, era.last_day.year),
                years=_group_years(rows, era.id, seen, locale),
            )
        )
    return tuple(bands)


def _link_year(filters: EventFilters, locale: Locale) -> Callable[[int], str]:
    base = link_timeline(locale, list_pairs(filters))
    return lambda year: f"{base}#y{year}"


def view_timeline(data: TimelineData, filters: EventFilters, locale: Locale) -> TimelineView:
    """Give the timeline page; eras without events stay, with empty years, so that nothing is silent."""
    themes = [(theme.id, theme.name(locale), theme.family) for theme in data.themes]
    places = [(place.id, place.name(locale), "") for place in data.places]
    eras = [(era.id, data.era_texts[era.id].title, "") for era in data.eras]
    options = {
        "theme": _make_options("theme", themes, data.theme_counts, filters, locale),
        "place": _make_options("place", places, data.place_counts, filters, locale),
        "era": _make_options("era", eras, data.era_counts, filters, locale),
    }
    pairs = list_pairs(filters)
    title = translate(locale, mark("Timeline of Kazakhstan's independence, 1986–2023"))
    description = translate(
        locale,
        mark("Events on Kazakhstan's road to independence and since, with sources, in three languages."),
    )
    return TimelineView(
        frame=make_frame(locale, "/events", title, description, "events", pairs),
        eras=_view_eras(data, locale),
        total=len(data.rows),
        query=filters.query,
        themes=options["theme"],
        places=options["place"],
        era_options=options["era"],
        chosen=tuple(option for group in options.values() for option in group if option.is_chosen),
        kept=tuple(pair for pair in pairs if pair[0] != "q"),
        clear_href=link_timeline(locale),
        band=build_band([row.event for row in data.rows], _link_year(filters, locale)),
    )
