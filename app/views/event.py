"""The event page: the story and everything that carries it."""

from markupsafe import Markup

from app.core.locales import Locale
from app.i18n.dates import format_edtf, format_number
from app.i18n.messages import mark, translate
from app.models import Citation, EventText, Source
from app.models.types import Figure
from app.queries.events import EventDetail
from app.views.items import view_item, view_neighbour, view_place, view_theme
from app.views.links import link_api_event, link_thirty, link_timeline, make_frame
from app.views.shapes import CitationView, EventView, FigureView, PersonView

LANGUAGES = {
    "kk": mark("Kazakh"), "ru": mark("Russian"), "en": mark("English"), "ba": mark("Bashkir"),
    "bg": mark("Bulgarian"), "de": mark("German"), "fr": mark("French"), "ky": mark("Kyrgyz"),
    "no": mark("Norwegian"), "pl": mark("Polish"), "sv": mark("Swedish"), "uk": mark("Ukrainian"),
}  # fmt: skip
KINDS = {
    "official": mark("official source"),
    "academic": mark("scholarly or teaching text"),
    "encyclopedia": mark("encyclopedia"),
    "news": mark("press"),
}


def view_citation(citation: Citation, source: Source, locale: Locale) -> CitationView:
    """Give a numbered source in words."""
    return CitationView(
        number=citation.number,
        source_id=source.id,
        publisher=source.publisher,
        title=source.title,
        locale=source.locale,
        language_name=translate(locale, LANGUAGES[source.locale]),
        date_text=format_edtf(source.date, locale) if source.date else "",
        kind_name=translate(locale, KINDS[source.kind]),
        url=source.url,
    )


def _view_figure(figure: Figure, numbers: dict[str, int], locale: Locale) -> FigureView:
    return FigureView(
        label=figure["name"],
        value_text=format_number(figure["value"], locale),
        date_text=format_edtf(figure["date"], locale) if figure["date"] else "",
        source_number=numbers.get(figure["citation"]),
    )


def view_story(text: EventText) -> Markup:
    """Give the story's HTML, which our Markdown made at build time."""
    return Markup(text.body_html)  # noqa: S704


def view_disputes(text: EventText) -> tuple[Markup, ...]:
    """Give what sources disagree on, as HTML from our Markdown."""
    return tuple(Markup(dispute["html"]) for dispute in text.disputes)  # noqa: S704


def view_event(detail: EventDetail, era_title: str, sky: str, locale: Locale) -> EventView:
    """Give the event page."""
    row = detail.row
    event, text = row.event, row.text
    numbers = {source.id: citation.number for citation, source in detail.citations}
    position = detail.positions.get("thirty")
    return EventView(
        frame=make_frame(locale, f"/events/{event.id}", text.title, text.summary, "events"),
        item=view_item(row, locale),
        era_title=era_title,
        era_href=link_timeline(locale, [("era", event.era_id)]),
        sky=sky,
        themes=tuple(view_theme(theme, locale) for theme in row.themes),
        places=tuple(view_place(place, locale) for place in row.places),
        people=tuple(PersonView(person.id, person.name(locale)) for person in detail.people),
        story=view_story(text),
        disputes=view_disputes(text),
        figures=tuple(_view_figure(figure, numbers, locale) for figure in text.figures),
        citations=tuple(view_citation(citation, source, locale) for citation, source in detail.citations),
        why=Markup(text.why_html) if text.why_html else None,  # noqa: S704
        thirty_href=link_thirty(locale, event.id) if position else None,
        thirty_number=position,
        previous=view_neighbour(detail.previous, locale),
        next=view_neighbour(detail.next, locale),
        api_href=link_api_event(locale, event.id),
    )
