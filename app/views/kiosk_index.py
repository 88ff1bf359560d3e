"""What the museum screen searches: the words of every event in all languages, folded for its keys."""

from collections.abc import Iterable, Mapping, Sequence

from app.core.folding import KEYBOARD_FOLDS, fold_for_keyboard, split_words
from app.core.locales import Locale
from app.i18n.dates import format_edtf
from app.queries.events import EventRow

Entry = dict[str, object]


def _gather(texts: Iterable[str]) -> str:
    """Give the different words of some texts, a space before each, as a Russian keyboard writes them."""
    words = {fold_for_keyboard(word): None for text in texts for word in split_words(text)}
    return "".join(f" {word}" for word in words)


def _list_words(row: EventRow, locale: Locale) -> list[str]:
    """Give the words of an event in one language, the weightiest first: title and date, summary, story."""
    text = row.text
    names = [thing.name(locale) for thing in (*row.themes, *row.places)]
    disputes = [dispute["text"] for dispute in text.disputes]
    return [
        _gather([text.title, format_edtf(row.event.date, locale), row.event.date]),
        _gather([text.summary, *names]),
        _gather([text.body_text, *disputes]),
    ]


def view_index(rows: Mapping[Locale, Sequence[EventRow]]) -> Entry:
    """Give the letters that stand for others, and every event in order of time.

    An event is {id, title and date by locale, words: three texts a language}.
    """
    by_event = zip(*rows.values(), strict=True)
    events = [
        {
            "id": versions[0].event.id,
            "title": {locale: row.text.title for locale, row in zip(rows, versions, strict=True)},
            "date": {
                locale: format_edtf(row.event.date, locale)
                for locale, row in zip(rows, versions, strict=True)
            },
            "words": [_list_words(row, locale) for locale, row in zip(rows, versions, strict=True)],
        }
        for versions in by_event
    ]
    return {"folds": KEYBOARD_FOLDS, "events": events}
