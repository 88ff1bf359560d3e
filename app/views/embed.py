"""The frame in which another site shows a page of ours, as HTML to copy."""

from typing import Final

from markupsafe import Markup

from app.core.framing import EMBED
from app.views.links import add_key

WIDTH_PX: Final = 640
HEIGHT_PX: Final = 720

_FRAME: Final = Markup(
    '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" style="border:0"></iframe>'
)


def write_frame(address: str, title: str, width: int | str = "100%", height: int = HEIGHT_PX) -> str:
    """Give the HTML of the frame of the page at an absolute address, in pixels or percent."""
    return str(_FRAME.format(add_key(address, EMBED), title, width, height))
