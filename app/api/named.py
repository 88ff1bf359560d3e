"""The index, and lists of named things: eras, collections, themes, places."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from fastapi import APIRouter, Request, Response

from app.api.contract import describe_errors, describe_parameters
from app.api.errors import TITLES, ApiError
from app.api.params import read_locale, read_parameters
from app.api.schemas import (
    CollectionSchema,
    EraSchema,
    IndexEntry,
    IndexSchema,
    ListAnswer,
    ListLinks,
    ListMeta,
    NamedLinks,
    NamedSchema,
    PlaceSchema,
    ProblemTextSchema,
    ThemeSchema,
)
from app.core.locales import LOCALES, Locale
from app.core.slugs import find_nearest
from app.deps import SessionDep
from app.i18n.messages import translate
from app.queries import named
from app.queries.filters import EventFilters

router = APIRouter()
Item = TypeVar("Item", bound=NamedSchema)

RESOURCES: Final = (
    ("/api/v1/events", "Events, filtered and paged."),
    ("/api/v1/events/{id}", "One event with its story, citations, figures and disputes."),
    ("/api/v1/eras", "Eras with their first and last day."),
    ("/api/v1/collections", "Curated, ordered sets of events."),
    ("/api/v1/themes", "Subjects."),
    ("/api/v1/places", "Spots, WGS 84."),
    ("/api/v1/problems/{code}", "What an error means, in three languages."),
    ("/api/v1/openapi.json", "The contract."),
)


def _link(kind: str, key: str, filter_name: str, locale: Locale) -> NamedLinks:
    events = f"/api/v1/events?{filter_name}={key}&locale={locale}"
    return NamedLinks(self=f"/api/v1/{kind}?locale={locale}#{key}", events=events)


def _answer(
    request: Request,
    response: Response,
    session: SessionDep,
    kind: str,
    make: Callable[[Locale], Sequence[Item]],
) -> ListAnswer[Item]:
    """Give a whole list of named things with links and meta."""
    parameters = read_parameters(request, ("locale",))
    locale = read_locale(parameters)
    parameters.raise_faults()
    items = list(make(locale))
    here = f"/api/v1/{kind}?locale={locale}"
    response.headers["Content-Language"] = locale
    version = named.get_release(session).data_version
    return ListAnswer(
        data=items,
        links=ListLinks(self=here, next=None, prev=None, first=here),
        meta=ListMeta(locale=locale, data_version=version, total=len(items)),
    )


@router.get(
    "/", operation_id="index", summary="List what the API offers.", responses=describe_errors(400, 503)
)
def show_index(request: Request, session: SessionDep) -> IndexSchema:
    """Give every address with a one-line use."""
    read_parameters(request, ()).raise_faults()
    return IndexSchema(
        resources=[IndexEntry(href=href, use=use) for href, use in RESOURCES],
        data_version=named.get_release(session).data_version,
        licence="CC-BY-4.0",
        page="/",
    )


@router.get(
    "/problems/{code}",
    operation_id="get_problem",
    summary="Tell what an error means, in three languages.",
    responses=describe_errors(400, 404),
)
def show_problem(code: str, request: Request) -> ProblemTextSchema:
    """Give the title that the error carries in each locale."""
    read_parameters(request, ()).raise_faults()
    if code not in TITLES:
        raise ApiError(404, "not_found", hint=", ".join(find_nearest(code, TITLES)) or None)
    return ProblemTextSchema(code=code, title={locale: translate(locale, TITLES[code]) for locale in LOCALES})


@router.get(
    "/eras",
    operation_id="list_eras",
    summary="List the eras in order of time.",
    responses=describe_errors(400, 503),
    openapi_extra=describe_parameters("locale"),
)
def list_eras(request: Request, response: Response, session: SessionDep) -> ListAnswer[EraSchema]:
    """Give the six eras with their days."""

    def make(locale: Locale) -> list[EraSchema]:
        words, counts = named.find_texts(session, "era", locale), named.count_by_era(session, EventFilters())
        return [
            EraSchema(
                id=era.id,
                name=words[era.id].title,
                summary=words[era.id].lead,
                event_count=counts.get(era.id, 0),
                first_day=era.first_day.isoformat(),
                last_day=era.last_day.isoformat(),
                links=_link("eras", era.id, "era", locale),
            )
            for era in named.find_eras(session)
        ]

    return _answer(request, response, session, "eras", make)


@router.get(
    "/collections",
    operation_id="list_collections",
    summary="List the collections.",
    responses=describe_errors(400, 503),
    openapi_extra=describe_parameters("locale"),
)
def list_collections(
    request: Request, response: Response, session: SessionDep
) -> ListAnswer[CollectionSchema]:
    """Give the collections with the ids of their events in order."""

    def make(locale: Locale) -> list[CollectionSchema]:
        words, events = named.find_texts(session, "collection", locale), named.find_collection_ids(session)
        return [
            CollectionSchema(
                id=collection.id,
                name=words[collection.id].title,
                summary=words[collection.id].lead,
                event_count=len(events[collection.id]),
                events=events[collection.id],
                links=_link("collections", collection.id, "collection", locale),
            )
            for collection in named.find_collections(session)
        ]

    return _answer(request, response, session, "collections", make)


@router.get(
    "/themes",
    operation_id="list_themes",
    summary="List the themes.",
    responses=describe_errors(400, 503),
    openapi_extra=describe_parameters("locale"),
)
def list_themes(request: Request, response: Response, session: SessionDep) -> ListAnswer[ThemeSchema]:
    """Give the themes with their colour family."""

    def make(locale: Locale) -> list[ThemeSchema]:
        counts = named.count_by_theme(session, EventFilters())
        return [
            ThemeSchema(
                id=theme.id,
                name=theme.name(locale),
                family=theme.family,
                event_count=counts.get(theme.id, 0),
                links=_link("themes", theme.id, "theme", locale),
            )
            for theme in named.find_themes(session)
        ]

    return _answer(request, response, session, "themes", make)


@router.get(
    "/places",
    operation_id="list_places",
    summary="List the places.",
    responses=describe_errors(400, 503),
    openapi_extra=describe_parameters("locale"),
)
def list_places(request: Request, response: Response, session: SessionDep) -> ListAnswer[PlaceSchema]:
    """Give the places with their coordinates."""

    def make(locale: Locale) -> list[PlaceSchema]:
        counts = named.count_by_place(session, EventFilters())
        return [
            PlaceSchema(
                id=place.id,
                name=place.name(locale),
                lat=place.lat,
                lon=place.lon,
                precision=place.precision,
                estimate=place.estimate,
                event_count=counts.get(place.id, 0),
                links=_link("places", place.id, "place", locale),
            )
            for place in named.find_places(session)
        ]

    return _answer(request, response, session, "places", make)
