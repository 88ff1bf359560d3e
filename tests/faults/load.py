"""Visitors who ask all the time, on a connection of their own each time, and note what they got."""

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from tests.faults.figures import IS_WHOLE, LONGEST_SECONDS

# Worked on each time, kept soon, and kept later.
TARGETS: Final = ("/api/v1/events?locale=en", "/readyz", "/kk/events", "/kk/events?n={}")
# So many pages differ by a number alone: what is kept stays small.
NUMBERS: Final = 200
# In the small form they leave the processor to other tests.
PAUSE_SECONDS: Final = 0.005 if IS_WHOLE else 0.03


@dataclass
class Seen:
    """What visitors got: statuses, versions of data, and answers that broke off in the middle."""

    statuses: list[int] = field(default_factory=list)
    versions: set[str] = field(default_factory=set)
    unanswered: int = 0
    cut: int = 0

    def ask(self, port: int, target: str) -> None:
        """Ask once. A server that isn't there, or hasn't begun to answer, is no answer that broke off."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST_SECONDS)
        answer = None
        try:
            connection.request("GET", target)
            answer = connection.getresponse()
            body = answer.read()
            self.statuses.append(answer.status)
            if target == "/readyz" and answer.status == 200:
                self.versions.add(json.loads(body)["data_version"])
        except (OSError, http.client.HTTPException):
            if answer is None:
                self.unanswered += 1
            else:
                self.cut += 1
        finally:
            connection.close()


@contextmanager
def visit(port: int, visitors: int = 3) -> Iterator[Seen]:
    """Give what visitors see who ask until the end of the block."""
    seen, is_over = Seen(), threading.Event()

    def walk(number: int) -> None:
        for step in count(number):
            if is_over.wait(PAUSE_SECONDS):
                return
            seen.ask(port, TARGETS[step % len(TARGETS)].format(step % NUMBERS))

    threads = [threading.Thread(target=walk, args=(number,)) for number in range(visitors)]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        is_over.set()
        for thread in threads:
            thread.join()
