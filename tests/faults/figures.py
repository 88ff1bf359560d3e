"""What a drill measured, as a row of the table."""

from collections.abc import Callable
from typing import NamedTuple


class Figure(NamedTuple):
    """A row: the drill, what was measured, what was found, and what was asked for."""

    drill: str
    what: str
    found: str
    wanted: str


Note = Callable[[str, str, object, str], None]
