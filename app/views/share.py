"""The ways to take an event along: its permanent address, as QR code too, citations, files."""

from typing import Final

import segno
from markupsafe import Markup

from app.core.edtf import is_known_to_the_day
from app.core.locales import Locale
from app.i18n.messages import mark, translate
from app.models import Event
from app.views.cite import cite_page
from app.views.embed import write_frame
from app.views.links import link_api_event, link_event, link_event_calendar, link_event_table, link_permanent
from app.views.shapes import FileLink, ShareView
from app.views.trusted import trust

_CALENDAR: Final = mark("For a calendar (iCalendar)")
_JSON: Final = mark("This event as data (JSON)")
_TABLE: Final = mark("As a table")
# Modules of light around the code. Source: ISO/IEC 18004, 9.1.
_QUIET_ZONE: Final = 4


def draw_qr(address: str) -> Markup:
    """Give the SVG of a QR code, dark on light, as large as its place."""
    code = segno.make_qr(address, error="m")
    svg = code.svg_inline(
        border=_QUIET_ZONE, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None
    )
    return trust(svg)


def view_share(event: Event, title: str, base: str, locale: Locale) -> ShareView:
    """Give what the event's page offers to take along; `base` is scheme and host, without a last slash."""
    event_id = event.id
    href = link_permanent(event_id)
    address, page = base + href, base + link_event(locale, event_id)
    calendar = [(link_event_calendar(locale, event_id), _CALENDAR)]
    files = [
        *(calendar if is_known_to_the_day(event.date) else []),
        (link_api_event(locale, event_id), _JSON),
        (link_event_table(event_id), _TABLE),
    ]
    return ShareView(
        href=href,
        address=address,
        short_address=address.partition("://")[2],
        qr=draw_qr(address),
        cites=cite_page(title, page, event.updated, locale),
        files=tuple(FileLink(file, translate(locale, name)) for file, name in files),
        frame=write_frame(page, title),
    )
