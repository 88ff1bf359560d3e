"""The contract of the API: every address with its use."""

from collections.abc import Mapping
from typing import Any, Final

from app.core.locales import Locale
from app.i18n.messages import mark, translate
from app.views.links import make_frame
from app.views.shapes import DocsView, OperationLine

CONTRACT: Final = "/api/v1/openapi.json"
_TITLE: Final = mark("The API")
_LEAD: Final = mark("Every address that programs may ask, what it gives, and an example of each answer.")


def view_docs(contract: Mapping[str, Any], locale: Locale) -> DocsView:
    """Give the page; an address without a part to fill in is a link."""
    title, lead = translate(locale, _TITLE), translate(locale, _LEAD)
    uses = {path: item["get"]["summary"] for path, item in contract["paths"].items()}
    lines = [
        OperationLine(path, "" if "{" in path else path, translate(locale, use)) for path, use in uses.items()
    ]
    return DocsView(
        frame=make_frame(locale, "/docs", title, lead, "docs"),
        title=title,
        lead=lead,
        source_href=CONTRACT,
        operations=tuple(lines),
    )
