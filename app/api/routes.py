"""Everything below /api/v1."""

from fastapi import APIRouter

from app.api import around, days, events, facets, index, named, problems, rooms, sources

router = APIRouter(prefix="/api/v1", tags=["timeline"])
for part in (index, events, facets, around, days, named, rooms, sources, problems):
    router.include_router(part.router)
