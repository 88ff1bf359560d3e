"""The parts of the museum screen: what stands on its axis and what its panel opens, each at one address.

/kiosk/{locale}/{kind}.html and /kiosk/{locale}/{kind}/{key}.html give the same bytes whatever the headers.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Final

from fastapi import APIRouter
from markupsafe import Markup
from sqlmodel import Session
from starlette.responses import HTMLResponse, Response

from app.core.errors import NotFound
from app.core.locales import LOCALES, Locale
from app.deps import LocaleDep, SessionDep
from app.models import Text
from app.queries.detail import get_event, get_media
from app.queries.events import find_collection_events, find_event_ids, find_events
from app.queries.figures import find_all_points, find_points, find_series, find_twin, get_series
from app.queries.filters import EventFilters
from app.queries.kiosk import find_shown
from app.queries.named import (
    count_by_place,
    find_collections,
    find_eras,
    find_places,
    find_texts,
    get_place,
)
from app.queries.rooms import find_halls, find_priorities, get_cited_text, get_hall
from app.views.kiosk import view_kiosk_event, view_ring
from app.views.kiosk_rooms import (
    view_axis,
    view_hall_list,
    view_home,
    view_keys,
    view_kiosk_map,
    view_kiosk_place,
    view_kiosk_room,
    view_kiosk_series,
    view_priorities,
    view_series_list,
)
from app.views.links import link_media
from app.web.index import read_indexes
from app.web.render import Renderer, RendererDep

router = APIRouter(include_in_schema=False, prefix="/kiosk")
INDEX: Final = "/kiosk/{}/index.json"
_PICTURE: Final = re.compile(r'src="/media/([0-9a-f]+)\.')
Maker = Callable[[Session, Locale, str, str], object]


def _ring(session: Session, locale: Locale, key: str, _url: str) -> object:
    return view_ring(*find_shown(session, key, locale), locale)


def _home(session: Session, locale: Locale, key: str, _url: str) -> object:
    words: Text | None = find_shown(session, key, locale)[1]
    return view_home(words, locale)


def _timeline(session: Session, locale: Locale, _key: str, _url: str) -> object:
    rows = find_events(session, EventFilters(), locale)
    return view_axis(rows, find_eras(session), find_texts(session, "era", locale), locale)


def _map(session: Session, locale: Locale, _key: str, _url: str) -> object:
    return view_kiosk_map(find_places(session), count_by_place(session, EventFilters()), locale)


def _series_list(session: Session, locale: Locale, _key: str, _url: str) -> object:
    words = find_texts(session, "series", locale)
    return view_series_list(find_series(session), find_all_points(session), words, locale)


def _hall_list(session: Session, locale: Locale, _key: str, _url: str) -> object:
    order = [hall.id for hall in find_halls(session)]
    collections = find_texts(session, "collection", locale)
    ranked = {one.id: collections[one.id] for one in find_collections(session)}
    return view_hall_list(find_texts(session, "hall", locale), order, ranked, locale)


def _search(_session: Session, locale: Locale, _key: str, _url: str) -> object:
    return view_keys(locale)


def _event(session: Session, locale: Locale, key: str, url: str) -> object:
    return view_kiosk_event(get_event(session, key, locale), url, locale)


def _place(session: Session, locale: Locale, key: str, _url: str) -> object:
    rows = find_events(session, EventFilters(places=(key,)), locale)
    return view_kiosk_place(get_place(session, key), rows, locale)


def _series(session: Session, locale: Locale, key: str, _url: str) -> object:
    series, text = get_series(session, key), get_cited_text(session, "series", key, locale)
    return view_kiosk_series(series, find_points(session, key), find_twin(session, key, locale), text, locale)


def _hall(session: Session, locale: Locale, key: str, _url: str) -> object:
    rows = find_collection_events(session, get_hall(session, key).collection_id, locale)
    words = find_texts(session, "priority", locale)
    choices = view_priorities(find_priorities(session), words) if key == "future" else ()
    return view_kiosk_room(get_cited_text(session, "hall", key, locale), rows, locale, choices)


def _collection(session: Session, locale: Locale, key: str, _url: str) -> object:
    rows = find_collection_events(session, key, locale)
    return view_kiosk_room(get_cited_text(session, "collection", key, locale), rows, locale)


def _priority(session: Session, locale: Locale, key: str, _url: str) -> object:
    return view_kiosk_room(get_cited_text(session, "priority", key, locale), [], locale)


# Rooms stand alone; the sun and the choice of rooms are those of a collection, or of all milestones.
ROOMS: Final[Mapping[str, tuple[Maker, str]]] = {
    "ring": (_ring, "axis/ring"),
    "home": (_home, "detail/home"),
    "timeline": (_timeline, "axis/timeline"),
    "map": (_map, "axis/map"),
    "figures": (_series_list, "axis/list"),
    "halls": (_hall_list, "axis/list"),
    "search": (_search, "axis/search"),
    "results": (_search, "detail/results"),
}
THINGS: Final[Mapping[str, tuple[Maker, str]]] = {
    "ring": ROOMS["ring"],
    "home": ROOMS["home"],
    "events": (_event, "detail/event"),
    "places": (_place, "detail/room"),
    "figures": (_series, "detail/series"),
    "halls": (_hall, "detail/room"),
    "collections": (_collection, "detail/room"),
    "priorities": (_priority, "detail/room"),
}


def render_part(renderer: Renderer, locale: Locale, kind: str, template: str, view: object) -> Markup:
    """Give the HTML of a part that was read already."""
    return renderer.render(f"kiosk/{template}.html", locale, {"view": view, "kind": kind})


def make_part(session: Session, renderer: Renderer, locale: Locale, kind: str, key: str = "") -> Markup:
    """Give the HTML of a part. Raises NotFound."""
    known = THINGS if key else ROOMS
    if kind not in known:
        raise NotFound("page", f"{kind}/{key}" if key else kind)
    make, template = known[kind]
    return render_part(renderer, locale, kind, template, make(session, locale, key, renderer.public_url))


def list_addresses(session: Session, collection: str) -> list[tuple[str, str]]:
    """Give kind and key of every part that a screen with this collection can show."""
    counts = count_by_place(session, EventFilters())
    keys = {
        "events": find_event_ids(session),
        "places": [place.id for place in find_places(session) if place.id in counts],
        "figures": [one.id for one in find_series(session)],
        "halls": [hall.id for hall in find_halls(session)],
        "collections": [one.id for one in find_collections(session)],
        "priorities": [one.id for one in find_priorities(session)],
    }
    own = [("ring", collection), ("home", collection)]
    rooms = [(kind, "") for kind in ROOMS if kind not in {"ring", "home"}]
    return own + rooms + [(kind, key) for kind, known in keys.items() for key in known]


def write_address(locale: Locale, kind: str, key: str = "") -> str:
    """Give the address of a part."""
    return f"/kiosk/{locale}/{kind}/{key}.html" if key else f"/kiosk/{locale}/{kind}.html"


def write_indexes(session: Session) -> dict[str, str]:
    """Give what the screen searches in each locale, as JSON, by address."""
    return {
        INDEX.format(locale): json.dumps(index, ensure_ascii=False, separators=(",", ":"))
        for locale, index in read_indexes(session).items()
    }


class Shelf:
    """Keeps the parts that screens show and the pictures in them, as long as one build is served."""

    def __init__(self, renderer: Renderer) -> None:
        """Begin empty."""
        self.renderer = renderer
        self.kept: tuple[str, dict[str, dict[str, bytes]]] = ("", {})

    def get(self, session: Session, collection: str, build: str) -> dict[str, bytes]:
        """Give every part of a screen with this collection, in all locales, with its pictures."""
        if self.kept[0] != build:
            self.kept = (build, {})
        parts = self.kept[1]
        if collection not in parts:
            parts[collection] = self._make(session, collection)
        return parts[collection]

    def _make(self, session: Session, collection: str) -> dict[str, bytes]:
        addresses = list_addresses(session, collection)
        parts = {
            write_address(locale, kind, key): make_part(session, self.renderer, locale, kind, key)
            for locale in LOCALES
            for kind, key in addresses
        }
        digests = sorted({digest for html in parts.values() for digest in _PICTURE.findall(html)})
        media = [get_media(session, digest) for digest in digests]
        pictures = {link_media(one.digest, one.media_type): one.data for one in media}
        texts = {**parts, **write_indexes(session)}
        return {**{address: text.encode() for address, text in texts.items()}, **pictures}


@router.get("/{locale}/index.json", name="kiosk_index")
def kiosk_index(locale: LocaleDep, session: SessionDep) -> Response:
    """Give what the screen searches."""
    return Response(write_indexes(session)[INDEX.format(locale)], media_type="application/json")


@router.get("/{locale}/{kind}.html", name="kiosk_room")
def kiosk_room(kind: str, locale: LocaleDep, session: SessionDep, renderer: RendererDep) -> Response:
    """Show a room's axis, or the choice of rooms."""
    return HTMLResponse(make_part(session, renderer, locale, kind), headers={"Content-Language": locale})


@router.get("/{locale}/{kind}/{key}.html", name="kiosk_part")
def kiosk_part(
    kind: str, key: str, locale: LocaleDep, session: SessionDep, renderer: RendererDep
) -> Response:
    """Show what the panel opens, or the sun of a collection."""
    return HTMLResponse(make_part(session, renderer, locale, kind, key), headers={"Content-Language": locale})
