"""A new event's folder, with every file that a curator has to fill."""

import re
from pathlib import Path
from typing import Final

from app.core.edtf import parse_bounds
from app.core.errors import SeedError, SeedFault
from app.core.locales import LOCALES
from app.core.slugs import is_slug

_DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}(?=-)")
_FACTS = """\
date: {date}
milestone: no
era: {era}
themes: []
places: []
people: []
confidence: medium
citations: []
status: {{kk: draft, ru: draft, en: draft}}
added: {today}
updated: {today}
"""


def write_new_event(root: Path, event_id: str, era: str, today: str) -> Path:
    """Make the folder of a new event and give its path; what is already there stays untouched.

    Raises SeedError when the id is none, does not begin with a date, or is taken.
    """
    folder = root / "events" / event_id
    name = f"{root.name}/events/{event_id}"
    if not is_slug(event_id):
        raise SeedError(
            [SeedFault(name, 1, "bad-id", "That is no id.", "Use YYYY-MM-DD-words, a–z, 0–9, hyphens.")]
        )
    found = _DATE.match(event_id)
    if not found:
        raise SeedError([SeedFault(name, 1, "bad-id", "It begins with no date.", "Begin with YYYY-MM-DD.")])
    date = found[0]
    parse_bounds(date)
    if folder.exists():
        raise SeedError(
            [SeedFault(name, 1, "taken", "There is such an event.", "Choose another id or edit it.")]
        )
    folder.mkdir(parents=True)
    (folder / "event.yaml").write_text(_FACTS.format(date=date, era=era, today=today), encoding="utf-8")
    for locale in LOCALES:
        (folder / f"{locale}.md").write_text("# \n\n\n", encoding="utf-8")
    return folder
