"""What a page says to programs, as schema.org in JSON-LD."""

from collections.abc import Mapping, Sequence
from typing import Final

from app.core.edtf import parse_span
from app.core.locales import LOCALES, Locale
from app.core.product import LICENCE_URL, NAME
from app.i18n.dates import format_iso
from app.models import Event, EventText, Place, Source
from app.queries.detail import EventDetail
from app.views.links import link_id
from app.views.shapes import CitationView, EventItem, EventView, Frame, PlaceView, RoomView, ThirtyView

Linked = dict[str, object]

_CONTEXT: Final = "https://schema.org"


def _describe_page(kind: str, frame: Frame, base: str) -> Linked:
    """Give what is said of every page: kind, address, language, licence, site."""
    return {
        "@context": _CONTEXT,
        "@type": kind,
        "url": base + frame.canonical_href,
        "inLanguage": frame.locale,
        "license": LICENCE_URL,
        "isPartOf": {"@type": "WebSite", "@id": f"{base}/#site", "name": NAME},
    }


def describe_site(frame: Frame, base: str) -> Linked:
    """Give the site, on its timeline, with how to search it."""
    search = f"{base}/{frame.locale}/events?q={{search_term_string}}"
    return {
        "@context": _CONTEXT,
        "@type": "WebSite",
        "@id": f"{base}/#site",
        "url": f"{base}/",
        "name": NAME,
        "headline": frame.title,
        "description": frame.description,
        "inLanguage": list(LOCALES),
        "license": LICENCE_URL,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=search_term_string",
        },
    }


def _describe_dates(edtf: str) -> Linked:
    """Give the known parts of first and last day; an open end has no last day."""
    span = parse_span(edtf)
    last = {} if span.is_open else {"endDate": format_iso(edtf.rpartition("/")[2])}
    return {"startDate": format_iso(edtf), **last}


def _describe_place(place: PlaceView) -> Linked:
    point = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return {"@type": "Place", "name": place.name, "geo": point}


def _describe_citation(citation: CitationView) -> Linked:
    return {
        "@type": "CreativeWork",
        "name": citation.title,
        "inLanguage": citation.locale,
        "publisher": {"@type": "Organization", "name": citation.publisher},
        **({"url": citation.url} if citation.url else {}),
    }


def describe_event(view: EventView, event: Event, base: str) -> Linked:
    """Give an event's page: an article about the event, with its dates, places and sources."""
    item = view.item
    about = {
        "@type": "Event",
        "@id": base + link_id(event.id),
        "name": item.title,
        **_describe_dates(event.date),
        "location": [_describe_place(place) for place in view.places],
        "about": [{"@type": "Thing", "name": theme.name} for theme in view.themes],
    }
    return {
        **_describe_page("Article", view.frame, base),
        "headline": item.title,
        "description": item.summary,
        "dateModified": event.updated.isoformat(),
        "temporalCoverage": event.date,
        "about": about,
        "citation": [_describe_citation(citation) for citation in view.citations],
        **({"image": [base + view.frame.card_href]} if view.frame.card_href else {}),
    }


def _say(words: Mapping[Locale, str]) -> list[Linked]:
    """Give the same words in each language that has them."""
    return [{"@value": text, "@language": locale} for locale, text in words.items()]


def _describe_spot(place: Place) -> Linked:
    point = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    names = {locale: place.name(locale) for locale in LOCALES}
    return {"@type": "Place", "name": _say(names), "geo": point}


def _describe_source(source: Source) -> Linked:
    return {
        "@type": "CreativeWork",
        "name": {"@value": source.title, "@language": source.locale},
        "publisher": {"@type": "Organization", "name": source.publisher},
        **({"url": source.url} if source.url else {}),
    }


def describe_facts(detail: EventDetail, texts: Mapping[str, EventText], base: str) -> Linked:
    """Give an event itself, in every language: its dates, places, sources and licence."""
    event = detail.row.event
    told = {key: texts[key] for key in LOCALES if key in texts and texts[key].text_locale == key}
    return {
        "@context": _CONTEXT,
        "@type": "Event",
        "@id": base + link_id(event.id),
        **_describe_dates(event.date),
        "temporalCoverage": event.date,
        "name": _say({locale: text.title for locale, text in told.items()}),
        "description": _say({locale: text.summary for locale, text in told.items()}),
        "inLanguage": list(told),
        "location": [_describe_spot(place) for place in detail.row.places],
        "citation": [_describe_source(source) for _, source in detail.citations],
        "license": LICENCE_URL,
    }


def _describe_list(frame: Frame, items: Sequence[EventItem], base: str) -> Linked:
    entries = [
        {"@type": "ListItem", "position": position, "name": item.title, "url": base + item.href}
        for position, item in enumerate(items, 1)
    ]
    return {
        **_describe_page("CollectionPage", frame, base),
        "name": frame.title,
        "description": frame.description,
        "mainEntity": {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": entries},
    }


def describe_room(view: RoomView, base: str) -> Linked:
    """Give a hall or a collection as the list of its events, in its own order."""
    return _describe_list(view.frame, view.events, base)


def describe_thirty(view: ThirtyView, base: str) -> Linked:
    """Give the thirty as a list of events."""
    return _describe_list(view.frame, [item for _, _, item in view.items], base)
