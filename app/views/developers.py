"""The page for developers: prose, with examples between its paragraphs."""

import re
from collections.abc import Mapping
from typing import Final

from app.core.locales import Locale
from app.models import Text
from app.views.links import make_frame
from app.views.shapes import DevelopersView, ExampleView, GuidePart
from app.views.trusted import trust

# What runs each example, in words that are the same in every language.
TOOLS: Final = {
    "first.sh": "curl",
    "filters.sh": "curl",
    "paging.py": "Python · httpx",
    "search.js": "JavaScript · fetch",
    "caching.sh": "curl",
    "libreoffice.txt": "LibreOffice Calc",
    "sheets.txt": "Google Sheets",
    "excel.txt": "Excel · Power Query",
    "dump.py": "Python · httpx",
    "embed.txt": "HTML",
}
# The site and the locale that the files of the examples name.
_SITE: Final = "https://example.org"
_LOCALE: Final = re.compile(r"(?<=locale=)en\b|(?<=/)en(?=/)")
_PLACE: Final = re.compile(r"<p>\[\[([a-z]+\.[a-z]+)\]\]</p>")


def _view_example(name: str, code: str, locale: Locale, base: str) -> ExampleView:
    code = _LOCALE.sub(locale, code).replace(_SITE, base)
    return ExampleView(id=name.partition(".")[0], tool=TOOLS[name], code=code.rstrip())


def view_developers(words: Text, examples: Mapping[str, str], locale: Locale, base: str) -> DevelopersView:
    """Give the page; `examples` are code by file name, `base` is scheme and host of the site that is asked.

    In the prose an example's place is a paragraph of its own: its file name in double brackets.
    """
    pieces = _PLACE.split(words.body_html)
    names = [*pieces[1::2], ""]
    return DevelopersView(
        frame=make_frame(locale, f"/{words.key}", words.title, words.lead, words.key),
        title=words.title,
        lead=words.lead,
        parts=tuple(
            GuidePart(
                prose=trust(prose),
                example=_view_example(name, examples[name], locale, base) if name else None,
            )
            for prose, name in zip(pieces[::2], names, strict=True)
        ),
    )
