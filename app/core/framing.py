"""Which pages of ours another site may show in a frame: three kinds, where their address asks for it."""

import re
from typing import Final
from urllib.parse import parse_qsl

from app.core.locales import LOCALES
from app.core.slugs import SLUG

EMBED: Final = "embed"
"""The key, without a value, that asks for the page that fits a frame."""

_FRAMED: Final = re.compile(rf"/(?:{'|'.join(LOCALES)})/(?:events(?:/{SLUG.pattern})?|thirty)")


def may_be_framed(path: str) -> bool:
    """Say whether the path is that of the timeline, of an event or of the sun of the thirty."""
    return _FRAMED.fullmatch(path) is not None


def is_embed(path: str, query: str) -> bool:
    """Say whether an address is that of a page in a frame; every other page refuses to be framed."""
    return may_be_framed(path) and (EMBED, "") in parse_qsl(query, keep_blank_values=True)
