"""/sources and /sources/{id}: documents, and what cites them and for what."""

from typing import Final

from fastapi import APIRouter, Request, Response

from app.api.answers import answer_item, make_not_found, read_item_locale
from app.api.contract import describe_errors, describe_parameters
from app.api.lists import PARAMETERS, answer_list, find_named, read_list
from app.api.named import link_named
from app.api.rooms import link_exhibit
from app.api.schemas import (
    CitedBySchema,
    CitingClaimSchema,
    CitingEventSchema,
    CitingSchema,
    CitingSeriesSchema,
    ItemAnswer,
    ListAnswer,
    PageLinks,
    PartSchema,
    SourceDetailSchema,
    SourceSchema,
    TieSchema,
)
from app.core.locales import Locale
from app.deps import SessionDep
from app.i18n.dates import format_edtf
from app.i18n.messages import mark, translate
from app.models import Citation, Event, EventText, Source, Text, TextCitation
from app.queries.sources import Uses, find_all_sources, find_uses
from app.views.citations import KINDS
from app.views.links import link_api_event, link_event, link_room

router = APIRouter()

PATH: Final = "/api/v1/sources"
LIST_USE: Final = mark("Documents that the timeline cites, by publisher.")
ITEM_USE: Final = mark("One document, with all that cites it and for what.")
# Where the texts of each kind are found.
_EXHIBITS: Final = {"hall": "halls", "priority": "priorities", "series": "series", "claim": "claims"}


def shape_source(source: Source, event_count: int, locale: Locale) -> SourceSchema:
    """Give a source as lists show it."""
    return SourceSchema(
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        url=source.url,
        date=source.date,
        date_text=format_edtf(source.date, locale) if source.date else None,
        kind=source.kind,
        kind_text=translate(locale, KINDS[source.kind]),
        locale=source.locale,
        event_count=event_count,
        links=link_named(
            "sources", source.id, ("source", source.id), link_room(locale, "sources", source.id), locale
        ),
    )


def _shape_event(event: Event, words: EventText, citation: Citation, locale: Locale) -> CitingEventSchema:
    key = citation.source_id
    return CitingEventSchema(
        id=event.id,
        name=words.title,
        number=citation.number,
        locator=citation.locator,
        links=PageLinks(self=link_api_event(locale, event.id), page=link_event(locale, event.id)),
        facts=[fact["text"] for fact in words.facts if key in fact["citations"]],
        disputes=[dispute["text"] for dispute in words.disputes if key in dispute["citations"]],
        figures=[figure["name"] for figure in words.figures if key == figure["citation"]],
    )


def _shape_text(citation: TextCitation, words: Text, locale: Locale) -> CitingSchema:
    return CitingSchema(
        id=words.key,
        name=words.title,
        number=citation.number,
        locator=citation.locator,
        links=link_exhibit(_EXHIBITS[words.kind], words.key, locale),
    )


def shape_uses(uses: Uses, locale: Locale) -> CitedBySchema:
    """Give all that rests on a source."""
    texts: dict[str, list[CitingSchema]] = {kind: [] for kind in _EXHIBITS}
    for citation, words in uses.texts:
        texts[words.kind].append(_shape_text(citation, words, locale))
    return CitedBySchema(
        events=[_shape_event(*use, locale) for use in uses.events],
        threads=[TieSchema(event=later, grew_from=earlier) for later, earlier in uses.threads],
        halls=texts["hall"],
        priorities=texts["priority"],
        series=[
            CitingSeriesSchema(**dict(text), points=list(uses.points.get(text.id, ())))
            for text in texts["series"]
        ],
        claims=[
            CitingClaimSchema(**dict(text), stated_here=text.id in uses.claims) for text in texts["claim"]
        ],
    )


@router.get(
    "/sources",
    operation_id="list_sources",
    summary=LIST_USE,
    response_model=ListAnswer[SourceSchema | PartSchema],
    responses=describe_errors(400),
    openapi_extra=describe_parameters(
        *PARAMETERS, "kind", "locale_of_source", fields=SourceSchema.model_fields
    ),
)
def list_sources(request: Request, session: SessionDep) -> Response:
    """Give a page of sources by publisher, then title."""
    counted = find_all_sources(session)
    known = {"kind": KINDS, "locale_of_source": {source.locale for source, _ in counted}}
    asked = read_list(request, PATH, SourceSchema, known)
    kinds, locales = asked.chosen["kind"], asked.chosen["locale_of_source"]
    items = [
        shape_source(source, count, asked.locale)
        for source, count in counted
        if (not kinds or source.kind in kinds) and (not locales or source.locale in locales)
    ]
    words = {source.id: f"{source.title} {source.publisher}" for source, _ in counted}
    return answer_list(request, session, asked, find_named(asked.query, items, words))


@router.get(
    "/sources/{source_id}",
    operation_id="get_source",
    summary=ITEM_USE,
    response_model=ItemAnswer[SourceDetailSchema],
    responses=describe_errors(400, 404),
    openapi_extra=describe_parameters("locale"),
)
def show_source(source_id: str, request: Request, session: SessionDep) -> Response:
    """Give a source with all that rests on it."""
    locale = read_item_locale(request)
    counted = {source.id: (source, count) for source, count in find_all_sources(session)}
    if source_id not in counted:
        raise make_not_found(source_id, counted)
    shown = shape_source(*counted[source_id], locale)
    cited_by = shape_uses(find_uses(session, source_id, locale), locale)
    detail = SourceDetailSchema(**dict(shown), cited_by=cited_by)
    return answer_item(request, session, shown.links.self, locale, detail)
