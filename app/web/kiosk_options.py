"""Which options a museum screen runs with: its address, its record, our settings."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast
from urllib.parse import urlencode

from sqlmodel import Session

from app.core.kiosk import DEFAULT_SCREEN, OPTIONS, Choice, choose_options
from app.queries.kiosk import find_record, is_collection
from app.settings import Settings


@dataclass(frozen=True)
class Device:
    """What only a screen's record says: opening hours such as `mon=10:00-18:00`, without any always open."""

    hours: str
    utc_offset_minutes: int
    night: str
    staff_pin: str


def read_device(record: Mapping[str, object]) -> Device:
    """Give what a record says of night and staff; without an offset it is Almaty's."""
    hours = cast(dict[str, str], record.get("hours", {}))
    offset = str(record.get("utc_offset", "+05:00"))
    minutes = int(offset[1:3]) * 60 + int(offset[4:])
    return Device(
        hours=" ".join(f"{day}={span}" for day, span in hours.items()),
        utc_offset_minutes=-minutes if offset.startswith("-") else minutes,
        night=str(record.get("night", "black")),
        staff_pin=str(record.get("staff_pin", "")),
    )


def read_record(session: Session, asked: Mapping[str, str]) -> dict[str, object]:
    """Give the record of the screen that is asked for, empty when there is none."""
    return find_record(session, asked.get("screen", DEFAULT_SCREEN)) or {}


def read_options(session: Session, settings: Settings, asked: Mapping[str, str]) -> Choice:
    """Give the options of a screen; a screen without a record and an unknown collection are errors too."""
    record = read_record(session, asked)
    defaults = {"idle": str(settings.kiosk_idle_seconds), "warn": str(settings.kiosk_warn_seconds)}
    own = {key: str(value) for key, value in record.items() if key in OPTIONS}
    choice = choose_options(asked, own, cast(list[str], record.get("locked", [])), defaults)
    errors = list(choice.errors)
    if not record and choice.values["screen"] != DEFAULT_SCREEN:
        errors.append("screen")
    if choice.values["collection"] and not is_collection(session, choice.values["collection"]):
        errors.append("collection")
        choice = replace(choice, values={**choice.values, "collection": ""})
    return replace(choice, errors=tuple(errors))


def name_shell(asked: Mapping[str, str]) -> str:
    """Give the one address of the shell with these options: the known ones, in our order."""
    known = {key: asked[key] for key in OPTIONS if key in asked}
    return f"/kiosk/?{urlencode(known)}" if known else "/kiosk/"
