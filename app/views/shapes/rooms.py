"""Halls, collections, the strategy, figures and sources."""

from dataclasses import dataclass

from markupsafe import Markup

from app.views.shapes.shared import CitationView, EventItem, Frame


@dataclass(frozen=True)
class RoomLink:
    """A hall, collection or series to go into; note is a short line of its own, such as a count.

    sparkline is the small drawing of a series.
    """

    id: str
    href: str
    title: str
    lead: str
    note: str
    sparkline: Markup | None = None


@dataclass(frozen=True)
class RoomsView:
    """A list of rooms under a title."""

    frame: Frame
    title: str
    lead: str
    rooms: tuple[RoomLink, ...]
    tours: tuple[RoomLink, ...]


@dataclass(frozen=True)
class RoomView:
    """A hall or a collection: its words, its events in order, its sources, where else to go."""

    frame: Frame
    title: str
    lead: str
    body: Markup
    events: tuple[EventItem, ...]
    tour_href: str | None
    citations: tuple[CitationView, ...]
    rooms: tuple[RoomLink, ...]


@dataclass(frozen=True)
class PriorityView:
    """A priority of the strategy; notes in its body count through the whole page."""

    id: str
    number: int
    title: str
    lead: str
    body: Markup
    citations: tuple[CitationView, ...]


@dataclass(frozen=True)
class StrategyView:
    """The seven priorities of Almaty-2050."""

    frame: Frame
    title: str
    lead: str
    body: Markup
    citations: tuple[CitationView, ...]
    priorities: tuple[PriorityView, ...]


@dataclass(frozen=True)
class ChartView:
    """A chart with the words around it; each is empty where there is no break or no twin to compare with."""

    drawing: Markup
    unit_name: str
    break_name: str
    twin_title: str
    twin_href: str


@dataclass(frozen=True)
class PointView:
    """A value of a series in words; source_number counts in the page's list of sources."""

    id: str
    date_text: str
    value_text: str
    is_break: bool
    status_name: str
    note: str
    source_number: int


@dataclass(frozen=True)
class SeriesView:
    """A figure over time: its words, its points and their sources."""

    frame: Frame
    title: str
    lead: str
    unit_name: str
    status_name: str
    body: Markup
    chart: ChartView
    points: tuple[PointView, ...]
    citations: tuple[CitationView, ...]


@dataclass(frozen=True)
class ClaimView:
    """A figure that a document states, and what the checked data say of it."""

    id: str
    title: str
    lead: str
    body: Markup
    value_text: str
    unit_name: str
    date_text: str
    verdict: str
    verdict_name: str
    stated_href: str
    stated_in: str
    citations: tuple[CitationView, ...]


@dataclass(frozen=True)
class FiguresView:
    """All series, and all claims of the source documents."""

    frame: Frame
    title: str
    lead: str
    rooms: tuple[RoomLink, ...]
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True)
class SourceLine:
    """A source in the list of all; event_count is how many events cite it."""

    href: str
    citation: CitationView
    event_count: int


@dataclass(frozen=True)
class SourcesView:
    """Every source, by publisher; kinds are (name, count)."""

    frame: Frame
    title: str
    lead: str
    kinds: tuple[tuple[str, int], ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True)
class SupportedEvent:
    """An event that cites a source, and the statements that rest on it."""

    href: str
    title: str
    date_text: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class SourceView:
    """One source and what it supports."""

    frame: Frame
    title: str
    citation: CitationView
    events: tuple[SupportedEvent, ...]
