"""The options of a museum screen: what each may be, and which place decides."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from app.core.locales import DEFAULT_LOCALE, LOCALES
from app.core.slugs import is_slug

DEFAULT_SCREEN: Final = "default"
_NUMBER: Final = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True)
class Option:
    """An option and its values: one of some words, a whole number within limits, or else an id."""

    default: str
    values: tuple[str, ...] = ()
    span: tuple[int, int] | None = None

    def accepts(self, text: str) -> bool:
        """Say whether `text` is a value of this option."""
        if self.span:
            return _NUMBER.fullmatch(text) is not None and self.span[0] <= int(text) <= self.span[1]
        return text in self.values if self.values else is_slug(text)


# idle and warn in seconds, diag in inches, view and floor in millimetres, rotate in degrees, text in percent.
OPTIONS: Final[dict[str, Option]] = {
    "screen": Option(DEFAULT_SCREEN),
    "lang": Option(DEFAULT_LOCALE, LOCALES),
    "collection": Option(""),
    "idle": Option("90", span=(15, 900)),
    "warn": Option("20", span=(20, 120)),
    "read": Option("1", ("0", "1")),
    "attract": Option("ring", ("ring", "axis", "film", "off")),
    "rotate": Option("0", ("0", "90", "180", "270")),
    "diag": Option("43", span=(7, 120)),
    "view": Option("600", span=(300, 3000)),
    "floor": Option("700", span=(0, 2000)),
    "text": Option("100", ("100", "150", "200")),
    "contrast": Option("normal", ("normal", "high")),
    "audio": Option("off", ("off", "on")),
    "qr": Option("on", ("on", "off")),
    "cursor": Option("auto", ("auto", "show")),
}
# What a screen's record may hold: which screen it is, only the address says.
RECORDED: Final = tuple(key for key in OPTIONS if key != "screen")


@dataclass(frozen=True)
class Choice:
    """The value of every option, and the names of those that were asked for in vain."""

    values: Mapping[str, str]
    errors: tuple[str, ...]


def choose_options(
    asked: Mapping[str, str],
    record: Mapping[str, str],
    locked: Collection[str],
    defaults: Mapping[str, str],
) -> Choice:
    """Give what holds: a locked key of the record, the address, the record, the default.

    `defaults` stand in for those of OPTIONS. Source: the kiosk's specification, section 1.
    """
    values, errors = {}, []
    for key, option in OPTIONS.items():
        own = record.get(key) or defaults.get(key, option.default)
        is_good = key in asked and option.accepts(asked[key])
        if key in asked and not is_good:
            errors.append(key)
        values[key] = asked[key] if is_good and key not in locked else own
    return Choice(values, tuple(errors))
