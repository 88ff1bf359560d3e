"""The quiz: rows to put in order, and the right order with what was answered."""

from collections.abc import Mapping, Sequence
from typing import Final

from app.core.locales import Locale
from app.core.quiz import SIZE, find_faults
from app.i18n.messages import mark, translate
from app.queries.events import EventRow
from app.views.items import view_item
from app.views.links import Pairs, link_room, make_frame, make_href
from app.views.shapes import QuizAnswer, QuizLine, QuizRow, QuizView

LETTERS: Final = "abcde"
_TITLE: Final = mark("Put them in order")
_LEAD: Final = mark("Five events of the timeline, without their dates. Which came first, and which last?")
_FAULT: Final = mark(
    "The answer is not whole yet: each event needs a place of its own. What you chose stands below."
)
_FAULTS: Final = {
    "missing": mark("Choose a place from 1 to 5."),
    "shared": mark("Another event has this place too."),
}


def link_quiz(locale: Locale, number: int, pairs: Pairs = ()) -> str:
    """Give the address of a set, with its answer if there is one."""
    return make_href(link_room(locale, "quiz"), [("set", str(number)), *pairs])


def view_quiz(
    rows: Sequence[EventRow], number: int, count: int, places: Mapping[str, int] | None, locale: Locale
) -> QuizView | QuizAnswer:
    """Give a set of `count`: the form, or the right order once `places` by letter are whole.

    `rows` stand in the order to show them; `places` is None before an answer.
    """
    pairs = [("answer", f"{letter}{place}") for letter, place in (places or {}).items()]
    title, lead = translate(locale, _TITLE), translate(locale, _LEAD)
    frame = make_frame(locale, "/quiz", title, lead, "quiz", [("set", str(number)), *pairs])
    next_href = link_quiz(locale, number % count + 1)
    faults = find_faults(places, list(LETTERS)) if places is not None else {}
    if places is not None and not faults:
        lines = _view_lines(rows, places, locale)
        return QuizAnswer(
            frame=frame,
            title=title,
            right_count=sum(line.is_right for line in lines),
            lines=lines,
            again_href=link_quiz(locale, number),
            next_href=next_href,
        )
    return QuizView(
        frame=frame,
        title=title,
        lead=lead,
        number=number,
        action=link_room(locale, "quiz"),
        rows=tuple(
            QuizRow(
                letter=letter,
                title=row.text.title,
                place=(places or {}).get(letter),
                fault=translate(locale, _FAULTS[faults[letter]]) if letter in faults else "",
            )
            for letter, row in zip(LETTERS, rows, strict=True)
        ),
        fault=translate(locale, _FAULT) if faults else "",
        next_href=next_href,
    )


def _view_lines(rows: Sequence[EventRow], places: Mapping[str, int], locale: Locale) -> tuple[QuizLine, ...]:
    """Give the events in order of time, each with the place that was chosen for it."""
    lettered = sorted(zip(LETTERS, rows, strict=True), key=lambda pair: pair[1].event.number)
    return tuple(
        QuizLine(item=view_item(row, locale), place=places[letter], is_right=places[letter] == place)
        for place, (letter, row) in zip(range(1, SIZE + 1), lettered, strict=True)
    )
