"""How many events each filter alone lets pass."""

from typing import Final

from sqlalchemy import text
from sqlmodel import Session

_COUNTED: Final = {
    "theme": ("theme_id", "eventtheme"),
    "era": ("era_id", "event"),
    "place": ("place_id", "eventplace"),
    "collection": ("collection_id", "collectionevent"),
    "person": ("person_id", "eventperson"),
    "source": ("source_id", "citation"),
    "year": ("substr(first_day, 1, 4)", "event"),
}


def add_tallies(session: Session) -> None:
    """Count the events, whose rows must be there with all that they point at."""
    session.flush()
    for kind, (key, table) in _COUNTED.items():
        counts = f"SELECT :kind, {key}, count(*) FROM {table} GROUP BY {key}"  # noqa: S608 (ours)
        session.connection().execute(text(f"INSERT INTO tally (kind, key, count) {counts}"), {"kind": kind})
