"""What the contract says of parameters and answers, once for all routes."""

from collections.abc import Iterable
from typing import Any, Final

from app.api.errors import MEDIA_TYPE
from app.api.listing import INCLUDES, ORDERS
from app.api.params import DEFAULT_LIMIT, MOST_LIMIT
from app.core.folding import LONGEST_QUERY
from app.core.locales import DEFAULT_LOCALE, LOCALES
from app.core.slugs import SLUG
from app.queries.facets import FACETS
from app.views.citations import KINDS

COMPONENTS: Final = "#/components/schemas/"
# Parameters whose values are ids of the data, and the schema that names them: openapi.py fills these in.
TERMS: Final = {
    "theme": "ThemeId",
    "era": "EraId",
    "collection": "CollectionId",
    "place": "PlaceId",
    "person": "PersonId",
    "locale_of_source": "SourceLocale",
}
_YEAR: Final = "(1[78][0-9]{2}|19[0-9]{2}|20[0-9]{2}|2100)"
_MONTH: Final = "(0[1-9]|1[0-2])"
_DAY: Final = f"{_MONTH}-(0[1-9]|[12][0-9]|3[01])"
_CLOCK: Final = r"T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?Z"
_FRACTION: Final = r"(\.[0-9]{1,20})?"
_LAT: Final = rf"-?(90(\.0{{1,20}})?|[1-8]?[0-9]{_FRACTION})"
_LON: Final = rf"-?(180(\.0{{1,20}})?|(1[0-7][0-9]|[1-9]?[0-9]){_FRACTION})"
_SLUG: Final = {"type": "string", "pattern": f"^{SLUG.pattern}$"}
MONTH_DAY: Final = {"type": "string", "pattern": f"^{_DAY}$"}


def _text(pattern: str) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^{pattern}$"}


def _choice(*words: str, default: str | None = None) -> dict[str, Any]:
    return {"type": "string", "enum": list(words)} | ({"default": default} if default else {})


def _several(items: dict[str, Any], **bounds: int) -> dict[str, Any]:
    return {"type": "array", "items": items, **bounds}


def _terms(name: str) -> dict[str, Any]:
    return _several({"$ref": f"{COMPONENTS}{TERMS[name]}"})


_DATE: Final = _text(f"{_YEAR}(-{_MONTH})?|{_YEAR}-{_DAY}".join("()"))
_SCHEMAS: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "locale": (_choice(*LOCALES, default=DEFAULT_LOCALE), "Language of the words."),
    "from": (_DATE, "First year, month or day: 1991, 1991-12, 1991-12-16."),
    "to": (_DATE, "Last year, month or day; `to=1991` reaches 31 December."),
    "span": (
        _choice("possible", "certain", default="possible"),
        "Whether any or all of an event's possible days must lie between `from` and `to`.",
    ),
    "on": (
        _text(f"({_YEAR}-)?{_DAY}"),
        "A day of any year, 12-16, on which an event began, or that very day, 1991-12-16.",
    ),
    "theme": (_terms("theme"), "Theme id; repeated means any of them."),
    "era": (_terms("era"), "Era id; repeated means any of them."),
    "collection": (_terms("collection"), "Collection id; repeated means any of them."),
    "place": (_terms("place"), "Place id; repeated means any of them."),
    "person": (_terms("person"), "Person id; repeated means any of them."),
    "source": (_several(_SLUG), "Id of a source cited, as in /sources; repeated means any of them."),
    "milestone": ({"type": "boolean"}, "Only milestones, or only the others."),
    "confidence": (_choice("high", "medium", "low"), "How sure the editors are of an event."),
    "disputed": ({"type": "boolean"}, "Only events on which sources disagree, or only the others."),
    "has_media": ({"type": "boolean"}, "Only events with photographs, or only the others."),
    "bbox": (
        _text(f"{_LON},{_LAT},{_LON},{_LAT}"),
        "Main place within west,south,east,north in degrees; west beyond east crosses 180 degrees.",
    ),
    "near": (_text(f"{_LAT},{_LON}"), "Main place near lat,lon in degrees; adds `distance_km`."),
    "radius_km": (
        {"type": "number", "minimum": 0.1, "maximum": 500, "default": 50},
        "How far from `near` a place may lie.",
    ),
    "ids": (
        _several(_SLUG, minItems=1, maxItems=40),
        "These events, in this order; unknown ones are in `meta.missing`.",
    ),
    "updated_since": (
        _text(f"{_YEAR}-{_DAY}({_CLOCK})?"),
        "Changed on or since a day, or since an instant, which counts as its day.",
    ),
    "sort": (
        _choice(*ORDERS),
        "By date; with `q` by relevance, with `ids` as given; `title` by the alphabet.",
    ),
    "facets": (_several(_choice(*FACETS), minItems=1), "Counts beside the list."),
    "include": (_several(_choice(*INCLUDES), minItems=1), "More members in each item."),
    "q": (
        {"type": "string", "minLength": 1, "maxLength": LONGEST_QUERY},
        'Words that must all be found, `"a phrase"`, `-without`, `16.12.1991`; the last may be begun only.',
    ),
    "kind": (_several(_choice(*KINDS)), "Kind of source; repeated means any of them."),
    "locale_of_source": (
        _terms("locale_of_source"),
        "Language in which the source is written (BCP 47); repeated means any of them.",
    ),
    "since": (
        _text(rf"[0-9]{{4}}-{_DAY}(\.[0-9a-f]{{6}})?"),
        "A day, 2026-11-22, or a data version, 2026-11-22.3f9c2a.",
    ),
    "limit": (
        {"type": "integer", "minimum": 1, "maximum": MOST_LIMIT, "default": DEFAULT_LIMIT},
        "Size of a page.",
    ),
    "cursor": (_text("[A-Za-z0-9_-]{1,1000}"), "As given in `links.next`."),
    "flavour": (
        _choice("plain", "excel", default="plain"),
        "For Excel: with a byte-order mark, and no cell is taken for a formula.",
    ),
    "anniversary": ({"type": "boolean", "default": True}, "Each year again, or once."),
}
# A comma stands between the values of these.
_COMMA: Final = {"ids", "facets", "include", "fields"}
_ERRORS: Final = {
    400: "The request is wrong: every fault of it is listed.",
    404: "Nothing has this id: the nearest ones are named.",
    410: "The event was withdrawn: the detail tells why.",
    416: "The range lies outside the file.",
}


def describe_parameters(*names: str, fields: Iterable[str] = ()) -> dict[str, Any]:
    """Give the OpenAPI description of query parameters; `fields` are the members that `fields` may name."""
    chosen = _several(_choice(*fields), minItems=1)
    known = {**_SCHEMAS, "fields": (chosen, "Only these members, and `id`.")}
    return {
        "parameters": [
            {"name": name, "in": "query", "required": False, "schema": schema, "description": text}
            | ({"explode": False} if name in _COMMA else {})
            for name in names
            for schema, text in [known[name]]
        ]
    }


def describe_errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Give the problem documents of an operation's own; those that any request may get are added later."""
    content = {MEDIA_TYPE: {"schema": {"$ref": f"{COMPONENTS}ProblemSchema"}}}
    return {status: {"description": _ERRORS[status], "content": content} for status in statuses}


def describe_format(media_type: str, *errors: int) -> dict[int | str, dict[str, Any]]:
    """Give an answer that is no JSON, and the problem documents beside it."""
    content = {media_type: {"schema": {"type": "string"}}}
    return {200: {"description": "The events.", "content": content}, **describe_errors(*errors)}
