"""What many pages share: frame, dates, themes, places, events, sources."""

from dataclasses import dataclass

from markupsafe import Markup

from app.core.framing import may_be_framed


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
    """What every page needs around its content: locale, address, title, navigation state.

    default_href is for readers of none of our locales; card_href is the picture of links to the page, if any.
    """

    locale: str
    title: str
    description: str
    section: str
    locales: tuple[LocaleLink, ...]
    canonical_href: str
    default_href: str
    card_href: str | None = None

    @property
    def is_embeddable(self) -> bool:
        """Say whether other sites may show the page in a frame."""
        return may_be_framed(self.canonical_href.partition("?")[0])


@dataclass(frozen=True)
class DateView:
    """A date in words and for machines.

    certainty is one of exact, span, open, month, year, about, uncertain; iso is the first day or the
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
    """A spot: WGS 84 degrees; precision is building, site, city or area, in words with who set the point."""

    id: str
    name: str
    href: str
    lat: float
    lon: float
    precision: str
    precision_text: str


@dataclass(frozen=True)
class EventItem:
    """An event as the timeline and lists show it; other_date is what another source says, if anything."""

    id: str
    href: str
    title: str
    summary: str
    date: DateView
    other_date: str
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
