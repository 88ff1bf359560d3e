"""Five events to put in order: which five a set holds, and how they are laid out before they are sorted."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Final

SIZE: Final = 5
APART: Final = dt.timedelta(days=60)


def _shuffle_key(number: int, key: str) -> bytes:
    return hashlib.sha256(f"{number} {key}".encode()).digest()


def choose_five(days: Mapping[str, dt.date], number: int) -> list[str]:
    """Give the five keys of a set in the order to show them, or none when there are no five.

    `days` are first days by key, in order of time; sets are numbered from 1, one for each key, which is in
    it. Any two of the five lie at least 60 days apart. The same days and number always give the same five,
    and they never lie in order of time already.
    """
    drawn = sorted(days, key=lambda key: _shuffle_key(number, key))
    chosen = [list(days)[number - 1]]
    for key in drawn:
        if len(chosen) < SIZE and all(abs(days[key] - days[other]) >= APART for other in chosen):
            chosen.append(key)
    if len(chosen) < SIZE:
        return []
    shown = [key for key in drawn if key in chosen]
    return shown[::-1] if shown == sorted(shown, key=lambda key: days[key]) else shown


def find_faults(places: Mapping[str, int], keys: list[str]) -> dict[str, str]:
    """Give what is wrong with an answer by key: `missing` without a place, `shared` with another's place."""
    given = [places[key] for key in keys if key in places]
    faults = {key: "missing" for key in keys if key not in places}
    return faults | {key: "shared" for key in keys if key in places and given.count(places[key]) > 1}
