"""The exhibition around the events: halls, priorities, figures over time, figures that documents state."""

from app.api.schemas.event import CitationSchema
from app.api.schemas.named import NamedLinks, PageLinks
from app.api.schemas.shared import Schema


class NoteSchema(CitationSchema):
    """A pointer into a source; number is what notes in the body show."""

    number: int


class CitedTextSchema(Schema):
    """Words with numbered sources; body is HTML, body_text the same without marks."""

    id: str
    name: str
    summary: str
    body: str | None
    body_text: str | None
    citations: list[NoteSchema]


class HallSchema(CitedTextSchema):
    """A hall of the exhibition and the collection that is shown in it."""

    collection: str
    event_count: int
    links: NamedLinks


class PrioritySchema(CitedTextSchema):
    """A priority of the strategy Almaty-2050, counted from 1: what was planned, what was reached."""

    number: int
    links: PageLinks


class ClaimSchema(CitedTextSchema):
    """A figure that the source `stated_in` gives; summary and body say whether it holds. Date is EDTF.

    verdict is confirmed, plausible, unchecked, rounded, flagged or forecast.
    """

    value: float
    unit: str
    unit_text: str
    date: str
    date_text: str
    stated_in: str
    verdict: str
    verdict_text: str
    links: PageLinks


class PointSchema(Schema):
    """A value on a date (EDTF); earlier values don't compare with what follows a break.

    status is official, derived or reported.
    """

    date: str
    date_text: str
    value: float
    status: str
    status_text: str
    source: str
    is_break: bool
    note: str | None


class SeriesSchema(CitedTextSchema):
    """A figure over time; status is official, derived, reported or mixed."""

    unit: str
    unit_text: str
    status: str
    status_text: str
    points: list[PointSchema]
    links: PageLinks
