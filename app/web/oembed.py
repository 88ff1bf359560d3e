"""/oembed: how another site shows a page of ours in a frame."""

import re
from typing import Final
from urllib.parse import SplitResult, urlsplit

from fastapi import APIRouter, Request
from sqlmodel import Session
from starlette.responses import JSONResponse, Response

from app.core.errors import NotFound
from app.core.framing import may_be_framed
from app.core.locales import Locale
from app.deps import BaseDep, SessionDep, get_locale
from app.export.oembed import Framed, describe_embed, write_oembed
from app.i18n.messages import translate
from app.queries.detail import get_event
from app.queries.events import find_collection_events
from app.queries.named import get_text
from app.views.links import link_card, link_event, link_thirty
from app.views.thirty import choose_row
from app.views.timeline import TITLE
from app.web.params import BadParameter, read_beside, read_state
from app.web.security import Refusal

router = APIRouter(include_in_schema=False)

# WordPress says with `dnt` that its readers don't want to be followed; nobody is followed here anyway.
_KNOWN: Final = {"url", "format", "maxwidth", "maxheight", "dnt"}
_PIXELS: Final = re.compile(r"[1-9][0-9]{0,4}")


def _read(request: Request) -> dict[str, str]:
    """Give the parameters. Raises BadParameter for unknown, repeated and empty ones."""
    pairs = request.query_params.multi_items()
    found = dict(pairs)
    for name, value in pairs:
        if name not in _KNOWN or not value or len(request.query_params.getlist(name)) > 1:
            raise BadParameter(name)
    return found


def _read_pixels(asked: dict[str, str], name: str) -> int | None:
    text = asked.get(name)
    if text is not None and not _PIXELS.fullmatch(text):
        raise BadParameter(name)
    return int(text) if text else None


def _split_ours(url: str, base: str) -> SplitResult:
    """Give the parts of an address of ours, whole or root-relative. Raises NotFound for any other."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise NotFound("page", url) from error
    is_whole = parts.scheme in {"http", "https"} and parts.netloc.lower() == urlsplit(base).netloc
    if not (is_whole or not (parts.scheme or parts.netloc)) or not may_be_framed(parts.path):
        raise NotFound("page", url)
    return parts


def _find_page(parts: SplitResult, locale: Locale, session: Session) -> Framed:
    """Give the page with what its address asks for, in our own spelling."""
    inner = Request({"type": "http", "headers": [], "query_string": parts.query.encode()})
    _, _, kind, *rest = parts.path.split("/")
    if rest:
        detail = get_event(session, rest[0], locale)
        href = link_event(locale, rest[0], read_beside(inner, locale))
        return Framed(href, detail.row.text.title, link_card(detail.card) if detail.card else None)
    if kind == "events":
        return Framed(read_state(inner, session).link(locale), translate(locale, TITLE))
    chosen = inner.query_params.get("event")
    if chosen:
        row = choose_row(find_collection_events(session, "thirty", locale), chosen)
        return Framed(link_thirty(locale, chosen), row.text.title)
    return Framed(link_thirty(locale), get_text(session, "collection", "thirty", locale).title)


@router.get("/oembed", name="oembed")
def oembed(request: Request, session: SessionDep, base: BaseDep) -> Response:
    """Tell how to show the page at `url`, as JSON or XML."""
    asked = _read(request)
    url, form = asked.get("url"), asked.get("format", "json")
    limits = _read_pixels(asked, "maxwidth"), _read_pixels(asked, "maxheight")
    if url is None:
        raise BadParameter("url")
    if form not in {"json", "xml"}:
        raise Refusal(501, "unknown_format")
    parts = _split_ours(url, base)
    locale = get_locale(parts.path.split("/")[1])
    try:
        page = _find_page(parts, locale, session)
    except BadParameter as error:
        raise NotFound("page", url) from error
    described = describe_embed(page, base, *limits)
    headers = {"Content-Language": locale}
    if form == "xml":
        return Response(write_oembed(described), media_type="text/xml", headers=headers)
    return JSONResponse(described, headers=headers)
