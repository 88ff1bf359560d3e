"""What an application asks its database, whichever way it asks."""

import sqlite3

from fastapi import FastAPI
from sqlalchemy import event


def listen(app: FastAPI) -> list[str]:
    """Give the list of statements that an application asks from now on, with their values in them."""
    asked: list[str] = []

    def note(statement: str) -> None:
        # What full-text tables ask of themselves stands in comments.
        if not statement.startswith("--"):
            asked.append(statement)

    def trace(connection: sqlite3.Connection, *_: object) -> None:
        connection.set_trace_callback(note)

    served = app.state.database._served
    for engine in (served.engine, served.streams):
        event.listen(engine, "checkout", trace)
    trace(served.light.connection().connection.driver_connection)
    return asked
