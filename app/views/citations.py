"""Sources in words."""

from collections.abc import Iterable
from typing import Final

from app.core.locales import Locale
from app.i18n.dates import format_edtf, format_language
from app.i18n.messages import mark, translate
from app.models import Source, TextCitation
from app.views.shapes import CitationView

KINDS: Final = {
    "official": mark("official source"),
    "academic": mark("scholarly text"),
    "encyclopedia": mark("encyclopedia"),
    "news": mark("press"),
    "course": mark("course text"),
    "mirror": mark("copy on another site"),
    "blog": mark("blog or forum"),
}


def view_citation(source: Source, number: int, locale: Locale) -> CitationView:
    """Give a numbered source in words."""
    return CitationView(
        number=number,
        source_id=source.id,
        publisher=source.publisher,
        title=source.title,
        locale=source.locale,
        language_name=format_language(source.locale, locale),
        date_text=format_edtf(source.date, locale) if source.date else "",
        kind_name=translate(locale, KINDS[source.kind]),
        url=source.url,
    )


def view_text_citations(
    sources: Iterable[tuple[TextCitation, Source]], locale: Locale
) -> tuple[CitationView, ...]:
    """Give the numbered sources of a text."""
    return tuple(view_citation(source, citation.number, locale) for citation, source in sources)
