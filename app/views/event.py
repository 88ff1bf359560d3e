"""The event page: the story and everything that carries it."""

from dataclasses import replace
from typing import Final

from markupsafe import Markup

from app.core.locales import LOCALES, NATIVE_NAMES, SHORT_NAMES, Locale
from app.i18n.dates import format_edtf, format_number
from app.i18n.messages import mark, translate
from app.models import EventText, Media, Person, Source
from app.models.types import Figure
from app.queries.detail import EventDetail
from app.queries.events import EventRow
from app.views.citations import view_citation
from app.views.items import view_item, view_neighbour, view_place, view_theme, view_vignette
from app.views.links import (
    link_card,
    link_event,
    link_media,
    link_room,
    link_thirty,
    link_timeline,
    make_frame,
)
from app.views.map import has_spot, view_small_map
from app.views.shapes import (
    BesideView,
    EventView,
    FigureView,
    Frame,
    LocaleLink,
    PersonView,
    PictureView,
    ThreadView,
)
from app.views.share import view_share
from app.views.trusted import trust

_DISPUTES: Final = mark("What sources disagree on")


def view_figure(figure: Figure, numbers: dict[str, int], locale: Locale) -> FigureView:
    """Give a counted value with the number of its source, which this page may list."""
    return FigureView(
        label=figure["name"],
        value_text=format_number(figure["value"], locale),
        date_text=format_edtf(figure["date"], locale) if figure["date"] else "",
        source_number=numbers.get(figure["citation"]),
    )


def view_thread(row: EventRow, source: Source, numbers: dict[str, int], locale: Locale) -> ThreadView:
    """Give the event at the other end of a thread, with the source that ties the two."""
    return ThreadView(
        href=link_event(locale, row.event.id),
        title=row.text.title,
        date_text=format_edtf(row.event.date, locale),
        publisher=source.publisher,
        source_number=numbers.get(source.id),
    )


def view_picture(media: Media, locale: Locale) -> PictureView:
    """Give a photograph with its words."""
    words = media.words[locale]
    return PictureView(
        href=link_media(media.digest, media.media_type),
        width=media.width,
        height=media.height,
        alt=words["alt"],
        caption=words["caption"],
        credit=media.credit,
        licence=media.licence,
    )


def view_person(person: Person, locale: Locale) -> PersonView:
    """Give someone who took part, with the address of all their events."""
    return PersonView(person.id, link_room(locale, "people", person.id), person.name(locale))


def view_story(text: EventText) -> Markup:
    """Give the story's HTML, which our Markdown made at build time."""
    return trust(text.body_html)


def view_disputes(text: EventText) -> tuple[Markup, ...]:
    """Give what sources disagree on, as HTML from our Markdown."""
    return tuple(trust(dispute["html"]) for dispute in text.disputes)


def _frame_event(row: EventRow, locale: Locale, beside: Locale | None) -> Frame:
    """Give the frame; a twin in the language that stands beside swaps the two."""
    text = row.text
    frame = make_frame(locale, f"/events/{row.event.id}", text.title, text.summary, "events")
    hrefs = {
        other: link_event(other, row.event.id, locale if other == beside else beside) for other in LOCALES
    }
    locales = tuple(
        replace(twin, href=href) for twin, href in zip(frame.locales, hrefs.values(), strict=True)
    )
    return replace(frame, locales=locales, canonical_href=hrefs[locale])


def _link_beside(event_id: str, locale: Locale, beside: Locale | None) -> tuple[LocaleLink, ...]:
    return tuple(
        LocaleLink(
            locale=other,
            name=NATIVE_NAMES[other],
            short_name=SHORT_NAMES[other],
            href=link_event(locale, event_id, other),
            is_current=other == beside,
        )
        for other in LOCALES
        if other != locale
    )


def view_beside(text: EventText, locale: Locale) -> BesideView:
    """Give the words that stand beside the page's own; their notes count as on the page."""
    return BesideView(
        locale=locale,
        title=text.title,
        summary=text.summary,
        story=view_story(text),
        disputes_title=translate(locale, _DISPUTES),
        disputes=view_disputes(text),
    )


def view_event(
    detail: EventDetail,
    era_title: str,
    sky: str,
    locale: Locale,
    base: str,
    beside: tuple[Locale, EventText] | None = None,
) -> EventView:
    """Give the event page; `base` is scheme and host of the addresses that leave it."""
    row = detail.row
    event, text = row.event, row.text
    numbers = {source.id: citation.number for citation, source in detail.citations}
    position = detail.positions.get("thirty")
    spot = next((place for place in row.places if has_spot(place)), None)
    second = beside[0] if beside else None
    return EventView(
        frame=replace(
            _frame_event(row, locale, second), card_href=link_card(detail.card) if detail.card else None
        ),
        item=view_item(row, locale),
        era_title=era_title,
        era_href=link_timeline(locale, [("era", event.era_id)]),
        close_href=f"{link_timeline(locale, [('zoom', 'year')])}#e-{event.id}",
        sky=sky,
        themes=tuple(view_theme(theme, locale) for theme in row.themes),
        places=tuple(view_place(place, locale) for place in row.places),
        small_map=view_small_map(spot, locale) if spot else None,
        people=tuple(view_person(person, locale) for person in detail.people),
        story=view_story(text),
        disputes=view_disputes(text),
        figures=tuple(view_figure(figure, numbers, locale) for figure in text.figures),
        grew_from=tuple(view_thread(*thread, numbers, locale) for thread in detail.grew_from),
        led_to=tuple(view_thread(*thread, numbers, locale) for thread in detail.led_to),
        pictures=tuple(view_picture(media, locale) for media in detail.media),
        vignette=view_vignette(detail.vignette),
        citations=tuple(
            view_citation(source, citation.number, locale) for citation, source in detail.citations
        ),
        why=trust(text.why_html) if text.why_html else None,
        thirty_href=link_thirty(locale, event.id) if position else None,
        thirty_number=position,
        previous=view_neighbour(detail.previous, locale, second),
        next=view_neighbour(detail.next, locale, second),
        share=view_share(event, text.title, base, locale),
        beside_links=_link_beside(event.id, locale, second),
        beside=view_beside(beside[1], second) if beside and second else None,
    )
