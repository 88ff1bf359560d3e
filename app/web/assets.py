"""Static files under addresses that carry a hash of the whole tree, so that they never go stale."""

import hashlib
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC: Final = Path(__file__).resolve().parent.parent.parent / "static"
_HASH_LETTERS: Final = 10
# What visitors may fetch; licences and build scripts beside them are not served.
_SERVED: Final = frozenset({".css", ".js", ".woff2", ".svg", ".png", ".webp", ".jpg", ".webmanifest"})


def hash_tree(root: Path = STATIC) -> str:
    """Give ten hex digits of the names and bytes of all files that are served."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.suffix in _SERVED:
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:_HASH_LETTERS]


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
        response = await super().get_response(rest, scope)
        lasting = "public, max-age=31536000, immutable"
        response.headers["Cache-Control"] = lasting if tree == self.tree else "public, max-age=3600"
        return response
