"""Where an event's texts lie: a folder of its own, or a line of a pack, which holds many events.

A line of events/*.ndjson is a JSON object: the event's id, and by its name the text of each file that the
folder would hold.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.content.reader import LARGEST_FILE_BYTES, Packed, SeedFile, open_seed_file
from app.core.errors import SeedFault
from app.core.locales import LOCALES
from app.core.slugs import is_slug

PACK_SUFFIX: Final = ".ndjson"
EVENT_FILES: Final = ("event.yaml", *(f"{locale}.md" for locale in LOCALES))
_ID: Final = "id"
# Every text at its largest, each letter written as \uXXXX.
_LONGEST_LINE_BYTES: Final = len(EVENT_FILES) * LARGEST_FILE_BYTES * 6


@dataclass(frozen=True)
class EventFolder:
    """The files of one event, wherever they lie; `line` is that of the pack, None for a true folder."""

    path: Path
    pack: str | None = None
    line: int = 0
    texts: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """Give the event's id."""
        return self.path.name

    def open(self, name: str, root: Path, faults: list[SeedFault]) -> SeedFile:
        """Give one of the files, `name` being its name in a folder."""
        if self.pack is None:
            return open_seed_file(self.path / name, root, faults)
        return SeedFile(self.path / name, self.pack, faults, Packed(self.line, dict(self.texts).get(name)))


def _refuse_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _parse_line(line: bytes) -> dict[str, str]:
    """Give the texts of a line by name. Raises ValueError, which says in words what is wrong."""
    if len(line) > _LONGEST_LINE_BYTES:
        raise ValueError("the line is too long")
    found = json.loads(line, object_pairs_hook=_refuse_twice)
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise ValueError("it must map names to texts")
    if not is_slug(found.get(_ID, "")):
        raise ValueError("“id” is no id")
    stray = found.keys() - {_ID, *EVENT_FILES}
    if stray:
        raise ValueError(f"“{min(stray)}” is no file of an event")
    return found


def walk_pack(path: Path, root: Path, faults: list[SeedFault]) -> Iterator[EventFolder]:
    """Give the events of a pack, one at a time; note the lines that are none."""
    file = open_seed_file(path, root, faults)
    with path.open("rb") as lines:
        number = 0
        while line := lines.readline(_LONGEST_LINE_BYTES + 1):
            number += 1
            try:
                texts = _parse_line(line)
            except (ValueError, RecursionError) as error:
                file.fault(
                    number, "not-packed", f"This is no event: {error}.", "seed/README.md has the form."
                )
                continue
            home = path.parent / texts.pop(_ID)
            yield EventFolder(home, file.name, number, tuple(texts.items()))


def pack(key: str, texts: dict[str, str]) -> str:
    """Give the line of a pack, its end included, that holds an event's texts by the name of their file."""
    return json.dumps({_ID: key, **texts}, ensure_ascii=False) + "\n"
