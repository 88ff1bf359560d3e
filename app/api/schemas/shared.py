"""What every answer is made of: problems, links, meta, the answers themselves."""

from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, SerializationInfo

Data = TypeVar("Data")


def _write_href(href: str, info: SerializationInfo) -> str:
    return f"{(info.context or {}).get('base', '')}{href}"


# An address of ours, root-relative; written absolute where the context of the writing names a base.
Href = Annotated[str, PlainSerializer(_write_href)]


class Schema(BaseModel):
    """A member of an answer; absent knowledge is null, a documented member is never left out."""

    model_config = ConfigDict(frozen=True)


class PartSchema(Schema):
    """A thing of which `fields` chose some members."""

    model_config = ConfigDict(extra="allow")

    id: str


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


class ItemLinks(Schema):
    """The address of this answer."""

    self: Href


class ListLinks(ItemLinks):
    """Addresses of this page of a list and of its neighbours."""

    next: Href | None
    prev: Href | None
    first: Href


class Meta(Schema):
    """About the answer: language, data, licence; how many texts are in another language than asked for."""

    locale: str
    data_version: str
    licence: str = "CC-BY-4.0"
    missing_translations: int = 0


class ListMeta(Meta):
    """About a list: how much there is in all, and what was asked for but missing."""

    total: int
    total_is_exact: bool = True
    missing: list[str] = Field(default_factory=list)


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
