"""Figures: series over time with their points, and the claims of the source documents."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from app.core.errors import NotFound
from app.models import Claim, Series, SeriesPoint, Source


def find_series(session: Session) -> Sequence[Series]:
    """Give the series in the curators' order."""
    return session.exec(select(Series).order_by(col(Series.rank), col(Series.id))).all()


def get_series(session: Session, series_id: str) -> Series:
    """Give a series. Raises NotFound."""
    found = session.get(Series, series_id)
    if found is None:
        raise NotFound("series", series_id)
    return found


def find_points(session: Session, series_id: str) -> list[tuple[SeriesPoint, Source]]:
    """Give the points of a series in order of time, each with its source."""
    query = (
        select(SeriesPoint, Source)
        .join(Source)
        .where(SeriesPoint.series_id == series_id)
        .order_by(col(SeriesPoint.position))
    )
    return list(session.exec(query))


def find_claims(session: Session) -> list[tuple[Claim, Source]]:
    """Give the claims in the curators' order, each with the document that states it."""
    query = select(Claim, Source).join(Source).order_by(col(Claim.rank), col(Claim.id))
    return list(session.exec(query))
