"""/openapi.json: the contract, with the words and examples of the data that is served."""

from copy import deepcopy
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse

from app.api.contract import COMPONENTS, MONTH_DAY, TERMS
from app.api.errors import MEDIA_TYPE, TITLES, ApiError, Fault, word_problem
from app.api.examples import show_examples
from app.api.params import read_parameters
from app.api.schemas import ProblemSchema
from app.core.slugs import SLUG
from app.deps import run_in_session
from app.export.dump import MEDIA_TYPES
from app.queries.named import find_ids
from app.queries.sources import find_all_sources

router = APIRouter()

_TEXT: Final = {"type": "string"}
_SLUG: Final = {"type": "string", "pattern": f"^{SLUG.pattern}$"}
HEADERS: Final = {
    "ETag": "Of these bytes: `If-None-Match` with it gives 304 as long as they stay the same.",
    "Last-Modified": "The day of the data.",
    "Cache-Control": "How long the answer may be kept; `?v=` with the data version makes it last.",
    "Content-Language": "The language of the words, or all of them.",
    "Content-Disposition": "The name of the file.",
    "Link": "Other pages of the list, or the event's page for people (RFC 8288).",
    "Accept-Ranges": "A part of the file may be asked for.",
    "Content-Range": "Which part this is, or how long the file is.",
    "Location": "Where to go on.",
    "Retry-After": "Seconds to wait.",
}
_ALWAYS: Final = ("ETag", "Cache-Control")
# What a request may get, by status: description, and an example with what it names as its instance.
_PROBLEMS: Final = {
    400: (
        "The request is wrong: every fault of it is listed.",
        ApiError(400, "unknown_parameter", [Fault("query.", "unknown_parameter", "locale")]),
        "/api/v1/events",
    ),
    404: (
        "Nothing has this id; the detail names the nearest ones.",
        ApiError(404, "not_found"),
        "/api/v1/events",
    ),
    410: (
        "The event was withdrawn; the detail tells why.",
        ApiError(410, "withdrawn"),
        "/api/v1/events/1990-01-01-nothing",
    ),
    414: ("The address is too long.", ApiError(414, "too_long"), "/api/v1/"),
    416: ("The range lies outside the file.", ApiError(416, "range"), "/api/v1/dump/timeline.csv"),
    431: ("The headers are too large.", ApiError(431, "headers_too_large"), "/api/v1/events"),
    500: ("The fault is ours; `instance` names it in our log.", ApiError(500, "internal"), "9f3c2a6b1d04"),
    503: (
        "Too many requests at once, too costly a query, or no data yet; ask again later.",
        ApiError(503, "not_ready"),
        "/api/v1/events",
    ),
}
# What a path may hold besides ids.
_PATHS: Final[dict[str, dict[str, Any]]] = {
    "day": MONTH_DAY,
    "code": {"type": "string", "enum": sorted(TITLES)},
    "name": {"type": "string", "enum": sorted(MEDIA_TYPES)},
}
_ANY: Final = (400, 414, 431, 500, 503)
_UNCHANGED: Final = {
    "304": {"description": "Not changed since."},
    "307": {"description": "The same by the version of the data that is served; only where `?v=` named one."},
}
_MOVED: Final = {"308": {"description": "The same under its present id or spelling."}}


def _refer(header: str) -> dict[str, str]:
    return {"$ref": f"#/components/headers/{header}"}


def _describe_problems() -> dict[str, Any]:
    """Give each problem document that an operation can answer with, once for all of them."""
    content = {"schema": {"$ref": f"{COMPONENTS}ProblemSchema"}}
    return {
        f"Problem{status}": {
            "description": text,
            "headers": {"Cache-Control": _refer("Cache-Control")}
            | ({"Retry-After": _refer("Retry-After")} if status == 503 else {}),
            "content": {MEDIA_TYPE: {**content, "example": word_problem(error, "en", instance).model_dump()}},
        }
        for status, (text, error, instance) in _PROBLEMS.items()
    }


def _describe_components(schemas: dict[str, Any]) -> dict[str, Any]:
    problem = ProblemSchema.model_json_schema(ref_template=f"{COMPONENTS}{{model}}")
    schemas |= {**problem.pop("$defs", {}), "ProblemSchema": problem}
    schemas |= {name: dict(_TEXT) for name in TERMS.values()}
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    headers = {
        name: {"description": text, "schema": _TEXT} | ({"required": True} if name in _ALWAYS else {})
        for name, text in HEADERS.items()
    }
    return {"schemas": schemas, "responses": _describe_problems(), "headers": headers}


def _finish_path(item: dict[str, Any]) -> None:
    """Put parameters where GET and HEAD share them, add the statuses that any request may get, and HEAD."""
    get, item["parameters"] = item["get"], item["get"].pop("parameters", [])
    answers = {status: answer for status, answer in get["responses"].items() if status < "400"}
    if "200" in answers:
        answers |= deepcopy(_UNCHANGED)
    for parameter in item["parameters"]:
        if parameter["in"] == "path":
            parameter["schema"] = _PATHS.get(parameter["name"], _SLUG)
            answers |= deepcopy(_MOVED)
    own = {int(status) for status in get["responses"] if "400" <= status != "422"}
    problems = {str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in {*own, *_ANY}}
    get["responses"] = dict(sorted({**answers, **problems}.items()))
    item["head"] = {
        "tags": ["headers"],
        "summary": f"The headers of this alone: {get['summary'][0].lower()}{get['summary'][1:]}",
        "operationId": f"head_{get['operationId']}",
        "responses": {
            status: {
                "description": answer["description"] if "description" in answer else _PROBLEMS[int(status)][0]
            }
            for status, answer in get["responses"].items()
        },
    }


def finish_contract(contract: dict[str, Any]) -> dict[str, Any]:
    """Give the contract with what the framework leaves out, and without its validation errors."""
    if "responses" in contract["components"]:
        return contract
    contract["components"] = _describe_components(contract["components"]["schemas"])
    # The routes themselves stand in the order in which they are tried.
    contract["paths"] = dict(sorted(contract["paths"].items()))
    for item in contract["paths"].values():
        _finish_path(item)
    return contract


def _name_terms(contract: dict[str, Any], session: Session) -> dict[str, Any]:
    """Give a copy of the contract in which parameters name the ids that the data has."""
    named = deepcopy(contract)
    locales = {source.locale for source, _ in find_all_sources(session)}
    for name, term in TERMS.items():
        words = locales if name == "locale_of_source" else find_ids(session, name)
        named["components"]["schemas"][term]["enum"] = sorted(words)
    return named


@router.get("/openapi.json", include_in_schema=False)
async def show_contract(request: Request) -> Response:
    """Give the contract; it asks the API itself for the examples, and holds no thread meanwhile."""
    read_parameters(request, ()).raise_faults()
    plain = await run_in_threadpool(request.app.openapi)
    contract = await run_in_session(request, lambda session: _name_terms(plain, session))
    await show_examples(contract, request)
    return JSONResponse(contract, headers={"Content-Language": "en"})
