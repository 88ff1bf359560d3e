"""The state of the timeline, all of it in the address: filters, zoom, where it begins, scale."""

from dataclasses import dataclass, field, replace
from typing import Final, Literal, get_args

from app.core.locales import Locale
from app.queries.filters import EventFilters
from app.views.links import link_timeline

Zoom = Literal["all", "era", "year", "month", "day"]
ZOOMS: Final[tuple[Zoom, ...]] = get_args(Zoom)
DEFAULT_ZOOM: Final[Zoom] = "era"
PRINT: Final = "print"
"""The key, without a value, that asks for a state as it goes on paper."""


@dataclass(frozen=True)
class TimelineState:
    """What the address of the timeline says; `start` is EDTF or empty, `is_true` the true-time scale.

    is_whole: nobody answers addresses, as in a site of plain files. Each level is one page whatever day one
    reads from, and each filter stands alone.
    """

    filters: EventFilters = field(default_factory=EventFilters)
    zoom: Zoom = DEFAULT_ZOOM
    start: str = ""
    is_true: bool = False
    is_whole: bool = False

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Give the state as the pairs of an address, in a fixed order; defaults are left out."""
        pairs = [("era", era) for era in self.filters.eras]
        pairs += [("place", place) for place in self.filters.places]
        pairs += [("theme", theme) for theme in self.filters.themes]
        pairs += [("q", self.filters.query)] if self.filters.query else []
        pairs += [("from", self.start)] if self.start and not self.is_whole else []
        pairs += [("scale", "true")] if self.is_true else []
        return [*pairs, ("zoom", self.zoom)] if self.zoom != DEFAULT_ZOOM else pairs

    def link(self, locale: Locale) -> str:
        """Give the address of this state."""
        return link_timeline(locale, self.pairs)

    def at(self, zoom: Zoom, start: str | None = None) -> "TimelineState":
        """Give this state at another level, and if wanted from another day."""
        return replace(self, zoom=zoom, start=self.start if start is None else start)
