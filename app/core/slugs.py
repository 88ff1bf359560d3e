"""Ids: what may stand in an address."""

import difflib
import re
from collections.abc import Iterable
from typing import Final

SLUG: Final = re.compile(r"[a-z0-9-]{1,80}")


def is_slug(text: str) -> bool:
    """Say whether `text` is an id: 1–80 of a–z, 0–9 and the hyphen."""
    return SLUG.fullmatch(text) is not None


def find_nearest(text: str, known: Iterable[str], most: int = 3, likeness: float = 0.5) -> list[str]:
    """Give up to `most` known ids or words that look like `text`, best first, from our own vocabulary only.

    likeness: twice the letters in common over all letters of both, at least so much.
    """
    return difflib.get_close_matches(text[:80], sorted(known), n=most, cutoff=likeness)
