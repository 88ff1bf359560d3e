"""The index, and what errors mean."""

from app.api.schemas.shared import Href, Schema


class IndexEntry(Schema):
    """One resource and its use; what stands in braces is to be filled in."""

    href: Href
    use: str


class IndexSchema(Schema):
    """What the API offers; contact is whom to write to, null where the keeper of the server names nobody."""

    resources: list[IndexEntry]
    data_version: str
    licence: str
    contact: str | None
    page: Href
    documentation: Href


class ProblemTextSchema(Schema):
    """What an error means and what to do, by locale, and the statuses that it comes with."""

    code: str
    statuses: list[int]
    title: dict[str, str]
    meaning: dict[str, str]


class ProblemTextsSchema(Schema):
    """Every error."""

    data: list[ProblemTextSchema]
