"""What lies around events: their neighbours, and what changed."""

from app.api.schemas.event import EventSchema
from app.api.schemas.shared import Schema


class NearEventSchema(EventSchema):
    """An event with the way from the place that was asked of, in km along the great circle."""

    distance_km: float


class NeighboursSchema(Schema):
    """The events around an event, at most five of a sort: the nearest in time, or, with `near`, in space.

    Those of the same era and the same main theme are in order of time, those near its place nearest first.
    """

    previous: EventSchema | None
    next: EventSchema | None
    same_era: list[EventSchema]
    same_theme: list[EventSchema]
    near: list[NearEventSchema]


class ChangesSchema(Schema):
    """Ids of events in order of time, none of them twice; what lies on the day of `since` itself is included.

    since is null when nothing was asked; the events of the first edition are never among the added ones.
    """

    since: str | None
    added: list[str]
    changed: list[str]
    withdrawn: list[str]
