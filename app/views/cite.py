"""How others cite a page of ours, in three styles."""

import datetime as dt
from typing import Final

from babel.dates import format_date

from app.core.locales import Locale
from app.i18n.messages import mark, translate
from app.views.shapes import CiteView

SITE: Final = "Алтын бесік"
_TITLE: Final = "%(title)s"
# The reader fills in the day of access, so each sentence leaves a blank for it.
# Sources: APA, 7th edition, 10.16; Chicago Manual, 17th edition, 14.207; ГОСТ Р 7.0.5–2008, 10.4.
_STYLES: Final = (
    ("apa", "APA 7", mark("%(title)s. (%(day)s). %(site)s. Retrieved ________, from %(address)s")),
    (
        "chicago",
        "Chicago 17",
        mark("“%(title)s,” %(site)s, last modified %(day)s, accessed ________, %(address)s."),
    ),
    (
        "gost",
        mark("GOST R 7.0.5"),
        mark("%(title)s // %(site)s: [site]. Updated: %(day)s. URL: %(address)s (accessed: ________)."),
    ),
)
_DAYS: Final[dict[Locale, dict[str, str]]] = {
    "kk": {"apa": "y, d MMMM", "chicago": "y 'ж'. d MMMM", "gost": "dd.MM.y"},
    "ru": {"apa": "y, d MMMM", "chicago": "d MMMM y 'г'.", "gost": "dd.MM.y"},
    "en": {"apa": "y, MMMM d", "chicago": "MMMM d, y", "gost": "dd.MM.y"},
}


def cite_page(title: str, address: str, updated: dt.date, locale: Locale) -> tuple[CiteView, ...]:
    """Give the citations of the page at an absolute address; `updated` is the day of its last change."""
    cites = []
    for style, name, sentence in _STYLES:
        before, _, after = translate(locale, sentence).partition(_TITLE)
        day = format_date(updated, _DAYS[locale][style], locale=locale)
        values = {"day": day, "site": SITE, "address": address}
        cites.append(
            CiteView(
                id=style,
                name=translate(locale, name),
                before=before % values,
                title=title,
                after=after % values,
                is_italic=style == "apa",
            )
        )
    return tuple(cites)
