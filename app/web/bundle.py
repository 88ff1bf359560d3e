"""Everything that a museum screen needs, as a list of files with their hashes."""

import hashlib
import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.web.assets import STATIC, find_modules, read_sheets

_STATIC: Final = re.compile(r'(?:href|src)="(/static/[0-9a-f]+/)([^"]+)"')
_FONT: Final = re.compile(r'url\("\.\./([^")]+)"\)')
_REV_LETTERS: Final = 16


@dataclass(frozen=True)
class Bundle:
    """The files of a screen, by address. `shell` is the address of the document.

    build names code and content, as the document itself does; urgent asks the screen not to wait long.
    """

    build: str
    shell: str
    urgent: bool
    files: dict[str, bytes] = field(repr=False)

    def describe(self) -> dict[str, object]:
        """Give bundle.json: rev is the hash of the list of files, sha256 is in hex, bytes is a length."""
        listed = [
            {"url": url, "sha256": hashlib.sha256(body).hexdigest(), "bytes": len(body)}
            for url, body in self.files.items()
        ]
        rev = hashlib.sha256(json.dumps(listed).encode()).hexdigest()[:_REV_LETTERS]
        shared = {"rev": rev, "build": self.build, "shell": self.shell, "urgent": self.urgent}
        return {**shared, "files": listed}


def _read_asset(path: str, root: Path) -> bytes:
    names = re.fullmatch(r"css/([a-z_,]+)\.css", path)
    return read_sheets(names[1], root).encode() if names else (root / path).read_bytes()


def _find_needed(path: str, body: bytes, root: Path) -> list[str]:
    """Give the static files that one of them asks for: modules of a script, fonts of a sheet."""
    if path.endswith(".js"):
        return find_modules(path, root)
    return _FONT.findall(body.decode()) if path.endswith(".css") else []


def gather_files(html: str, root: Path = STATIC) -> dict[str, bytes]:
    """Give the static files that a document needs, by address, each once."""
    found: dict[str, bytes] = {}
    for base, first in _STATIC.findall(html):
        waiting = [first]
        while waiting:
            path = posixpath.normpath(waiting.pop())
            if base + path not in found:
                found[base + path] = _read_asset(path, root)
                waiting += _find_needed(path, found[base + path], root)
    return dict(sorted(found.items()))


def write_bundle(bundle: Bundle, worker: bytes, root: Path) -> None:
    """Write a bundle as plain files for any static server; the list comes last, whole."""
    pages = {"kiosk/index.html": bundle.files[bundle.shell], "kiosk/sw.js": worker}
    static = {url.lstrip("/"): body for url, body in bundle.files.items() if url != bundle.shell}
    for path, body in {**static, **pages}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(body)
    new = root / "kiosk" / "bundle.json.new"
    new.write_text(json.dumps(bundle.describe()), "utf-8")
    new.replace(root / "kiosk" / "bundle.json")


def make_bundle(html: str, shell: str, build: str, urgent: bool, parts: Mapping[str, bytes]) -> Bundle:
    """Give the bundle of a document that stands at `shell`, with the parts that it loads, by address."""
    return Bundle(build, shell, urgent, {shell: html.encode(), **gather_files(html), **parts})
