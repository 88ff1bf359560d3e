"""Cursors: opaque, bound to filters and sort, outliving a rebuild of the data."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterable

from app.api.params import Parameters
from app.queries.orders import Key
from app.queries.paging import Edge


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:8]


def digest_filters(pairs: Iterable[tuple[str, str]]) -> str:
    """Give eight hex digits of what a cursor is bound to, whatever its order."""
    return _digest(sorted(set(pairs)))


def make_cursor(edge: Edge, digest: str) -> str:
    """Give a cursor for an edge; its last member is a sum over the others, by which a slip shows."""
    told = {"backward": edge.backward, "filters": digest, "key": edge.key}
    text = json.dumps({**told, "sum": _digest(told)}, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _parse_cursor(text: str) -> tuple[Edge, str]:
    """Give the edge and the digest of a cursor that we made. Raises ValueError for any other text."""
    try:
        told = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        edge = Edge(tuple(str(part) for part in told["key"]), bool(told["backward"]))
        digest = str(told["filters"])
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError from error
    if make_cursor(edge, digest) != text:
        raise ValueError
    return edge, digest


def read_cursor(parameters: Parameters, digest: str, parse_key: Callable[[Key], object]) -> Edge | None:
    """Give where the page begins, or None at the start of the list.

    parse_key raises ValueError for a key that is none of the list's.
    """
    text = parameters.get("cursor")
    if text is None:
        return None
    try:
        edge, made_for = _parse_cursor(text)
        if made_for == digest:
            parse_key(edge.key)
            return edge
        parameters.fault("cursor", "cursor_mismatch")
    except ValueError:
        parameters.fault("cursor", "invalid_cursor")
    return None
