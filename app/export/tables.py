"""The data as tables for others: by ids instead of our numbers, without what only our pages need."""

import sqlite3
from pathlib import Path
from typing import Final
from urllib.parse import quote

from app.core.product import API_FORM, LICENCE, LICENCE_URL

# Days are ISO 8601, dates EDTF; sources are arrays of ids in JSON; position counts from 0, number from 1.
_TABLES: Final = """
CREATE TABLE release (data_version TEXT, updated TEXT, licence TEXT, licence_url TEXT);
CREATE TABLE text (kind TEXT, id TEXT, locale TEXT, title TEXT, summary TEXT, body_html TEXT,
    PRIMARY KEY (kind, id, locale));
CREATE TABLE era (id TEXT PRIMARY KEY, first_day TEXT, last_day TEXT);
CREATE TABLE theme (id TEXT PRIMARY KEY, kk TEXT, ru TEXT, en TEXT);
CREATE TABLE place (id TEXT PRIMARY KEY, kk TEXT, ru TEXT, en TEXT, lat REAL, lon REAL, precision TEXT);
CREATE TABLE person (id TEXT PRIMARY KEY, kk TEXT, ru TEXT, en TEXT);
CREATE TABLE source (id TEXT PRIMARY KEY, title TEXT, publisher TEXT, url TEXT, date TEXT, locale TEXT,
    kind TEXT);
CREATE TABLE event (id TEXT PRIMARY KEY, date TEXT, first_day TEXT, last_day TEXT, approximate INTEGER,
    uncertain INTEGER, other_date TEXT, milestone INTEGER, era TEXT REFERENCES era, confidence TEXT,
    disputed INTEGER, updated TEXT);
CREATE TABLE event_text (event TEXT REFERENCES event, locale TEXT, title TEXT, summary TEXT, body TEXT,
    PRIMARY KEY (event, locale));
CREATE TABLE event_theme (event TEXT REFERENCES event, theme TEXT REFERENCES theme, position INTEGER,
    PRIMARY KEY (event, theme));
CREATE TABLE event_place (event TEXT REFERENCES event, place TEXT REFERENCES place, position INTEGER,
    PRIMARY KEY (event, place));
CREATE TABLE event_person (event TEXT REFERENCES event, person TEXT REFERENCES person, position INTEGER,
    PRIMARY KEY (event, person));
CREATE TABLE collection_event (collection TEXT, event TEXT REFERENCES event, number INTEGER,
    PRIMARY KEY (collection, event));
CREATE TABLE thread (event TEXT REFERENCES event, grew_from TEXT REFERENCES event,
    source TEXT REFERENCES source, PRIMARY KEY (event, grew_from));
CREATE TABLE citation (event TEXT REFERENCES event, source TEXT REFERENCES source, number INTEGER,
    locator TEXT, PRIMARY KEY (event, source));
CREATE TABLE fact (event TEXT REFERENCES event, locale TEXT, position INTEGER, text TEXT, sources TEXT,
    PRIMARY KEY (event, locale, position));
CREATE TABLE dispute (event TEXT REFERENCES event, locale TEXT, position INTEGER, text TEXT, sources TEXT,
    PRIMARY KEY (event, locale, position));
CREATE TABLE figure (event TEXT REFERENCES event, locale TEXT, id TEXT, name TEXT, value REAL, unit TEXT,
    date TEXT, source TEXT REFERENCES source, PRIMARY KEY (event, locale, id));
CREATE TABLE moved (id TEXT PRIMARY KEY, event TEXT REFERENCES event, withdrawn TEXT, reason_kk TEXT,
    reason_ru TEXT, reason_en TEXT);
CREATE TABLE media (event TEXT REFERENCES event, position INTEGER, sha256 TEXT, media_type TEXT,
    width INTEGER, height INTEGER, credit TEXT, licence TEXT, PRIMARY KEY (event, position));
CREATE TABLE media_text (event TEXT REFERENCES event, position INTEGER, locale TEXT, alt TEXT, caption TEXT,
    PRIMARY KEY (event, position, locale));
CREATE TABLE series (id TEXT PRIMARY KEY, unit TEXT, status TEXT);
CREATE TABLE series_point (series TEXT REFERENCES series, position INTEGER, date TEXT, value REAL,
    status TEXT, source TEXT REFERENCES source, is_break INTEGER, note_kk TEXT, note_ru TEXT, note_en TEXT,
    PRIMARY KEY (series, position));
CREATE TABLE claim (id TEXT PRIMARY KEY, value REAL, unit TEXT, date TEXT,
    stated_in TEXT REFERENCES source, verdict TEXT);
"""
_NAMED: Final = "SELECT id, kk, ru, en{} FROM own.{} ORDER BY rank"
_POINTED: Final = (
    "SELECT event.id, {} FROM own.{} AS p JOIN own.event ON number = event_number ORDER BY event_number, {}"
)
_STATED: Final = """
SELECT event.id, locale, key, json_extract(value, '$.text'), json_extract(value, '$.citations')
FROM own.eventtext JOIN own.event ON number = event_number, json_each({})
WHERE text_locale = locale ORDER BY event_number, locale, key
"""
_ROWS: Final = {
    "text": "SELECT kind, key, locale, title, lead, body_html FROM own.text ORDER BY kind, key, locale",
    "era": "SELECT id, first_day, last_day FROM own.era ORDER BY rank",
    "theme": _NAMED.format("", "theme"),
    "place": _NAMED.format(", lat, lon, precision", "place"),
    "person": _NAMED.format("", "person"),
    "source": "SELECT id, title, publisher, url, date, locale, kind FROM own.source ORDER BY id",
    "event": (
        "SELECT id, date, first_day, last_day, approximate, uncertain, other_date, milestone, era_id,"
        " confidence, disputed, updated FROM own.event ORDER BY number"
    ),
    "event_text": """
        SELECT event.id, locale, title, summary, body_text
        FROM own.eventtext JOIN own.event ON number = event_number
        WHERE text_locale = locale ORDER BY event_number, locale
        """,
    "event_theme": _POINTED.format("p.theme_id, position", "eventtheme", "position"),
    "event_place": _POINTED.format("p.place_id, position", "eventplace", "position"),
    "event_person": _POINTED.format("p.person_id, position", "eventperson", "position"),
    "collection_event": (
        "SELECT collection_id, event.id, position FROM own.collectionevent"
        " JOIN own.event ON number = event_number ORDER BY collection_id, position"
    ),
    "thread": (
        "SELECT event.id, earlier.id, source_id FROM own.thread"
        " JOIN own.event ON event.number = event_number"
        " JOIN own.event AS earlier ON earlier.number = from_number ORDER BY event_number, from_number"
    ),
    "citation": _POINTED.format("p.source_id, p.number, locator", "citation", "p.number").replace(
        "ON number", "ON event.number"
    ),
    "fact": _STATED.format("facts"),
    "dispute": _STATED.format("disputes"),
    "figure": """
        SELECT event.id, locale, json_extract(value, '$.id'), json_extract(value, '$.name'),
            json_extract(value, '$.value'), json_extract(value, '$.unit'), json_extract(value, '$.date'),
            json_extract(value, '$.citation')
        FROM own.eventtext JOIN own.event ON number = event_number, json_each(figures)
        WHERE text_locale = locale ORDER BY event_number, locale, key
        """,
    "moved": """
        SELECT id, new_id, day, json_extract(reason, '$.kk'), json_extract(reason, '$.ru'),
            json_extract(reason, '$.en')
        FROM own.moved ORDER BY id
        """,
    "media": _POINTED.format(
        "position, digest, media_type, width, height, credit, licence", "media", "position"
    ),
    "media_text": """
        SELECT event.id, position, key, json_extract(value, '$.alt'), json_extract(value, '$.caption')
        FROM own.media JOIN own.event ON number = event_number, json_each(words)
        ORDER BY event_number, position, key
        """,
    "series": "SELECT id, unit, status FROM own.series ORDER BY rank",
    "series_point": (
        "SELECT series_id, position, date, value, status, source_id, is_break, json_extract(note, '$.kk'),"
        " json_extract(note, '$.ru'), json_extract(note, '$.en') FROM own.seriespoint"
        " ORDER BY series_id, position"
    ),
    "claim": "SELECT id, value, unit, date, stated_in, verdict FROM own.claim ORDER BY rank",
}


def write_tables(database: Path, target: Path) -> None:
    """Write the public tables of a sound database to a new file; the same data give the same bytes."""
    connection = sqlite3.connect(target, isolation_level=None)
    try:
        connection.execute(f"PRAGMA user_version = {API_FORM}")
        connection.execute("ATTACH ? AS own", (f"file:{quote(str(database.resolve()))}?mode=ro&immutable=1",))
        connection.execute("BEGIN")
        for statement in _TABLES.split(";\n"):
            connection.execute(statement)
        row = connection.execute("SELECT data_version, updated FROM own.release").fetchone()
        connection.execute("INSERT INTO release VALUES (?, ?, ?, ?)", (*row, LICENCE, LICENCE_URL))
        for table, query in _ROWS.items():
            connection.execute(f"INSERT INTO {table} {query}")
        connection.execute("COMMIT")
        connection.execute("DETACH own")
        connection.execute("VACUUM")
    finally:
        connection.close()
