"""Events as lines of JSON. Source: ndjson.org."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel


def write_ndjson(batches: Iterable[Iterable[BaseModel]], base: str) -> Iterator[bytes]:
    """Give one event a line, part by part."""
    for batch in batches:
        yield "".join(f"{event.model_dump_json(context={'base': base})}\n" for event in batch).encode()
