"""Answers as bytes: the members that were asked for, and the links of the page in a header (RFC 8288)."""

from collections.abc import Iterable
from typing import Any

from fastapi import Response

from app.api.schemas import EventDetailSchema, EventListAnswer, ItemAnswer
from app.core.locales import Locale


def _answer(body: str, locale: str, links: Iterable[str]) -> Response:
    headers = {"Content-Language": locale, "Link": ", ".join(links)}
    return Response(body, media_type="application/json", headers=headers)


def write_list(answer: EventListAnswer, members: Iterable[str]) -> Response:
    """Give a page of events, each with these members, and the counts if there are any."""
    parts: dict[str, Any] = {"data": {"__all__": set(members)}, "links": True, "meta": True}
    if answer.facets:
        parts["facets"] = True
    links = {"first": answer.links.first, "prev": answer.links.prev, "next": answer.links.next}
    told = [f'<{href}>; rel="{rel}"' for rel, href in links.items() if href]
    return _answer(answer.model_dump_json(include=parts), answer.meta.locale, told)


def write_event(
    answer: ItemAnswer[EventDetailSchema], members: Iterable[str], page: str, locale: Locale
) -> Response:
    """Give one event with these members; `page` is where people read of it."""
    parts: dict[str, Any] = {"data": set(members), "links": True, "meta": True}
    link = f'<{page}>; rel="alternate"; type="text/html"; hreflang="{locale}"'
    return _answer(answer.model_dump_json(include=parts), locale, [link])
