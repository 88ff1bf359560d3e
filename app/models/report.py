"""What a museum screen says of itself. Nothing in it is about a visitor. Source: the kiosk's section 9."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.core.locales import Locale
from app.core.slugs import SLUG

MOST_LATE = 60
MOST_COUNTS = 40
# How long an event stayed open: under 10 s, under 30 s, under 90 s, longer, and until the visitor went away.
DWELLS = 5

_Slug = Annotated[str, Field(pattern=rf"^{SLUG.pattern}$")]
_Name = Annotated[str, Field(pattern=r"^[\w.-]{0,80}$")]
_Names = Annotated[tuple[_Name, ...], Field(max_length=20)]
_Whole = Annotated[int, Field(ge=0, le=10**12)]
_Amount = Annotated[float, Field(ge=0, le=10**12, allow_inf_nan=False)]
_State = Literal["boot", "attract", "explore", "warn", "reset", "night", "staff"]


class _Said(BaseModel):
    """Something that a screen said; what we don't know is passed over: it may be newer than its server."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Late(_Said):
    """A report that found no server at its time; at is in seconds since 1970 by the server's clock."""

    at: _Whole
    uptime_seconds: _Amount
    paint_seconds: _Amount
    visits_today: _Whole
    errors: _Names


class Count(_Said):
    """How often an event was opened on a day in a locale, by how long it stayed open."""

    day: dt.date
    locale: Locale
    event: _Slug
    dwells: Annotated[tuple[_Whole, ...], Field(min_length=DWELLS, max_length=DWELLS)]


class Counts(_Said):
    """Counts that are new since the last ones; the id tells a repetition."""

    id: _Name
    rows: Annotated[tuple[Count, ...], Field(max_length=MOST_COUNTS)]


class Beat(_Said):
    """A screen as it is now. rev, pending and rollback are revisions or empty; viewport is in pixels.

    touch_seconds and paint_seconds are since the last input and the last frame; skew_seconds is how far its
    clock is ahead of the server's; None is what the device doesn't tell.
    """

    screen: _Slug
    build: _Name
    rev: _Name
    pending: _Name
    rollback: _Name = ""
    ready: bool
    state: _State
    boot: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    sequence: _Whole
    uptime_seconds: _Amount
    touch_seconds: _Amount | None
    paint_seconds: _Amount
    visits_today: _Whole
    heap_mb: _Amount | None
    nodes: _Whole
    storage_mb: _Amount | None
    quota_mb: _Amount | None
    wake_lock: bool | None = None
    viewport: tuple[_Whole, _Whole]
    config_errors: _Names
    errors: _Names
    skew_seconds: Annotated[float, Field(ge=-(10**12), le=10**12)] | None


class Report(Beat):
    """A beat with what could not be said before: late ones, the oldest first, and counts."""

    late: Annotated[tuple[Late, ...], Field(max_length=MOST_LATE)] = ()
    counts: Counts | None = None
