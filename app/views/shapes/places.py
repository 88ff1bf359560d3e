"""Maps: their marks, the plans of cities, and the pages of places."""

from dataclasses import dataclass

from app.views.shapes.shared import EventItem, Frame


@dataclass(frozen=True)
class Outline:
    """SVG path data in tenths of the map's units; small is the country with fewer points."""

    country: str
    sea: str
    borders: str
    small: str


@dataclass(frozen=True)
class MapLabel:
    """A label at one width of the map; leader is path data from its mark, or empty."""

    step: str
    x: float
    y: float
    anchor: str
    leader: str


@dataclass(frozen=True)
class PlaceLine:
    """A place in a table; number is that of its mark on the plan, if it has one."""

    id: str
    number: int | None
    href: str
    name: str
    event_count: int
    precision_text: str
    is_approximate: bool


@dataclass(frozen=True)
class MapMark:
    """A mark that leads to the first of the places at its point; text is what its labels show.

    event_ids are those of its events, where the map is in step with a list of them.
    """

    lines: tuple[PlaceLine, ...]
    text: str
    x: float
    y: float
    radius: float
    is_major: bool
    is_lit: bool
    labels: tuple[MapLabel, ...]
    event_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class CityPlan:
    """A city and its surroundings to scale; scale_length is the bar's length in units."""

    id: str
    title: str
    height: int
    marks: tuple[MapMark, ...]
    scale_length: float
    scale_km: int
    lines: tuple[PlaceLine, ...]


@dataclass(frozen=True)
class SmallMap:
    """The country with one spot lit; href leads to the place's page and is empty there."""

    outline: str
    name: str
    href: str
    x: float
    y: float
    is_approximate: bool


@dataclass(frozen=True)
class PlacesView:
    """All places that events name: on the map, on the plans of cities, beyond the map's edge."""

    frame: Frame
    title: str
    lead: str
    height: int
    outline: Outline
    marks: tuple[MapMark, ...]
    whole: PlaceLine | None
    plans: tuple[CityPlan, ...]
    lines: tuple[PlaceLine, ...]
    beyond: tuple[PlaceLine, ...]


@dataclass(frozen=True)
class PlacePage:
    """A place with its events; the map is None beyond its edge, the plan None away from the cities."""

    frame: Frame
    title: str
    precision_text: str
    is_approximate: bool
    coordinates_text: str
    small_map: SmallMap | None
    plan: CityPlan | None
    events: tuple[EventItem, ...]
    timeline_href: str
