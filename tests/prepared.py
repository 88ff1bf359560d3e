"""What a build prepares for answers, made anew after a test has changed the rows beneath."""

from pathlib import Path

from sqlalchemy import create_engine, delete
from sqlmodel import Session

from app.api.prepared import write_prepared
from app.models import Heading, ListedEvent, WholeEvent


def prepare_anew(path: Path) -> None:
    """Write the prepared events of a database anew."""
    engine = create_engine(f"sqlite:///{path}")
    with Session(engine) as session:
        for table in (ListedEvent, WholeEvent, Heading):
            session.connection().execute(delete(table))
        write_prepared(session)
        session.commit()
    engine.dispose()
