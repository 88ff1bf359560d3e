"""Museum screens: the records of the seed, and how each screen is by what it said last."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from sqlmodel import Session, col, select

from app.core.health import Facts, Health, judge
from app.core.hours import UTC_OFFSET, find_local, find_open_seconds
from app.core.kiosk import DEFAULT_SCREEN
from app.models import Kiosk
from app.models.report import Late
from app.reports import Heard

Record = Mapping[str, object]


@dataclass(frozen=True)
class Screen:
    """A screen: its record, its last report if there is one, and how it is."""

    id: str
    record: Record
    heard: Heard | None
    health: Health


def find_records(session: Session) -> dict[str, Record]:
    """Give the record of every screen by its id; the one without a name needs none."""
    records: dict[str, Record] = {DEFAULT_SCREEN: {}}
    records |= {kiosk.id: kiosk.record for kiosk in session.exec(select(Kiosk).order_by(col(Kiosk.id)))}
    return records


def find_day(record: Record, now: dt.datetime) -> dt.date:
    """Give the day that it is at a screen."""
    return find_local(now, str(record.get("utc_offset", UTC_OFFSET))).date()


def _find_opened(record: Record, now: dt.datetime) -> float | None:
    hours = cast(Mapping[str, str | None], record.get("hours", {}))
    return find_open_seconds(hours, str(record.get("utc_offset", UTC_OFFSET)), now)


def judge_screen(heard: Heard | None, record: Record, now: dt.datetime) -> Health:
    """Give how a screen is at `now`, which has a zone."""
    at, opened = now.timestamp(), _find_opened(record, now)
    if heard is None:
        return judge(Facts(None, opened))
    beat = heard.beat
    return judge(
        Facts(
            heard=at - heard.heard,
            opened=opened,
            behind=None if heard.behind is None else at - heard.behind,
            unpainted=beat.paint_seconds,
            uptime=beat.uptime_seconds,
            starts=tuple(at - start for start in heard.starts.values()),
            skew=beat.skew_seconds or 0,
            errors=beat.errors,
            is_kept=beat.ready,
            was_rolled_back=bool(beat.rollback),
        )
    )


def judge_late(late: Late, record: Record) -> Health:
    """Give how a screen was when it sent a report that nobody heard."""
    opened = _find_opened(record, dt.datetime.fromtimestamp(late.at, dt.UTC))
    return judge(Facts(0, opened, unpainted=late.paint_seconds, errors=late.errors))


def find_screens(session: Session, heard: Mapping[str, Heard], now: dt.datetime) -> list[Screen]:
    """Give every screen with a record, and how it is."""
    return [
        Screen(key, record, heard.get(key), judge_screen(heard.get(key), record, now))
        for key, record in find_records(session).items()
    ]
