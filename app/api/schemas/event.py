"""An event as lists show it, and with all that belongs to it."""

from pydantic import Field

from app.api.schemas.shared import Href, ItemLinks, ListAnswer, ListMeta, PartSchema, Schema


class PlaceRefSchema(Schema):
    """The main place of an event: WGS 84 degrees."""

    id: str
    name: str
    lat: float
    lon: float
    precision: str


class EventLinks(Schema):
    """Where an event is found: this answer, its page, its permanent name."""

    self: Href
    page: Href
    id: Href


class EventSchema(Schema):
    """An event as lists give it; days are in the proleptic Gregorian calendar, an open end is null.

    other_date is what another account says of the same act (EDTF); the disputes tell whose.
    """

    id: str
    date: str
    first_day: str
    last_day: str | None
    approximate: bool
    uncertain: bool
    other_date: str | None
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
    """A counted value; `name` says what is counted, the unit included; without a unit it is a plain count."""

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

    url: Href
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


class MatchSchema(Schema):
    """The text that answers a search: the member that holds it, the part of it around the words, plain.

    ranges are the words in the snippet, begin and end of each counted in code points, the end left out.
    """

    member: str
    snippet: str
    ranges: list[tuple[int, int]]


class ListedEventSchema(EventSchema):
    """An event of a list: `near` adds its distance, `include` other members, each only when asked for.

    `q` adds what matched and in which language: the asked one, or another when the event is found only there.
    """

    distance_km: float | None = None
    match: MatchSchema | None = None
    matched_locale: str | None = None
    translations: dict[str, TranslationSchema | None] | None = None
    citations: list[CitationSchema] | None = None
    media: list[MediaSchema] | None = None
    facts: list[FactSchema] | None = None


class PositionSchema(Schema):
    """The event's place in a collection, counted from 1."""

    collection: str
    position: int


class EventDetailSchema(EventSchema):
    """A single event: all that its page shows; `body` and `why` are HTML, whose notes count citations."""

    body: str
    body_text: str
    why: str | None
    places: list[PlaceRefSchema]
    collections: list[PositionSchema]
    facts: list[FactSchema]
    figures: list[FigureSchema]
    disputes: list[DisputeSchema]
    people: list[PersonSchema]
    grew_from: list[ThreadSchema]
    led_to: list[ThreadSchema]
    media: list[MediaSchema]
    citations: list[CitationSchema]
    translations: dict[str, TranslationSchema | None]


class FacetSchema(Schema):
    """A value of a filter and the number of events that pass with it."""

    id: str
    name: str
    count: int


class EventListMeta(ListMeta):
    """About a list of events: when `q` finds nothing, a search like it that does, if there is one."""

    did_you_mean: str | None = None


class EventListAnswer(ListAnswer[ListedEventSchema | PartSchema]):
    """A page of events, with the counts that `facets` asked for."""

    meta: EventListMeta
    facets: dict[str, list[FacetSchema]] | None = Field(default=None, exclude_if=lambda facets: not facets)


class FacetsAnswer(Schema):
    """The counts of every facet; `meta.total` is the number of events that pass all filters."""

    data: dict[str, list[FacetSchema]]
    links: ItemLinks
    meta: EventListMeta
