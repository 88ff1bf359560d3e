"""A site of plain files as a host gives it: which file answers an address, which links lead nowhere."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin

from tests.document import parse_html

PUBLIC_URL = "https://example.org/history"
PREFIX = "/history"
KEYS = ("href", "src", "action", "data-index")
# What our pages write and no text in them can hold: quotes in texts are escaped.
LINK = re.compile(r'\s(?:href|src|action|data-index)="([^"]*)"')
WHOLE = re.compile(rf'"{re.escape(PUBLIC_URL)}(/[^"]*)"')
ID = re.compile(r'\sid="([^"]*)"')


def find_file(root: Path, address: str) -> Path:
    """Give the file that a host answers with at an address below the prefix."""
    path = root / unquote(re.split(r"[?#]", address, maxsplit=1)[0].removeprefix(PREFIX).lstrip("/"))
    return path / "index.html" if address.partition("#")[0].partition("?")[0].endswith("/") else path


def walk_links(root: Path, page: Path, text: str) -> Iterator[str]:
    """Give the links of a page into our own house, from the root of the host."""
    here = f"{PREFIX}/{page.relative_to(root).as_posix().removesuffix('index.html')}"
    for link in LINK.findall(text):
        whole = link.removeprefix("https://example.org")
        if not re.match(r"[a-z]+:", whole):
            yield urljoin(here, whole)
    for link in WHOLE.findall(text):
        yield f"{PREFIX}{link}"


def parse_links(text: str) -> list[str]:
    """Give the links of a page as a reader of HTML finds them."""
    nodes = parse_html(text).walk()
    return [value for node in nodes for key, value in node.attributes.items() if key in KEYS]


def find_dead_links(root: Path) -> dict[str, str]:
    """Give what leads to no file, or to no element of its page, each with a page that says so."""

    @cache
    def read_ids(path: Path) -> frozenset[str]:
        return frozenset(ID.findall(path.read_text(encoding="utf-8")))

    dead: dict[str, str] = {}
    known = set[str]()
    for page in root.rglob("*.html"):
        for link in walk_links(root, page, page.read_text(encoding="utf-8")):
            if link in known:
                continue
            known.add(link)
            file, fragment = find_file(root, link), link.partition("#")[2]
            is_found = link.startswith(f"{PREFIX}/") and file.is_file()
            # The site itself, as others name it in data.
            if not is_found or (fragment not in {"", "site"} and fragment not in read_ids(file)):
                dead[link] = page.relative_to(root).as_posix()
    return dead
