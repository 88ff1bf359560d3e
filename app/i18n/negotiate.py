"""Choose a locale from an Accept-Language header. Source: RFC 9110, section 12.5.4."""

import re
from typing import Final

from app.core.locales import DEFAULT_LOCALE, Locale, parse_locale

_RANGE: Final = re.compile(
    r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9-]{1,40})?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*"
)
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
