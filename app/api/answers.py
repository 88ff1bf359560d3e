"""Answers as bytes."""

from collections.abc import Collection, Iterable
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response
from sqlmodel import Session

from app.api.errors import ApiError
from app.api.params import read_locale, read_parameters
from app.api.schemas import ItemAnswer, ItemLinks, ListAnswer, ListLinks, Meta, Schema
from app.core.locales import Locale
from app.core.slugs import find_nearest, is_slug
from app.deps import get_settings
from app.queries.named import get_release


def link_list(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Give the canonical address of a list: parameters in alphabetical order."""
    return f"{path}?{urlencode(sorted(pairs), safe=',')}"


def link_neighbours(links: ListLinks, base: str) -> str:
    """Give the other pages of a list as a header tells of them. Source: RFC 8288."""
    pages = links.model_dump(include={"first", "next", "prev"}, context={"base": base})
    return ", ".join(f'<{href}>; rel="{name}"' for name, href in pages.items() if href)


def answer(request: Request, body: Schema, locale: str, members: Collection[str] | None = None) -> Response:
    """Give the answer, with absolute links where the server has a public address.

    members are those that a thing, or each item of a list, keeps; None for all.
    """
    base = get_settings(request).public_url
    kept: dict[str, Any] = dict.fromkeys(type(body).model_fields, True)
    headers = {"Content-Language": locale}
    if isinstance(body, ListAnswer):
        headers["Link"] = link_neighbours(body.links, base)
    if members is not None:
        kept["data"] = {"__all__": set(members)} if isinstance(body, ListAnswer) else set(members)
    text = body.model_dump_json(include=kept, context={"base": base})
    return Response(text, media_type="application/json", headers=headers)


def read_item_locale(request: Request) -> Locale:
    """Give the locale asked for, where nothing else may be asked. Raises ApiError."""
    parameters = read_parameters(request, ("locale",))
    locale = read_locale(parameters)
    parameters.raise_faults()
    return locale


def answer_item(request: Request, session: Session, href: str, locale: Locale, item: object) -> Response:
    """Give one thing, which is found at `href`."""
    meta = Meta(locale=locale, data_version=get_release(session).data_version)
    return answer(request, ItemAnswer(data=item, links=ItemLinks(self=href), meta=meta), locale)


def make_not_found(key: str, known: Collection[str]) -> ApiError:
    """Give the problem of an id that nothing has, with the nearest ids that something has."""
    near = find_nearest(key.lower(), known) if is_slug(key.lower()) else []
    return ApiError(404, "not_found", hint=", ".join(near) or None)
