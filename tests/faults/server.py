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
from typing import Final

from app.settings import ROOT
from tests.live import find_free_port

LONGEST_SECONDS: Final = 60.0


@dataclass(frozen=True)
class Server:
    """A running server: its process and its port."""

    process: int
    port: int
    wait: Callable[[], int]

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


@contextmanager
def run_server(database: Path, module: str, target: str = "/readyz") -> Iterator[Server]:
    """Start `python -m module serve` and give it once it answers at `target`; it ends with the block."""
    port = find_free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", module, "serve", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "ALTYN_DATABASE": str(database)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    server, end = (
        Server(process.pid, port, lambda: process.wait(LONGEST_SECONDS)),
        time.monotonic() + LONGEST_SECONDS,
    )
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
        process.wait(timeout=LONGEST_SECONDS)
