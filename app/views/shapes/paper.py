"""The timeline on paper: a booklet, or a strip in true time."""

from dataclasses import dataclass

from markupsafe import Markup

from app.views.shapes.shared import EventItem, Frame
from app.views.shapes.timeline import EraBand


@dataclass(frozen=True)
class StripSky:
    """A part of a year that lies in one era; x and length are days of the year."""

    sky: str
    x: float
    length: float


@dataclass(frozen=True)
class StripMark:
    """An event on the axis: days of the year from x on; length is 0 for what is known to the day."""

    x: float
    length: float
    is_milestone: bool
    certainty: str


@dataclass(frozen=True)
class StripYear:
    """A year of the strip, 366 units long even without events; era_titles are those that begin in it."""

    year: int
    era_titles: tuple[str, ...]
    skies: tuple[StripSky, ...]
    marks: tuple[StripMark, ...]
    events: tuple[EventItem, ...]


@dataclass(frozen=True)
class BookletView:
    """A state of the timeline on paper: `eras` with the sources of each event, or the pages of `strip`.

    chosen are the names of its filters; the address leads back to the state. Its QR code is SVG, or None when
    the address is too long for one.
    """

    frame: Frame
    title: str
    chosen: tuple[str, ...]
    total: int
    eras: tuple[EraBand, ...]
    strip: tuple[tuple[StripYear, ...], ...]
    href: str
    address: str
    qr: Markup | None
