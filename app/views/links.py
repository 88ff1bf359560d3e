"""Addresses of our own pages and answers, root-relative; the one place that spells them."""

from collections.abc import Sequence
from urllib.parse import urlencode

from app.core.locales import DEFAULT_LOCALE, LOCALES, NATIVE_NAMES, SHORT_NAMES, Locale
from app.views.shapes import Frame, LocaleLink

Pairs = Sequence[tuple[str, str]]


def make_href(path: str, pairs: Pairs = ()) -> str:
    """Give `path` with its query; empty values are left out."""
    query = urlencode([(key, value) for key, value in pairs if value])
    return f"{path}?{query}" if query else path


def add_key(href: str, key: str) -> str:
    """Give an address of ours with one more key, which has no value; a fragment stays behind it."""
    rest, sign, fragment = href.partition("#")
    return f"{rest}{'&' if '?' in rest else '?'}{key}{sign}{fragment}"


def link_timeline(locale: Locale, pairs: Pairs = ()) -> str:
    """Give the address of the timeline with its filters."""
    return make_href(f"/{locale}/events", pairs)


def link_event(locale: Locale, event_id: str, beside: Locale | None = None) -> str:
    """Give the address of an event's page, alone or with its text in a second language beside."""
    return make_href(f"/{locale}/events/{event_id}", [("beside", beside or "")])


def link_permanent(event_id: str) -> str:
    """Give the permanent address of an event, the same in every language."""
    return f"/id/{event_id}"


def link_thirty(locale: Locale, event_id: str | None = None) -> str:
    """Give the address of the sun of the thirty, turned to one event."""
    return make_href(f"/{locale}/thirty", [("event", event_id or "")])


def link_room(locale: Locale, kind: str, key: str = "") -> str:
    """Give the address of halls, collections, figures, sources, people or days, or of one of them."""
    return f"/{locale}/{kind}/{key}" if key else f"/{locale}/{kind}"


def link_api_event(locale: Locale, event_id: str) -> str:
    """Give the address of an event's JSON."""
    return make_href(f"/api/v1/events/{event_id}", [("locale", locale)])


def link_api(locale: Locale, kind: str, key: str = "", pairs: Pairs = ()) -> str:
    """Give the address of a list of the API, or of one thing of it, with parameters in alphabetical order."""
    path = f"/api/v1/{kind}/{key}" if key else f"/api/v1/{kind}"
    return make_href(path, sorted([("locale", locale), *pairs]))


def link_event_calendar(locale: Locale, event_id: str) -> str:
    """Give the address of an event's entry for a calendar."""
    return make_href(f"/api/v1/events/{event_id}.ics", [("locale", locale)])


def link_event_table(event_id: str) -> str:
    """Give the address of an event as a table for a spreadsheet, in all three languages."""
    return make_href("/api/v1/events.csv", [("flavour", "excel"), ("ids", event_id)])


def link_media(digest: str, media_type: str) -> str:
    """Give the address of a photograph, which lasts as long as its bytes."""
    return f"/media/{digest}.{media_type.removeprefix('image/')}"


def link_card(digest: str) -> str:
    """Give the address of the picture that links to an event show, which lasts as long as its bytes."""
    return f"/media/card/{digest}.png"


def link_feed(locale: Locale) -> str:
    """Give the address of the feed of changes."""
    return f"/{locale}/feed.atom"


def link_calendar(locale: Locale) -> str:
    """Give the address of the calendar of events."""
    return f"/{locale}/events.ics"


def link_id(event_id: str) -> str:
    """Give the permanent name of an event, whatever the locale."""
    return f"/id/{event_id}"


def make_frame(
    locale: Locale, rest: str, title: str, description: str, section: str, pairs: Pairs = ()
) -> Frame:
    """Give the frame of a page at `/{locale}{rest}` with its twins in the other locales."""
    return Frame(
        locale=locale,
        title=title,
        description=description,
        section=section,
        locales=tuple(
            LocaleLink(
                locale=other,
                name=NATIVE_NAMES[other],
                short_name=SHORT_NAMES[other],
                href=make_href(f"/{other}{rest}", pairs),
                is_current=other == locale,
            )
            for other in LOCALES
        ),
        canonical_href=make_href(f"/{locale}{rest}", pairs),
        default_href=make_href(f"/{DEFAULT_LOCALE}{rest}", pairs),
    )
