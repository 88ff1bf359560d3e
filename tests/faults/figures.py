"""Whether drills are whole, and what they measured, as rows of the table."""

import os
from collections.abc import Callable
from typing import Final, NamedTuple

# `make faults` asks for the whole form.
IS_WHOLE: Final = os.environ.get("FAULTS") == "whole"
LONGEST_SECONDS: Final = 60.0


class Figure(NamedTuple):
    """A row: the drill, what was measured, what was found, and what was asked for."""

    drill: str
    what: str
    found: str
    wanted: str


Note = Callable[[str, str, object, str], None]
