"""What pages see that only a site of plain files has: doors to the languages, search, data, days."""

from dataclasses import dataclass

from app.views.shapes.days import DayLink
from app.views.shapes.share import FileLink
from app.views.shapes.shared import EventItem, Frame


@dataclass(frozen=True)
class Door:
    """The way into one language: its name, where it leads, and what is there, in that language."""

    locale: str
    name: str
    title: str
    href: str


@dataclass(frozen=True)
class DoorsView:
    """A page at an address without a language; `is_lost` where nothing is."""

    doors: tuple[Door, ...]
    is_lost: bool = False


@dataclass(frozen=True)
class FinderView:
    """The page of search: every event, of which a script leaves what it finds by the index at index_href."""

    frame: Frame
    title: str
    lead: str
    events: tuple[EventItem, ...]
    index_href: str


@dataclass(frozen=True)
class SearchEntry:
    """An event as a search finds it: names are its folded title, dates, places and people, words the rest."""

    id: str
    title: str
    date: str
    summary: str
    names: str
    words: str


@dataclass(frozen=True)
class FilesView:
    """The page of all data as files."""

    frame: Frame
    title: str
    lead: str
    files: tuple[FileLink, ...]


@dataclass(frozen=True)
class DaysView:
    """The page of all days of the year that have events, by month."""

    frame: Frame
    title: str
    lead: str
    months: tuple[tuple[str, tuple[DayLink, ...]], ...]
