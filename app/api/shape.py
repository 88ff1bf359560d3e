"""Rows as the API's shapes, in one locale."""

from collections.abc import Iterable, Mapping

from app.api.schemas import (
    CitationSchema,
    DisputeSchema,
    EventDetailSchema,
    EventLinks,
    EventSchema,
    FacetSchema,
    FactSchema,
    FigureSchema,
    MatchSchema,
    MediaSchema,
    PersonSchema,
    PlaceRefSchema,
    PositionSchema,
    ThreadSchema,
    TranslationSchema,
)
from app.core.locales import LOCALES, Locale
from app.i18n.dates import format_edtf
from app.models import Citation, EventText, Media, Place, Source
from app.queries.detail import EventDetail
from app.queries.events import EventRow
from app.queries.facets import Facet
from app.queries.snippets import Match
from app.views.links import link_api_event, link_event, link_id, link_media


def _shape_place(place: Place, locale: Locale) -> PlaceRefSchema:
    return PlaceRefSchema(
        id=place.id, name=place.name(locale), lat=place.lat, lon=place.lon, precision=place.precision
    )


def shape_citation(citation: Citation, source: Source) -> CitationSchema:
    """Give a pointer into a source with what is known of the source."""
    return CitationSchema(
        source=source.id,
        locator=citation.locator,
        title=source.title,
        publisher=source.publisher,
        url=source.url,
        kind=source.kind,
        locale=source.locale,
    )


def shape_media(media: Media, locale: Locale) -> MediaSchema:
    """Give a photograph with its words."""
    words = media.words[locale]
    return MediaSchema(
        url=link_media(media.digest, media.media_type),
        width=media.width,
        height=media.height,
        alt=words["alt"],
        caption=words["caption"],
        credit=media.credit,
        licence=media.licence,
    )


def shape_translations(texts: Iterable[EventText]) -> dict[str, TranslationSchema | None]:
    """Give an event's words by locale, None where they are missing."""
    own = {text.locale: text for text in texts if text.text_locale == text.locale}
    return {
        locale: TranslationSchema(
            title=own[locale].title, summary=own[locale].summary, body_text=own[locale].body_text
        )
        if locale in own
        else None
        for locale in LOCALES
    }


def shape_event(row: EventRow, locale: Locale) -> EventSchema:
    """Give an event as lists show it."""
    event, text = row.event, row.text
    return EventSchema(
        id=event.id,
        date=event.date,
        first_day=event.first_day.isoformat(),
        last_day=event.last_day.isoformat() if event.last_day else None,
        approximate=event.approximate,
        uncertain=event.uncertain,
        other_date=event.other_date,
        date_text=format_edtf(event.date, locale),
        title=text.title,
        summary=text.summary,
        text_locale=text.text_locale,
        milestone=event.milestone,
        era=event.era_id,
        themes=[theme.id for theme in row.themes],
        place=_shape_place(row.places[0], locale) if row.places else None,
        confidence=event.confidence,
        disputed=event.disputed,
        updated=event.updated.isoformat(),
        links=EventLinks(
            self=link_api_event(locale, event.id),
            page=link_event(locale, event.id),
            id=link_id(event.id),
        ),
    )


def shape_match(match: Match) -> MatchSchema:
    """Give where a search found an event."""
    return MatchSchema(member=match.member, snippet=match.text, ranges=list(match.ranges))


def shape_facets(facets: Mapping[str, Iterable[Facet]]) -> dict[str, list[FacetSchema]]:
    """Give the counts of each facet."""
    return {
        name: [FacetSchema(id=facet.id, name=facet.name, count=facet.count) for facet in values]
        for name, values in facets.items()
    }


def shape_detail(detail: EventDetail, texts: Mapping[str, EventText], locale: Locale) -> EventDetailSchema:
    """Give a single event with all that its page shows, and its words in every locale."""
    text = detail.row.text
    return EventDetailSchema(
        **dict(shape_event(detail.row, locale)),
        body=text.body_html,
        body_text=text.body_text,
        why=text.why_html,
        places=[_shape_place(place, locale) for place in detail.row.places],
        collections=[PositionSchema(collection=key, position=n) for key, n in detail.positions.items()],
        facts=[FactSchema(**fact) for fact in text.facts],
        figures=[
            FigureSchema(
                name=f["name"], value=f["value"], unit=f["unit"], date=f["date"], citation=f["citation"]
            )
            for f in text.figures
        ],
        disputes=[DisputeSchema(text=d["text"], citations=d["citations"]) for d in text.disputes],
        people=[PersonSchema(id=person.id, name=person.name(locale)) for person in detail.people],
        grew_from=[ThreadSchema(event=row.event.id, source=source.id) for row, source in detail.grew_from],
        led_to=[ThreadSchema(event=row.event.id, source=source.id) for row, source in detail.led_to],
        media=[shape_media(media, locale) for media in detail.media],
        citations=[shape_citation(*pair) for pair in detail.citations],
        translations=shape_translations(texts.values()),
    )
