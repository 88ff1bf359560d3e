"""Guided tours through a collection, and the story of the capital's move."""

from dataclasses import dataclass

from markupsafe import Markup

from app.views.shapes.places import CityPlan, Outline, SmallMap
from app.views.shapes.shared import EventItem, Frame


@dataclass(frozen=True)
class TourStop:
    """A stop in the list of all; number counts from 1."""

    number: int
    href: str
    title: str
    is_current: bool


@dataclass(frozen=True)
class TourView:
    """One stop of a tour, with its spot on the map or on a city's plan."""

    frame: Frame
    title: str
    number: int
    total: int
    item: EventItem
    vignette: Markup | None
    small_map: SmallMap | None
    plan: CityPlan | None
    stops: tuple[TourStop, ...]
    previous_href: str | None
    next_href: str | None
    collection_href: str


@dataclass(frozen=True)
class CityCount:
    """The residents of a city on one day; length is 0–100 on an axis that all steps share."""

    name: str
    value_text: str
    length: float


@dataclass(frozen=True)
class CapitalStep:
    """A step of the move: spot is the city that it lights; counts are empty where none is known."""

    item: EventItem
    vignette: Markup | None
    spot: str
    date_text: str
    counts: tuple[CityCount, ...]


@dataclass(frozen=True)
class CapitalView:
    """The capital's move from one city to the other; route is SVG path data on the map."""

    frame: Frame
    title: str
    lead: str
    outline: Outline
    height: int
    spots: tuple[tuple[str, str, float, float], ...]
    route: str
    steps: tuple[CapitalStep, ...]
    source_href: str
