"""Events as lines of JSON. Source: ndjson.org."""

from collections.abc import Iterable, Iterator


def write_ndjson(batches: Iterable[Iterable[bytes]]) -> Iterator[bytes]:
    """Give one event, which is JSON by now, a line, part by part."""
    for batch in batches:
        yield b"".join(b"%b\n" % event for event in batch)
