"""The museum screen's events: the sun of them, and each with its whole story, without links."""

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from app.core.locales import Locale
from app.i18n.dates import format_edtf
from app.i18n.messages import mark, translate
from app.models import Source, Text
from app.queries.detail import EventDetail
from app.queries.events import EventRow
from app.views.event import view_figure, view_picture
from app.views.items import view_item, view_vignette
from app.views.links import link_event
from app.views.shapes import KioskEvent, KioskRing
from app.views.share import draw_qr
from app.views.thirty import find_default, view_rays
from app.views.trusted import trust

_NOTE = re.compile(r'<sup class="note"><a href="#[a-z0-9-]*source-\d+">(\d+)</a></sup>')


def unlink(html: str) -> Markup:
    """Give the HTML with notes as plain numbers: a kiosk has no links."""
    return trust(_NOTE.sub(r'<sup class="note">\1</sup>', html))


def name_sources(sources: Iterable[Source]) -> tuple[str, ...]:
    """Give sources in words, in the order of their notes."""
    return tuple(f"{source.publisher}. {source.title}" for source in sources)


def link_part(kind: str, key: str) -> str:
    """Give the address of a part: what stands between /kiosk/{locale}/ and .html."""
    return f"{kind}/{key}"


def name_ring(words: Text | None, locale: Locale) -> str:
    """Give what the sun of a collection is called; all milestones have no words of their own."""
    return words.title if words else translate(locale, mark("Milestones"))


def view_ring(rows: Sequence[EventRow], words: Text | None, locale: Locale) -> KioskRing:
    """Give the sun of a collection, or of all milestones, which have no words."""
    return KioskRing(
        title=name_ring(words, locale),
        rays=view_rays([view_item(row, locale) for row in rows], None, locale),
        first=link_part("events", find_default(rows)),
    )


def _list_threads(detail: EventDetail, locale: Locale) -> tuple[tuple[str, str, str], ...]:
    others = [row for row, _ in (*detail.grew_from, *detail.led_to)]
    return tuple(
        (link_part("events", row.event.id), format_edtf(row.event.date, locale), row.text.title)
        for row in others
    )


def view_kiosk_event(detail: EventDetail, public_url: str, locale: Locale) -> KioskEvent:
    """Give an event as the panel shows it; its code leads to its page at `public_url`, if there is one."""
    row, text = detail.row, detail.row.text
    numbers = {source.id: citation.number for citation, source in detail.citations}
    address = f"{public_url}{link_event(locale, row.event.id)}" if public_url else ""
    return KioskEvent(
        item=view_item(row, locale),
        story=unlink(text.body_html),
        why=unlink(text.why_html) if text.why_html else None,
        disputes=tuple(unlink(dispute["html"]) for dispute in text.disputes),
        figures=tuple(view_figure(figure, numbers, locale) for figure in text.figures),
        pictures=tuple(view_picture(media, locale) for media in detail.media),
        vignette=view_vignette(detail.vignette),
        places=tuple(place.name(locale) for place in row.places),
        people=tuple(person.name(locale) for person in detail.people),
        threads=_list_threads(detail, locale),
        sources=name_sources(source for _, source in detail.citations),
        qr=draw_qr(address) if address else None,
        address=address.partition("://")[2],
    )
