"""What the tests of deploy/web stand on: nginx, processes that pretend, the README's commands."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from app.settings import ROOT
from deploy.web import roll
from tests.live import find_free_port

WEB: Final = ROOT / "deploy" / "web"
# Debian's nginx stands where only root's path leads.
NGINX: Final = "/usr/sbin/nginx"
LONGEST_SECONDS: Final = 120.0
_BLOCK: Final = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    """Return once it is so. Raises TimeoutError after two minutes."""
    end = time.monotonic() + LONGEST_SECONDS
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.02)


def read_blocks() -> list[str]:
    """Give the commands of deploy/web/README.md, block by block."""
    return _BLOCK.findall((WEB / "README.md").read_text(encoding="utf-8"))


@contextlib.contextmanager
def open_folder() -> Iterator[Path]:
    """Give a folder that everybody may read: nginx that root starts works as somebody else."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def stop_nginx(folder: Path) -> None:
    """End the nginx of a folder, if it runs."""
    pid = folder / "nginx.pid"
    with contextlib.suppress(OSError, ValueError):
        os.kill(int(pid.read_text()), signal.SIGTERM)
        wait_until(lambda: not pid.exists(), "nginx doesn't end")


@dataclass
class Site:
    """A technician's folder, ports and shell."""

    folder: Path
    seed: Path
    ports: Mapping[str, int] = field(
        default_factory=lambda: {str(port): find_free_port() for port in (8001, 8002, 8003, 8004, 8080)}
    )
    exports: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        """Give the address where visitors come in."""
        return f"http://127.0.0.1:{self.ports['8080']}"

    def put(self, text: str) -> str:
        """Give a text of the recipe with our folder and ports."""
        text = text.replace("/srv/timeline", str(self.folder))
        return re.sub(r"\b80\d\d\b", lambda found: str(self.ports[found[0]]), text)

    def run(self, block: str) -> None:
        """Run a block of commands; what it exports holds for those that come later."""
        code = self.put(block)
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", "\n".join([*self.exports, code])],
            cwd=ROOT,
            env={**os.environ, "PATH": path, "ALTYN_SEED": str(self.seed)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        self.exports += [line for line in code.splitlines() if line.startswith("export ")]

    def listen(self) -> None:
        """Write where visitors come in, as the README asks for."""
        file = self.folder / "site.conf"
        file.write_text(self.put(file.read_text()).replace("listen ", "listen 127.0.0.1:"))

    def kill(self, group: str, most: int = 2) -> None:
        """Kill processes of a group, without warning."""
        for pid in sorted((self.folder / group).glob("*.pid"))[:most]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(pid.read_text()), signal.SIGKILL)
            pid.unlink()

    def is_asleep(self) -> bool:
        """Say whether no process listens any more."""
        for port in ("8001", "8002", "8003", "8004"):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.ports[port])):
                return False
        return True

    def leave(self) -> None:
        """End whatever still runs."""
        stop_nginx(self.folder)
        self.kill("blue")
        self.kill("green")


@dataclass
class Asked:
    """A request as it came to a process."""

    method: str
    target: str
    headers: Message


class Process:
    """Pretends to be a process of the product: gives what it is told to, or hangs up."""

    def __init__(self) -> None:
        """Listen on a free port."""
        self.asked: list[Asked] = []
        self.headers = {"Cache-Control": "public, max-age=60", "X-Content-Type-Options": "nosniff"}
        self.hangs_up = False
        self.tell: Callable[[Asked], str] = lambda asked: asked.target
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._make_handler())
        self.name = f"127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def _make_handler(self) -> type[BaseHTTPRequestHandler]:
        process = self

        class Handler(BaseHTTPRequestHandler):
            """Notes a request and answers it."""

            def do_GET(self) -> None:
                """Answer."""
                asked = Asked(self.command, self.path, self.headers)
                self.rfile.read(int(self.headers["Content-Length"] or 0))
                process.asked.append(asked)
                if process.hangs_up:
                    return
                body = process.tell(asked).encode()
                tag = process.headers.get("ETag")
                is_same = tag is not None and self.headers["If-None-Match"] == tag
                self.send_response(304 if is_same else 200)
                for pair in process.headers.items():
                    self.send_header(*pair)
                if not is_same:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(b"" if is_same else body)

            do_POST = do_GET  # noqa: N815 - the standard library's word

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler

    def count(self, target: str) -> int:
        """Give how often a target was asked for."""
        return [asked.target for asked in self.asked].count(target)

    def stop(self) -> None:
        """Stop listening."""
        self.server.shutdown()
        self.server.server_close()


@contextlib.contextmanager
def run_nginx(folder: Path, *processes: Process) -> Iterator[str]:
    """Give the address of an nginx with the recipe before these processes."""
    port = find_free_port()
    shutil.copy(WEB / "nginx.conf", folder)
    (folder / "site.conf").write_text(f"listen 127.0.0.1:{port};\n")
    roll.write_release(folder, "first", [process.name for process in processes])
    start = [NGINX, "-p", str(folder), "-c", "nginx.conf", "-e", "error.log"]
    subprocess.run(start, check=True, stdin=subprocess.DEVNULL, timeout=LONGEST_SECONDS)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        stop_nginx(folder)
