"""The page for developers."""

from functools import cache
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from app.deps import BaseDep, LocaleDep, SessionDep
from app.queries.named import get_text
from app.views.developers import view_developers
from app.web.render import TEMPLATES, RendererDep

router = APIRouter(include_in_schema=False, prefix="/{locale}")
EXAMPLES: Final = TEMPLATES / "examples"


@cache
def read_examples() -> dict[str, str]:
    """Give the code of every example by its file name."""
    return {path.name: path.read_text(encoding="utf-8") for path in EXAMPLES.iterdir()}


@router.get("/developers", name="developers")
def developers(locale: LocaleDep, session: SessionDep, renderer: RendererDep, base: BaseDep) -> Response:
    """Show how programs read the timeline, with examples for this very site."""
    view = view_developers(get_text(session, "page", "developers", locale), read_examples(), locale, base)
    return renderer.respond("pages/developers.html", None, view, locale)
