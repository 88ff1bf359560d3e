"""The timeline page."""

from dataclasses import dataclass

from app.views.shapes.shared import EventItem, Frame


@dataclass(frozen=True)
class YearGroup:
    """The events of one year within one era; anchor is its id on the page, unlike any other."""

    year: int
    anchor: str
    events: tuple[EventItem, ...]


@dataclass(frozen=True)
class EraBand:
    """An era with its sky and its years; years is empty when a filter leaves nothing in it."""

    id: str
    title: str
    lead: str
    sky: str
    years_text: str
    years: tuple[YearGroup, ...]


@dataclass(frozen=True)
class FilterOption:
    """One value of a filter as a link; count is what choosing it would show."""

    id: str
    name: str
    count: int
    href: str
    is_chosen: bool
    family: str = ""


@dataclass(frozen=True)
class BandYear:
    """A year of the overview band; length_percent is 0–100, relative to the fullest year."""

    year: int
    event_count: int
    length_percent: int
    href: str


@dataclass(frozen=True)
class TimelineView:
    """The timeline page; `total` counts what the filters let through."""

    frame: Frame
    eras: tuple[EraBand, ...]
    total: int
    query: str
    themes: tuple[FilterOption, ...]
    places: tuple[FilterOption, ...]
    era_options: tuple[FilterOption, ...]
    chosen: tuple[FilterOption, ...]
    kept: tuple[tuple[str, str], ...]
    clear_href: str
    band: tuple[BandYear, ...]
