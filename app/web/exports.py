"""What other programs fetch beside the pages: feed, calendar, sitemap, manifest, cards of links."""

from fastapi import APIRouter
from sqlmodel import Session
from starlette.responses import JSONResponse, PlainTextResponse, Response

from app.core.errors import NotFound
from app.core.locales import DEFAULT_LOCALE, Locale
from app.deps import LocaleDep, SessionDep
from app.export.atom import write_feed
from app.export.ics import write_calendar
from app.export.robots import describe_app, write_llms, write_robots
from app.export.sitemap import write_sitemap
from app.queries.detail import get_card
from app.queries.events import find_events, find_newest_events
from app.queries.filters import EventFilters
from app.queries.site import walk_pages
from app.views.links import link_card
from app.web.render import Renderer, RendererDep

router = APIRouter(include_in_schema=False)

FEED_ENTRIES = 40


def _answer_feed(session: Session, locale: Locale, renderer: Renderer) -> Response:
    rows = find_newest_events(session, locale, FEED_ENTRIES)
    headers = {"Content-Language": locale}
    feed = write_feed(rows, locale, renderer.public_url)
    return Response(feed, media_type="application/atom+xml", headers=headers)


def _answer_calendar(session: Session, locale: Locale, renderer: Renderer) -> Response:
    rows = find_events(session, EventFilters(), locale)
    name = f'attachment; filename="altyn-besik-{locale}.ics"'
    headers = {"Content-Language": locale, "Content-Disposition": name}
    calendar = write_calendar(rows, locale, renderer.public_url)
    return Response(calendar, media_type="text/calendar", headers=headers)


@router.get("/feed.atom", name="default_feed")
def default_feed(session: SessionDep, renderer: RendererDep) -> Response:
    """Give the feed in Kazakh."""
    return _answer_feed(session, DEFAULT_LOCALE, renderer)


@router.get("/{locale}/feed.atom", name="feed")
def feed(locale: LocaleDep, session: SessionDep, renderer: RendererDep) -> Response:
    """Give the feed in a locale."""
    return _answer_feed(session, locale, renderer)


@router.get("/events.ics", name="default_calendar")
def default_calendar(session: SessionDep, renderer: RendererDep) -> Response:
    """Give the calendar in Kazakh."""
    return _answer_calendar(session, DEFAULT_LOCALE, renderer)


@router.get("/{locale}/events.ics", name="calendar")
def calendar(locale: LocaleDep, session: SessionDep, renderer: RendererDep) -> Response:
    """Give the calendar in a locale."""
    return _answer_calendar(session, locale, renderer)


@router.get("/sitemap.xml", name="sitemap")
def sitemap(session: SessionDep, renderer: RendererDep) -> Response:
    """Give every page in every locale."""
    return Response(write_sitemap(walk_pages(session), renderer.public_url), media_type="text/xml")


@router.get("/robots.txt", name="robots")
def robots(renderer: RendererDep) -> Response:
    """Tell robots what is not for them."""
    return PlainTextResponse(write_robots(renderer.public_url))


@router.get("/llms.txt", name="llms")
def llms(renderer: RendererDep) -> Response:
    """Tell assistants what the site is and where its data is."""
    return PlainTextResponse(write_llms(renderer.public_url), headers={"Content-Language": "en"})


@router.get("/manifest.webmanifest", name="manifest")
def manifest(renderer: RendererDep) -> Response:
    """Tell a browser how the site stands on a home screen."""
    headers = {"Cache-Control": "no-cache"}
    described = describe_app(renderer.asset)
    return JSONResponse(described, headers=headers, media_type="application/manifest+json")


@router.get("/media/card/{name}", name="card")
def card(name: str, session: SessionDep) -> Response:
    """Give the picture of links to an event; its name is the hash of its bytes, so it lasts."""
    found = get_card(session, name.partition(".")[0])
    if link_card(found.digest) != f"/media/card/{name}":
        raise NotFound("picture", name)
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(found.data, media_type="image/png", headers=headers)
