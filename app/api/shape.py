"""Rows as the API's shapes, in one locale."""

from app.api.schemas import (
    CitationSchema,
    DisputeSchema,
    EventDetailSchema,
    EventLinks,
    EventSchema,
    FactSchema,
    FigureSchema,
    MediaSchema,
    PersonSchema,
    PlaceRefSchema,
    ThreadSchema,
    TranslationSchema,
)
from app.core.locales import Locale
from app.i18n.dates import format_edtf
from app.models import EventText
from app.queries.detail import EventDetail
from app.queries.events import EventRow
from app.views.links import link_api_event, link_event, link_media


def shape_event(row: EventRow, locale: Locale) -> EventSchema:
    """Give an event as lists show it."""
    event, text = row.event, row.text
    place = row.places[0] if row.places else None
    return EventSchema(
        id=event.id,
        date=event.date,
        first_day=event.first_day.isoformat(),
        last_day=event.last_day.isoformat() if event.last_day else None,
        approximate=event.approximate,
        uncertain=event.uncertain,
        date_text=format_edtf(event.date, locale),
        title=text.title,
        summary=text.summary,
        text_locale=text.locale,
        milestone=event.milestone,
        era=event.era_id,
        themes=[theme.id for theme in row.themes],
        place=PlaceRefSchema(
            id=place.id, name=place.name(locale), lat=place.lat, lon=place.lon, precision=place.precision
        )
        if place
        else None,
        confidence=event.confidence,
        disputed=event.disputed,
        updated=event.updated.isoformat(),
        links=EventLinks(
            self=link_api_event(locale, event.id), page=link_event(locale, event.id), id=f"/id/{event.id}"
        ),
    )


def shape_detail(detail: EventDetail, texts: dict[str, EventText], locale: Locale) -> EventDetailSchema:
    """Give a single event with all that its page shows, and its words in every locale."""
    text = detail.row.text
    return EventDetailSchema(
        **shape_event(detail.row, locale).model_dump(),
        body=text.body_html,
        body_text=text.body_text,
        facts=[FactSchema(**fact) for fact in text.facts],
        figures=[
            FigureSchema(name=f["name"], value=f["value"], unit=None, date=f["date"], citation=f["citation"])
            for f in text.figures
        ],
        disputes=[DisputeSchema(text=d["text"], citations=d["citations"]) for d in text.disputes],
        people=[PersonSchema(id=person.id, name=person.name(locale)) for person in detail.people],
        grew_from=[ThreadSchema(event=row.event.id, source=source.id) for row, source in detail.grew_from],
        led_to=[ThreadSchema(event=row.event.id, source=source.id) for row, source in detail.led_to],
        media=[
            MediaSchema(
                url=link_media(media.digest, media.media_type),
                width=media.width,
                height=media.height,
                alt=media.words[locale]["alt"],
                caption=media.words[locale]["caption"],
                credit=media.credit,
                licence=media.licence,
            )
            for media in detail.media
        ],
        citations=[
            CitationSchema(
                source=source.id,
                locator=citation.locator,
                title=source.title,
                publisher=source.publisher,
                url=source.url,
                kind=source.kind,
                locale=source.locale,
            )
            for citation, source in detail.citations
        ],
        translations={
            key: TranslationSchema(title=words.title, summary=words.summary, body_text=words.body_text)
            for key, words in texts.items()
        },
    )
