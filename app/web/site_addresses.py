"""Where an answer stands when it is a file, and how the links of our own answers lead there."""

import re
from html import unescape
from typing import Final
from urllib.parse import parse_qsl, quote, urljoin

# Pages are autoescaped, so no text of theirs looks like an attribute.
_ATTRIBUTE: Final = re.compile(r'(?<=\s)(href|src|action|data-index)="(/(?!/)[^"]*)"')
_HTMX: Final = re.compile(r'\shx-[\w:-]+="[^"]*"')
_STRING: Final = re.compile(r'"(/(?!/)[^"]+)"')
_NEEDED: Final = {
    "css": re.compile(r'url\("([^"]+)"\)'),
    "js": re.compile(r'"(\.{1,2}/[\w/.-]+\.js)"'),
}
_TEXTS: Final = frozenset({"atom", "xml", "txt"})


def place(address: str) -> str:
    """Give the address of the file that an answer becomes: a page is a folder with its index.html.

    /kk/events?theme=law becomes /kk/events/theme/law/, /api/v1/events.csv?ids=x becomes
    /api/v1/ids/x/events.csv, and what programs read ends with .json. A fragment stays, and so does a search:
    the page of search reads it from the address.
    """
    rest, sign, fragment = address.partition("#")
    path, _, query = rest.partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    folder, _, name = path.rpartition("/")
    parts = "".join(f"/{quote(part, safe='')}" for pair in pairs for part in pair if part)
    if "q" in dict(pairs):
        path = f"{folder}/search/?{query}"
    elif "." in name:
        path = f"{folder}{parts}/{name}"
    elif path.startswith("/api/"):
        path = f"{folder}{parts}/{name or 'index'}.json"
    else:
        path = f"{path.rstrip('/')}{parts}/"
    return f"{path}{sign}{fragment}"


def name_source(address: str) -> str:
    """Give the address at which a server answers what an address of ours leads to."""
    path, _, query = address.partition("#")[0].partition("?")
    if "q" in dict(parse_qsl(query, keep_blank_values=True)):
        return f"{path.rpartition('/')[0]}/search"
    return f"{path}?{query}" if query else path


class Rewriter:
    """Makes links lead to files; public_url begins whole addresses, prefix, which is its path, all others."""

    def __init__(self, public_url: str, prefix: str) -> None:
        """Know where the site will stand."""
        self.public_url = public_url
        self.prefix = prefix
        whole = re.escape(public_url)
        self._quoted = re.compile(rf'"{whole}(/[^"]*)"')
        self._bare = re.compile(rf"{whole}(/[^\s\"'<>&#]*)")

    def rewrite(self, address: str, text: str) -> tuple[str, list[str]]:
        """Give the text of an answer with its links made fit, and what a server answers at their ends."""
        found: list[str] = []

        def lead(link: str) -> str:
            link = unescape(link).replace("\\u0026", "&")
            found.append(name_source(link))
            return place(link)

        suffix = place(address).rpartition("/")[2].rpartition(".")[2]
        if suffix in {"", "html"}:
            text = _ATTRIBUTE.sub(lambda m: f'{m[1]}="{self.prefix}{lead(m[2])}"', _HTMX.sub("", text))
            text = self._quoted.sub(lambda m: f'"{self.public_url}{lead(m[1])}"', text)
        elif suffix == "webmanifest":
            text = _STRING.sub(lambda m: f'"{self.prefix}{lead(m[1])}"', text)
        elif suffix in _TEXTS:
            text = self._bare.sub(lambda m: f"{self.public_url}{lead(m[1])}", text)
        elif suffix in _NEEDED:
            found += [urljoin(address, one) for one in _NEEDED[suffix].findall(text)]
        return text, found
