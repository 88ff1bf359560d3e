"""The quiz: five events to put in order, and what became of an answer."""

from dataclasses import dataclass

from app.views.shapes.shared import EventItem, Frame


@dataclass(frozen=True)
class QuizRow:
    """An event to put in its place; letter names it in the form, place is what was chosen, if anything."""

    letter: str
    title: str
    place: int | None
    fault: str


@dataclass(frozen=True)
class QuizView:
    """Five events without their dates; fault says in a sentence what an answer lacks."""

    frame: Frame
    title: str
    lead: str
    number: int
    action: str
    rows: tuple[QuizRow, ...]
    fault: str
    next_href: str


@dataclass(frozen=True)
class QuizLine:
    """An event in its right place, and the place that was chosen for it."""

    item: EventItem
    place: int
    is_right: bool


@dataclass(frozen=True)
class QuizAnswer:
    """A whole answer: how many stand in their place, and the right order."""

    frame: Frame
    title: str
    right_count: int
    lines: tuple[QuizLine, ...]
    again_href: str
    next_href: str
