"""What other programs fetch beside the pages: sitemap, files for robots, manifest, cards of links."""

from typing import Final

from fastapi import APIRouter
from starlette.responses import JSONResponse, PlainTextResponse, Response

from app.core.errors import NotFound
from app.deps import SessionDep
from app.export.robots import describe_app, write_llms, write_robots
from app.export.sitemap import write_sitemap
from app.queries.detail import get_card
from app.queries.site import walk_pages
from app.views.links import link_card
from app.web.render import RendererDep

router = APIRouter(include_in_schema=False)
# Pages about what only a server answers.
ANSWERED: Final = frozenset({"developers", "docs"})


@router.get("/sitemap.xml", name="sitemap")
def sitemap(session: SessionDep, renderer: RendererDep) -> Response:
    """Give every page in every locale."""
    pages = (page for page in walk_pages(session) if not (renderer.is_static and page.kind in ANSWERED))
    return Response(write_sitemap(pages, renderer.public_url), media_type="text/xml")


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
