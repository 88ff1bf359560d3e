"""A server as a process of its own, and the least client that can ask it: raw bytes."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from app.settings import ROOT
from tests.faults.commands import finish, start
from tests.faults.figures import IS_WHOLE, LONGEST_SECONDS
from tests.live import find_free_port


class Process(NamedTuple):
    """A server's process: its id, its exit code if it has ended, at once or waited for, and how to end it."""

    id: int
    poll: Callable[[], int | None]
    wait: Callable[[], int | None]
    terminate: Callable[[], None]


@dataclass(frozen=True)
class Server:
    """A running server: its process and its port."""

    process: int
    port: int
    wait: Callable[[], int | None]

    def ask(self, target: str) -> int:
        """Ask as an honest client and give the status."""
        return self.get(target)[0]

    def get(self, target: str) -> tuple[int, bytes]:
        """Ask as an honest client and give status and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST_SECONDS)
        try:
            connection.request("GET", target)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def open(self, receive_bytes: int | None = None) -> socket.socket:
        """Give a new connection; with `receive_bytes`, it takes little at once."""
        client = socket.socket()
        if receive_bytes:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
        client.settimeout(LONGEST_SECONDS)
        client.connect(("127.0.0.1", self.port))
        return client

    def talk(self, data: bytes) -> bytes:
        """Send bytes as far as they are taken, and give what comes back until the server closes."""
        parts = []
        with self.open() as client, suppress(ConnectionError):
            with suppress(ConnectionError):
                client.sendall(data)
            while part := client.recv(65536):
                parts.append(part)
        return b"".join(parts)

    def measure_memory(self) -> float:
        """Give the memory of the process in MiB. Source: proc(5)."""
        lines = Path(f"/proc/{self.process}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024

    def count_descriptors(self) -> int:
        """Count what the process has open. Source: proc(5)."""
        return len(list(Path(f"/proc/{self.process}/fd").iterdir()))


def _begin(database: Path, module: str, port: int) -> Process:
    """Start a server; in the small form the product's own comes from a process that has read its code."""
    order = ("serve", "--port", str(port))
    if module == "app" and not IS_WHOLE:
        forked = start(*order, output=Path(os.devnull), database=database)
        return Process(forked.pid or 0, lambda: forked.exitcode, lambda: finish(forked), forked.terminate)
    process = subprocess.Popen(
        [sys.executable, "-m", module, *order],
        cwd=ROOT,
        env={**os.environ, "ALTYN_DATABASE": str(database)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return Process(process.pid, process.poll, lambda: process.wait(LONGEST_SECONDS), process.terminate)


@contextmanager
def run_server(database: Path, module: str, target: str = "/readyz") -> Iterator[Server]:
    """Start `python -m module serve` and give it once it answers at `target`; it ends with the block."""
    port = find_free_port()
    process = _begin(database, module, port)
    server, end = Server(process.id, port, process.wait), time.monotonic() + LONGEST_SECONDS
    try:
        while True:
            with suppress(OSError):
                if server.ask(target) == 200:
                    break
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"{module} doesn't answer")
            time.sleep(0.02)
        yield server
    finally:
        process.terminate()
        process.wait()
