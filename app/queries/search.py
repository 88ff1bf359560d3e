"""Search: the events that it finds, in order of relevance."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from sqlalchemy import Integer, TextualSelect, column, text, tuple_
from sqlmodel import Session, col, select

from app.core.locales import LOCALES, Locale
from app.models import WEIGHTS, Event, EventText
from app.queries.events import EventRow, attach
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

Key = tuple[int, int, int, int, int]


class Hit(NamedTuple):
    """An event that a search finds; hits sort by relevance, and no two have the same key.

    key: place of the language (the asked one is 0), how the text holds the words (0 as they are, 1 in other
    forms, 2 as beginnings, 3 by the keys of a Russian keyboard), weight below zero, 0 for a milestone, and
    the event's number.
    """

    key: Key
    locale: Locale

    @property
    def number(self) -> int:
        """Give the event's number."""
        return self.key[-1]


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


def _rank(session: Session, filters: EventFilters, languages: Sequence[Locale]) -> list[Hit]:
    """Give all hits by relevance."""
    hits: dict[int, Hit] = {}
    conditions = find_conditions(filters)
    for place, language in enumerate(languages):
        if language in filters.search.wanted:
            weighed = _weigh(language, filters.search.wanted[language]).subquery()
            query = (
                select(Event.number, Event.milestone, weighed.c.rank, weighed.c.weight)
                .join(weighed, weighed.c.number == Event.number)
                .where(*conditions)
            )
            for number, milestone, rank, weight in session.exec(query):
                if number not in hits:
                    hits[number] = Hit((place, rank, -weight, not milestone, number), language)
    return sorted(hits.values())


def _list(
    session: Session, filters: EventFilters, languages: Sequence[Locale], after: Key | None, limit: int | None
) -> list[Hit]:
    """Give the hits behind a key, in each language milestones first, then in order of time."""
    hits: list[Hit] = []
    expressions = {locale: express_all(terms) for locale, terms in filters.search.wanted.items()}
    number, is_lesser = col(Event.number), col(Event.milestone).is_(False)
    for place, language in enumerate(languages):
        if language not in expressions or (after and place < after[0]):
            continue
        query = (
            select(Event.number, Event.milestone)
            .where(
                *find_conditions(filters), number.in_(find_numbers("own", {language: expressions[language]}))
            )
            .order_by(is_lesser, number)
            .limit(None if limit is None else limit - len(hits))
        )
        before = {locale: expressions[locale] for locale in languages[:place] if locale in expressions}
        if before:
            query = query.where(number.not_in(find_numbers("before", before)))
        if after and place == after[0]:
            query = query.where(tuple_(is_lesser, number) > after[3:])
        hits += [Hit((place, 0, 0, not milestone, key), language) for key, milestone in session.exec(query)]
    return hits


def find_hits(
    session: Session,
    filters: EventFilters,
    locale: Locale,
    after: Key | None = None,
    limit: int | None = None,
) -> list[Hit]:
    """Give the events that pass, by relevance: those found in `locale` first, then those in other languages.

    after is the key of the last hit of the page before, limit the size of a page. Words that more than 2 000
    events of one language hold are not ranked: milestones come first then, and order of time decides.
    """
    languages = [locale, *(other for other in LOCALES if other != locale)]
    if _is_common(session, filters.search):
        return _list(session, filters, languages, after, limit)
    hits = _rank(session, filters, languages)
    return [hit for hit in hits if after is None or hit.key > after][:limit]


def find_hit_events(session: Session, hits: Sequence[Hit], locale: Locale) -> list[EventRow]:
    """Give the events of hits in the order of the hits, in the words of `locale`."""
    query = (
        select(Event, EventText)
        .join(EventText)
        .where(EventText.locale == locale, col(Event.number).in_([hit.number for hit in hits]))
    )
    found = {event.number: EventRow(event, words) for event, words in session.exec(query)}
    return attach(session, [found[hit.number] for hit in hits])
