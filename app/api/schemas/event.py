"""An event as lists show it, and with all that belongs to it."""

from app.api.schemas.shared import Schema


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
