"""The links of a page in a frame: into another page that fits a frame, or out into a window of their own."""

import re
from html import unescape
from typing import Final

from markupsafe import Markup, escape

from app.core.framing import EMBED, may_be_framed
from app.views.links import add_key
from app.views.trusted import trust

_LINK: Final = re.compile(r"<a\s[^>]*>")
_ADDRESS: Final = re.compile(r'(?<=\s)(href|hx-get)="([^"]*)"')
_RELATION: Final = re.compile(r'(?<=\s)rel="([^"]*)"')


def _stay(found: re.Match[str]) -> str:
    return f'{found[1]}="{escape(add_key(unescape(found[2]), EMBED))}"'


def _leave(tag: str) -> str:
    """Give a link into a new window, which learns nothing of the old one."""
    relation = _RELATION.search(tag)
    if relation is None:
        return f'{tag[:-1]} target="_blank" rel="noopener">'
    words = " ".join(dict.fromkeys([*relation[1].split(), "noopener"]))
    return _RELATION.sub(f'rel="{words}" target="_blank"', tag)


def _mend(found: re.Match[str]) -> str:
    tag = found[0]
    address = _ADDRESS.search(tag)
    if address is None or address[2].startswith("#") or " target=" in tag:
        return tag
    path = re.split(r"[?#]", address[2], maxsplit=1)[0]
    return _ADDRESS.sub(_stay, tag) if may_be_framed(path) else _leave(tag)


def keep_framed(html: Markup) -> Markup:
    """Give our own HTML with its links made fit for a frame; those that have a target keep theirs."""
    return trust(_LINK.sub(_mend, str(html)))
