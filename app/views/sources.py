"""All sources, and one source with what it supports."""

from collections.abc import Sequence
from typing import Final

from app.core.locales import Locale
from app.i18n.dates import format_edtf
from app.i18n.messages import mark, translate
from app.models import Event, EventText, Fact, Source
from app.queries.sources import count_kinds
from app.views.citations import KINDS, view_citation
from app.views.links import link_event, link_room, make_frame
from app.views.shapes import SourceLine, SourcesView, SourceView, SupportedEvent

_TITLE: Final = mark("Sources")
_LEAD: Final = mark(
    "Every document that the timeline cites, by publisher, with the number of events that it supports."
)


def view_sources(sources: list[tuple[Source, int]], locale: Locale) -> SourcesView:
    """Give the page of all sources."""
    title, lead = translate(locale, _TITLE), translate(locale, _LEAD)
    counts = count_kinds(sources)
    return SourcesView(
        frame=make_frame(locale, "/sources", title, lead, "sources"),
        title=title,
        lead=lead,
        kinds=tuple(
            (translate(locale, name), counts[kind]) for kind, name in KINDS.items() if kind in counts
        ),
        sources=tuple(
            SourceLine(
                href=link_room(locale, "sources", source.id),
                citation=view_citation(source, number, locale),
                event_count=count,
            )
            for number, (source, count) in enumerate(sources, 1)
        ),
    )


def view_source(
    source: Source, supported: Sequence[tuple[Event, EventText, list[Fact]]], locale: Locale
) -> SourceView:
    """Give the page of one source."""
    return SourceView(
        frame=make_frame(locale, f"/sources/{source.id}", source.title, source.publisher, "sources"),
        title=source.title,
        citation=view_citation(source, 1, locale),
        events=tuple(
            SupportedEvent(
                href=link_event(locale, event.id),
                title=words.title,
                date_text=format_edtf(event.date, locale),
                facts=tuple(fact["text"] for fact in facts),
            )
            for event, words, facts in supported
        ),
    )
