"""Search: the events that it finds in order of relevance, and the language in which it finds them."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from sqlmodel import Session

from app.core.locales import LOCALES, Locale
from app.models import WEIGHTS
from app.queries.events import count_events
from app.queries.filters import EventFilters, find_conditions
from app.queries.statements import Fragment, ask, join_conditions, mark_values
from app.queries.words import (
    BEGINNING,
    FORM,
    KEYBOARD,
    WHOLE,
    Search,
    Term,
    express_all,
    express_term,
    is_among,
    match_any,
    match_unwanted,
)

MOST_RANKED: Final = 2_000
# More than ten words weigh together.
_SURE: Final = 1_000


class Hit(NamedTuple):
    """An event that a search finds; hits sort by relevance.

    language: place of the language, the asked one is 0. rank: how the text holds the words, 0 as they are, 1
    in other forms, 2 as beginnings, 3 by the keys of a Russian keyboard. weight is below zero, is_lesser 0
    for a milestone, number that of the event.
    """

    language: int
    rank: int
    weight: int
    is_lesser: int
    number: int


def order_languages(locale: Locale) -> list[Locale]:
    """Give the languages in the order in which a search in `locale` goes through them."""
    return [locale, *(other for other in LOCALES if other != locale)]


def _weigh(locale: Locale, terms: Sequence[Term]) -> Fragment:
    """Give the statement of the events whose texts in a locale match: number, rank, weight.

    The rank is that of the least alike word. Each word adds the weight of every column that holds it as it is
    or in another form; beginnings and keys add theirs behind that, where all else is equal.
    """
    # What holds the one word of a search holds all of them.
    rest = f" AND {express_all(terms)}" if len(terms) > 1 else ""
    by_rank = {express_all(terms, rank): rank for rank in (BEGINNING, FORM, WHOLE)}
    parts = [(rank, 0, expression) for expression, rank in by_rank.items()]
    for name, weight in WEIGHTS.items():
        for term in terms:
            sure, unsure = express_term(term, FORM), express_term(term)
            parts += [(KEYBOARD, weight * _SURE, f"{name} : {sure}{rest}")] if sure else []
            parts += [(KEYBOARD, weight, f"{name} : {unsure}{rest}")] if unsure != sure else []
    kept = [part for part in parts if part[2]]
    # Ours are the names and numbers; what a visitor typed is bound.
    selects = " UNION ALL ".join(
        f"SELECT rowid, {rank} AS rank, {weight} AS weight FROM search_{locale}"  # noqa: S608
        f" WHERE search_{locale} MATCH ?"
        for rank, weight, _ in kept
    )
    return Fragment(
        f"SELECT rowid, min(rank) AS rank, sum(weight) AS weight FROM ({selects}) GROUP BY rowid",  # noqa: S608
        tuple(expression for *_, expression in kept),
    )


def _is_common(session: Session, search: Search) -> bool:
    """Say whether the texts of one language hold the words too often to be ranked."""
    if count_events(session, EventFilters()) <= MOST_RANKED:
        return False
    for locale, terms in search.wanted.items():
        found = match_any({locale: express_all(terms)})
        few = f"SELECT count(*) FROM ({found.sql} LIMIT ?)"  # noqa: S608 (ours)
        if ask(session, few, (*found.values, MOST_RANKED + 1))[0][0] > MOST_RANKED:
            return True
    return False


def _rank(session: Session, filters: EventFilters, locale: Locale) -> list[Hit]:
    """Give all hits by relevance."""
    hits: dict[int, Hit] = {}
    # That its words match is known of what is weighed.
    others = find_conditions(replace(filters, query=""))
    passing = join_conditions([*others, *match_unwanted(filters.search)])
    for place, language in enumerate(order_languages(locale)):
        if language in filters.search.wanted:
            weighed = _weigh(language, filters.search.wanted[language])
            rows = ask(
                session,
                f"SELECT number, milestone, weighed.rank, weighed.weight FROM ({weighed.sql}) AS weighed"  # noqa: S608
                f" JOIN event ON number = weighed.rowid WHERE {passing.sql}",
                (*weighed.values, *passing.values),
            )
            for number, milestone, rank, weight in rows:
                if number not in hits:
                    hits[number] = Hit(place, rank, -weight, int(not milestone), number)
    return sorted(hits.values())


def _list_some(
    session: Session, found: Fragment, conditions: Sequence[Fragment], limit: int, backward: bool
) -> list[int]:
    """Give the numbers, in order of time, of events that a full-text statement finds and that pass."""
    passing = join_conditions(conditions)
    rows = ask(
        session,
        f"SELECT found.rowid FROM ({found.sql}) AS found CROSS JOIN event ON event.number = found.rowid"  # noqa: S608
        f" WHERE {passing.sql} ORDER BY found.rowid {'DESC' if backward else 'ASC'} LIMIT ?",
        (*found.values, *passing.values, limit),
    )
    return [number for (number,) in rows]


def _list(
    session: Session,
    filters: EventFilters,
    locale: Locale,
    edge: Hit | None,
    limit: int,
    backward: bool,
) -> list[Hit]:
    """Give the hits beyond an edge, from it on: in each language milestones first, then in order of time."""
    hits: list[Hit] = []
    languages = order_languages(locale)
    expressions = {locale: express_all(terms) for locale, terms in filters.search.wanted.items()}
    others = [*find_conditions(replace(filters, query="")), *match_unwanted(filters.search)]
    places = [place for place, language in enumerate(languages) if language in expressions]
    parts = [(place, is_lesser) for place in places for is_lesser in (0, 1)]
    for place, is_lesser in parts[:: -1 if backward else 1]:
        here = edge and (edge.language, edge.is_lesser)
        is_passed = here and ((place, is_lesser) > here if backward else (place, is_lesser) < here)
        if is_passed or len(hits) == limit:
            continue
        language = languages[place]
        before = {name: expressions[name] for name in languages[:place] if name in expressions}
        conditions = [Fragment("event.milestone = ?", (1 - is_lesser,)), *others]
        conditions += [is_among(before, "NOT IN")] if before else []
        if edge and (place, is_lesser) == here:
            conditions.append(Fragment(f"event.number {'<' if backward else '>'} ?", (edge.number,)))
        found = match_any({language: expressions[language]})
        rest = limit - len(hits) if limit >= 0 else -1
        numbers = _list_some(session, found, conditions, rest, backward)
        hits += [Hit(place, 0, 0, is_lesser, number) for number in numbers]
    return hits[::-1] if backward else hits


def find_hits(
    session: Session,
    filters: EventFilters,
    locale: Locale,
    edge: Hit | None = None,
    limit: int = -1,
    backward: bool = False,
) -> list[Hit]:
    """Give the events that pass, by relevance: those found in `locale` first, then those in other languages.

    edge is where the page begins: what lies behind it is given, or, backward, the nearest before it; limit is
    the size of a page, below 0 for all. Words that more than 2 000 events of one language hold are not
    ranked: milestones come first then, and order of time decides.
    """
    if _is_common(session, filters.search):
        return _list(session, filters, locale, edge, limit, backward)
    hits = _rank(session, filters, locale)
    if not backward:
        behind = [hit for hit in hits if edge is None or hit > edge]
        return behind[:limit] if limit >= 0 else behind
    before = [hit for hit in hits if edge is None or hit < edge]
    return before[max(0, len(before) - limit) if limit >= 0 else 0 :]


def find_languages(
    session: Session, search: Search, numbers: Collection[int], locale: Locale
) -> dict[int, Locale]:
    """Give by event number the first language, `locale` before the others, in which a search finds it."""
    found: dict[int, Locale] = {}
    for language in order_languages(locale):
        rest = [number for number in numbers if number not in found]
        if rest and language in search.wanted:
            match = Fragment(f"search_{language} MATCH ?", (express_all(search.wanted[language]),))
            rows = ask(
                session,
                f"SELECT rowid FROM search_{language} WHERE {match.sql} AND rowid IN {mark_values(rest)}",  # noqa: S608
                (*match.values, *rest),
            )
            found |= dict.fromkeys((number for (number,) in rows), language)
    return found
