"""The tables. The database is built from the seed and only read afterwards: no migrations."""

from app.models.event import (
    Citation,
    Event,
    EventPerson,
    EventPlace,
    EventText,
    EventTheme,
)
from app.models.named import (
    Collection,
    CollectionEvent,
    Era,
    Page,
    Person,
    Place,
    Release,
    Series,
    SeriesPoint,
    Source,
    Text,
    Theme,
)
from app.models.types import FORM_VERSION, Dispute, Fact, Figure

__all__ = [
    "FORM_VERSION",
    "Citation",
    "Collection",
    "CollectionEvent",
    "Dispute",
    "Era",
    "Event",
    "EventPerson",
    "EventPlace",
    "EventText",
    "EventTheme",
    "Fact",
    "Figure",
    "Page",
    "Person",
    "Place",
    "Release",
    "Series",
    "SeriesPoint",
    "Source",
    "Text",
    "Theme",
]
