"""A database with as many events as a test wants, made of the tiny one by copying."""

import shutil
import sqlite3
from pathlib import Path

TABLES = ("eventtext", "eventtheme", "eventplace", "citation", "listedevent", "wholeevent")


def make_big_database(tiny: Path, path: Path, copies: int) -> Path:
    """Put a database at `path` that holds the tiny one's six events and so many copies of them."""
    shutil.copyfile(tiny, path)
    connection = sqlite3.connect(path)
    (events,) = connection.execute("SELECT max(number) FROM event").fetchone()
    for table in ("event", *TABLES):
        connection.execute(f"CREATE TEMP TABLE first_{table} AS SELECT * FROM {table}")
    for copy in range(1, copies + 1):
        for table, number in (("event", "number"), *((table, "event_number") for table in TABLES)):
            connection.execute(f"UPDATE first_{table} SET {number} = {number} + {events}")
            if table == "event":
                connection.execute("UPDATE first_event SET id = substr(id, 1, 60) || '-' || ?", (copy,))
            connection.execute(f"INSERT INTO {table} SELECT * FROM first_{table}")
    connection.commit()
    connection.close()
    return path
