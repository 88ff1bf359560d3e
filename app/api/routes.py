"""Everything below /api/v1."""

from fastapi import APIRouter

from app.api import (
    around,
    days,
    dump,
    events,
    facets,
    feeds,
    formats,
    index,
    named,
    openapi,
    problems,
    rooms,
    sources,
    streams,
    suggest,
)

router = APIRouter(prefix="/api/v1", tags=["timeline"])
# Formats first: an id stops at none of the dots of .ics, .jsonld or .atom.
_FORMATS = (openapi, streams, formats, feeds, dump)
_DATA = (index, events, facets, around, days, named, rooms, sources, suggest, problems)
for part in (*_FORMATS, *_DATA):
    router.include_router(part.router)
