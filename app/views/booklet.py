"""A state of the timeline on paper: every event that the filters let through, with its sources."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from app.core.locales import Locale
from app.i18n.messages import translate
from app.models import Source
from app.queries.timeline import TimelineData
from app.views.links import add_key, make_frame
from app.views.shapes import BookletView, Frame
from app.views.share import draw_qr
from app.views.spine import Spine
from app.views.state import PRINT, TimelineState
from app.views.strip import view_strip
from app.views.timeline import TITLE, view_eras

# A longer address would make a code whose modules no phone can tell apart on paper.
_LONGEST_CODE: Final = 500


def _name_filters(data: TimelineData, state: TimelineState, locale: Locale) -> tuple[str, ...]:
    """Give what was chosen in words, the search in quotation marks."""
    filters = state.filters
    eras = [data.era_texts[era].title for era in filters.eras]
    themes = [theme.name(locale) for theme in data.themes if theme.id in filters.themes]
    places = [place.name(locale) for place in data.places if place.id in filters.places]
    query = [f"«{filters.query}»"] if filters.query else []
    return (*eras, *themes, *places, *query)


def _frame(state: TimelineState, title: str, locale: Locale) -> Frame:
    """Give the frame; its twins are on paper too, while the address to keep is the timeline's own."""
    frame = make_frame(locale, "/events", title, title, "events", state.pairs)
    twins = tuple(replace(twin, href=add_key(twin.href, PRINT)) for twin in frame.locales)
    return replace(frame, locales=twins)


def view_booklet(
    data: TimelineData,
    sources: Mapping[int, Sequence[Source]],
    state: TimelineState,
    locale: Locale,
    base: str,
) -> BookletView:
    """Give the booklet, or in true time the strip; whole stories stand in it at the level of days alone.

    sources are by event number in the order of notes; `base` is scheme and host.
    """
    title, href = translate(locale, TITLE), state.link(locale)
    address = base + href
    told = replace(state, zoom="day" if state.zoom == "day" else "year", is_true=False)
    return BookletView(
        frame=_frame(state, title, locale),
        title=title,
        chosen=_name_filters(data, state, locale),
        total=data.total,
        eras=() if state.is_true else view_eras(data, Spine(told, data, locale, sources)),
        strip=view_strip(data, locale) if state.is_true else (),
        href=href,
        address=address,
        qr=draw_qr(address) if len(address) <= _LONGEST_CODE else None,
    )
