"""When a museum is open, by its own clock; the time zones of devices and of this machine are never asked."""

import datetime as dt
import math
import re
from collections.abc import Iterator, Mapping
from typing import Final

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Kazakhstan has had one time since March 2024; hosts with older data still think Almaty is at +06:00.
UTC_OFFSET: Final = "+05:00"
_SPAN: Final = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")
_DAYS_BACK: Final = 8


def find_local(now: dt.datetime, utc_offset: str) -> dt.datetime:
    """Give the museum's wall clock, without a zone. `utc_offset` is written +05:00."""
    shift = dt.timedelta(hours=int(utc_offset[1:3]), minutes=int(utc_offset[4:6]))
    shift = -shift if utc_offset[0] == "-" else shift
    return (now.astimezone(dt.UTC) + shift).replace(tzinfo=None)


def _walk_spans(
    hours: Mapping[str, str | None], local: dt.datetime
) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """Give when it opened and closes on each day up to now; past midnight it is the next day's hours."""
    for back in range(_DAYS_BACK, -1, -1):
        day = dt.datetime.combine(local.date() - dt.timedelta(days=back), dt.time())
        found = _SPAN.fullmatch(hours.get(DAYS[day.weekday()]) or "")
        if found:
            hours_from, minutes_from, hours_to, minutes_to = map(int, found.groups())
            yield (
                day + dt.timedelta(hours=hours_from, minutes=minutes_from),
                day + dt.timedelta(hours=hours_to, minutes=minutes_to),
            )


def find_open_seconds(hours: Mapping[str, str | None], utc_offset: str, now: dt.datetime) -> float | None:
    """Give for how many seconds it has been open, None while it is closed; without hours it always was.

    `hours` are written 10:00-18:00 by day, such as mon; a day without hours is closed.
    """
    if not any(hours.values()):
        return math.inf
    local = find_local(now, utc_offset)
    since = until = local - dt.timedelta(days=2 * _DAYS_BACK)
    for begin, end in _walk_spans(hours, local):
        if begin <= local:
            since, until = since if begin <= until else begin, end
    return (local - since).total_seconds() if local < until else None
