"""The filters of lists of events, as every format takes them. Source: json-api, section 2."""

import datetime as dt
import re
from typing import Final

from sqlmodel import Session

from app.api.params import Parameters, read_choice, read_ids, read_query, read_truth
from app.core.days import parse_month_day
from app.core.edtf import parse_plain_day_span
from app.core.errors import DateError
from app.core.projection import distance_km
from app.core.slugs import is_slug
from app.models import Place
from app.queries.filters import EventFilters
from app.queries.named import find_ids, find_places
from app.queries.words import Search, understand

FILTERS_SINGLE: Final = (
    *("from", "to", "span", "on", "milestone", "confidence", "disputed", "has_media", "bbox", "near"),
    *("radius_km", "q", "ids", "updated_since"),
)
FILTERS_REPEATABLE: Final = ("theme", "era", "collection", "place", "person", "source")
MOST_IDS: Final = 40
DEFAULT_RADIUS_KM: Final = 50.0
_RADII_KM: Final = (0.1, 500.0)
_NUMBER: Final = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,20})?")
_CLOCK: Final = re.compile(r"T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?Z")
_DAY_LENGTH: Final = len("1991-12-16")


def _parse_day(text: str) -> dt.date:
    """Give a day, years 1700–2100. Raises DateError for anything else, months and years too."""
    first, last = parse_plain_day_span(text)
    if first != last:
        raise DateError(f"“{text}” is no day")
    return first


def read_span(parameters: Parameters) -> tuple[dt.date | None, dt.date | None]:
    """Give the first day of `from` and the last day of `to`, None where absent."""
    days = []
    for name, end in (("from", 0), ("to", 1)):
        text = parameters.get(name)
        try:
            days.append(parse_plain_day_span(text)[end] if text else None)
        except DateError:
            parameters.fault(name, "not_a_date", "1991, 1991-12, 1991-12-16")
            days.append(None)
    first, last = days
    if first and last and first > last:
        parameters.fault("from", "empty_span")
    return first, last


def _read_on(parameters: Parameters) -> str:
    """Give mm-dd or a day, as it was asked for."""
    text = parameters.get("on") or ""
    try:
        if text:
            (parse_month_day if len(text) < _DAY_LENGTH else _parse_day)(text)
    except DateError:
        parameters.fault("on", "not_a_date", "12-16, 1991-12-16")
    return text


def _read_since(parameters: Parameters) -> dt.date | None:
    """Give the day of `updated_since`; an event knows no more than the day of its change."""
    text = parameters.get("updated_since")
    try:
        if text and len(text) > _DAY_LENGTH and not _CLOCK.fullmatch(text[_DAY_LENGTH:]):
            raise DateError(f"“{text}” is no instant")
        return _parse_day(text[:_DAY_LENGTH]) if text else None
    except DateError:
        parameters.fault("updated_since", "not_a_date", "2026-11-02, 2026-11-02T12:00:00Z")
        return None


def _parse_degrees(text: str, bounds: tuple[int, ...]) -> list[float] | None:
    """Give as many numbers as there are bounds, none beyond its bound, or None."""
    parts = text.split(",")
    if len(parts) != len(bounds) or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    numbers = [float(part) for part in parts]
    return numbers if all(abs(n) <= bound for n, bound in zip(numbers, bounds, strict=True)) else None


def _read_box(parameters: Parameters) -> list[float] | None:
    """Give west, south, east and north, or None when no box was named."""
    text = parameters.get("bbox")
    if text is None:
        return None
    box = _parse_degrees(text, (180, 90, 180, 90))
    if box is None or box[1] > box[3]:
        parameters.fault("bbox", "invalid_parameter", "west,south,east,north")
        return None
    return box


def _lies_within(place: Place, box: list[float]) -> bool:
    """Say whether a place lies in a box, which with west beyond east crosses the 180th meridian."""
    west, south, east, north = box
    is_between = west <= place.lon <= east if west <= east else place.lon >= west or place.lon <= east
    return is_between and south <= place.lat <= north


def _read_radius(parameters: Parameters) -> float:
    text = parameters.get("radius_km")
    if text is None:
        return DEFAULT_RADIUS_KM
    if "near" not in parameters.values:
        parameters.fault("radius_km", "parameters_conflict", "near")
    least, most = _RADII_KM
    if not _NUMBER.fullmatch(text) or not least <= float(text) <= most:
        parameters.fault("radius_km", "invalid_parameter", f"{least:g}…{most:g}")
        return DEFAULT_RADIUS_KM
    return float(text)


def _read_spot(parameters: Parameters) -> list[float] | None:
    """Give latitude and longitude, or None when no spot was named."""
    text = parameters.get("near")
    spot = _parse_degrees(text, (90, 180)) if text else None
    if text and spot is None:
        parameters.fault("near", "invalid_parameter", "lat,lon")
    return spot


def _read_places(
    parameters: Parameters, session: Session
) -> tuple[tuple[str, ...] | None, dict[str, float] | None]:
    """Give the places that lie where it is asked for, and how far from the spot; None for anywhere."""
    box, spot, radius = _read_box(parameters), _read_spot(parameters), _read_radius(parameters)
    if box is None and spot is None:
        return None, None
    places = [place for place in find_places(session) if box is None or _lies_within(place, box)]
    if spot is None:
        return tuple(place.id for place in places), None
    lat, lon = spot
    found = {place.id: round(distance_km((lat, lon), (place.lat, place.lon)), 2) for place in places}
    distances = {key: km for key, km in found.items() if km <= radius}
    return tuple(distances), distances


def _read_event_ids(parameters: Parameters) -> tuple[str, ...]:
    text = parameters.get("ids")
    named = text.split(",") if text else []
    ids = tuple(dict.fromkeys(named))
    if len(named) > MOST_IDS:
        parameters.fault("ids", "too_many", f"1…{MOST_IDS}")
    if not all(is_slug(key) for key in ids):
        parameters.fault("ids", "invalid_parameter", "a–z, 0–9, -")
    if ids and "q" in parameters.values:
        parameters.fault("ids", "parameters_conflict", "q")
    return ids


def read_event_filters(parameters: Parameters, session: Session) -> EventFilters:
    """Give the filters; faults are noted on the parameters."""
    first, last = read_span(parameters)
    spots, distances = _read_places(parameters, session)
    query = read_query(parameters)
    ids = {
        name: read_ids(parameters, name, find_ids(session, name))
        for name in FILTERS_REPEATABLE
        if name in parameters.values
    }
    return EventFilters(
        first=first,
        last=last,
        certain=read_choice(parameters, "span", ("possible", "certain")) == "certain",
        on=_read_on(parameters),
        themes=ids.get("theme", ()),
        eras=ids.get("era", ()),
        places=ids.get("place", ()),
        collections=ids.get("collection", ()),
        people=ids.get("person", ()),
        sources=ids.get("source", ()),
        milestone=read_truth(parameters, "milestone"),
        confidence=read_choice(parameters, "confidence", ("high", "medium", "low")) or "",
        disputed=read_truth(parameters, "disputed"),
        has_media=read_truth(parameters, "has_media"),
        spots=spots,
        distances=distances,
        query=query,
        search=understand(session, query) if query else Search(),
        ids=_read_event_ids(parameters),
        updated_since=_read_since(parameters),
    )
