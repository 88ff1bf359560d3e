"""All that the timeline page asks for, in one go."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from app.core.locales import Locale
from app.models import Era, Place, Text, Theme, Thread
from app.queries import named
from app.queries.detail import find_vignettes
from app.queries.events import EventRow
from app.queries.filters import EventFilters
from app.queries.months import MonthCount, count_months
from app.queries.portions import Portion, find_portion
from app.queries.search import find_languages
from app.queries.snippets import Finder, Match, find_matches
from app.queries.ways import Ways, find_ways


@dataclass(frozen=True)
class TimelineData:
    """A portion of the events that pass, and for each filter's values the counts that they would give.

    months count all that pass; earlier and later are the days on which the pages around this one begin. A
    filter's own counts leave that filter out, since several of its values mean any of them. threads: the
    ids of the events that one grew from, in order of time, as far as they are in the portion.
    finder finds the words of a search in texts of the locale; matches says by event number which other text,
    in any language, answers it when title and summary don't; ways are there when a search finds nothing.
    """

    rows: list[EventRow]
    earlier: dt.date | None
    later: dt.date | None
    months: tuple[MonthCount, ...]
    eras: list[Era]
    era_texts: dict[str, Text]
    themes: list[Theme]
    places: list[Place]
    theme_counts: dict[str, int]
    place_counts: dict[str, int]
    era_counts: dict[str, int]
    vignettes: dict[int, str]
    threads: dict[int, list[str]]
    finder: Finder
    matches: Mapping[int, Match]
    ways: Ways | None

    @property
    def total(self) -> int:
        """Give the number of all events that pass."""
        return sum(month.count for month in self.months)


def _find_hidden(
    session: Session, rows: list[EventRow], filters: EventFilters, finder: Finder, locale: Locale
) -> dict[int, Match]:
    """Give where a search found the events of which neither title nor summary shows it."""
    hidden = [
        row.event.number
        for row in rows
        if not finder.find_ranges(row.text.title) and not finder.find_ranges(row.text.summary)
    ]
    languages = find_languages(session, filters.search, hidden, locale)
    return find_matches(session, filters.search, languages)


def _find_threads(session: Session, rows: list[EventRow]) -> dict[int, list[str]]:
    ids = {row.event.number: row.event.id for row in rows}
    ends = dict[int, list[int]]()
    for thread in session.exec(select(Thread).where(col(Thread.event_number).in_(ids))):
        if thread.from_number in ids:
            ends.setdefault(thread.event_number, []).append(thread.from_number)
    return {number: [ids[end] for end in sorted(others)] for number, others in ends.items()}


def find_timeline(
    session: Session,
    filters: EventFilters,
    locale: Locale,
    choose: Callable[[Sequence[MonthCount]], Portion] | None = None,
    with_vignettes: bool = False,
    with_stories: bool = True,
) -> TimelineData:
    """Give the timeline's events and the counts of its filters, and drawings by event number if wanted.

    `choose` says for the counts of the months which portion is wanted; all is given without it. Without
    stories only title and summary of each event are read; the rest is read when it is asked for.
    """
    months = count_months(session, filters)
    portion = choose(months) if choose else Portion()
    rows, earlier, later = find_portion(session, filters, locale, portion, with_stories)
    finder = Finder(filters.search.wanted.get(locale, ()))
    return TimelineData(
        rows=rows,
        earlier=earlier,
        later=later,
        months=months,
        eras=list(named.find_eras(session)),
        era_texts=named.find_texts(session, "era", locale),
        themes=list(named.find_themes(session)),
        places=list(named.find_places(session)),
        theme_counts=named.count_by_theme(session, replace(filters, themes=())),
        place_counts=named.count_by_place(session, replace(filters, places=())),
        era_counts=named.count_by_era(session, replace(filters, eras=())),
        vignettes=find_vignettes(session, rows) if with_vignettes else {},
        finder=finder,
        matches=_find_hidden(session, rows, filters, finder, locale) if filters.query else {},
        ways=find_ways(session, filters, locale) if filters.query and not months else None,
        threads=_find_threads(session, rows),
    )
