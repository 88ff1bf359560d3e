"""The kiosk's stage in one locale: the sun and every event of its collection, without links."""

import re
from collections.abc import Sequence

from markupsafe import Markup

from app.core.locales import Locale
from app.i18n.messages import mark, translate
from app.models import EventText, Source, Text
from app.queries.events import EventRow
from app.views.items import view_item
from app.views.links import make_frame
from app.views.shapes import KioskEvent, KioskView
from app.views.thirty import view_rays

_NOTE = re.compile(r'<sup class="note"><a href="#source-(\d+)">\d+</a></sup>')


def _unlink(html: str) -> Markup:
    """Give the HTML with notes as plain numbers: a kiosk has no links."""
    return Markup(_NOTE.sub(r'<sup class="note">\1</sup>', html))  # noqa: S704


def _list_disputes(text: EventText) -> tuple[Markup, ...]:
    return tuple(_unlink(dispute["html"]) for dispute in text.disputes)


def view_kiosk(
    rows: Sequence[EventRow],
    sources: dict[int, list[Source]],
    words: Text | None,
    locale: Locale,
) -> KioskView:
    """Give the stage. sources are by event number in the order of notes; all milestones have no words."""
    title = words.title if words else translate(locale, mark("Milestones"))
    items = [view_item(row, locale) for row in rows]
    events = tuple(
        KioskEvent(
            number=number,
            item=item,
            story=_unlink(row.text.body_html),
            disputes=_list_disputes(row.text),
            sources_text=tuple(f"{source.publisher}. {source.title}" for source in sources[row.event.number]),
        )
        for number, (row, item) in enumerate(zip(rows, items, strict=True), 1)
    )
    return KioskView(
        frame=make_frame(locale, "/thirty", title, words.lead if words else title, "kiosk"),
        title=title,
        rays=view_rays(items, None, locale),
        events=events,
    )
