"""The index with which a browser searches by itself, without a server: folded here, asked by find.js."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from app.core.folding import split_words
from app.core.locales import LOCALES, Locale
from app.core.query import name_day
from app.i18n.dates import find_certainty, format_edtf
from app.models import Event, Person
from app.queries.events import EventRow
from app.views.shapes import SearchEntry

# A sign that nobody types, so that no phrase runs from one text into the next.
_BETWEEN: Final = " ¶ "


def _fold_all(texts: Sequence[str]) -> str:
    return _BETWEEN.join(" ".join(split_words(text)) for text in texts)


def _name_days(event: Event) -> str:
    """Give the first and last day of a date that is known to the day."""
    if find_certainty(event.date) not in {"exact", "span"}:
        return ""
    days: set[dt.date] = {event.first_day, event.last_day or event.first_day}
    return " ".join(map(name_day, sorted(days)))


def view_search_entries(
    rows: Mapping[Locale, Sequence[EventRow]], people: Mapping[int, Sequence[Person]], locale: Locale
) -> tuple[SearchEntry, ...]:
    """Give every event in order of time: texts in one locale, names and titles in all three.

    `rows` are the same events in each locale, `people` those of an event by its number.
    """
    titles = {
        row.event.number: [other[at].text.title for key, other in rows.items() if key != locale]
        for at, row in enumerate(rows[locale])
    }
    entries = []
    for row in rows[locale]:
        event, text = row.event, row.text
        date = format_edtf(event.date, locale)
        named = [*row.places, *people.get(event.number, ())]
        names = [text.title, date, _name_days(event), *(one.name(key) for one in named for key in LOCALES)]
        told = [text.summary, text.body_text, *(dispute["text"] for dispute in text.disputes)]
        words = [*told, *titles[event.number]]
        entries.append(
            SearchEntry(event.id, text.title, date, text.summary, _fold_all(names), _fold_all(words))
        )
    return tuple(entries)
