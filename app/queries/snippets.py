"""Where the words of a search stand in a text, and the text of an event in which they stand first."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from app.core.locales import Locale
from app.i18n.dates import format_edtf
from app.models import Event, EventPerson, EventPlace, EventText, Person, Place
from app.queries.search import find_languages
from app.queries.words import Search, Term

Range = tuple[int, int]
_LETTER: Final = "[^\\W_]"
# Between the words of a phrase; the English genitive is no word of its own.
_BETWEEN: Final = "(?:['’ʼ]s)?[\\W_]+"
_LONGEST: Final = 200
_BEFORE: Final = 60


@dataclass(frozen=True)
class Match:
    """The text of an event that answers a search; ranges are counted in code points, their ends left out.

    member: title, date_text, summary, people, place, body_text or disputes, as the API names them.
    """

    member: str
    locale: Locale
    text: str
    ranges: tuple[Range, ...]


def _plain(text: str) -> str:
    """Give a text folded letter by letter; the seed's checks leave no hidden signs and no mixed scripts."""
    return text.replace("İ", "I").lower().replace("ё", "е")


def _compile(term: Term) -> re.Pattern[str]:
    words = (_BETWEEN.join(map(re.escape, a.words.split())) + (_LETTER + "*") * a.is_beginning for a in term)
    # Most letters begin no word that is looked for: to ask for the first one alone halves the time.
    first = re.escape("".join({a.words[0] for a in term}))
    return re.compile(f"(?=[{first}])(?<!{_LETTER})(?:{'|'.join(words)})(?!{_LETTER})")


class Finder:
    """Finds the terms of a search in texts of one language."""

    def __init__(self, terms: Sequence[Term]) -> None:
        """Make the patterns of the terms once for many texts; without terms nothing is found."""
        self._patterns = [_compile(term) for term in terms]

    def find_ranges(self, text: str) -> tuple[Range, ...]:
        """Give where any of the terms stands in a text, in order; none lies within another."""
        plain, found = _plain(text), list[Range]()
        for start, end in sorted(match.span() for p in self._patterns for match in p.finditer(plain)):
            if found and start < found[-1][1]:
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            else:
                found.append((start, end))
        return tuple(found)

    def choose(self, texts: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
        """Give the named text that holds most of the terms, the first of those that hold as many."""
        best, most = None, 0
        for name, text in texts:
            plain = _plain(text)
            count = sum(pattern.search(plain) is not None for pattern in self._patterns)
            if count > most:
                best, most = (name, text), count
            if most == len(self._patterns):
                break
        return best


def _cut(text: str, ranges: Sequence[Range]) -> tuple[str, tuple[Range, ...]]:
    """Give at most about 200 characters around the first range, cut between words, as one line."""
    line = text.replace("\n", " ")
    begin, end = 0, len(line)
    if end > _LONGEST:
        first = ranges[0]
        begin = max(0, line.rfind(" ", 0, max(0, first[0] - _BEFORE)) + 1)
        end = max(first[1], line.rfind(" ", 0, begin + _LONGEST)) if begin + _LONGEST < end else end
    lead, rest = "…" if begin else "", "…" if end < len(line) else ""
    by = len(lead) - begin
    return f"{lead}{line[begin:end]}{rest}", tuple(
        (a + by, b + by) for a, b in ranges if begin <= a < b <= end
    )


def _find_names(session: Session, numbers: Sequence[int]) -> dict[int, list[tuple[str, Person | Place]]]:
    """Give people and places of events with the API's name for them, by event number."""
    found: dict[int, list[tuple[str, Person | Place]]] = {number: [] for number in numbers}
    people = (
        select(EventPerson.event_number, Person)
        .join(Person)
        .where(col(EventPerson.event_number).in_(numbers))
        .order_by(col(EventPerson.event_number), col(EventPerson.position))
    )
    for number, person in session.exec(people):
        found[number].append(("people", person))
    places = (
        select(EventPlace.event_number, Place)
        .join(Place)
        .where(col(EventPlace.event_number).in_(numbers))
        .order_by(col(EventPlace.event_number), col(EventPlace.position))
    )
    for number, place in session.exec(places):
        found[number].append(("place", place))
    return found


def _find_texts(session: Session, numbers: Sequence[int], locale: Locale) -> dict[int, list[tuple[str, str]]]:
    """Give the texts of events in one locale with the API's name for each, weightiest first."""
    names = _find_names(session, numbers)
    query = (
        columns(col(Event.number), col(Event.date), col(EventText.title), col(EventText.summary))
        .add_columns(col(EventText.body_text), col(EventText.disputes))
        .join(EventText)
        .where(col(EventText.locale) == locale, col(Event.number).in_(numbers))
    )
    return {
        number: [
            ("title", title),
            ("date_text", format_edtf(date, locale)),
            ("summary", summary),
            *((member, thing.name(locale)) for member, thing in names[number]),
            ("body_text", body),
            *(("disputes", dispute["text"]) for dispute in disputes),
        ]
        for number, date, title, summary, body, disputes in session.connection().execute(query)
    }


def find_matches(
    session: Session, search: Search, numbers: Collection[int], locale: Locale
) -> dict[int, Match]:
    """Give where each event matched, by number: in `locale`, or in the first other language that answers.

    It takes four queries a language however many events there are. A day such as 16.12.1991 stands in no
    text: the whole date of the event answers it.
    """
    found: dict[int, Match] = {}
    languages = find_languages(session, search, numbers, locale)
    for language in set(languages.values()):
        finder = Finder(search.wanted[language])
        own = [number for number, other in languages.items() if other == language]
        for number, texts in _find_texts(session, own, language).items():
            member, text = finder.choose(texts) or ("date_text", dict(texts)["date_text"])
            ranges = finder.find_ranges(text) or ((0, len(text)),)
            found[number] = Match(member, language, *_cut(text, ranges))
    return found
