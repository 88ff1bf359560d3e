"""The servers that are compared, each a process of its own on a free port, all on one processor."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from string import Template
from typing import Final

from app.settings import ROOT
from tests.bench.load import SERVER_CPU
from tests.live import find_free_port

DATASETTE: Final = ROOT / ".bench" / "datasette" / "bin" / "datasette"
# Debian's nginx stands where only root's path leads.
NGINX: Final = "/usr/sbin/nginx"
_NGINX_FILE: Final = Path(__file__).with_name("nginx.conf")
_LONGEST_START_SECONDS: Final = 60.0
_LOOK_SECONDS: Final = 0.005


@dataclass(frozen=True)
class Server:
    """A server that answers: its process, its address, and the seconds from its start to its first answer."""

    process: int
    base: str
    start_seconds: float


def _answers(url: str) -> bool:
    """Say whether anything answers, be it an error."""
    try:
        with urllib.request.urlopen(url):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


@contextmanager
def run_server(
    command: Sequence[str], port: int, probe: str = "/", env: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Start a program and give it once it answers at `probe`; it ends with the block.

    Raises RuntimeError when it ends by itself or doesn't answer within a minute.
    """
    base, begin = f"http://127.0.0.1:{port}", time.monotonic()
    process = subprocess.Popen(
        ["taskset", "-c", str(SERVER_CPU), *command],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not _answers(base + probe):
            if process.poll() is not None or time.monotonic() - begin > _LONGEST_START_SECONDS:
                raise RuntimeError(f"no answer from {' '.join(command)}")
            time.sleep(_LOOK_SECONDS)
        yield Server(process.pid, base, time.monotonic() - begin)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def run_product(database: Path, module: str = "app") -> Iterator[Server]:
    """Start the product as in production; with the module `tests.bench.unkept` it keeps no answers."""
    port = find_free_port()
    command = [sys.executable, "-m", module, "serve", "--port", str(port)]
    with run_server(command, port, "/api/v1/", {"ALTYN_DATABASE": str(database)}) as server:
        yield server


@contextmanager
def run_hello(folder: Path) -> Iterator[Server]:
    """Start the bare app on the files of a folder."""
    port = find_free_port()
    command = [sys.executable, "-m", "tests.bench.hello", str(folder), str(port)]
    with run_server(command, port, "/unchanged") as server:
        yield server


@contextmanager
def run_datasette(database: Path) -> Iterator[Server]:
    """Start Datasette on a file that it may take for unchanging: it counts that once."""
    port = find_free_port()
    command = [str(DATASETTE), "serve", "--immutable", str(database), "--port", str(port)]
    with run_server(command, port) as server:
        yield server


@contextmanager
def run_nginx(folder: Path, product: Server) -> Iterator[tuple[Server, Server]]:
    """Start nginx with its files in `folder`/files; gives it as a server of these, and as a proxy."""
    files, proxy = find_free_port(), find_free_port()
    (folder / "temp").mkdir()
    names = {"PRODUCT": product.base.rpartition(":")[2], "FILES": files, "PROXY": proxy}
    text = Template(_NGINX_FILE.read_text()).safe_substitute(names, FOLDER=folder / "files")
    (folder / "nginx.conf").write_text(text)
    with run_server([NGINX, "-p", str(folder), "-c", "nginx.conf", "-e", "error.log"], files) as server:
        yield server, replace(server, base=f"http://127.0.0.1:{proxy}")
