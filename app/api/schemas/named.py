"""Named things that events point at."""

from app.api.schemas.shared import Href, Schema


class PageLinks(Schema):
    """Where a thing is found: this answer, its page."""

    self: Href
    page: Href


class NamedLinks(PageLinks):
    """Where a named thing is found, and its events."""

    events: Href


class NamedSchema(Schema):
    """A named thing with its number of events."""

    id: str
    name: str
    event_count: int
    links: NamedLinks


class EraSchema(NamedSchema):
    """A span that events fall into; both days are included."""

    first_day: str
    last_day: str
    summary: str


class CollectionSchema(NamedSchema):
    """A curated set of events, given by their ids in its own order; body is HTML."""

    summary: str
    body: str | None
    body_text: str | None
    events: list[str]


class ThemeSchema(NamedSchema):
    """A subject; family groups themes by colour."""

    family: str


class PlaceSchema(NamedSchema):
    """A spot: WGS 84 degrees; precision is building, site, city or area; an estimate is an editor's own."""

    lat: float
    lon: float
    precision: str
    estimate: bool


class ParticipantSchema(NamedSchema):
    """Someone who took part in events."""
