"""Messages from gettext catalogs (.po), read once; msgids are the English words."""

import gettext
import io
from functools import cache
from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app.core.locales import Locale

CATALOGS: Final = Path(__file__).parent / "catalogs"


@cache
def load_translations(locale: Locale) -> gettext.GNUTranslations:
    """Give the translations of a locale; no compile step, the .po file is the truth."""
    with (CATALOGS / f"{locale}.po").open("rb") as handle:
        catalog = read_po(handle, locale=locale)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def translate(locale: Locale, message: str, /, **values: object) -> str:
    """Give a message in a locale with its named values filled in."""
    text = load_translations(locale).gettext(message)
    return text % values if values else text


def mark(message: str) -> str:
    """Give the message as it is: marks words that are translated later, for extraction."""
    return message


def translate_count(locale: Locale, messages: tuple[str, str], count: float) -> str:
    """Give the form of a counted noun that goes with `count`; a fraction takes the form of two."""
    whole = int(count) if count == int(count) else 2
    return load_translations(locale).ngettext(*messages, whole)


def mark_counted(one: str, many: str) -> tuple[str, str]:
    """Give both forms as they are: marks a counted noun that is translated later, for extraction."""
    return one, many
