"""Pages under /{locale}/: ask, shape, render."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app.core.errors import NotFound
from app.core.slugs import is_slug
from app.deps import BaseDep, EmbedDep, LocaleDep, PartialDep, SessionDep
from app.export.jsonld import describe_event, describe_site, describe_thirty
from app.i18n.negotiate import choose_locale, choose_type
from app.queries.detail import find_vignette, get_event, get_media
from app.queries.events import find_collection_events, find_event_texts, find_sources, find_unknown_ids
from app.queries.months import MonthCount
from app.queries.moved import raise_missing
from app.queries.named import get_era, get_text
from app.queries.portions import Portion
from app.queries.timeline import find_timeline
from app.views.booklet import view_booklet
from app.views.event import view_event
from app.views.links import link_event, link_media
from app.views.prose import view_page
from app.views.spine import WINDOWS, choose_portion
from app.views.state import PRINT
from app.views.thirty import choose_row, view_thirty
from app.views.timeline import view_timeline
from app.web.params import read_beside, read_state
from app.web.render import RendererDep

router = APIRouter(include_in_schema=False)
# Where the permanent name leads programs; their locale is a matter of the address.
_DATA: Final = {
    "application/json": "/api/v1/events/{}",
    "application/ld+json": "/api/v1/events/{}.jsonld",
}


@router.get("/", name="choose")
def choose(request: Request) -> Response:
    """Send a visitor to the locale of the browser."""
    locale = choose_locale(request.headers.get("accept-language", ""))
    headers = {"Cache-Control": "private, no-store", "Vary": "Accept-Language"}
    return RedirectResponse(f"/{locale}/", status_code=307, headers=headers)


@router.get("/id/{event_id}", name="permanent")
def permanent(event_id: str, request: Request, session: SessionDep) -> Response:
    """Send the permanent name of an event on to its page, or a program to the JSON or JSON-LD it asks for."""
    if find_unknown_ids(session, [event_id]):
        raise_missing(session, event_id)
    media_type = choose_type(request.headers.get("accept", ""), ("text/html", *_DATA))
    if media_type in _DATA:
        return RedirectResponse(_DATA[media_type].format(event_id), 303, {"Vary": "Accept"})
    locale = choose_locale(request.headers.get("accept-language", ""))
    return RedirectResponse(link_event(locale, event_id), 303, {"Vary": "Accept, Accept-Language"})


@router.get("/media/{name}", name="media")
def media(name: str, session: SessionDep) -> Response:
    """Give a photograph; its name is the hash of its bytes, so it may be kept for ever."""
    found = get_media(session, name.partition(".")[0])
    if link_media(found.digest, found.media_type) != f"/media/{name}":
        raise NotFound("picture", name)
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(found.data, media_type=found.media_type, headers=headers)


@router.get("/{locale}/", name="home")
@router.get("/{locale}/events", name="events")
def events(
    request: Request,
    locale: LocaleDep,
    session: SessionDep,
    partial: PartialDep,
    embed: EmbedDep,
    base: BaseDep,
    renderer: RendererDep,
) -> Response:
    """Show the timeline, or what of it goes on paper; htmx gets the list alone."""
    state = replace(read_state(request, session), is_whole=renderer.is_static)
    if request.query_params.get(PRINT) == "":
        data = find_timeline(session, state.filters, locale)
        sources = find_sources(session, [row.event.number for row in data.rows])
        booklet = view_booklet(data, sources, state, locale, base)
        return renderer.respond("pages/booklet.html", None, booklet, locale, is_embed=embed)
    is_told = state.zoom in WINDOWS

    def choose(months: Sequence[MonthCount]) -> Portion:
        return choose_portion(state, months)

    data = find_timeline(session, state.filters, locale, choose, is_told, is_told)
    view = view_timeline(data, state, locale)
    linked = describe_site(view.frame, renderer.public_url)
    page, part = "pages/events.html", "partials/_event_list.html"
    return renderer.respond(page, part, view, locale, partial, linked=linked, is_embed=embed)


@router.get("/{locale}/events/{event_id}", name="event")
def event(
    event_id: str,
    request: Request,
    locale: LocaleDep,
    session: SessionDep,
    renderer: RendererDep,
    base: BaseDep,
    embed: EmbedDep,
) -> Response:
    """Show an event with its story and sources, in a second language beside if the address names one."""
    if not is_slug(event_id):
        raise NotFound("event", event_id)
    detail = get_event(session, event_id, locale)
    era = get_era(session, detail.row.event.era_id)
    second = read_beside(request, locale)
    beside = (second, find_event_texts(session, detail.row.event.number)[second]) if second else None
    era_title = get_text(session, "era", era.id, locale).title
    view = view_event(detail, era_title, era.sky, locale, base, beside)
    linked = describe_event(view, detail.row.event, renderer.public_url)
    return renderer.respond("pages/event.html", None, view, locale, linked=linked, is_embed=embed)


@router.get("/{locale}/thirty", name="thirty")
def thirty(
    request: Request,
    locale: LocaleDep,
    session: SessionDep,
    partial: PartialDep,
    embed: EmbedDep,
    renderer: RendererDep,
) -> Response:
    """Show the sun of the thirty; htmx gets the sun and its event alone."""
    rows = find_collection_events(session, "thirty", locale)
    words = get_text(session, "collection", "thirty", locale)
    event_id = request.query_params.get("event")
    chosen = choose_row(rows, event_id)
    view = view_thirty(rows, words, chosen, find_vignette(session, chosen), locale, event_id)
    linked = describe_thirty(view, renderer.public_url)
    page, part = "pages/thirty.html", "partials/_thirty.html"
    return renderer.respond(page, part, view, locale, partial, linked=linked, is_embed=embed)


@router.get("/{locale}/documents", name="documents")
def documents(locale: LocaleDep, session: SessionDep, renderer: RendererDep) -> Response:
    """Show what the documents of the exhibition say, and what of it could be confirmed."""
    view = view_page(get_text(session, "page", "documents", locale), locale)
    return renderer.respond("pages/about.html", None, view, locale)


@router.get("/{locale}/about", name="about")
def about(locale: LocaleDep, session: SessionDep, renderer: RendererDep) -> Response:
    """Show how the timeline was made, what is uncertain, licences, accessibility."""
    view = view_page(get_text(session, "page", "about", locale), locale)
    return renderer.respond("pages/about.html", None, view, locale)
