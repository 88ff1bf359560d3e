"""Map and figures in step with the timeline."""

from dataclasses import dataclass

from markupsafe import Markup

from app.views.shapes.places import MapMark, Outline
from app.views.shapes.shared import Frame


@dataclass(frozen=True)
class SlimChart:
    """A series as a slim drawing on the axis that all share; href leads to its values."""

    href: str
    title: str
    unit_name: str
    drawing: Markup


@dataclass(frozen=True)
class OverviewView:
    """The map of the places that the filters leave, and charts between two years.

    ticks are years with their place on the axis in percent.
    """

    frame: Frame
    title: str
    lead: str
    height: int
    outline: Outline
    marks: tuple[MapMark, ...]
    charts: tuple[SlimChart, ...]
    first_year: int
    last_year: int
    ticks: tuple[tuple[int, float], ...]
    timeline_href: str
