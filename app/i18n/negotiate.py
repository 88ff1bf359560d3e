"""Choose a locale or a media type by what a client accepts. Source: RFC 9110, sections 12.5.1 and 12.5.4."""

import re
from collections.abc import Sequence
from typing import Final

from app.core.locales import DEFAULT_LOCALE, Locale, parse_locale

_RANGE: Final = re.compile(
    r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9-]{1,40})?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*"
)
_VALUE: Final = re.compile(r"q\s*=\s*([01](?:\.\d{0,3})?)")
_LONGEST: Final = 500


def choose_locale(header: str) -> Locale:
    """Give the best locale that the header names; Kazakh when in doubt."""
    best: tuple[float, Locale] = (0.0, DEFAULT_LOCALE)
    for part in header[:_LONGEST].split(","):
        found = _RANGE.fullmatch(part)
        locale = parse_locale(found[1].lower()) if found else None
        if found and locale:
            quality = float(found[2]) if found[2] else 1.0
            best = max(best, (quality, locale), key=lambda choice: choice[0])
    return best[1]


def choose_type(header: str, known: Sequence[str]) -> str:
    """Give the media type that the header likes best; the first one when in doubt."""
    qualities: dict[str, float] = {}
    for part in header[:_LONGEST].lower().split(","):
        media_range, *parameters = (piece.strip() for piece in part.split(";"))
        found = [value for value in map(_VALUE.fullmatch, parameters) if value]
        qualities[media_range] = float(found[0][1]) if found else 1.0

    def rate(media_type: str) -> float:
        ranges = (media_type, f"{media_type.partition('/')[0]}/*", "*/*")
        return next((qualities[key] for key in ranges if key in qualities), 0.0)

    return max(known, key=rate)
