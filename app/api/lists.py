"""Lists other than that of events: what may be asked of them, a page of one, and its links."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from fastapi import Request, Response
from sqlmodel import Session

from app.api.answers import answer, link_list
from app.api.cursors import digest_filters, make_cursor, read_cursor
from app.api.params import read_fields, read_ids, read_limit, read_locale, read_parameters, read_query
from app.api.schemas import ListAnswer, ListLinks, ListMeta, Schema
from app.core.folding import fold, fold_for_keyboard, split_words
from app.core.locales import Locale
from app.queries.named import get_release
from app.queries.orders import Key
from app.queries.paging import Edge

PARAMETERS: Final = ("locale", "q", "limit", "cursor", "fields")


class Item(Protocol):
    """What a list holds."""

    @property
    def id(self) -> str:
        """Give the id, which no other item of the list has."""


@dataclass(frozen=True)
class ListRequest:
    """What is asked of a list: `pairs` are its canonical parameters but the cursor.

    edge holds the place, counted from 1, and the id of the item behind which the page begins; chosen holds
    the values of the list's own filters by name; members are those that each item gives.
    """

    path: str
    pairs: Sequence[tuple[str, str]]
    digest: str
    locale: Locale
    limit: int
    query: str
    edge: Edge | None
    cursor: str | None
    members: tuple[str, ...]
    chosen: Mapping[str, tuple[str, ...]]

    def link(self, cursor: str | None = None) -> str:
        """Give the canonical address of a page: parameters in alphabetical order."""
        return link_list(self.path, [*self.pairs, ("cursor", cursor)] if cursor else self.pairs)


def _parse_key(key: Key) -> tuple[int, str]:
    """Give place and id. Raises ValueError for any other key."""
    place, item_id = key
    if not place.isdecimal():
        raise ValueError
    return int(place), item_id


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
        edge=read_cursor(parameters, digest, _parse_key),
        cursor=parameters.get("cursor"),
        members=read_fields(parameters, tuple(shape.model_fields)),
        chosen={name: read_ids(parameters, name, known) for name, known in filters.items()},
    )
    parameters.raise_faults()
    return asked


def _matches(query: str, text: str) -> bool:
    """Say whether every word of the query begins a word of the text; without any word, nothing matches."""
    words, folded = split_words(query), f"{fold(text)} {fold_for_keyboard(text)}"
    return bool(words) and all(re.search(rf"(?<![^\W_]){re.escape(word)}", folded) for word in words)


def find_named(query: str, items: Sequence[Item], words: Mapping[str, str]) -> Sequence[Item]:
    """Give the items that a search in their names finds, all without one; `words` are the names by id."""
    return [item for item in items if _matches(query, words[item.id])] if query else items


def _find_start(ids: Sequence[str], edge: Edge | None) -> int:
    """Give where the page begins: behind the item, or where it stood when it is gone by now."""
    if edge is None:
        return 0
    place, key = _parse_key(edge.key)
    return ids.index(key) + 1 if key in ids else min(max(0, place - 1), len(ids))


def answer_list(request: Request, session: Session, asked: ListRequest, items: Sequence[Item]) -> Response:
    """Give a page of the items."""
    ids = [item.id for item in items]
    start = _find_start(ids, asked.edge)
    end = start + asked.limit

    def link_behind(place: int) -> str:
        edge = Edge((str(place), ids[place - 1])) if place > 0 else None
        return asked.link(make_cursor(edge, asked.digest) if edge else None)

    links = ListLinks(
        self=asked.link(asked.cursor),
        next=link_behind(end) if end < len(ids) else None,
        prev=link_behind(start - asked.limit) if start else None,
        first=asked.link(),
    )
    page: ListAnswer[Item] = ListAnswer(
        data=list(items[start:end]),
        links=links,
        meta=ListMeta(locale=asked.locale, data_version=get_release(session).data_version, total=len(items)),
    )
    return answer(request, page, asked.locale, asked.members)
