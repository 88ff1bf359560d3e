"""The sun of the thirty: each ray an event, one of them turned to."""

from collections.abc import Sequence

from app.core.errors import NotFound
from app.core.locales import Locale
from app.models import Text
from app.queries.events import EventRow
from app.views.items import view_item, view_vignette
from app.views.links import link_thirty, make_frame
from app.views.shapes import EventItem, Ray, ThirtyView
from app.views.sun import NO_RAY, build_rays
from app.views.trusted import trust


def view_rays(items: Sequence[EventItem], selected: int | None, locale: Locale) -> tuple[Ray, ...]:
    """Give a ray for each event; `selected` is an index from 0, or None when no ray is turned to."""
    years = [item.date.year for item in items]
    shapes = build_rays(len(items), NO_RAY if selected is None else selected, years)
    return tuple(
        Ray(
            number=number,
            event_id=item.id,
            href=link_thirty(locale, item.id),
            name=f"{item.date.text} · {item.title}",
            path=shape.path,
            hit_path=shape.hit_path,
            is_selected=number - 1 == selected,
            year_label=str(item.date.year) if shape.has_label else None,
            label_x=shape.label_x,
            label_y=shape.label_y,
        )
        for number, (item, shape) in enumerate(zip(items, shapes, strict=True), 1)
    )


def find_default(rows: Sequence[EventRow]) -> str:
    """Give the event that the sun turns to first: the law on state independence, or the first ray."""
    ids = [row.event.id for row in rows]
    return next((key for key in ids if key.endswith("-independence-law")), ids[0])


def choose_row(rows: Sequence[EventRow], event_id: str | None) -> EventRow:
    """Give the event that the sun is turned to. Raises NotFound when it is not among the rows."""
    chosen = event_id or find_default(rows)
    found = next((row for row in rows if row.event.id == chosen), None)
    if found is None:
        raise NotFound("event", chosen)
    return found


def view_thirty(
    rows: Sequence[EventRow],
    words: Text,
    chosen: EventRow,
    vignette: str | None,
    locale: Locale,
    event_id: str | None,
) -> ThirtyView:
    """Give the sun turned to one of its events; `event_id` is what the address asks for."""
    items = [view_item(row, locale) for row in rows]
    index = rows.index(chosen)
    previous, following = items[index - 1], items[(index + 1) % len(items)]
    pairs = [("event", event_id)] if event_id else []
    return ThirtyView(
        frame=make_frame(locale, "/thirty", words.title, words.lead, "thirty", pairs),
        title=words.title,
        lead=words.lead,
        note=trust(words.body_html),
        rays=view_rays(items, index, locale),
        number=index + 1,
        total=len(items),
        selected=items[index],
        vignette=view_vignette(vignette),
        previous=previous,
        next=following,
        previous_href=link_thirty(locale, previous.id),
        next_href=link_thirty(locale, following.id),
        items=tuple((i, link_thirty(locale, item.id), item) for i, item in enumerate(items, 1)),
    )
