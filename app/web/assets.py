"""Static files under addresses that carry a hash of the whole tree, so that they never go stale."""

import hashlib
import re
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from app.web.scripts import join_scripts, strip_remarks

STATIC: Final = Path(__file__).resolve().parent.parent.parent / "static"
_HASH_LETTERS: Final = 10
# What visitors may fetch; licences and build scripts beside them are not served.
_IMPORT: Final = re.compile(r'^import .* from "\./([\w/]+\.js)";$', re.MULTILINE)
_SHEETS: Final = re.compile(r"css/([a-z_,]+)\.css")
_SCRIPTS: Final = re.compile(r"js/modules/(\w+(?:,\w+)+)\.js")
_SERVED: Final = frozenset({".css", ".js", ".woff2", ".svg", ".png", ".webp", ".jpg", ".webmanifest"})


def hash_tree(root: Path = STATIC) -> str:
    """Give ten hex digits of the names and bytes of all files that are served."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.suffix in _SERVED:
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:_HASH_LETTERS]


def find_modules(entry: str, root: Path = STATIC) -> list[str]:
    """Give the paths of the modules that a script imports, at any depth, each once."""
    found: list[str] = []
    waiting = [entry]
    while waiting:
        path = waiting.pop(0)
        names = _IMPORT.findall((root / path).read_text("utf-8"))
        new = [(Path(path).parent / name).as_posix() for name in names]
        waiting += [name for name in new if name not in found]
        found += [name for name in new if name not in found]
    return found


def read_sheets(text: str, root: Path = STATIC) -> str:
    """Give the sheets that `text` names, comma between, one behind the other: one request instead of ten."""
    sheets = ((root / "css" / f"{name}.css").read_text("utf-8") for name in text.split(","))
    return "".join(strip_remarks(sheet) for sheet in sheets)


def join_sheets(text: str, root: Path = STATIC) -> str:
    """Give the sheets that a visitor names; HTTPException 404 for one that is none, or that comes twice."""
    names = text.split(",")
    known = {path.stem for path in root.glob("css/*.css")}
    if len(set(names)) < len(names) or not known.issuperset(names):
        raise HTTPException(404)
    return read_sheets(text, root)


class HashedStatic(StaticFiles):
    """Serves `/static/<hash>/css/app.css` as immutable and any other hash as an hour's file."""

    def __init__(self, tree: str) -> None:
        """Serve the static folder; `tree` is the hash that marks a lasting address."""
        super().__init__(directory=STATIC)
        self.tree = tree

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Give the file behind the hash, with how long it may be kept."""
        tree, _, rest = path.partition("/")
        if Path(rest).suffix not in _SERVED:
            raise HTTPException(404)
        sheets, scripts = _SHEETS.fullmatch(rest), _SCRIPTS.fullmatch(rest)
        if sheets:
            response = Response(join_sheets(sheets[1]), media_type="text/css")
        elif scripts:
            response = Response(join_scripts(scripts[1], STATIC), media_type="text/javascript")
        else:
            response = await super().get_response(rest, scope)
        lasting = "public, max-age=31536000, immutable"
        response.headers["Cache-Control"] = lasting if tree == self.tree else "public, max-age=3600"
        return response
