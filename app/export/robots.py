"""Files that robots and assistants look for: robots.txt, llms.txt and the web app's manifest."""

from collections.abc import Callable
from typing import Final

from app.core.locales import DEFAULT_LOCALE, LOCALES, NATIVE_NAMES
from app.core.product import LICENCE, LICENCE_URL, NAME
from app.views.links import link_calendar, link_feed, link_room, link_thirty, link_timeline

_ROBOTS: Final = """\
User-agent: *
Disallow: /api/
Disallow: /kiosk/
"""
_LLMS: Final = """\
# {name} (Altyn Besik)

> A timeline of Kazakhstan's road to independence and of the milestones since, 1986–2023, in Kazakh, Russian
> and English. Every fact carries its source; where sources disagree, both sides are shown with theirs.

Dates are EDTF (Library of Congress, 2019). Every event has a permanent name, `{base}/id/{{id}}`, such as
`{base}/id/1991-12-16-independence-law`: it leads to the page, or to JSON or JSON-LD for who accepts \
`application/json` or `application/ld+json`.
The three texts of an event are written each in its own language; Kazakh comes first.
The choice of the thirty events is the editors' own.
Texts and data: {licence}, {licence_url}; attribution “{name}”.

## Data
- [API]({base}/api/v1/): JSON, plain GET, no key; lists its resources
- [Contract]({base}/api/v1/openapi.json): OpenAPI 3.1 with examples; [for people]({base}/en/docs)
- [Events]({base}/api/v1/events?locale=en): filters `from`, `to`, `theme`, `era`, `place`, `collection`, \
`milestone`, `q`
- [Eras]({base}/api/v1/eras?locale=en), [themes]({base}/api/v1/themes?locale=en), \
[places]({base}/api/v1/places?locale=en), [people]({base}/api/v1/people?locale=en), \
[collections]({base}/api/v1/collections?locale=en)
- [Sources]({base}/api/v1/sources?locale=en), each with what cites it; \
[figures over time]({base}/api/v1/series?locale=en), [claims]({base}/api/v1/claims?locale=en) of the documents
- The same events, with the same filters, as a [table]({base}/api/v1/events.csv), \
[lines of JSON]({base}/api/v1/events.ndjson), [GeoJSON]({base}/api/v1/events.geojson), \
[calendar]({base}/api/v1/events.ics), [feed]({base}/api/v1/events.atom) and for \
[TimelineJS]({base}/api/v1/events.timelinejs.json); one of them as JSON-LD: \
`{base}/api/v1/events/{{id}}.jsonld`
- [Everything as files]({base}/api/v1/dump): SQLite, NDJSON and CSV, with checksums
- [Changes]({base}/api/v1/changes): ids added, changed and withdrawn `since` a day
- [Sitemap]({base}/sitemap.xml): every page in every language
"""


def write_robots(base: str) -> str:
    """Give robots.txt; the sitemap needs a whole address, so without one it is left out."""
    return f"{_ROBOTS}\nSitemap: {base}/sitemap.xml\n" if base else _ROBOTS


def write_llms(base: str) -> str:
    """Give llms.txt: what the site is, where its data is, what may be done with it. Source: llmstxt.org."""
    head = _LLMS.format(name=NAME, base=base, licence=LICENCE, licence_url=LICENCE_URL)
    sections = [
        f"""
## {NATIVE_NAMES[locale]}
- [Timeline]({base}{link_timeline(locale)})
- [Thirty events]({base}{link_thirty(locale)})
- [Figures]({base}{link_room(locale, "figures")})
- [Sources]({base}{link_room(locale, "sources")})
- [About]({base}{link_room(locale, "about")})
- [For developers]({base}{link_room(locale, "developers")})
- [Feed of changes]({base}{link_feed(locale)})
- [Calendar]({base}{link_calendar(locale)})
"""
        for locale in LOCALES
    ]
    return head + "".join(sections)


def describe_app(asset: Callable[[str], str]) -> dict[str, object]:
    """Give the manifest with which a browser puts the site on a home screen; asset gives a file's address."""
    icons = [
        ("icons/mark.svg", "image/svg+xml", "any", "any"),
        ("icons/icon-192.png", "image/png", "192x192", "any"),
        ("icons/icon-512.png", "image/png", "512x512", "any"),
        ("icons/maskable-512.png", "image/png", "512x512", "maskable"),
    ]
    return {
        "id": "/",
        "name": NAME,
        "short_name": NAME,
        "lang": DEFAULT_LOCALE,
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#071b2c",
        "theme_color": "#071b2c",
        "icons": [
            {"src": asset(path), "type": media_type, "sizes": sizes, "purpose": purpose}
            for path, media_type, sizes, purpose in icons
        ],
    }
