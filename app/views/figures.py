"""Figures over time, and the figures that documents state."""

from collections.abc import Mapping, Sequence
from typing import Final

from app.core.locales import Locale
from app.i18n.dates import format_edtf, format_number
from app.i18n.messages import mark, mark_counted, translate, translate_count
from app.models import Claim, Series, SeriesPoint, Source, Text
from app.queries.rooms import CitedText
from app.views.citations import view_text_citations
from app.views.links import link_room, make_frame
from app.views.rooms import view_body, view_rooms
from app.views.shapes import ClaimView, FiguresView, PointView, SeriesView

UNITS: Final = {
    "persons": mark("persons"),
    "thousand-persons": mark("thousand persons"),
    "million-persons": mark("million persons"),
    "billion-persons": mark("billion persons"),
    "million-tenge": mark("million tenge"),
    "billion-tenge": mark("billion tenge"),
    "trillion-tenge": mark("trillion tenge"),
    "thousand-tenge": mark("thousand tenge"),
    "million-roubles": mark("million roubles"),
    "us-dollars": mark("US dollars"),
    "thousand-us-dollars": mark("thousand US dollars"),
    "billion-us-dollars": mark("billion US dollars"),
    "tenge-per-dollar": mark("tenge for a US dollar"),
}
COUNTED: Final = {
    "percent": mark_counted("per cent", "per cent"),
    "years": mark_counted("year", "years"),
    "times": mark_counted("time", "times"),
    "tonnes": mark_counted("tonne", "tonnes"),
    "companies": mark_counted("company", "companies"),
    "countries": mark_counted("country", "countries"),
    "cities": mark_counted("city", "cities"),
    "meetings": mark_counted("meeting", "meetings"),
    "items": mark_counted("proposal", "proposals"),
}
STANDINGS: Final = {
    "official": mark("as the official table gives it"),
    "derived": mark("calculated from official tables"),
    "reported": mark("as reported in a speech or the press"),
    "mixed": mark("from several sources"),
}
VERDICTS: Final = {
    "confirmed": mark("holds"),
    "plausible": mark("plausible"),
    "unchecked": mark("could not be checked"),
    "rounded": mark("rounded"),
    "flagged": mark("does not hold as stated"),
    "forecast": mark("a forecast"),
}
_TITLE: Final = mark("The city and the country in figures")
_LEAD: Final = mark(
    "Figures over time with a source for every value, and the figures that the documents of the exhibition"
    " state, each checked against official tables."
)


def name_unit(unit: str, locale: Locale, count: float = 100) -> str:
    """Give a unit in words as it goes with a number; one that has no words yet stands as it is."""
    if unit in COUNTED:
        return translate_count(locale, COUNTED[unit], count)
    return translate(locale, UNITS[unit]) if unit in UNITS else unit.replace("-", " ")


def _view_claim(claim: Claim, source: Source, text: CitedText, locale: Locale) -> ClaimView:
    return ClaimView(
        id=claim.id,
        title=text.words.title,
        lead=text.words.lead,
        body=view_body(text.words),
        value_text=format_number(claim.value, locale),
        unit_name=name_unit(claim.unit, locale, claim.value),
        date_text=format_edtf(claim.date, locale),
        verdict=claim.verdict,
        verdict_name=translate(locale, VERDICTS[claim.verdict]),
        stated_href=link_room(locale, "sources", source.id),
        stated_in=f"{source.publisher}: {source.title}",
        citations=view_text_citations(text.sources, locale),
    )


def view_figures(
    series: Sequence[Series],
    words: Mapping[str, Text],
    claims: Sequence[tuple[Claim, Source, CitedText]],
    locale: Locale,
) -> FiguresView:
    """Give the page of all figures."""
    title, lead = translate(locale, _TITLE), translate(locale, _LEAD)
    notes = {one.id: name_unit(one.unit, locale) for one in series}
    return FiguresView(
        frame=make_frame(locale, "/figures", title, lead, "figures"),
        title=title,
        lead=lead,
        rooms=view_rooms("figures", words, [one.id for one in series], locale, notes),
        claims=tuple(_view_claim(claim, source, text, locale) for claim, source, text in claims),
    )


def view_series(
    series: Series, points: Sequence[tuple[SeriesPoint, Source]], text: CitedText, locale: Locale
) -> SeriesView:
    """Give a figure over time."""
    words = text.words
    numbers = {source.id: citation.number for citation, source in text.sources}
    return SeriesView(
        frame=make_frame(locale, f"/figures/{series.id}", words.title, words.lead, "figures"),
        title=words.title,
        lead=words.lead,
        unit_name=name_unit(series.unit, locale),
        status_name=translate(locale, STANDINGS[series.status]),
        body=view_body(words),
        points=tuple(
            PointView(
                date_text=format_edtf(point.date, locale),
                value_text=format_number(point.value, locale),
                is_break=point.is_break,
                status_name=""
                if point.status == series.status
                else translate(locale, STANDINGS[point.status]),
                note=point.note.get(locale, ""),
                source_number=numbers[source.id],
            )
            for point, source in points
        ),
        citations=view_text_citations(text.sources, locale),
    )
