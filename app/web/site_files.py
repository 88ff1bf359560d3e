"""The whole site as plain files: every answer that a link leads to, written complete or not at all."""

import asyncio
import shutil
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message

from app.core.errors import SiteFault
from app.web.security import EVERYWHERE, PAGE_CSP
from app.web.site_addresses import Rewriter, place

# What no page links to, or what others look for by themselves; everything else is found from here.
SEEDS: Final = ("/", "/404.html", "/sitemap.xml", "/robots.txt", "/feed.atom", "/events.ics")
# Says that a folder is such a site, and of which data: only such a folder is ever replaced.
MARK: Final = ".altyn-besik"
_LASTING: Final = "public, max-age=31536000, immutable"
_TEXT: Final = ("text/", "application/json", "application/atom+xml", "application/manifest+json")


@dataclass(frozen=True)
class Got:
    """What the app answered."""

    status: int
    media_type: str
    body: bytes


async def ask(app: ASGIApp, address: str) -> Got:
    """Give what an app answers at an address, without a server in between."""
    path, _, query = address.partition("?")
    heads: list[Message] = []
    parts: list[bytes] = []

    async def receive() -> Message:
        # Whoever asks stays to the end.
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            heads.append(message)
        else:
            parts.append(message.get("body", b""))

    scope = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1",
        "method": "GET", "scheme": "https", "path": unquote(path), "raw_path": path.encode(),
        "query_string": query.encode(), "root_path": "", "headers": [(b"host", b"localhost")],
        "server": ("localhost", 443), "client": ("127.0.0.1", 1), "state": {},
    }  # fmt: skip
    await app(scope, receive, send)
    headers = Headers(raw=heads[0]["headers"])
    return Got(heads[0]["status"], headers.get("content-type", ""), b"".join(parts))


async def _fetch(app: ASGIApp, address: str, page: str) -> Got:
    """Give a good answer. Raises SiteFault for any other, and for a page that would not be found as one."""
    got = await ask(app, address)
    is_page = place(address).endswith(("/", ".html"))
    if got.status != 200:
        raise SiteFault(page, address, f"answers {got.status}")
    if is_page != got.media_type.startswith("text/html"):
        raise SiteFault(page, address, f"is {got.media_type}, which its address doesn't say")
    return got


async def _write_answers(app: ASGIApp, rewriter: Rewriter, root: Path, seeds: Sequence[str]) -> int:
    """Write every answer that a link leads to; give their number."""
    waiting = deque((seed, seed) for seed in seeds)
    known = set(seeds)
    while waiting:
        address, page = waiting.popleft()
        got = await _fetch(app, address, page)
        body, links = got.body, list[str]()
        if got.media_type.startswith(_TEXT):
            text, links = rewriter.rewrite(address, got.body.decode())
            body = text.encode()
        _write(root, place(address), body)
        for link in links:
            if link not in known:
                known.add(link)
                waiting.append((link, address))
    return len(known)


def _write(root: Path, address: str, body: bytes) -> None:
    path = root / unquote(address).lstrip("/")
    path = path / "index.html" if address.endswith("/") else path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)


def _list_headers() -> Iterator[str]:
    """Give the lines of a file by which some hosts know what headers to send."""
    yield "/*"
    for name, value in {**EVERYWHERE, "Content-Security-Policy": PAGE_CSP}.items():
        yield f"  {name}: {value}"
    yield from ("/static/*", f"  Cache-Control: {_LASTING}")


def _check_target(target: Path) -> None:
    """Raise FileExistsError unless the target is new, empty, or an earlier site and nothing else."""
    names = {path.name for path in target.iterdir()} if target.exists() else set()
    if names and {name for name in names if name.startswith(".")} != {MARK}:
        raise FileExistsError(f"{target} holds something else than an earlier site")


async def write_site(
    app: ASGIApp, public_url: str, version: str, target: Path, seeds: Sequence[str] = SEEDS
) -> int:
    """Write the site of a static app into a folder, in the place of an earlier one; give the number of files.

    `public_url` is where it will stand, without a slash at the end; `version` names code and data. Raises
    SiteFault, or OSError: then the folder is as it was.
    """
    _check_target(target)
    new, old = (target.with_name(f"{target.name}.{name}") for name in ("new", "old"))
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        rewriter = Rewriter(public_url, urlsplit(public_url).path)
        count = await _write_answers(app, rewriter, new, seeds)
        _write(new, "/_headers", "\n".join([*_list_headers(), ""]).encode())
        _write(new, f"/{MARK}", f"{version}\n".encode())
        if target.exists():
            target.rename(old)
        new.rename(target)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    return count
