"""/facets: counts for the same filters as the list of events."""

from typing import Final

from fastapi import APIRouter, Request, Response

from app.api.answers import answer, link_list
from app.api.contract import describe_errors, describe_parameters
from app.api.filters import FILTERS_REPEATABLE, FILTERS_SINGLE, read_event_filters
from app.api.listing import list_pairs, make_meta
from app.api.params import read_locale, read_parameters
from app.api.schemas import FacetsAnswer, ItemLinks
from app.api.shape import shape_facets
from app.deps import SessionDep
from app.i18n.messages import mark
from app.queries.facets import FACETS, find_facets

router = APIRouter()
_SINGLE: Final = ("locale", *FILTERS_SINGLE)


@router.get(
    "/facets",
    operation_id="list_facets",
    summary=mark("Count the events that match the filters by theme, era, place, decade and year."),
    response_model=FacetsAnswer,
    responses=describe_errors(400),
    openapi_extra=describe_parameters(*_SINGLE, *FILTERS_REPEATABLE),
)
def list_facets(request: Request, session: SessionDep) -> Response:
    """Give the counts; each facet ignores its own filter."""
    parameters = read_parameters(request, _SINGLE, FILTERS_REPEATABLE)
    locale, filters = read_locale(parameters), read_event_filters(parameters, session)
    parameters.raise_faults()
    pairs = [*list_pairs(parameters, ("locale",)), ("locale", locale)]
    counts = FacetsAnswer(
        data=shape_facets(find_facets(session, filters, FACETS, locale)),
        links=ItemLinks(self=link_list("/api/v1/facets", pairs)),
        meta=make_meta(session, filters, locale, 0),
    )
    return answer(request, counts, locale)
