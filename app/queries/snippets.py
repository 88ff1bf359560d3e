"""Where the words of a search stand in a text, and the text of an event in which they stand first."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlmodel import Session

from app.core.locales import Locale
from app.i18n.dates import format_edtf
from app.models import Person
from app.queries.events import EventRow
from app.queries.statements import ask, mark_values
from app.queries.words import Search, Term

Range = tuple[int, int]
# Between texts, and between the names of people or of places; no text holds either.
_GROUP: Final = "\x1e"
_PART: Final = "\x1f"
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


class Choice(NamedTuple):
    """A named text, as it is and folded, that holds so many terms of a search."""

    member: str
    text: str
    plain: str
    terms: int


def _plain(text: str) -> str:
    """Give a text folded letter by letter; the seed's checks leave no hidden signs and no mixed scripts."""
    return text.replace("İ", "I").lower().replace("ё", "е")


def _find_beginning(words: Collection[str]) -> str:
    """Give the letters that all words begin with."""
    first, last = min(words), max(words)
    return next((first[:i] for i, letter in enumerate(first) if last[i : i + 1] != letter), first)


def _compile(term: Term) -> re.Pattern[str]:
    beginning = _find_beginning([a.words.partition(" ")[0] for a in term])
    if beginning:
        # What all begin with is found many times faster than what may begin in several ways.
        length = len(beginning)
        rest = (
            _BETWEEN.join(map(re.escape, a.words[length:].split(" "))) + (_LETTER + "*") * a.is_beginning
            for a in term
        )
        return re.compile(f"{beginning}(?<!{_LETTER}{beginning})(?:{'|'.join(rest)})(?!{_LETTER})")
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
        return self._find_in_plain(_plain(text))

    def _find_in_plain(self, plain: str) -> tuple[Range, ...]:
        found: list[Range] = []
        for start, end in sorted([match.span() for p in self._patterns for match in p.finditer(plain)]):
            if found and start < found[-1][1]:
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            else:
                found.append((start, end))
        return tuple(found)

    def choose(self, texts: Iterable[tuple[str, str]], best: Choice | None = None) -> Choice | None:
        """Give the named text that holds most of the terms, the first of those that hold as many.

        best is what other texts before these gave.
        """
        most, patterns = best.terms if best else 0, self._patterns
        for name, text in texts:
            plain = _plain(text)
            count = len([True for pattern in patterns if pattern.search(plain)])
            if count > most:
                most, best = count, Choice(name, text, plain, count)
            if most == len(patterns):
                break
        return best

    def is_enough(self, choice: Choice | None) -> bool:
        """Say whether a text holds all terms, so that no other can hold more."""
        return choice is not None and choice.terms == len(self._patterns)

    def cut(self, choice: Choice) -> tuple[str, tuple[Range, ...]]:
        """Give the part of a text around the terms, and where they stand in it; all where none does."""
        return _cut(choice.text, self._find_in_plain(choice.plain) or ((0, len(choice.text)),))


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


def join_headings(row: EventRow, people: Sequence[Person], locale: Locale) -> str:
    """Give the short texts of an event, weightiest first, as one text that `_split_headings` takes apart."""
    names = ([thing.name(locale) for thing in things] for things in (people, row.places))
    texts = (row.text.title, format_edtf(row.event.date, locale), row.text.summary)
    return _GROUP.join([*texts, *map(_PART.join, names)])


def _walk_headings(text: str) -> Iterator[tuple[str, str]]:
    """Give the texts with the API's name for each."""
    title, date, summary, people, places = text.split(_GROUP)
    yield "title", title
    yield "date_text", date
    yield "summary", summary
    yield from (("people", name) for name in people.split(_PART))
    yield from (("place", name) for name in places.split(_PART))


def _find_headings(session: Session, numbers: Sequence[int], locale: Locale) -> dict[int, str]:
    marks = mark_values(numbers)
    rows = ask(
        session,
        f"SELECT event_number, {locale} FROM heading WHERE event_number IN {marks}",  # noqa: S608 (ours)
        numbers,
    )
    return {row[0]: row[1] for row in rows}


def _find_stories(
    session: Session, numbers: Sequence[int], locale: Locale
) -> dict[int, list[tuple[str, str]]]:
    """Give the long texts of events in one locale with the API's name for each."""
    marks = mark_values(numbers)
    rows = ask(
        session,
        "SELECT event_number, body_text, disputes FROM eventtext"  # noqa: S608 (ours)
        f" WHERE locale = ? AND event_number IN {marks}",
        (locale, *numbers),
    )
    return {
        number: [("body_text", body), *(("disputes", dispute["text"]) for dispute in json.loads(disputes))]
        for number, body, disputes in rows
    }


def _find_in(session: Session, finder: Finder, numbers: Sequence[int], locale: Locale) -> dict[int, Match]:
    """Give where events match whose texts in a locale answer the search; long texts are read if need be."""
    headings = _find_headings(session, numbers, locale)
    chosen = {number: finder.choose(_walk_headings(text)) for number, text in headings.items()}
    rest = [number for number, choice in chosen.items() if not finder.is_enough(choice)]
    for number, texts in _find_stories(session, rest, locale).items() if rest else ():
        chosen[number] = finder.choose(texts, chosen[number])
    found: dict[int, Match] = {}
    for number, choice in chosen.items():
        date = headings[number].split(_GROUP)[1] if choice is None else ""
        told = choice or Choice("date_text", date, "", 0)
        found[number] = Match(told.member, locale, *finder.cut(told))
    return found


def find_matches(session: Session, search: Search, languages: Mapping[int, Locale]) -> dict[int, Match]:
    """Give where each event matched, by number; `languages` tells in which language, by number.

    It takes two queries a language however many events there are. A day such as 16.12.1991 stands in no
    text: the whole date of the event answers it.
    """
    found: dict[int, Match] = {}
    for language in set(languages.values()):
        own = [number for number, other in languages.items() if other == language]
        found |= _find_in(session, Finder(search.wanted[language]), own, language)
    return found
