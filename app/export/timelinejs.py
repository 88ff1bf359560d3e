"""Events for TimelineJS 3. Source: its documentation, "JSON data format"."""

from collections.abc import Iterable
from html import escape

from app.core.edtf import Point, parse_span
from app.core.locales import Locale
from app.core.product import NAME
from app.i18n.dates import format_edtf
from app.queries.events import EventRow

Slide = dict[str, object]


def _describe_point(point: Point) -> dict[str, int]:
    """Give what is known of a day: without day or month where they aren't."""
    parts = {"year": point.year, "month": point.month, "day": point.day}
    return {name: part for name, part in parts.items() if part is not None}


def _describe_event(row: EventRow, locale: Locale) -> Slide:
    event, span = row.event, parse_span(row.event.date)
    end = {"end_date": _describe_point(span.end)} if span.end else {}
    return {
        "unique_id": event.id,
        "display_date": format_edtf(event.date, locale),
        "start_date": _describe_point(span.start),
        **end,
        # TimelineJS puts both on its page as HTML.
        "text": {"headline": escape(row.text.title), "text": f"<p>{escape(row.text.summary)}</p>"},
        "group": event.era_id,
    }


def collect_slides(rows: Iterable[EventRow], locale: Locale) -> dict[str, object]:
    """Give the timeline of these events under the name of the product."""
    return {"title": {"text": {"headline": NAME}}, "events": [_describe_event(row, locale) for row in rows]}
