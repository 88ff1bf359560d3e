"""Search: the events that it finds in order of relevance, and the language in which it finds them."""

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from sqlalchemy import Integer, TextualSelect, bindparam, column, text, tuple_
from sqlmodel import Session, col, select

from app.core.locales import LOCALES, Locale
from app.models import WEIGHTS, Event
from app.queries.filters import EventFilters, find_conditions
from app.queries.words import (
    BEGINNING,
    FORM,
    KEYBOARD,
    WHOLE,
    Search,
    Term,
    express_all,
    express_term,
    find_numbers,
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


def _weigh(locale: Locale, terms: Sequence[Term]) -> TextualSelect:
    """Give the events whose texts in a locale match, with rank and weight.

    The rank is that of the least alike word. Each word adds the weight of every column that holds it as it is
    or in another form; beginnings and keys add theirs behind that, where all else is equal.
    """
    whole = express_all(terms)
    parts = [(rank, 0, express_all(terms, rank)) for rank in (WHOLE, FORM, BEGINNING, KEYBOARD)]
    for name, weight in WEIGHTS.items():
        for term in terms:
            sure, unsure = express_term(term, FORM), express_term(term)
            parts += [(KEYBOARD, weight * _SURE, f"{name} : {sure} AND {whole}")] if sure else []
            parts += [(KEYBOARD, weight, f"{name} : {unsure} AND {whole}")] if unsure != sure else []
    kept = [part for part in parts if part[2]]
    # Ours are the names and numbers; what a visitor typed is bound.
    selects = " UNION ALL ".join(
        f"SELECT rowid, {rank} AS rank, {weight} AS weight FROM search_{locale}"  # noqa: S608
        f" WHERE search_{locale} MATCH :match_{i}"
        for i, (rank, weight, _) in enumerate(kept)
    )
    sums = f"SELECT rowid AS number, min(rank) AS rank, sum(weight) AS weight FROM ({selects}) GROUP BY rowid"  # noqa: S608
    bound = text(sums).bindparams(**{f"match_{i}": part[2] for i, part in enumerate(kept)})
    return bound.columns(*(column(name, Integer) for name in ("number", "rank", "weight")))


def _is_common(session: Session, search: Search) -> bool:
    """Say whether the texts of one language hold the words too often to be ranked."""
    for locale, terms in search.wanted.items():
        found = find_numbers("some", {locale: express_all(terms)}).subquery()
        few = select(found.c.rowid).limit(MOST_RANKED + 1)
        if len(session.exec(few).all()) > MOST_RANKED:
            return True
    return False


def _rank(session: Session, filters: EventFilters, locale: Locale) -> list[Hit]:
    """Give all hits by relevance."""
    hits: dict[int, Hit] = {}
    conditions = find_conditions(filters)
    for place, language in enumerate(order_languages(locale)):
        if language in filters.search.wanted:
            weighed = _weigh(language, filters.search.wanted[language]).subquery()
            query = (
                select(Event.number, Event.milestone, weighed.c.rank, weighed.c.weight)
                .join(weighed, weighed.c.number == Event.number)
                .where(*conditions)
            )
            for number, milestone, rank, weight in session.exec(query):
                if number not in hits:
                    hits[number] = Hit(place, rank, -weight, int(not milestone), number)
    return sorted(hits.values())


def _list(
    session: Session,
    filters: EventFilters,
    locale: Locale,
    edge: Hit | None,
    limit: int | None,
    backward: bool,
) -> list[Hit]:
    """Give the hits beyond an edge, from it on: in each language milestones first, then in order of time."""
    hits: list[Hit] = []
    languages = order_languages(locale)
    expressions = {locale: express_all(terms) for locale, terms in filters.search.wanted.items()}
    number, is_lesser = col(Event.number), col(Event.milestone).is_(False)
    for place, language in list(enumerate(languages))[:: -1 if backward else 1]:
        is_passed = edge and (place > edge.language if backward else place < edge.language)
        if language not in expressions or is_passed:
            continue
        query = (
            select(Event.number, Event.milestone)
            .where(
                *find_conditions(filters), number.in_(find_numbers("own", {language: expressions[language]}))
            )
            .order_by(*((is_lesser.desc(), number.desc()) if backward else (is_lesser, number)))
            .limit(None if limit is None else limit - len(hits))
        )
        before = {locale: expressions[locale] for locale in languages[:place] if locale in expressions}
        if before:
            query = query.where(number.not_in(find_numbers("before", before)))
        if edge and place == edge.language:
            here, there = tuple_(is_lesser, number), (edge.is_lesser, edge.number)
            query = query.where(here < there if backward else here > there)
        hits += [Hit(place, 0, 0, int(not milestone), key) for key, milestone in session.exec(query)]
    return hits[::-1] if backward else hits


def find_hits(
    session: Session,
    filters: EventFilters,
    locale: Locale,
    edge: Hit | None = None,
    limit: int | None = None,
    backward: bool = False,
) -> list[Hit]:
    """Give the events that pass, by relevance: those found in `locale` first, then those in other languages.

    edge is where the page begins: what lies behind it is given, or, backward, the nearest before it; limit is
    the size of a page. Words that more than 2 000 events of one language hold are not ranked: milestones come
    first then, and order of time decides.
    """
    if _is_common(session, filters.search):
        return _list(session, filters, locale, edge, limit, backward)
    hits = _rank(session, filters, locale)
    if not backward:
        return [hit for hit in hits if edge is None or hit > edge][:limit]
    before = [hit for hit in hits if edge is None or hit < edge]
    return before[max(0, len(before) - limit) if limit is not None else 0 :]


def find_languages(
    session: Session, search: Search, numbers: Collection[int], locale: Locale
) -> dict[int, Locale]:
    """Give by event number the first language, `locale` before the others, in which a search finds it."""
    found: dict[int, Locale] = {}
    for language in order_languages(locale):
        rest = [number for number in numbers if number not in found]
        if rest and language in search.wanted:
            # What a visitor typed is bound.
            query = text(
                f"SELECT rowid FROM search_{language}"  # noqa: S608
                f" WHERE search_{language} MATCH :wanted AND rowid IN :rest"
            ).bindparams(
                bindparam("wanted", express_all(search.wanted[language])),
                bindparam("rest", rest, expanding=True),
            )
            found |= dict.fromkeys(session.connection().execute(query).scalars(), language)
    return found
