"""The museum screen's rooms: timeline, map, figures, halls, search, and what each opens in the panel."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from app.core.locales import LOCALES, Locale
from app.i18n.messages import mark, translate
from app.models import Era, Place, Priority, Series, SeriesPoint, Source, Text
from app.queries.events import EventRow
from app.queries.figures import Twin
from app.queries.rooms import CitedText
from app.views.chart import view_sparkline
from app.views.figures import view_series
from app.views.items import view_item
from app.views.kiosk import link_part, name_ring, name_sources, unlink
from app.views.lines import name_precision
from app.views.places import view_places
from app.views.shapes import (
    KioskChoice,
    KioskEra,
    KioskHome,
    KioskList,
    KioskMap,
    KioskRoom,
    KioskSearch,
    KioskSeries,
    KioskTimeline,
)
from app.views.trusted import trust
from app.views.units import name_unit

_LINK: Final = re.compile(r'<a class="chart__point"[^>]*>|</a>|<title>[^<]*</title>')
# Rows of keys as on the keyboards of each language; years are searched for as often as words.
_DIGITS: Final = "1234567890"
_KEYS: Final[Mapping[Locale, tuple[str, ...]]] = {
    "kk": (_DIGITS, "әіңғүұқөһ", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбюё"),
    "ru": (_DIGITS, "йцукенгшщзхъ", "фывапролджэё", "ячсмитьбю"),
    "en": (_DIGITS, "qwertyuiop", "asdfghjkl", "zxcvbnm"),
}
_KEYBOARDS: Final[Mapping[Locale, str]] = {"kk": "Қаз", "ru": "Рус", "en": "Lat"}
_ROOMS: Final = (
    ("timeline", mark("Timeline"), mark("Every event from 1986 to 2023, era by era.")),
    ("map", mark("Map"), mark("Where it happened, in the country and in its two capitals.")),
    ("figures", mark("Figures"), mark("The country and the city in numbers, with their sources.")),
    ("halls", mark("Halls"), mark("The exhibition, the collections and Almaty-2050.")),
    ("search", mark("Search"), mark("Words, names, places, years.")),
)


def view_home(words: Text | None, locale: Locale) -> KioskHome:
    """Give the rooms to choose from, the sun of the screen's collection first."""
    lead = translate(locale, mark("Chosen events as rays of a sun."))
    rooms = (
        KioskChoice(kind, translate(locale, title), translate(locale, line)) for kind, title, line in _ROOMS
    )
    return KioskHome(
        title=translate(locale, mark("What would you like to see?")),
        rooms=(KioskChoice("ring", name_ring(words, locale), lead), *rooms),
    )


def view_axis(
    rows: Sequence[EventRow], eras: Sequence[Era], words: Mapping[str, Text], locale: Locale
) -> KioskTimeline:
    """Give the axis of all events, era by era."""
    items = [(row.event.era_id, view_item(row, locale)) for row in rows]
    return KioskTimeline(
        title=translate(locale, mark("Timeline")),
        eras=tuple(
            KioskEra(
                id=era.id,
                title=words[era.id].title,
                years=f"{era.first_day.year}–{era.last_day.year}",
                sky=era.sky,
                events=tuple(item for era_id, item in items if era_id == era.id),
            )
            for era in eras
        ),
        first=link_part("events", rows[0].event.id),
    )


def view_kiosk_map(places: Sequence[Place], counts: Mapping[str, int], locale: Locale) -> KioskMap:
    """Give the country with its two plans, and the places of each as a list."""
    view = view_places(places, counts, locale)
    beyond = [*([view.whole] if view.whole else []), *view.beyond]
    busiest = max(places, key=lambda place: counts.get(place.id, 0))
    return KioskMap(
        title=translate(locale, mark("Map")),
        height=view.height,
        outline=view.outline,
        marks=view.marks,
        plans=view.plans,
        elsewhere=view.lines,
        beyond=tuple(beyond),
        first=link_part("places", busiest.id),
    )


def view_kiosk_place(place: Place, rows: Sequence[EventRow], locale: Locale) -> KioskRoom:
    """Give a place with its events, in order of time."""
    events = tuple(view_item(row, locale) for row in rows)
    return KioskRoom(place.name(locale), name_precision(place, locale), None, events, (), ())


def view_series_list(
    series: Sequence[Series],
    points: Mapping[str, Sequence[SeriesPoint]],
    words: Mapping[str, Text],
    locale: Locale,
) -> KioskList:
    """Give the figures over time to choose from."""
    choices = tuple(
        KioskChoice(
            address=link_part("figures", one.id),
            title=words[one.id].title,
            lead="",
            note=name_unit(one.unit, locale),
            sparkline=view_sparkline(one, points[one.id]),
        )
        for one in series
    )
    return KioskList(translate(locale, mark("Figures")), choices, choices[0].address)


def view_kiosk_series(
    series: Series,
    points: Sequence[tuple[SeriesPoint, Source]],
    twin: Twin | None,
    text: CitedText,
    locale: Locale,
) -> KioskSeries:
    """Give a figure over time; the marks of its chart are no links here, the values stand in a table."""
    view = view_series(series, points, twin, text, locale)
    return KioskSeries(
        title=view.title,
        lead=view.lead,
        unit_name=view.unit_name,
        drawing=trust(_LINK.sub(_write_group, view.chart.drawing)),
        key=view.title if twin else "",
        twin=view.chart.twin_title,
        break_name=view.chart.break_name,
        points=view.points,
        sources=name_sources(source for _, source in text.sources),
    )


def _write_group(tag: re.Match[str]) -> str:
    """Give what stands for a link's tag: a group without an address; a tooltip is left out."""
    if tag[0].startswith("<title"):
        return ""
    return "</g>" if tag[0] == "</a>" else '<g class="chart__point">'


def view_hall_list(
    halls: Mapping[str, Text], order: Sequence[str], collections: Mapping[str, Text], locale: Locale
) -> KioskList:
    """Give the halls in their order, then the collections that are no hall's."""
    others = [key for key in collections if key not in halls]
    choices = (
        *(KioskChoice(link_part("halls", key), halls[key].title, halls[key].lead) for key in order),
        *(
            KioskChoice(link_part("collections", key), collections[key].title, collections[key].lead)
            for key in others
        ),
    )
    return KioskList(translate(locale, mark("Halls")), choices, choices[0].address)


def view_priorities(priorities: Sequence[Priority], words: Mapping[str, Text]) -> tuple[KioskChoice, ...]:
    """Give the priorities of Almaty-2050 to choose from."""
    return tuple(
        KioskChoice(link_part("priorities", one.id), words[one.id].title, words[one.id].lead)
        for one in priorities
    )


def view_kiosk_room(
    text: CitedText, rows: Sequence[EventRow], locale: Locale, choices: tuple[KioskChoice, ...] = ()
) -> KioskRoom:
    """Give a hall, a collection or a priority, with its events and what else it leads to."""
    return KioskRoom(
        title=text.words.title,
        lead=text.words.lead,
        body=unlink(text.words.body_html),
        events=tuple(view_item(row, locale) for row in rows),
        choices=choices,
        sources=name_sources(source for _, source in text.sources),
    )


def view_keys(locale: Locale) -> KioskSearch:
    """Give the keys of the search, those of the reader's own language first."""
    order = sorted(LOCALES, key=lambda other: other != locale)
    return KioskSearch(
        title=translate(locale, mark("Search")),
        keyboards=tuple((key, _KEYBOARDS[key], tuple(tuple(row) for row in _KEYS[key])) for key in order),
    )
