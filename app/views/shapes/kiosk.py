"""The museum screen: what stands on its axis and what its panel opens. Parts name each other by address.

An address is what stands between /kiosk/{locale}/ and .html, such as events/1991-12-16-independence-law.
"""

from dataclasses import dataclass

from markupsafe import Markup

from app.views.shapes.event import FigureView, PictureView
from app.views.shapes.places import CityPlan, MapMark, Outline, PlaceLine
from app.views.shapes.rooms import PointView
from app.views.shapes.shared import EventItem
from app.views.shapes.sun import Ray


@dataclass(frozen=True)
class KioskRing:
    """The sun of the screen's collection; `first` is the address that it turns to."""

    title: str
    rays: tuple[Ray, ...]
    first: str


@dataclass(frozen=True)
class KioskEvent:
    """An event with its whole story, without links. Threads are (address, date, title).

    qr is the code of `address`, its page in the world; both are empty where the world can't find us.
    """

    item: EventItem
    story: Markup
    why: Markup | None
    disputes: tuple[Markup, ...]
    figures: tuple[FigureView, ...]
    pictures: tuple[PictureView, ...]
    vignette: Markup | None
    places: tuple[str, ...]
    people: tuple[str, ...]
    threads: tuple[tuple[str, str, str], ...]
    sources: tuple[str, ...]
    qr: Markup | None
    address: str


@dataclass(frozen=True)
class KioskChoice:
    """A room, or a thing in one, to go into: its address, what it is called and a line about it."""

    address: str
    title: str
    lead: str
    note: str = ""
    sparkline: Markup | None = None


@dataclass(frozen=True)
class KioskHome:
    """The rooms to choose from."""

    title: str
    rooms: tuple[KioskChoice, ...]


@dataclass(frozen=True)
class KioskEra:
    """An era on the axis with its events."""

    id: str
    title: str
    years: str
    sky: str
    events: tuple[EventItem, ...]


@dataclass(frozen=True)
class KioskTimeline:
    """The axis of all events."""

    title: str
    eras: tuple[KioskEra, ...]
    first: str


@dataclass(frozen=True)
class KioskMap:
    """The country; its places as lists: of each city, elsewhere on the map, beyond it."""

    title: str
    height: int
    outline: Outline
    marks: tuple[MapMark, ...]
    plans: tuple[CityPlan, ...]
    elsewhere: tuple[PlaceLine, ...]
    beyond: tuple[PlaceLine, ...]
    first: str


@dataclass(frozen=True)
class KioskList:
    """Things to choose from on the axis."""

    title: str
    choices: tuple[KioskChoice, ...]
    first: str


@dataclass(frozen=True)
class KioskRoom:
    """A place, a hall, a collection or a priority in the panel: its words, its events, what it leads to."""

    title: str
    lead: str
    body: Markup | None
    events: tuple[EventItem, ...]
    choices: tuple[KioskChoice, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class KioskSeries:
    """A figure over time: its words, its chart, its values and their sources."""

    title: str
    lead: str
    unit_name: str
    drawing: Markup
    key: str
    twin: str
    break_name: str
    points: tuple[PointView, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class KioskSearch:
    """The keys of a search: rows of letters of each language, the page's own first."""

    title: str
    keyboards: tuple[tuple[str, str, tuple[tuple[str, ...], ...]], ...]
