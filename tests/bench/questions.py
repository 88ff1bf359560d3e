"""What is asked of each server: the same answers everywhere, kept and not kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from app.db import MOST_STREAMS

# As browsers ask; what isn't kept is asked for plain, since Datasette doesn't compress.
PACKED: Final = {"Accept-Encoding": "gzip, deflate, br, zstd"}
_PARTIAL: Final = {"HX-Request": "true", "HX-Request-Type": "partial"}
# What many events tell of, in each language.
_COMMON: Final = {"kk": "Қазақстан", "ru": "Казахстан", "en": "Kazakhstan"}
# The common things that are asked of a table: no counts, no facets, no column that a list doesn't have.
_PLAIN: Final = "_shape=array&_nocount=1&_nofacet=1&_nosuggest=1&_nocol=body&_size=50&_sort=first_day"


@dataclass(frozen=True)
class Question:
    """An answer's name, its address in the product, and that of its equal in Datasette if there is one.

    most_clients is how many may ask for it at once, if that is limited.
    """

    name: str
    address: str
    table: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    most_clients: int | None = None


def list_questions(event: str) -> list[Question]:
    """Give what is asked; `event` is the id of the one event."""
    searches = [
        Question(
            f"search, {locale}",
            f"/api/v1/events?limit=50&locale={locale}&q={quote(word)}",
            f"/table/events_{locale}.json?{_PLAIN}&_search={quote(word)}",
        )
        for locale, word in _COMMON.items()
    ]
    return [
        Question(
            "event",
            f"/api/v1/events/{event}?locale=kk",
            f"/table/events_kk/{event}.json?_shape=array",
        ),
        Question("list of 50", "/api/v1/events?limit=50&locale=kk", f"/table/events_kk.json?{_PLAIN}"),
        Question(
            "filtered list",
            "/api/v1/events?era=independence&limit=50&locale=kk",
            f"/table/events_kk.json?{_PLAIN}&era=independence",
        ),
        *searches,
        Question("timeline page", "/kk/events"),
        Question("the thirty, page", "/kk/thirty"),
        Question("event page", f"/en/events/{event}"),
        Question("partial", "/ru/events?theme=capital", headers=_PARTIAL),
        Question("CSV", "/api/v1/events.csv", most_clients=MOST_STREAMS),
    ]
