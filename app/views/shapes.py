"""What a template may see: frozen dataclasses, every word already in the reader's locale.

Hrefs are root-relative. Texts typed as Markup come from our own Markdown and are safe to print.
"""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class LocaleLink:
    """The same page in one locale."""

    locale: str
    name: str
    short_name: str
    href: str
    is_current: bool


@dataclass(frozen=True)
class Frame:
    """What every page needs around its content: locale, address, title, navigation state."""

    locale: str
    title: str
    description: str
    section: str
    locales: tuple[LocaleLink, ...]
    canonical_href: str


@dataclass(frozen=True)
class DateView:
    """A date in words and for machines.

    certainty is one of exact, span, month, year, about, uncertain; iso is the first day or the
    known part of it, as HTML's datetime attribute takes it.
    """

    text: str
    short_text: str
    iso: str
    year: int
    certainty: str


@dataclass(frozen=True)
class ThemeView:
    """A subject with its colour family: sovereignty, world, people, knowledge or land."""

    id: str
    name: str
    family: str
    href: str


@dataclass(frozen=True)
class PlaceView:
    """A spot: WGS 84 degrees; precision is building, site, city or area."""

    id: str
    name: str
    href: str
    lat: float
    lon: float
    precision: str


@dataclass(frozen=True)
class EventItem:
    """An event as the timeline and lists show it."""

    id: str
    href: str
    title: str
    summary: str
    date: DateView
    is_milestone: bool
    is_disputed: bool
    theme: ThemeView
    place: PlaceView | None
    source_count: int


@dataclass(frozen=True)
class Neighbour:
    """The event before or after in time."""

    href: str
    title: str
    date_text: str


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


@dataclass(frozen=True)
class CitationView:
    """A numbered source; its element id is `source-{number}`, notes in the story link there."""

    number: int
    source_id: str
    publisher: str
    title: str
    locale: str
    language_name: str
    date_text: str
    kind_name: str
    url: str | None


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
class EventView:
    """The event page; `why` is set for the thirty only, with `thirty_href` and `thirty_number`."""

    frame: Frame
    item: EventItem
    era_title: str
    era_href: str
    sky: str
    themes: tuple[ThemeView, ...]
    places: tuple[PlaceView, ...]
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
    api_href: str


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


@dataclass(frozen=True)
class TextPage:
    """A page of prose, such as about."""

    frame: Frame
    title: str
    lead: str
    body: Markup


@dataclass(frozen=True)
class ErrorView:
    """An error page: a plain sentence, what to do next, and an id when it was our fault."""

    frame: Frame
    status: int
    title: str
    text: str
    incident: str | None


@dataclass(frozen=True)
class KioskEvent:
    """An event of the kiosk in one locale, with its whole story; notes are not links there."""

    number: int
    item: EventItem
    story: Markup
    disputes: tuple[Markup, ...]
    sources_text: tuple[str, ...]


@dataclass(frozen=True)
class KioskView:
    """The kiosk's stage in one locale: the sun and all its events."""

    frame: Frame
    title: str
    rays: tuple[Ray, ...]
    events: tuple[KioskEvent, ...]
