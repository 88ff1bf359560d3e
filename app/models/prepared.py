"""What is made once for a build, so that no answer has to make it: events as JSON, counts, first ones."""

from typing import Final

from sqlmodel import Field, SQLModel

MOST_IN_A_YEAR: Final = 7
"""How many events of a year the timeline shows at most before one asks for that year."""

PLACE_IN_YEAR: Final = (
    "row_number() OVER (PARTITION BY era_id, substr(month, 1, 4) ORDER BY milestone DESC, number)"
)
"""SQL on `event` for the place of one among those of its era's year, milestones before others, from 1."""


class Prepared(SQLModel):
    """An event in each locale as bytes of JSON; a mark stands where its addresses begin."""

    event_number: int = Field(foreign_key="event.number", primary_key=True)
    kk: bytes
    ru: bytes
    en: bytes


class ListedEvent(Prepared, table=True):
    """An event as lists give it."""


class WholeEvent(Prepared, table=True):
    """An event with all that its own answer gives."""


class Heading(SQLModel, table=True):
    """The short texts of an event in each locale in which a search may find it: see queries.snippets."""

    event_number: int = Field(foreign_key="event.number", primary_key=True)
    kk: str
    ru: str
    en: str


class Tally(SQLModel, table=True):
    """How many events a filter alone lets pass: kind is its name, or year, whose keys are years."""

    kind: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    count: int


class MonthTally(SQLModel, table=True):
    """How many events of an era and a month have a main theme of a family: see queries.months."""

    era_id: str = Field(foreign_key="era.id", primary_key=True)
    month: str = Field(primary_key=True)
    family: str = Field(primary_key=True)
    count: int
    milestones: int
    first_number: int


class Leading(SQLModel, table=True):
    """One of the first events of an era's year, milestones before others; place counts from 1."""

    event_number: int = Field(foreign_key="event.number", primary_key=True)
    place: int
