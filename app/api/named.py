"""Named things that events point at: eras, collections, themes, places, people."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from fastapi import APIRouter
from sqlmodel import Session

from app.api.resource import Resource, add_resource, read_titles
from app.api.schemas import (
    CollectionSchema,
    EraSchema,
    NamedLinks,
    ParticipantSchema,
    PlaceSchema,
    ThemeSchema,
)
from app.core.locales import Locale
from app.i18n.messages import mark
from app.models.named import Named
from app.queries import named
from app.queries.filters import EventFilters
from app.queries.people import count_by_person, find_people
from app.views.links import link_api, link_room, link_timeline

router = APIRouter()


def link_named(kind: str, key: str, narrowing: tuple[str, str], page: str, locale: Locale) -> NamedLinks:
    """Give where a thing is found, its page, and the events that the filter `narrowing` leaves."""
    return NamedLinks(
        self=link_api(locale, kind, key), page=page, events=link_api(locale, "events", pairs=[narrowing])
    )


def find_eras(session: Session, locale: Locale) -> list[EraSchema]:
    """Give the eras in order of time."""
    words, counts = named.find_texts(session, "era", locale), named.count_by_era(session, EventFilters())
    return [
        EraSchema(
            id=era.id,
            name=words[era.id].title,
            summary=words[era.id].lead,
            event_count=counts.get(era.id, 0),
            first_day=era.first_day.isoformat(),
            last_day=era.last_day.isoformat(),
            links=link_named(
                "eras", era.id, ("era", era.id), link_timeline(locale, [("era", era.id)]), locale
            ),
        )
        for era in named.find_eras(session)
    ]


def find_collections(session: Session, locale: Locale) -> list[CollectionSchema]:
    """Give the collections in the curators' order, with the ids of their events."""
    words, events = named.find_texts(session, "collection", locale), named.find_collection_ids(session)
    return [
        CollectionSchema(
            id=one.id,
            name=words[one.id].title,
            summary=words[one.id].lead,
            body=words[one.id].body_html or None,
            body_text=words[one.id].body_text or None,
            event_count=len(events[one.id]),
            events=events[one.id],
            links=link_named(
                "collections",
                one.id,
                ("collection", one.id),
                link_room(locale, "collections", one.id),
                locale,
            ),
        )
        for one in named.find_collections(session)
    ]


def find_themes(session: Session, locale: Locale) -> list[ThemeSchema]:
    """Give the themes with their colour family."""
    counts = named.count_by_theme(session, EventFilters())
    return [
        ThemeSchema(
            id=theme.id,
            name=theme.name(locale),
            family=theme.family,
            event_count=counts.get(theme.id, 0),
            links=link_named(
                "themes", theme.id, ("theme", theme.id), link_timeline(locale, [("theme", theme.id)]), locale
            ),
        )
        for theme in named.find_themes(session)
    ]


def find_places(session: Session, locale: Locale) -> list[PlaceSchema]:
    """Give the places with their coordinates."""
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
            links=link_named(
                "places", place.id, ("place", place.id), link_room(locale, "places", place.id), locale
            ),
        )
        for place in named.find_places(session)
    ]


def find_participants(session: Session, locale: Locale) -> list[ParticipantSchema]:
    """Give everyone who took part in an event."""
    counts = {person.id: count for person, count in count_by_person(session)}
    return [
        ParticipantSchema(
            id=person.id,
            name=person.name(locale),
            event_count=counts.get(person.id, 0),
            links=link_named(
                "people", person.id, ("person", person.id), link_room(locale, "people", person.id), locale
            ),
        )
        for person in find_people(session)
    ]


def _read_names(find: Callable[[Session], Sequence[Named]]) -> Callable[[Session], Mapping[str, str]]:
    return lambda session: {one.id: f"{one.kk} {one.ru} {one.en}" for one in find(session)}


RESOURCES: Final = (
    Resource(
        "eras",
        "era",
        EraSchema,
        find_eras,
        read_titles("era"),
        mark("Eras with their first and last day."),
        mark("One era."),
    ),
    Resource(
        "collections",
        "collection",
        CollectionSchema,
        find_collections,
        read_titles("collection"),
        mark("Curated, ordered sets of events."),
        mark("One collection with its events in order."),
    ),
    Resource(
        "themes",
        "theme",
        ThemeSchema,
        find_themes,
        _read_names(named.find_themes),
        mark("Themes of events."),
        mark("One theme."),
    ),
    Resource(
        "places",
        "place",
        PlaceSchema,
        find_places,
        _read_names(named.find_places),
        mark("Places with their coordinates, WGS 84."),
        mark("One place."),
    ),
    Resource(
        "people",
        "person",
        ParticipantSchema,
        find_participants,
        _read_names(find_people),
        mark("Everyone who took part in an event."),
        mark("One person."),
    ),
)
for resource in RESOURCES:
    add_resource(router, resource)
