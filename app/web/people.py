"""Pages of people: all of them, and one with their events."""

from fastapi import APIRouter
from starlette.responses import Response

from app.deps import LocaleDep, SessionDep
from app.queries.people import count_by_person, find_person_events, get_person
from app.views.people import view_people, view_person_page
from app.web.render import RendererDep

router = APIRouter(include_in_schema=False, prefix="/{locale}/people")


@router.get("", name="people")
def people(locale: LocaleDep, session: SessionDep, renderer: RendererDep) -> Response:
    """Show everyone by the alphabet."""
    view = view_people(count_by_person(session), locale)
    return renderer.respond("pages/people.html", None, view, locale)


@router.get("/{person_id}", name="person")
def person(person_id: str, locale: LocaleDep, session: SessionDep, renderer: RendererDep) -> Response:
    """Show someone's events."""
    found = get_person(session, person_id)
    view = view_person_page(found, find_person_events(session, person_id, locale), locale)
    return renderer.respond("pages/person.html", None, view, locale)
