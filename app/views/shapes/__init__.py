"""What a template may see: frozen dataclasses, every word already in the reader's locale.

Hrefs are root-relative. Texts typed as Markup come from our own Markdown and are safe to print.
"""

from app.views.shapes.event import EventView, FigureView, PersonView, PictureView, ThreadView
from app.views.shapes.rooms import (
    ClaimView,
    FiguresView,
    PointView,
    PriorityView,
    RoomLink,
    RoomsView,
    RoomView,
    SeriesView,
    SourceLine,
    SourcesView,
    SourceView,
    StrategyView,
    SupportedEvent,
)
from app.views.shapes.shared import (
    CitationView,
    DateView,
    ErrorView,
    EventItem,
    Frame,
    LocaleLink,
    Neighbour,
    PlaceView,
    TextPage,
    ThemeView,
)
from app.views.shapes.sun import KioskEvent, KioskView, Ray, ThirtyView
from app.views.shapes.timeline import BandYear, EraBand, FilterOption, TimelineView, YearGroup

__all__ = [
    "BandYear",
    "CitationView",
    "ClaimView",
    "DateView",
    "EraBand",
    "ErrorView",
    "EventItem",
    "EventView",
    "FigureView",
    "FiguresView",
    "FilterOption",
    "Frame",
    "KioskEvent",
    "KioskView",
    "LocaleLink",
    "Neighbour",
    "PersonView",
    "PictureView",
    "PlaceView",
    "PointView",
    "PriorityView",
    "Ray",
    "RoomLink",
    "RoomView",
    "RoomsView",
    "SeriesView",
    "SourceLine",
    "SourceView",
    "SourcesView",
    "StrategyView",
    "SupportedEvent",
    "TextPage",
    "ThemeView",
    "ThirtyView",
    "ThreadView",
    "TimelineView",
    "YearGroup",
]
