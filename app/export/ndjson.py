"""Events as lines of JSON. Source: ndjson.org."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel


def write_ndjson(batches: Iterable[Iterable[BaseModel]]) -> Iterator[bytes]:
    """Give one event a line, part by part."""
    for batch in batches:
        yield "".join(f"{event.model_dump_json()}\n" for event in batch).encode()
