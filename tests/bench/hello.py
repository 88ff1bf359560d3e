"""A bare ASGI app that returns bytes from memory, served as the product is: what Python can do at best.

python -m tests.bench.hello FOLDER PORT: each file of the folder is an answer; /unchanged is a bare 304.
"""

import sys
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

UNCHANGED = "/unchanged"


def make_hello(bodies: dict[str, bytes]) -> ASGIApp:
    """Give an app that answers each path with its body."""

    async def hello(scope: Scope, _receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        body = bodies[scope["path"]]
        headers = [(b"content-type", b"text/html"), (b"content-length", str(len(body)).encode())]
        status = 304 if scope["path"] == UNCHANGED else 200
        await send({"type": "http.response.start", "status": status, "headers": headers if body else []})
        await send({"type": "http.response.body", "body": body})

    return hello


def main() -> None:
    """Serve the folder."""
    bodies = {f"/{path.name}": path.read_bytes() for path in Path(sys.argv[1]).iterdir()}
    uvicorn.run(
        make_hello({UNCHANGED: b"", **bodies}),
        port=int(sys.argv[2]),
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
    )


if __name__ == "__main__":
    main()
