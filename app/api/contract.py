"""What the contract says of parameters and errors, once for all routes."""

from typing import Any, Final

from app.api.errors import MEDIA_TYPE
from app.api.params import DEFAULT_LIMIT, MOST_LIMIT
from app.api.schemas import ProblemSchema
from app.core.locales import DEFAULT_LOCALE, LOCALES

_TEXT: Final = {"type": "string"}
_COMPONENTS: Final = "#/components/schemas/"
_SCHEMAS: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "locale": (
        {"type": "string", "enum": list(LOCALES), "default": DEFAULT_LOCALE},
        "Language of the words.",
    ),
    "from": (_TEXT, "First year, month or day: 1991, 1991-12, 1991-12-16."),
    "to": (_TEXT, "Last year, month or day; `to=1991` reaches 31 December."),
    "span": (
        {"type": "string", "enum": ["possible", "certain"], "default": "possible"},
        "Whether any or all of an event's possible days must lie between `from` and `to`.",
    ),
    "on": (_TEXT, "A day of any year, 12-16, on which an event began, or that very day, 1991-12-16."),
    "theme": ({"type": "array", "items": _TEXT}, "Theme id; repeated means any of them."),
    "era": ({"type": "array", "items": _TEXT}, "Era id; repeated means any of them."),
    "collection": ({"type": "array", "items": _TEXT}, "Collection id; repeated means any of them."),
    "place": ({"type": "array", "items": _TEXT}, "Place id; repeated means any of them."),
    "person": ({"type": "array", "items": _TEXT}, "Person id; repeated means any of them."),
    "source": ({"type": "array", "items": _TEXT}, "Id of a source cited; repeated means any of them."),
    "milestone": ({"type": "boolean"}, "Only milestones, or only the others."),
    "confidence": (
        {"type": "string", "enum": ["high", "medium", "low"]},
        "How sure the editors are of an event.",
    ),
    "disputed": ({"type": "boolean"}, "Only events on which sources disagree, or only the others."),
    "has_media": ({"type": "boolean"}, "Only events with photographs, or only the others."),
    "bbox": (
        _TEXT,
        "Main place within west,south,east,north in degrees; west beyond east crosses 180 degrees.",
    ),
    "near": (_TEXT, "Main place near lat,lon in degrees; adds `distance_km`."),
    "radius_km": (
        {"type": "number", "minimum": 0.1, "maximum": 500, "default": 50},
        "How far from `near` a place may lie.",
    ),
    "ids": (_TEXT, "Up to 40 ids, comma between: these events, in this order."),
    "updated_since": (_TEXT, "Changed on or since a day, or since an instant, which counts as its day."),
    "sort": (
        {"type": "string", "enum": ["date", "-date", "relevance", "-updated", "title"]},
        "By date; with `q` by relevance, with `ids` as given; `title` uses the alphabet of the locale.",
    ),
    "facets": (_TEXT, "Counts beside the list, comma between: theme, era, place, decade, year."),
    "include": (_TEXT, "More members, comma between: translations, citations, media, facts."),
    "fields": (_TEXT, "Only these members, comma between, and `id`."),
    "q": (
        {"type": "string", "maxLength": 200},
        'Words that must all be found, `"a phrase"`, `-without`, `16.12.1991`; the last may be begun only.',
    ),
    "kind": ({"type": "array", "items": _TEXT}, "Kind of source, such as `official`; repeated means any."),
    "locale_of_source": (
        {"type": "array", "items": _TEXT},
        "Language in which the source is written (BCP 47); repeated means any of them.",
    ),
    "since": (_TEXT, "A day, 2026-11-22, or a data version, 2026-11-22.3f9c2a."),
    "limit": (
        {"type": "integer", "minimum": 1, "maximum": MOST_LIMIT, "default": DEFAULT_LIMIT},
        "Size of a page.",
    ),
    "cursor": (_TEXT, "As given in `links.next`."),
    "flavour": (
        {"type": "string", "enum": ["plain", "excel"], "default": "plain"},
        "For Excel: with a byte-order mark, and no cell is taken for a formula.",
    ),
    "anniversary": ({"type": "boolean", "default": True}, "Each year again, or once."),
}


def describe_parameters(*names: str) -> dict[str, Any]:
    """Give the OpenAPI description of query parameters."""
    return {
        "parameters": [
            {"name": name, "in": "query", "required": False, "schema": schema, "description": text}
            for name in names
            for schema, text in [_SCHEMAS[name]]
        ]
    }


def describe_errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Give the problem documents that an operation can answer with."""
    content = {MEDIA_TYPE: {"schema": {"$ref": f"{_COMPONENTS}ProblemSchema"}}}
    return {
        status: {"description": "A problem document (RFC 9457).", "content": content} for status in statuses
    }


def describe_format(media_type: str, *errors: int) -> dict[int | str, dict[str, Any]]:
    """Give an answer that is no JSON of ours, and the problem documents beside it."""
    content = {media_type: {"schema": {"type": "string"}}}
    return {200: {"description": "The events.", "content": content}, **describe_errors(*errors)}


def finish_contract(contract: dict[str, Any]) -> dict[str, Any]:
    """Give the contract with our problem documents in place of the framework's validation errors."""
    schemas = contract["components"]["schemas"]
    problem = ProblemSchema.model_json_schema(ref_template=f"{_COMPONENTS}{{model}}")
    schemas |= {**problem.pop("$defs", {}), "ProblemSchema": problem}
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for operations in contract["paths"].values():
        for operation in operations.values():
            operation["responses"].pop("422", None)
    return contract
