"""The event page."""

from dataclasses import dataclass

from markupsafe import Markup

from app.views.shapes.places import SmallMap
from app.views.shapes.share import ShareView
from app.views.shapes.shared import (
    CitationView,
    EventItem,
    Frame,
    LocaleLink,
    Neighbour,
    PlaceView,
    ThemeView,
)


@dataclass(frozen=True)
class FigureView:
    """A counted value with its label, as text in the locale's own number format."""

    label: str
    value_text: str
    date_text: str
    source_number: int | None


@dataclass(frozen=True)
class PersonView:
    """Someone who took part."""

    id: str
    href: str
    name: str


@dataclass(frozen=True)
class ThreadView:
    """An event that led to this one or grew from it; source_number is set when this page lists the source."""

    href: str
    title: str
    date_text: str
    publisher: str
    source_number: int | None


@dataclass(frozen=True)
class PictureView:
    """A photograph: width and height in pixels."""

    href: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    licence: str


@dataclass(frozen=True)
class BesideView:
    """An event's words in a second language, with the heading of its disputes in that language too."""

    locale: str
    title: str
    summary: str
    story: Markup
    disputes_title: str
    disputes: tuple[Markup, ...]


@dataclass(frozen=True)
class EventView:
    """The event page; `why` is set for the thirty only, with `thirty_href` and `thirty_number`.

    small_map shows the first of its places that has a spot on the map.
    beside_links lead to the same page with a second language beside; `beside` is that language's text.
    """

    frame: Frame
    item: EventItem
    era_title: str
    era_href: str
    close_href: str
    sky: str
    themes: tuple[ThemeView, ...]
    places: tuple[PlaceView, ...]
    small_map: SmallMap | None
    people: tuple[PersonView, ...]
    story: Markup
    disputes: tuple[Markup, ...]
    figures: tuple[FigureView, ...]
    grew_from: tuple[ThreadView, ...]
    led_to: tuple[ThreadView, ...]
    pictures: tuple[PictureView, ...]
    vignette: Markup | None
    citations: tuple[CitationView, ...]
    why: Markup | None
    thirty_href: str | None
    thirty_number: int | None
    previous: Neighbour | None
    next: Neighbour | None
    share: ShareView
    beside_links: tuple[LocaleLink, ...]
    beside: BesideView | None
