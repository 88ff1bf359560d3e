"""What another site needs to show a page of ours in a frame. Source: oEmbed 1.0 (oembed.com)."""

from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from app.core.product import NAME
from app.views.embed import HEIGHT_PX, WIDTH_PX, write_frame

_CARD_WIDTH_PX: Final = 1200
_CARD_HEIGHT_PX: Final = 630

Described = dict[str, str | int]


@dataclass(frozen=True)
class Framed:
    """A page of ours: its root-relative address without the key of frames, its title, its picture if any."""

    href: str
    title: str
    card_href: str | None = None


def describe_embed(page: Framed, base: str, most_wide: int | None, most_high: int | None) -> Described:
    """Give the page as oEmbed's type `rich`; `base` is scheme and host, the limits are pixels.

    A picture that is larger than the limits is left out, as the format wants it.
    """
    width = min(WIDTH_PX, most_wide or WIDTH_PX)
    height = min(HEIGHT_PX, most_high or HEIGHT_PX)
    fits = (most_wide or _CARD_WIDTH_PX) >= _CARD_WIDTH_PX and (
        most_high or _CARD_HEIGHT_PX
    ) >= _CARD_HEIGHT_PX
    found: Described = {
        "type": "rich",
        "version": "1.0",
        "title": page.title,
        "provider_name": NAME,
        "provider_url": f"{base}/",
        "html": write_frame(base + page.href, page.title, width, height),
        "width": width,
        "height": height,
    }
    if page.card_href and fits:
        found |= {
            "thumbnail_url": base + page.card_href,
            "thumbnail_width": _CARD_WIDTH_PX,
            "thumbnail_height": _CARD_HEIGHT_PX,
        }
    return found


def write_oembed(described: Described) -> bytes:
    """Give the same as XML."""
    root = Element("oembed")
    for key, value in described.items():
        SubElement(root, key).text = str(value)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))
