"""The timeline page."""

from dataclasses import dataclass

from markupsafe import Markup

from app.views.shapes.shared import CitationView, EventItem, Frame


@dataclass(frozen=True)
class FoundText:
    """Where a search found an event, when neither its title nor its summary shows it.

    where names the text; language_name is empty in the page's own language.
    """

    where: str
    text: Markup
    locale: str
    language_name: str


@dataclass(frozen=True)
class SpineEvent:
    """An event on the thread as its level shows it.

    is_full: with its summary; is_told: with theme, place and number of sources too.
    gap: months since the event before, length: months that its date may mean or spans, each at most 24 and
    in the true-time scale only.
    vignette at the level of months, story and disputes at the level of days, citations on paper. threads: ids
    of the events that this one grew from, in order of time.
    """

    item: EventItem
    is_full: bool
    is_told: bool
    gap: int = 0
    length: int = 0
    vignette: Markup | None = None
    story: Markup | None = None
    disputes: tuple[Markup, ...] = ()
    found: FoundText | None = None
    threads: tuple[str, ...] = ()
    citations: tuple[CitationView, ...] = ()


@dataclass(frozen=True)
class MonthGroup:
    """The events of one month; name is empty where the month is unknown or the level tells none."""

    name: str
    events: tuple[SpineEvent, ...]


@dataclass(frozen=True)
class YearGroup:
    """The events of one year within one era; anchor is its id on the page, unlike any other.

    fold: years without an entry before this one. hidden_count: events that the level leaves out.
    """

    year: int
    anchor: str
    fold: int
    months: tuple[MonthGroup, ...]
    hidden_count: int
    hidden_href: str


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
class LevelLink:
    """A level of zoom; key is the sign of the keyboard that goes there from the present one."""

    id: str
    name: str
    href: str
    is_chosen: bool
    key: str


@dataclass(frozen=True)
class BandYear:
    """A year of the woven band."""

    year: int
    event_count: int
    href: str


@dataclass(frozen=True)
class Way:
    """A way on from an empty list; count is what it shows, None where that goes without saying."""

    name: str
    href: str
    count: int | None = None


@dataclass(frozen=True)
class BandStitches:
    """The stitches of one colour family: an SVG path, a unit a month along the band, 40 across it."""

    family: str
    path: str


@dataclass(frozen=True)
class BandView:
    """The woven band; milestones are places along it in percent, in the middle of their months.

    counts: a sign in base 36 for each month, `most` the largest of them. month_names: twelve, each with
    {year} where its year stands.
    """

    years: tuple[BandYear, ...]
    stitches: tuple[BandStitches, ...]
    milestones: tuple[float, ...]
    counts: str
    most: int
    month_names: tuple[str, ...]


@dataclass(frozen=True)
class TimelineView:
    """The timeline page; `total` counts what the filters let through.

    spelling: what a search that finds nothing may have meant. ways: where else to go from an empty list.
    """

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
    band: BandView
    zoom: str
    levels: tuple[LevelLink, ...]
    is_true: bool
    scale_href: str
    earlier_href: str | None
    later_href: str | None
    spelling: Way | None
    ways: tuple[Way, ...]
    print_href: str
    overview_href: str
