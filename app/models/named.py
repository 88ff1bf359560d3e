"""Named things that events point at, the words of eras, collections and pages, and the release."""

import datetime as dt

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel


class Named(SQLModel):
    """A controlled term with its label in each locale; `rank` is the order to show it in."""

    id: str = Field(primary_key=True)
    rank: int
    kk: str
    ru: str
    en: str

    def name(self, locale: str) -> str:
        """Give the label in `locale`."""
        return {"kk": self.kk, "ru": self.ru, "en": self.en}[locale]


class Theme(Named, table=True):
    """A subject; family is its colour: sovereignty, world, people, knowledge or land."""

    family: str


class Place(Named, table=True):
    """A spot: WGS 84 degrees; precision is building, site, city or area."""

    lat: float
    lon: float
    precision: str
    estimate: bool


class Person(Named, table=True):
    """Someone who took part in an event."""


class Era(SQLModel, table=True):
    """A named span that events fall into; both days are included. sky names its colours."""

    id: str = Field(primary_key=True)
    rank: int
    first_day: dt.date
    last_day: dt.date
    sky: str


class Collection(SQLModel, table=True):
    """A curated, ordered set of events."""

    id: str = Field(primary_key=True)
    rank: int


class CollectionEvent(SQLModel, table=True):
    """An event's place in a collection, counted from 1."""

    collection_id: str = Field(foreign_key="collection.id", primary_key=True)
    event_number: int = Field(foreign_key="event.number", primary_key=True)
    position: int


class Hall(SQLModel, table=True):
    """A hall of the exhibition with the collection that is shown in it."""

    id: str = Field(primary_key=True)
    rank: int
    collection_id: str = Field(foreign_key="collection.id")


class Kiosk(SQLModel, table=True):
    """A museum screen: the keys of its record that are set, options as text."""

    id: str = Field(primary_key=True)
    record: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))


class Priority(SQLModel, table=True):
    """A priority of the strategy Almaty-2050."""

    id: str = Field(primary_key=True)
    rank: int


class Claim(SQLModel, table=True):
    """A figure that a source document states; its words say whether it holds.

    verdict is confirmed, plausible, unchecked, rounded, flagged or forecast; date is EDTF.
    """

    id: str = Field(primary_key=True)
    rank: int
    value: float
    unit: str
    date: str
    stated_in: str = Field(foreign_key="source.id")
    verdict: str


class Page(SQLModel, table=True):
    """A page of prose, such as about."""

    id: str = Field(primary_key=True)


class Text(SQLModel, table=True):
    """Title, lead paragraph and further text of anything but an event, in one locale.

    body_text is the further text without marks; both bodies are empty where there is none.
    """

    kind: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    locale: str = Field(primary_key=True)
    title: str
    lead: str
    body_html: str
    body_text: str


class TextCitation(SQLModel, table=True):
    """A source of such a text; `number` is what its notes show, from 1."""

    kind: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    source_id: str = Field(foreign_key="source.id", index=True)
    locator: str | None = None


class Source(SQLModel, table=True):
    """A document that events cite; date is EDTF or None, locale the language it is written in."""

    id: str = Field(primary_key=True)
    publisher: str
    title: str
    url: str | None
    date: str | None
    locale: str
    kind: str


class Series(SQLModel, table=True):
    """A figure over time; status is official, derived, reported or mixed."""

    id: str = Field(primary_key=True)
    rank: int
    unit: str
    status: str


class SeriesPoint(SQLModel, table=True):
    """A value of a series; date is EDTF. After a break earlier values don't compare; note is by locale."""

    series_id: str = Field(foreign_key="series.id", primary_key=True)
    position: int = Field(primary_key=True)
    date: str
    value: float
    status: str
    source_id: str = Field(foreign_key="source.id")
    is_break: bool
    note: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))


class Release(SQLModel, table=True):
    """The one row that names this build: same seed and same form, same data_version."""

    data_version: str = Field(primary_key=True)
    updated: dt.date
