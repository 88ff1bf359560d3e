"""A database of thousands of events, for what shows only in a long list."""

import datetime as dt
import shutil
import sqlite3
from pathlib import Path

from app.core.locales import LOCALES

FIRST_DAY = dt.date(1994, 1, 1)
# All but these are as the first event has them.
EVENT = """
INSERT INTO event (number, id, date, first_day, last_day, updated, month, month_day, milestone, disputed,
                   confidence, approximate, uncertain, era_id, place_id, source_count)
SELECT ?, ?, ?, ?, ?, ?, ?, NULL, 0, 0, 'low', approximate, uncertain, era_id, place_id, source_count
FROM event WHERE number = 1"""
TEXT = """
INSERT INTO eventtext (event_number, locale, text_locale, title, title_key, summary, body_html, body_text,
                       why_html, facts, disputes, figures)
VALUES (?, ?, ?, ?, ?, 'Summary', '', '', NULL, '[]', '[]', '[]')"""


# So is what is prepared for answers.
PREPARED = """
INSERT INTO {0} (event_number, kk, ru, en)
SELECT ?1, CAST(replace(kk, id, ?2) AS BLOB), CAST(replace(ru, id, ?2) AS BLOB),
    CAST(replace(en, id, ?2) AS BLOB)
FROM {0} JOIN event ON number = event_number WHERE number = 1"""


def make_many(tiny: Path, path: Path, count: int) -> None:
    """Copy the tiny database to `path` with `count` more events, three on each day from 1994 on."""
    shutil.copyfile(tiny, path)
    connection = sqlite3.connect(path)
    start = connection.execute("SELECT max(number) FROM event").fetchone()[0] + 1
    for place in range(count):
        day = (FIRST_DAY + dt.timedelta(days=place // 3)).isoformat()
        updated = (dt.date(2026, 1, 1) + dt.timedelta(days=place * 31 % 300)).isoformat()
        number, title = start + place, f"{place * 7919 % count:06}"
        connection.execute(EVENT, (number, f"{day}-{place:06}", day, day, day, updated, day[:7]))
        for table in ("listedevent", "wholeevent"):
            connection.execute(PREPARED.format(table), (number, f"{day}-{place:06}"))
        for locale in LOCALES:
            connection.execute(TEXT, (number, locale, locale, title, title))
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()
