"""How many events each theme, era, place, decade and year holds, for any filters."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sqlmodel import Session

from app.core.locales import Locale
from app.i18n.dates import format_years
from app.queries import named
from app.queries.filters import EventFilters

FACETS: Final = ("theme", "era", "place", "decade", "year")


@dataclass(frozen=True)
class Facet:
    """A value of a filter, its name in the locale, and the number of events that pass with it."""

    id: str
    name: str
    count: int


def _name_facets(session: Session, facet: str, locale: Locale) -> dict[str, str]:
    """Give the names of a vocabulary in the curators' order."""
    if facet == "era":
        texts = named.find_texts(session, "era", locale)
        return {era.id: texts[era.id].title for era in named.find_eras(session)}
    terms = named.find_themes(session) if facet == "theme" else named.find_places(session)
    return {term.id: term.name(locale) for term in terms}


def _count_facet(session: Session, facet: str, filters: EventFilters) -> Mapping[str, int]:
    """Count by the values of a facet; its own filter is left out."""
    match facet:
        case "theme":
            return named.count_by_theme(session, replace(filters, themes=()))
        case "era":
            return named.count_by_era(session, replace(filters, eras=()))
        case _:
            return named.count_by_place(session, replace(filters, places=()))


def _find_times(session: Session, facet: str, filters: EventFilters) -> list[Facet]:
    """Count by year or decade of the first day, whatever span was asked for."""
    length = 1 if facet == "year" else 10
    counts: Counter[int] = Counter()
    for year, count in named.count_by_year(session, replace(filters, first=None, last=None)).items():
        counts[year - year % length] += count
    return [Facet(str(year), format_years(year, year + length - 1), counts[year]) for year in sorted(counts)]


def find_facets(
    session: Session, filters: EventFilters, facets: Collection[str], locale: Locale
) -> dict[str, list[Facet]]:
    """Give the values of each facet that hold an event; each facet ignores its own filter."""
    found: dict[str, list[Facet]] = {}
    for facet in facets:
        if facet in {"decade", "year"}:
            found[facet] = _find_times(session, facet, filters)
            continue
        counts, names = _count_facet(session, facet, filters), _name_facets(session, facet, locale)
        found[facet] = [Facet(key, name, counts[key]) for key, name in names.items() if key in counts]
    return found
