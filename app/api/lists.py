"""Lists other than that of events: what may be asked of them, a page of one, and its links."""

import base64
import binascii
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from urllib.parse import urlencode

from fastapi import Request, Response
from sqlmodel import Session

from app.api.answers import answer
from app.api.cursors import digest_filters
from app.api.params import (
    Parameters,
    read_ids,
    read_limit,
    read_locale,
    read_parameters,
    read_query,
)
from app.api.schemas import ListAnswer, ListLinks, ListMeta, Schema
from app.core.folding import fold, fold_for_keyboard, split_words
from app.core.locales import Locale
from app.core.slugs import find_nearest
from app.queries.named import get_release

PARAMETERS: Final = ("locale", "q", "limit", "cursor", "fields")
_CURSOR: Final = re.compile(r"([0-9a-f]{8})([1-9][0-9]{0,5})\.([a-z0-9-]{1,80})")


class Item(Protocol):
    """What a list holds."""

    @property
    def id(self) -> str:
        """Give the id, which no other item of the list has."""


@dataclass(frozen=True)
class ListRequest:
    """What is asked of a list: `pairs` are its canonical parameters but the cursor.

    behind is the place, counted from 1, and the id of the item behind which the page begins; chosen holds
    the values of the list's own filters by name; fields are the members to give, None for all.
    """

    path: str
    pairs: Sequence[tuple[str, str]]
    digest: str
    locale: Locale
    limit: int
    query: str
    behind: tuple[int, str] | None
    fields: Collection[str] | None
    chosen: Mapping[str, tuple[str, ...]]

    def link(self, cursor: str | None = None) -> str:
        """Give the canonical address of a page: parameters in alphabetical order."""
        pairs = [*self.pairs, ("cursor", cursor)] if cursor else self.pairs
        return f"{self.path}?{urlencode(sorted(pairs))}"


def _make_cursor(digest: str, place: int, key: str) -> str:
    return base64.urlsafe_b64encode(f"{digest}{place}.{key}".encode()).decode().rstrip("=")


def _read_cursor(parameters: Parameters, digest: str) -> tuple[int, str] | None:
    text = parameters.get("cursor")
    if text is None:
        return None
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode("ascii")
        found = _CURSOR.fullmatch(raw)
    except (binascii.Error, ValueError):
        found = None
    if found is None:
        parameters.fault("cursor", "invalid_cursor")
        return None
    if found[1] != digest:
        parameters.fault("cursor", "cursor_mismatch")
    return int(found[2]), found[3]


def _read_fields(parameters: Parameters, known: Collection[str]) -> Collection[str] | None:
    """Give the members to show, parted by commas, and always the id; None for all."""
    text = parameters.get("fields")
    if text is None:
        return None
    names = set(text.split(","))
    for name in sorted(names - set(known)):
        parameters.fault("fields", "unknown_value", ", ".join(find_nearest(name, known) or sorted(known)))
    return names | {"id"}


def read_list(
    request: Request, path: str, shape: type[Schema], filters: Mapping[str, Collection[str]] | None = None
) -> ListRequest:
    """Give what is asked of the list at `path`; `filters` are its own ones with the values they know.

    Raises ApiError with every fault.
    """
    filters = filters or {}
    parameters = read_parameters(request, PARAMETERS, filters)
    narrowing = [(name, v) for name in ("q", *filters) for v in parameters.values.get(name, [])]
    digest = digest_filters([("path", path), *narrowing])
    locale, limit = read_locale(parameters), read_limit(parameters)
    shown = [("fields", text)] if (text := parameters.get("fields")) else []
    asked = ListRequest(
        path=path,
        pairs=[*narrowing, *shown, ("limit", str(limit)), ("locale", locale)],
        digest=digest,
        locale=locale,
        limit=limit,
        query=read_query(parameters),
        behind=_read_cursor(parameters, digest),
        fields=_read_fields(parameters, shape.model_fields),
        chosen={name: read_ids(parameters, name, known) for name, known in filters.items()},
    )
    parameters.raise_faults()
    return asked


def _matches(query: str, text: str) -> bool:
    """Say whether every word of the query begins a word of the text; without any word, nothing matches."""
    words, folded = split_words(query), f"{fold(text)} {fold_for_keyboard(text)}"
    return bool(words) and all(re.search(rf"(?<![^\W_]){re.escape(word)}", folded) for word in words)


def _find_start(ids: Sequence[str], behind: tuple[int, str] | None) -> int:
    """Give where the page begins: behind the item, or where it stood when it is gone by now."""
    if behind is None:
        return 0
    place, key = behind
    return ids.index(key) + 1 if key in ids else min(place - 1, len(ids))


def answer_list(
    request: Request, session: Session, asked: ListRequest, items: Sequence[Item], words: Mapping[str, str]
) -> Response:
    """Give a page of the items; `words` are what a search looks at, by id."""
    found = [item for item in items if not asked.query or _matches(asked.query, words[item.id])]
    ids = [item.id for item in found]
    start = _find_start(ids, asked.behind)
    end = start + asked.limit

    def link_behind(place: int) -> str:
        return asked.link(_make_cursor(asked.digest, place, ids[place - 1]) if place > 0 else None)

    links = ListLinks(
        self=asked.link(_make_cursor(asked.digest, *asked.behind) if asked.behind else None),
        next=link_behind(end) if end < len(ids) else None,
        prev=link_behind(start - asked.limit) if start else None,
        first=asked.link(),
    )
    page = ListAnswer(
        data=found[start:end],
        links=links,
        meta=ListMeta(locale=asked.locale, data_version=get_release(session).data_version, total=len(found)),
    )
    return answer(request, page, asked.locale, asked.fields)
