"""How the museum's screens are, for its staff."""

from dataclasses import dataclass

from app.views.shapes.shared import Frame


@dataclass(frozen=True)
class ScreenDay:
    """A day of a screen: for how many hours it was heard, reports that were not green, visits; all worded."""

    iso: str
    day: str
    hours: str
    visits: str
    amber: str
    red: str


@dataclass(frozen=True)
class ScreenEvent:
    """How often an event was opened on a screen, in all and by locale, and how long it mostly stayed open."""

    title: str
    total: str
    by_locale: tuple[tuple[str, str], ...]
    dwell: str


@dataclass(frozen=True)
class ScreenView:
    """A screen: its colour with a word, why, and what it said last: pairs of name and value.

    details are for those who mend it.
    """

    id: str
    colour: str
    colour_name: str
    reasons: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    details: tuple[tuple[str, str], ...]
    days: tuple[ScreenDay, ...]
    events: tuple[ScreenEvent, ...]


@dataclass(frozen=True)
class ScreensView:
    """All screens at one moment; faults say what is wrong with the file of reports."""

    frame: Frame
    title: str
    moment: str
    counts: tuple[tuple[str, str, int], ...]
    faults: tuple[str, ...]
    screens: tuple[ScreenView, ...]
