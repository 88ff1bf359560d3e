"""What a search found, marked in its texts; and where else to go when it found nothing."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from markupsafe import Markup, escape

from app.core.locales import Locale
from app.i18n.dates import format_language
from app.i18n.messages import mark, translate
from app.queries.snippets import Finder, Match
from app.queries.ways import Ways
from app.views.links import link_room, link_timeline
from app.views.shapes import EventItem, FoundText, Way
from app.views.state import TimelineState

_WHERE: Final = {
    "title": mark("In the title"),
    "date_text": mark("In the date"),
    "summary": mark("In the summary"),
    "people": mark("Among the people"),
    "place": mark("Among the places"),
    "body_text": mark("In the story"),
    "disputes": mark("In what sources disagree on"),
}
_MARKED: Final = Markup("{}<mark>{}</mark>")


def mark_ranges(text: str, ranges: Sequence[tuple[int, int]]) -> Markup:
    """Give a text as HTML with its ranges marked; everything in it is escaped."""
    html, at = Markup(), 0
    for start, end in ranges:
        html += _MARKED.format(text[at:start], text[start:end])
        at = end
    return html + escape(text[at:])


def mark_item(item: EventItem, finder: Finder) -> EventItem:
    """Give an event with the words of the search marked in its title and summary."""
    title, summary = (
        mark_ranges(text, finder.find_ranges(text)) for text in (str(item.title), str(item.summary))
    )
    return replace(item, title=title, summary=summary)


def view_found(match: Match | None, locale: Locale) -> FoundText | None:
    """Give where a search found an event; None when what the page shows of it says so."""
    if match is None or (match.locale == locale and match.member in {"title", "date_text", "summary"}):
        return None
    return FoundText(
        where=translate(locale, _WHERE[match.member]),
        text=mark_ranges(match.text, match.ranges),
        locale=match.locale,
        language_name=format_language(match.locale, locale) if match.locale != locale else "",
    )


def view_spelling(ways: Ways | None, locale: Locale) -> Way | None:
    """Give what the search may have meant."""
    if ways is None or ways.spelling is None:
        return None
    return Way(ways.spelling, link_timeline(locale, [("q", ways.spelling)]))


def view_ways(ways: Ways | None, state: TimelineState, locale: Locale) -> tuple[Way, ...]:
    """Give the ways on from an empty list; the last two are always there."""
    found = []
    if ways:
        if ways.without_filters:
            name = translate(locale, mark("Search without filters"))
            found.append(Way(name, link_timeline(locale, [("q", state.filters.query)]), ways.without_filters))
        theme, theme_count = ways.theme
        found.append(Way(theme.name(locale), link_timeline(locale, [("theme", theme.id)]), theme_count))
        year, year_count = ways.year
        href = link_timeline(locale, [("from", str(year)), ("zoom", "year")])
        found.append(Way(str(year), f"{href}#y{year}", year_count))
    everything = Way(translate(locale, mark("Show everything")), link_timeline(locale))
    return (*found, everything, Way(translate(locale, mark("30 events")), link_room(locale, "thirty")))
