"""Events as GeoJSON, for TimelineJS and as JSON-LD. Source: json-api, section 5."""

from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from app.api.contract import describe_errors, describe_parameters
from app.api.filters import FILTERS_REPEATABLE
from app.api.pages import PAGED, get_detail, read_page
from app.api.params import read_parameters
from app.api.schemas import FeaturesSchema, LinkedEventSchema, SlidesSchema
from app.api.shape import shape_event
from app.core.locales import DEFAULT_LOCALE
from app.deps import PublicDep, SessionDep
from app.export.geojson import collect_features
from app.export.jsonld import describe_facts
from app.export.timelinejs import collect_slides
from app.i18n.messages import mark
from app.queries.events import find_event_texts

router = APIRouter()

GEOJSON: Final = "application/geo+json"
JSONLD: Final = "application/ld+json"
# What formats with words in every language say of theirs.
MULTILINGUAL: Final = "kk, ru, en"


class GeoJsonResponse(JSONResponse):
    """GeoJSON under its media type."""

    media_type = GEOJSON


class JsonLdResponse(JSONResponse):
    """JSON-LD under its media type."""

    media_type = JSONLD


def attach_as(name: str) -> dict[str, str]:
    """Give the header by which a browser keeps an answer as a file."""
    return {"Content-Disposition": f'attachment; filename="{name}"'}


@router.get(
    "/events.geojson",
    operation_id="list_events_geojson",
    summary=mark("Give a page of events as GeoJSON; those without a place have no geometry."),
    response_class=GeoJsonResponse,
    response_model=FeaturesSchema,
    responses=describe_errors(400),
    openapi_extra=describe_parameters(*PAGED, *FILTERS_REPEATABLE),
)
def list_features(request: Request, session: SessionDep, public: PublicDep) -> Response:
    """Give the members of a list's items as properties."""
    page = read_page(request, session)
    shapes = (
        (row, shape_event(row, page.locale).model_dump(exclude={"id"}, context={"base": public}))
        for row in page.rows
    )
    headers = {**page.make_headers(public), **attach_as("events.geojson")}
    features = {**collect_features(shapes), **page.describe(public)}
    return GeoJsonResponse(features, headers=headers)


@router.get(
    "/events.timelinejs.json",
    operation_id="list_events_timelinejs",
    summary=mark("Give a page of events for TimelineJS 3."),
    response_model=SlidesSchema,
    responses=describe_errors(400),
    openapi_extra=describe_parameters(*PAGED, *FILTERS_REPEATABLE),
)
def list_slides(request: Request, session: SessionDep, public: PublicDep) -> Response:
    """Give the events as slides."""
    page = read_page(request, session)
    headers = {**page.make_headers(public), **attach_as("events.timelinejs.json")}
    slides = {**collect_slides(page.rows, page.locale), **page.describe(public)}
    return JSONResponse(slides, headers=headers)


@router.get(
    "/events/{event_id}.jsonld",
    operation_id="get_event_jsonld",
    summary=mark("Give one event as schema.org has it, in every language."),
    response_class=JsonLdResponse,
    response_model=LinkedEventSchema,
    responses=describe_errors(400, 404, 410),
)
def show_linked(event_id: str, request: Request, session: SessionDep, public: PublicDep) -> Response:
    """Give the event itself, not its page."""
    read_parameters(request, ()).raise_faults()
    detail = get_detail(session, event_id, DEFAULT_LOCALE)
    texts = find_event_texts(session, detail.row.event.number)
    headers = {"Content-Language": MULTILINGUAL}
    return JsonLdResponse(describe_facts(detail, texts, public), headers=headers)


@router.get("/{path:path}.json", include_in_schema=False)
def leave_out_json(path: str, request: Request) -> Response:
    """Lead from an address that says .json to the one without, which is JSON anyway."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/api/v1/{path}{query}", status_code=308)
