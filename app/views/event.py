"""The event page: the story and everything that carries it."""

from dataclasses import replace

from markupsafe import Markup

from app.core.locales import Locale
from app.i18n.dates import format_edtf, format_number
from app.models import EventText, Media, Person, Source
from app.models.types import Figure
from app.queries.detail import EventDetail
from app.queries.events import EventRow
from app.views.citations import view_citation
from app.views.items import view_item, view_neighbour, view_place, view_theme, view_vignette
from app.views.links import (
    link_api_event,
    link_card,
    link_event,
    link_media,
    link_room,
    link_thirty,
    link_timeline,
    make_frame,
)
from app.views.map import has_spot, view_small_map
from app.views.shapes import EventView, FigureView, PersonView, PictureView, ThreadView


def _view_figure(figure: Figure, numbers: dict[str, int], locale: Locale) -> FigureView:
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
    return Markup(text.body_html)  # noqa: S704


def view_disputes(text: EventText) -> tuple[Markup, ...]:
    """Give what sources disagree on, as HTML from our Markdown."""
    return tuple(Markup(dispute["html"]) for dispute in text.disputes)  # noqa: S704


def view_event(detail: EventDetail, era_title: str, sky: str, locale: Locale) -> EventView:
    """Give the event page."""
    row = detail.row
    event, text = row.event, row.text
    numbers = {source.id: citation.number for citation, source in detail.citations}
    position = detail.positions.get("thirty")
    spot = next((place for place in row.places if has_spot(place)), None)
    frame = make_frame(locale, f"/events/{event.id}", text.title, text.summary, "events")
    return EventView(
        frame=replace(frame, card_href=link_card(detail.card) if detail.card else None),
        item=view_item(row, locale),
        era_title=era_title,
        era_href=link_timeline(locale, [("era", event.era_id)]),
        sky=sky,
        themes=tuple(view_theme(theme, locale) for theme in row.themes),
        places=tuple(view_place(place, locale) for place in row.places),
        small_map=view_small_map(spot, locale) if spot else None,
        people=tuple(view_person(person, locale) for person in detail.people),
        story=view_story(text),
        disputes=view_disputes(text),
        figures=tuple(_view_figure(figure, numbers, locale) for figure in text.figures),
        grew_from=tuple(view_thread(*thread, numbers, locale) for thread in detail.grew_from),
        led_to=tuple(view_thread(*thread, numbers, locale) for thread in detail.led_to),
        pictures=tuple(view_picture(media, locale) for media in detail.media),
        vignette=view_vignette(detail.vignette),
        citations=tuple(
            view_citation(source, citation.number, locale) for citation, source in detail.citations
        ),
        why=Markup(text.why_html) if text.why_html else None,  # noqa: S704
        thirty_href=link_thirty(locale, event.id) if position else None,
        thirty_number=position,
        previous=view_neighbour(detail.previous, locale),
        next=view_neighbour(detail.next, locale),
        api_href=link_api_event(locale, event.id),
    )
