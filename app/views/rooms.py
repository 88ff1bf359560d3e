"""Halls, collections and the strategy: the exhibition around the events."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from markupsafe import Markup

from app.core.locales import Locale
from app.i18n.messages import mark, translate
from app.models import Hall, Text
from app.queries.events import EventRow
from app.queries.rooms import CitedText
from app.views.citations import view_text_citations
from app.views.items import view_item
from app.views.links import link_room, make_frame
from app.views.shapes import PriorityView, RoomLink, RoomsView, RoomView, StrategyView
from app.views.trusted import trust

_HALLS: Final = mark("The three halls")
_HALLS_LEAD: Final = mark(
    "The exhibition “Almaty – the Golden Cradle of Independence” of 2021 had three sections. Here they"
    " are made anew as halls, with events, figures and sources."
)


def view_body(words: Text) -> Markup:
    """Give the HTML that our Markdown made at build time."""
    return trust(words.body_html)


def view_rooms(
    kind: str, words: Mapping[str, Text], keys: Sequence[str], locale: Locale, notes: Mapping[str, str]
) -> tuple[RoomLink, ...]:
    """Give links to halls, collections or series in the order of `keys`."""
    return tuple(
        RoomLink(key, link_room(locale, kind, key), words[key].title, words[key].lead, notes.get(key, ""))
        for key in keys
    )


def view_halls(
    halls: Sequence[Hall], words: Mapping[str, Text], tours: Mapping[str, Text], locale: Locale
) -> RoomsView:
    """Give the page of the halls, with the collections that are no hall's; the capital's move has its own."""
    title, lead = translate(locale, _HALLS), translate(locale, _HALLS_LEAD)
    return RoomsView(
        frame=make_frame(locale, "/halls", title, lead, "halls"),
        title=title,
        lead=lead,
        rooms=view_rooms("halls", words, [hall.id for hall in halls], locale, {}),
        tours=tuple(
            replace(room, href=f"/{locale}/capital") if room.id == "capital-move" else room
            for room in view_rooms(
                "collections", tours, [key for key in tours if key not in words], locale, {}
            )
        ),
    )


def view_room(
    kind: str, text: CitedText, rows: Sequence[EventRow], rooms: tuple[RoomLink, ...], locale: Locale
) -> RoomView:
    """Give a hall or a collection with its events."""
    words = text.words
    return RoomView(
        frame=make_frame(locale, f"/{kind}/{words.key}", words.title, words.lead, kind),
        title=words.title,
        lead=words.lead,
        body=view_body(words),
        events=tuple(view_item(row, locale) for row in rows),
        tour_href=link_room(locale, "tours", words.key) if kind == "collections" else None,
        citations=view_text_citations(text.sources, locale),
        rooms=rooms,
    )


def view_strategy(hall: CitedText, priorities: Sequence[CitedText], locale: Locale) -> StrategyView:
    """Give the page of Almaty-2050: the hall of the future, then its priorities."""
    words = hall.words
    return StrategyView(
        frame=make_frame(locale, "/almaty-2050", words.title, words.lead, "halls"),
        title=words.title,
        lead=words.lead,
        body=view_body(words),
        citations=view_text_citations(hall.sources, locale),
        priorities=tuple(
            PriorityView(
                id=text.words.key,
                number=number,
                title=text.words.title,
                lead=text.words.lead,
                body=view_body(text.words),
                citations=view_text_citations(text.sources, locale),
            )
            for number, text in enumerate(priorities, 1)
        ),
    )
