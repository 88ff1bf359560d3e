"""Figures: series over time with their points, and the claims of the source documents."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session, col, select

from app.core.errors import NotFound
from app.core.locales import Locale
from app.models import Claim, Series, SeriesPoint, Source, Text
from app.queries.named import find_texts

_TWINS: Final = {"almaty-population": "astana-population", "astana-population": "almaty-population"}


@dataclass(frozen=True)
class Twin:
    """A series to compare another with, its words and its points in order of time."""

    series: Series
    words: Text
    points: Sequence[SeriesPoint]


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


def find_all_points(session: Session) -> Mapping[str, Sequence[SeriesPoint]]:
    """Give the points of every series by its id, in order of time."""
    points = defaultdict(list)
    for point in session.exec(select(SeriesPoint).order_by(col(SeriesPoint.position))):
        points[point.series_id].append(point)
    return points


def find_twin(session: Session, series_id: str, locale: Locale) -> Twin | None:
    """Give the series that this one is compared with: the people of the other city, if any."""
    found = session.get(Series, _TWINS.get(series_id, ""))
    if found is None:
        return None
    points = [point for point, _ in find_points(session, found.id)]
    return Twin(found, find_texts(session, "series", locale)[found.id], points)


def find_claims(session: Session) -> list[tuple[Claim, Source]]:
    """Give the claims in the curators' order, each with the document that states it."""
    query = select(Claim, Source).join(Source).order_by(col(Claim.rank), col(Claim.id))
    return list(session.exec(query))
