"""The map of all pages in all locales. Source: sitemaps.org, and hreflang as search engines read it."""

from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree as ET

from app.core.locales import DEFAULT_LOCALE, LOCALES
from app.queries.site import SitePage
from app.views.links import link_room

_SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML: Final = "http://www.w3.org/1999/xhtml"


def write_sitemap(pages: Iterable[SitePage], base: str) -> bytes:
    """Give the sitemap: each page once a locale, with its twins and the day of its last change."""
    ET.register_namespace("", _SITEMAP)
    ET.register_namespace("xhtml", _XHTML)
    root = ET.Element(f"{{{_SITEMAP}}}urlset")
    for page in pages:
        hrefs: dict[str, str] = {locale: base + link_room(locale, page.kind, page.key) for locale in LOCALES}
        twins: dict[str, str] = {**hrefs, "x-default": hrefs[DEFAULT_LOCALE]}
        for locale in LOCALES:
            url = ET.SubElement(root, f"{{{_SITEMAP}}}url")
            ET.SubElement(url, f"{{{_SITEMAP}}}loc").text = hrefs[locale]
            ET.SubElement(url, f"{{{_SITEMAP}}}lastmod").text = page.updated.isoformat()
            for code, href in twins.items():
                link = {"rel": "alternate", "hreflang": code, "href": href}
                ET.SubElement(url, f"{{{_XHTML}}}link", link)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
