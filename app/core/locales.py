"""The three locales, their names, and which one stands in when a text is missing."""

from typing import Final, Literal

Locale = Literal["kk", "ru", "en"]

LOCALES: Final[tuple[Locale, ...]] = ("kk", "ru", "en")
DEFAULT_LOCALE: Final[Locale] = "kk"
# Which text stands in where one is missing. Source: json-api, section 4.
FALLBACKS: Final[dict[Locale, tuple[Locale, ...]]] = {
    "kk": ("kk", "ru", "en"),
    "ru": ("ru", "kk", "en"),
    "en": ("en", "ru", "kk"),
}
NATIVE_NAMES: Final[dict[Locale, str]] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
SHORT_NAMES: Final[dict[Locale, str]] = {"kk": "Қаз", "ru": "Рус", "en": "Eng"}


def parse_locale(text: str) -> Locale | None:
    """Give the locale that `text` names exactly, or None."""
    return text if text in LOCALES else None
