"""The exhibition around the events: halls, priorities, figures over time, figures that documents state."""

from typing import Final, TypedDict

from fastapi import APIRouter
from sqlmodel import Session

from app.api.named import link_named
from app.api.resource import Resource, add_resource, read_titles
from app.api.schemas import (
    ClaimSchema,
    HallSchema,
    NoteSchema,
    PageLinks,
    PointSchema,
    PrioritySchema,
    SeriesSchema,
)
from app.core.locales import Locale
from app.i18n.dates import format_edtf
from app.i18n.messages import mark, translate
from app.models import SeriesPoint
from app.queries import figures, rooms
from app.queries.named import find_collection_ids
from app.queries.rooms import CitedText, find_cited_texts
from app.views.figures import STANDINGS, VERDICTS
from app.views.links import link_api, link_room
from app.views.units import name_unit

router = APIRouter()


class _Words(TypedDict):
    """The members that every text with sources has."""

    id: str
    name: str
    summary: str
    body: str | None
    body_text: str | None
    citations: list[NoteSchema]


def _shape_words(text: CitedText) -> _Words:
    words = text.words
    return _Words(
        id=words.key,
        name=words.title,
        summary=words.lead,
        body=words.body_html or None,
        body_text=words.body_text or None,
        citations=[
            NoteSchema(
                source=source.id,
                locator=citation.locator,
                title=source.title,
                publisher=source.publisher,
                url=source.url,
                kind=source.kind,
                locale=source.locale,
                number=citation.number,
            )
            for citation, source in text.sources
        ],
    )


def link_exhibit(kind: str, key: str, locale: Locale) -> PageLinks:
    """Give where a hall, a priority, a series or a claim is found, and the page or its part that shows it."""
    pages = {
        "priorities": f"{link_room(locale, 'almaty-2050')}#{key}",
        "claims": f"{link_room(locale, 'figures')}#{key}",
        "series": link_room(locale, "figures", key),
        "halls": link_room(locale, "halls", key),
    }
    return PageLinks(self=link_api(locale, kind, key), page=pages[kind])


def find_halls(session: Session, locale: Locale) -> list[HallSchema]:
    """Give the halls in their order."""
    texts, events = find_cited_texts(session, "hall", locale), find_collection_ids(session)
    return [
        HallSchema(
            **_shape_words(texts[hall.id]),
            collection=hall.collection_id,
            event_count=len(events[hall.collection_id]),
            links=link_named(
                "halls",
                hall.id,
                ("collection", hall.collection_id),
                link_room(locale, "halls", hall.id),
                locale,
            ),
        )
        for hall in rooms.find_halls(session)
    ]


def find_priorities(session: Session, locale: Locale) -> list[PrioritySchema]:
    """Give the priorities of Almaty-2050 in their order."""
    texts = find_cited_texts(session, "priority", locale)
    return [
        PrioritySchema(
            **_shape_words(texts[one.id]), number=number, links=link_exhibit("priorities", one.id, locale)
        )
        for number, one in enumerate(rooms.find_priorities(session), 1)
    ]


def _shape_point(point: SeriesPoint, locale: Locale) -> PointSchema:
    return PointSchema(
        date=point.date,
        date_text=format_edtf(point.date, locale),
        value=point.value,
        status=point.status,
        status_text=translate(locale, STANDINGS[point.status]),
        source=point.source_id,
        is_break=point.is_break,
        note=point.note.get(locale),
    )


def find_series(session: Session, locale: Locale) -> list[SeriesSchema]:
    """Give the figures over time with all their values."""
    texts, points = find_cited_texts(session, "series", locale), figures.find_all_points(session)
    return [
        SeriesSchema(
            **_shape_words(texts[one.id]),
            unit=one.unit,
            unit_text=name_unit(one.unit, locale),
            status=one.status,
            status_text=translate(locale, STANDINGS[one.status]),
            points=[_shape_point(point, locale) for point in points[one.id]],
            links=link_exhibit("series", one.id, locale),
        )
        for one in figures.find_series(session)
    ]


def find_claims(session: Session, locale: Locale) -> list[ClaimSchema]:
    """Give the figures that the documents of the exhibition state, each with what the checked data say."""
    texts = find_cited_texts(session, "claim", locale)
    return [
        ClaimSchema(
            **_shape_words(texts[claim.id]),
            value=claim.value,
            unit=claim.unit,
            unit_text=name_unit(claim.unit, locale, claim.value),
            date=claim.date,
            date_text=format_edtf(claim.date, locale),
            stated_in=source.id,
            verdict=claim.verdict,
            verdict_text=translate(locale, VERDICTS[claim.verdict]),
            links=link_exhibit("claims", claim.id, locale),
        )
        for claim, source in figures.find_claims(session)
    ]


RESOURCES: Final = (
    Resource(
        "series",
        "series",
        SeriesSchema,
        find_series,
        read_titles("series"),
        mark("Figures over time: unit, status, and a source for every value."),
        mark("One figure over time."),
    ),
    Resource(
        "claims",
        "claim",
        ClaimSchema,
        find_claims,
        read_titles("claim"),
        mark("Figures that the documents of the exhibition state, and whether they hold."),
        mark("One figure that a document states."),
    ),
    Resource(
        "priorities",
        "priority",
        PrioritySchema,
        find_priorities,
        read_titles("priority"),
        mark("Priorities of the strategy Almaty-2050: what was planned, what was reached."),
        mark("One priority."),
    ),
    Resource(
        "halls",
        "hall",
        HallSchema,
        find_halls,
        read_titles("hall"),
        mark("Halls of the exhibition, each with its collection of events."),
        mark("One hall."),
    ),
)
for resource in RESOURCES:
    add_resource(router, resource)
