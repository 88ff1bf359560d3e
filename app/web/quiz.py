"""The quiz: five events to put in order; the answer stands in the same address."""

import re
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.core.errors import NotFound
from app.core.quiz import choose_five
from app.deps import LocaleDep, SessionDep
from app.queries.events import find_events_by_id
from app.queries.quiz import find_quiz_events
from app.views.quiz import view_quiz
from app.views.shapes import QuizAnswer
from app.web.params import BadParameter
from app.web.render import RendererDep

router = APIRouter(include_in_schema=False, prefix="/{locale}")
_ANSWER: Final = re.compile(r"([a-e])([1-5])")
_SET: Final = re.compile(r"[0-9]{1,4}")


def read_set(request: Request, count: int) -> int:
    """Give the number of the set, 1 when none is named. Raises BadParameter for one that there isn't."""
    text = request.query_params.get("set", "1")
    if not _SET.fullmatch(text) or not 1 <= int(text) <= count:
        raise BadParameter("set")
    return int(text)


def read_places(request: Request) -> dict[str, int] | None:
    """Give the places that were chosen by letter, without wrong values; None when nothing was answered."""
    values = request.query_params.getlist("answer")
    if not values:
        return None
    found = filter(None, map(_ANSWER.fullmatch, values))
    return {match[1]: int(match[2]) for match in found}


@router.get("/quiz", name="quiz")
def quiz(request: Request, locale: LocaleDep, session: SessionDep, renderer: RendererDep) -> Response:
    """Show five events to put in order, or how well that was done."""
    events = find_quiz_events(session)
    number = read_set(request, len(events))
    five = choose_five({event.id: event.first_day for event in events}, number)
    if not five:
        raise NotFound("quiz", str(number))
    rows = sorted(find_events_by_id(session, five, locale), key=lambda row: five.index(row.event.id))
    view = view_quiz(rows, number, len(events), read_places(request), locale)
    page = "quiz_answer" if isinstance(view, QuizAnswer) else "quiz"
    return renderer.respond(f"pages/{page}.html", None, view, locale)
