"""The sun of the thirty, on its page and in the kiosk."""

from dataclasses import dataclass

from markupsafe import Markup

from app.views.shapes.shared import EventItem, Frame


@dataclass(frozen=True)
class Ray:
    """A ray of the sun: an event. path is SVG path data, already turned to its place.

    label_x, label_y and year_label are set on the first ray of each year only.
    """

    number: int
    event_id: str
    href: str
    name: str
    path: str
    hit_path: str
    is_selected: bool
    year_label: str | None
    label_x: float
    label_y: float


@dataclass(frozen=True)
class ThirtyView:
    """The sun of the thirty: rays, the event that the sun points at, and the index of all."""

    frame: Frame
    title: str
    lead: str
    note: Markup
    rays: tuple[Ray, ...]
    number: int
    total: int
    selected: EventItem
    vignette: Markup | None
    previous: EventItem
    next: EventItem
    previous_href: str
    next_href: str
    items: tuple[tuple[int, str, EventItem], ...]
