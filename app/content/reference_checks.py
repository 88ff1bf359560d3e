"""Checks of references: what is named exists, and stands once."""

from collections.abc import Collection, Iterable, Sequence

from app.content.reader import Place, SeedFile
from app.core.slugs import find_nearest


def check_known(file: SeedFile, place: Place, ids: Iterable[str], known: Collection[str], kind: str) -> None:
    """Note each id that isn't among the known ones, with the nearest that is."""
    for i, key in enumerate(ids):
        if key not in known:
            near = ", ".join(find_nearest(key, known))
            remedy = f"Did you mean {near}?" if near else "Add it to the seed first."
            file.fault(
                file.line_of((*place, i)), f"unknown-{kind}", f"“{key}” is no {kind} of the seed.", remedy
            )


def check_once(file: SeedFile, place: Place, ids: Sequence[str]) -> None:
    """Note each id that stands twice in a list."""
    for i, key in enumerate(ids):
        if key in ids[:i]:
            file.fault(
                file.line_of((*place, i)), "repeated", f"“{key}” stands twice.", "Keep one of the two."
            )
