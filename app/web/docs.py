"""The contract of the API as a page for people."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app.deps import LocaleDep
from app.i18n.negotiate import choose_locale
from app.views.docs import view_docs
from app.views.links import link_room
from app.web.render import RendererDep

router = APIRouter(include_in_schema=False)


@router.get("/docs", name="choose_docs")
def choose_docs(request: Request) -> Response:
    """Send a visitor to the page in the locale of the browser."""
    locale = choose_locale(request.headers.get("accept-language", ""))
    headers = {"Cache-Control": "private, no-store", "Vary": "Accept-Language"}
    return RedirectResponse(link_room(locale, "docs"), status_code=307, headers=headers)


@router.get("/{locale}/docs", name="docs")
def docs(request: Request, locale: LocaleDep, renderer: RendererDep) -> Response:
    """Show every operation; the viewer shows parameters, answers and examples."""
    return renderer.respond("pages/docs.html", None, view_docs(request.app.openapi(), locale), locale)
