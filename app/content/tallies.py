"""How many events each filter alone lets pass and each month holds, and which come first in a year."""

from typing import Final

from sqlalchemy import text
from sqlmodel import Session

from app.models import MOST_IN_A_YEAR, PLACE_IN_YEAR

_COUNTED: Final = {
    "theme": ("theme_id", "eventtheme"),
    "era": ("era_id", "event"),
    "place": ("place_id", "eventplace"),
    "collection": ("collection_id", "collectionevent"),
    "person": ("person_id", "eventperson"),
    "source": ("source_id", "citation"),
    "year": ("substr(first_day, 1, 4)", "event"),
}


_MONTHS: Final = """
  INSERT INTO monthtally (era_id, month, family, count, milestones, first_number)
  SELECT era_id, month, family, count(*), sum(milestone), min(number)
  FROM event JOIN eventtheme ON event_number = number AND position = 0 JOIN theme ON theme.id = theme_id
  GROUP BY era_id, month, family
"""
_LEADING: Final = f"""
  INSERT INTO leading (event_number, place) SELECT number, place FROM (
    SELECT number, {PLACE_IN_YEAR} AS place FROM event)
  WHERE place <= :most
"""  # noqa: S608 (ours)


def add_tallies(session: Session) -> None:
    """Count the events, whose rows must be there with all that they point at."""
    session.flush()
    for kind, (key, table) in _COUNTED.items():
        counts = f"SELECT :kind, {key}, count(*) FROM {table} GROUP BY {key}"  # noqa: S608 (ours)
        session.connection().execute(text(f"INSERT INTO tally (kind, key, count) {counts}"), {"kind": kind})
    session.connection().execute(text(_MONTHS))
    session.connection().execute(text(_LEADING), {"most": MOST_IN_A_YEAR})
