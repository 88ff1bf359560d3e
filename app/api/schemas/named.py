"""Named things that events point at, and the index."""

from app.api.schemas.shared import Schema


class NamedLinks(Schema):
    """Where a named thing is found, and its events."""

    self: str
    events: str


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
    """A curated, ordered set of events."""

    summary: str
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


class IndexEntry(Schema):
    """One resource and its use."""

    href: str
    use: str


class IndexSchema(Schema):
    """What the API offers."""

    resources: list[IndexEntry]
    data_version: str
    licence: str
    page: str
