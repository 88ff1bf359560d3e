"""Events as points on a map, with their days. Source: RFC 7946 (GeoJSON); `time` as in OGC JSON-FG 1.0."""

from collections.abc import Iterable, Mapping

from app.models import Event
from app.queries.events import EventRow

Json = dict[str, object]


def _describe_time(event: Event) -> Json:
    """Give the day, or the first and last day of what is longer or not known to the day; ".." goes on."""
    first, last = event.first_day, event.last_day
    if first == last:
        return {"date": first.isoformat()}
    return {"interval": [first.isoformat(), last.isoformat() if last else ".."]}


def _describe_point(row: EventRow) -> Json | None:
    if not row.places:
        return None
    return {"type": "Point", "coordinates": [row.places[0].lon, row.places[0].lat]}


def collect_features(rows: Iterable[tuple[EventRow, Mapping[str, object]]]) -> Json:
    """Give the feature collection of events, each with its properties."""
    features = [
        {
            "type": "Feature",
            "id": row.event.id,
            "geometry": _describe_point(row),
            "time": _describe_time(row.event),
            "properties": properties,
        }
        for row, properties in rows
    ]
    return {"type": "FeatureCollection", "features": features}
