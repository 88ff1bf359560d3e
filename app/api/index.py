"""The index: every address of the API with its use."""

from typing import Final

from fastapi import APIRouter, Request, Response

from app.api import around, days, named, problems, rooms, sources
from app.api.answers import answer, read_item_locale
from app.api.contract import describe_errors, describe_parameters
from app.api.schemas import IndexEntry, IndexSchema
from app.deps import SessionDep, SettingsDep
from app.i18n.messages import mark, translate
from app.queries.named import get_release
from app.views.links import link_room

router = APIRouter()

USE: Final = mark("This index: what the API offers.")
RESOURCES: Final = (
    ("/", USE),
    ("/events", mark("Events, filtered, searched and paged.")),
    ("/events/{id}", mark("One event with its story, citations, figures and disputes.")),
    ("/events/{id}/neighbours", around.NEIGHBOURS_USE),
    ("/on-this-day", days.TODAY_USE),
    ("/on-this-day/{day}", days.DAY_USE),
    ("/milestones", days.MILESTONES_USE),
    *(
        (path, use)
        for one in (*named.RESOURCES, *rooms.RESOURCES)
        for path, use in ((f"/{one.kind}", one.list_use), (f"/{one.kind}/{{id}}", one.item_use))
    ),
    ("/sources", sources.LIST_USE),
    ("/sources/{id}", sources.ITEM_USE),
    ("/facets", mark("Counts of events by theme, era, place, decade and year, with the filters of events.")),
    ("/suggest?q={q}", mark("Up to ten titles, people and places that begin so, in any of the languages.")),
    ("/changes", around.CHANGES_USE),
    ("/dump", mark("The whole data as files, with size, checksum and licence.")),
    ("/openapi.json", mark("The contract, OpenAPI 3.1.")),
    ("/problems", problems.LIST_USE),
    ("/problems/{code}", problems.ITEM_USE),
)


@router.get(
    "/",
    operation_id="index",
    summary=USE,
    response_model=IndexSchema,
    responses=describe_errors(400),
    openapi_extra=describe_parameters("locale"),
)
def show_index(request: Request, session: SessionDep, settings: SettingsDep) -> Response:
    """Give every address with a one-line use."""
    locale = read_item_locale(request)
    index = IndexSchema(
        resources=[IndexEntry(href=f"/api/v1{path}", use=translate(locale, use)) for path, use in RESOURCES],
        data_version=get_release(session).data_version,
        licence="CC-BY-4.0",
        contact=settings.contact or None,
        page=f"/{locale}/",
        documentation=link_room(locale, "developers"),
    )
    return answer(request, index, locale)
