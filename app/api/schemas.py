"""The shapes of the answers, as the contract (OpenAPI) shows them. Source: json-api, section 3."""

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Data = TypeVar("Data")


class Schema(BaseModel):
    """A member of an answer; absent knowledge is null, a documented member is never left out."""

    model_config = ConfigDict(frozen=True)


class FaultSchema(Schema):
    """One wrong part of a request."""

    where: str
    code: str
    detail: str
    hint: str | None


class ProblemSchema(Schema):
    """A problem document (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    instance: str
    errors: list[FaultSchema]


class ProblemTextSchema(Schema):
    """What an error means, by locale."""

    code: str
    title: dict[str, str]


class PlaceRefSchema(Schema):
    """The main place of an event: WGS 84 degrees."""

    id: str
    name: str
    lat: float
    lon: float
    precision: str


class EventLinks(Schema):
    """Where an event is found: this answer, its page, its permanent name."""

    self: str
    page: str
    id: str


class EventSchema(Schema):
    """An event as lists give it; days are in the proleptic Gregorian calendar, an open end is null."""

    id: str
    date: str
    first_day: str
    last_day: str | None
    approximate: bool
    uncertain: bool
    date_text: str
    title: str
    summary: str
    text_locale: str
    milestone: bool
    era: str
    themes: list[str]
    place: PlaceRefSchema | None
    confidence: str
    disputed: bool
    updated: str
    links: EventLinks


class FactSchema(Schema):
    """A statement of the story with the sources that carry it."""

    text: str
    citations: list[str]


class DisputeSchema(Schema):
    """What sources disagree on, both sides."""

    text: str
    citations: list[str]


class FigureSchema(Schema):
    """A counted value; `name` says what is counted, the unit included."""

    name: str
    value: float
    unit: str | None
    date: str | None
    citation: str


class PersonSchema(Schema):
    """Someone who took part."""

    id: str
    name: str


class CitationSchema(Schema):
    """A pointer into a source; locale is the source's own language."""

    source: str
    locator: str | None
    title: str
    publisher: str
    url: str | None
    kind: str
    locale: str


class TranslationSchema(Schema):
    """An event's words in one locale."""

    title: str
    summary: str
    body_text: str


class MediaSchema(Schema):
    """A picture of an event."""

    url: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    licence: str


class ThreadSchema(Schema):
    """An event at the other end of a thread, and the source that ties the two."""

    event: str
    source: str


class EventDetailSchema(EventSchema):
    """A single event: everything that its page shows."""

    body: str
    body_text: str
    facts: list[FactSchema]
    figures: list[FigureSchema]
    disputes: list[DisputeSchema]
    people: list[PersonSchema]
    grew_from: list[ThreadSchema]
    led_to: list[ThreadSchema]
    media: list[MediaSchema]
    citations: list[CitationSchema]
    translations: dict[str, TranslationSchema | None]


class ItemLinks(Schema):
    """The address of this answer."""

    self: str


class ListLinks(ItemLinks):
    """Addresses of this page of a list and of its neighbours."""

    next: str | None
    prev: str | None
    first: str


class Meta(Schema):
    """About the answer: language, data, licence."""

    locale: str
    data_version: str
    licence: str = "CC-BY-4.0"


class ListMeta(Meta):
    """About a list: how much there is in all, and what was asked for but missing."""

    total: int
    total_is_exact: bool = True
    missing: list[str] = Field(default_factory=list)
    missing_translations: int = 0


class ItemAnswer(Schema, Generic[Data]):
    """One thing."""

    data: Data
    links: ItemLinks
    meta: Meta


class ListAnswer(Schema, Generic[Data]):
    """A page of a list."""

    data: list[Data]
    links: ListLinks
    meta: ListMeta


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
