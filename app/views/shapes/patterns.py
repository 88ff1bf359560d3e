"""The page of all components, each in every state."""

from dataclasses import dataclass

from markupsafe import Markup

from app.views.shapes.event import EventView, PictureView
from app.views.shapes.overview import OverviewView
from app.views.shapes.paper import BookletView
from app.views.shapes.places import PlacesView
from app.views.shapes.quiz import QuizView
from app.views.shapes.rooms import FiguresView, SeriesView
from app.views.shapes.shared import ErrorView, Frame, ThemeView
from app.views.shapes.sun import ThirtyView
from app.views.shapes.timeline import FilterOption, TimelineView, YearGroup
from app.views.shapes.tours import CapitalStep, TourView


@dataclass(frozen=True)
class Thread:
    """Events on the thread: lines and milestones of each certainty, told ones, and those of three scales.

    told: disputed, found, tied, without a place. paper: with the sources of each.
    """

    lines: YearGroup
    milestones: YearGroup
    told: YearGroup
    true_time: YearGroup
    months: YearGroup
    day: YearGroup
    paper: YearGroup


@dataclass(frozen=True)
class PatternsView:
    """Every component: views of real pages, and examples of the states that no page is in.

    sought is an empty search and filtered the same without words; marks is a map with a mark of each kind;
    step compares two cities; drawings are themes with their vignettes.
    """

    frame: Frame
    title: str
    lead: str
    thread: Thread
    timeline: TimelineView
    sought: TimelineView
    filtered: TimelineView
    chips: tuple[FilterOption, ...]
    event: EventView
    photograph: PictureView
    drawings: tuple[tuple[ThemeView, Markup | None], ...]
    places: PlacesView
    marks: PlacesView
    overview: OverviewView
    series: SeriesView
    figures: FiguresView
    step: CapitalStep
    quiz: QuizView
    tour: TourView
    thirty: ThirtyView
    booklet: BookletView
    errors: tuple[ErrorView, ...]
