"""Figures over time, and the figures that documents state."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from app.core.locales import Locale
from app.i18n.dates import format_edtf, format_number
from app.i18n.messages import mark, translate
from app.models import Claim, Series, SeriesPoint, Source, Text
from app.queries.figures import Twin
from app.queries.rooms import CitedText
from app.views.chart import view_chart, view_sparkline
from app.views.citations import view_text_citations
from app.views.links import link_room, make_frame
from app.views.rooms import view_body, view_rooms
from app.views.shapes import ClaimView, FiguresView, PointView, SeriesView
from app.views.units import name_unit

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
    points: Mapping[str, Sequence[SeriesPoint]],
    words: Mapping[str, Text],
    claims: Sequence[tuple[Claim, Source, CitedText]],
    locale: Locale,
) -> FiguresView:
    """Give the page of all figures."""
    title, lead = translate(locale, _TITLE), translate(locale, _LEAD)
    notes = {one.id: name_unit(one.unit, locale) for one in series}
    rooms = view_rooms("figures", words, [one.id for one in series], locale, notes)
    return FiguresView(
        frame=make_frame(locale, "/figures", title, lead, "figures"),
        title=title,
        lead=lead,
        rooms=tuple(
            replace(room, sparkline=view_sparkline(one, points[one.id]))
            for room, one in zip(rooms, series, strict=True)
        ),
        claims=tuple(_view_claim(claim, source, text, locale) for claim, source, text in claims),
    )


def view_series(
    series: Series,
    points: Sequence[tuple[SeriesPoint, Source]],
    twin: Twin | None,
    text: CitedText,
    locale: Locale,
) -> SeriesView:
    """Give a figure over time, its chart with the line of the twin where it has one."""
    words = text.words
    numbers = {source.id: citation.number for citation, source in text.sources}
    return SeriesView(
        frame=make_frame(locale, f"/figures/{series.id}", words.title, words.lead, "figures"),
        title=words.title,
        lead=words.lead,
        unit_name=name_unit(series.unit, locale),
        status_name=translate(locale, STANDINGS[series.status]),
        body=view_body(words),
        chart=view_chart(series, words.title, [point for point, _ in points], twin, locale),
        points=tuple(
            PointView(
                id=f"point-{point.position}",
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
