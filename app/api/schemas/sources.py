"""Sources, and all that rests on them."""

from app.api.schemas.named import NamedLinks, PageLinks
from app.api.schemas.shared import Schema


class SourceSchema(Schema):
    """A document; date is EDTF, locale its own language (BCP 47).

    kind is official, academic, encyclopedia, news, course, mirror or blog.
    """

    id: str
    title: str
    publisher: str
    url: str | None
    date: str | None
    date_text: str | None
    kind: str
    kind_text: str
    locale: str
    event_count: int
    links: NamedLinks


class CitingSchema(Schema):
    """A thing that cites the source: number is that of its note, locator a page or article."""

    id: str
    name: str
    number: int
    locator: str | None
    links: PageLinks


class CitingEventSchema(CitingSchema):
    """An event that cites the source, and what of it rests there: statements, disputes, names of figures."""

    facts: list[str]
    disputes: list[str]
    figures: list[str]


class CitingSeriesSchema(CitingSchema):
    """A figure over time that cites the source, and the dates of the values that come from it."""

    points: list[str]


class CitingClaimSchema(CitingSchema):
    """A claim that cites the source; stated_here when it is the source that states it."""

    stated_here: bool


class TieSchema(Schema):
    """An event that grew from an earlier one, as the source says."""

    event: str
    grew_from: str


class CitedBySchema(Schema):
    """All that rests on a source."""

    events: list[CitingEventSchema]
    threads: list[TieSchema]
    halls: list[CitingSchema]
    priorities: list[CitingSchema]
    series: list[CitingSeriesSchema]
    claims: list[CitingClaimSchema]


class SourceDetailSchema(SourceSchema):
    """A single source with all that rests on it."""

    cited_by: CitedBySchema
