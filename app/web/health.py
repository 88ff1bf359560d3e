"""Is the process up, is the data served: tiny answers for machines."""

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from app.deps import DatabaseDep, TurnDep

router = APIRouter(include_in_schema=False)
_HEADERS = {"Cache-Control": "no-store"}


@router.get("/healthz", name="healthz")
async def healthz() -> Response:
    """Say that the process answers."""
    return JSONResponse({"status": "up"}, headers=_HEADERS)


@router.get("/readyz", name="readyz")
def readyz(database: DatabaseDep, _: TurnDep) -> Response:
    """Say whether a query on the served database works now."""
    if database.check_ready():
        return JSONResponse({"status": "ready", "data_version": database.data_version}, headers=_HEADERS)
    return JSONResponse({"status": "not ready"}, status_code=503, headers={**_HEADERS, "Retry-After": "5"})
