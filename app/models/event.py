"""An event, its words in each locale, and what it points at."""

import datetime as dt

from sqlalchemy import JSON, Column, Index, desc
from sqlmodel import Field, SQLModel

from app.models.types import Dispute, Fact, Figure, PictureText


class Event(SQLModel, table=True):
    """Something that happened. `number` runs from 1 in order of time, so a scan by it is a scan by date.

    other_date is what another account says, which the disputes tell with its source.
    month_day is the mm-dd on which it surely happened or began, if that is known; month is that of its
    first day, 1991-12, or the year alone where no more is known; place_id is the main place.
    added is the day on which it came into the timeline, None for what was there from the first edition;
    updated is the day of its last change.
    """

    __table_args__ = (Index("ix_event_newest", desc("updated"), "id"),)

    number: int = Field(primary_key=True)
    id: str = Field(unique=True, index=True)
    date: str
    other_date: str | None
    first_day: dt.date = Field(index=True)
    last_day: dt.date | None
    approximate: bool
    uncertain: bool
    month_day: str | None = Field(index=True)
    month: str
    milestone: bool
    era_id: str = Field(foreign_key="era.id", index=True)
    place_id: str | None = Field(foreign_key="place.id", index=True)
    confidence: str
    disputed: bool
    added: dt.date | None
    updated: dt.date
    source_count: int


class EventText(SQLModel, table=True):
    """The words of an event in one locale: HTML is made from our Markdown at build time.

    text_locale is the language they are in: another one where a translation is missing. title_key sorts as
    the dictionary of the locale does.
    """

    __table_args__ = (Index("ix_eventtext_title", "locale", "title_key"),)

    event_number: int = Field(foreign_key="event.number", primary_key=True)
    locale: str = Field(primary_key=True)
    text_locale: str
    title: str
    title_key: str
    summary: str
    body_html: str
    body_text: str
    why_html: str | None
    facts: list[Fact] = Field(sa_column=Column(JSON, nullable=False))
    disputes: list[Dispute] = Field(sa_column=Column(JSON, nullable=False))
    figures: list[Figure] = Field(sa_column=Column(JSON, nullable=False))


class Moved(SQLModel, table=True):
    """An id that no event has any more: renamed to that of another, or withdrawn on a day, for a reason."""

    id: str = Field(primary_key=True)
    new_id: str | None = Field(default=None, foreign_key="event.id")
    day: dt.date | None = None
    reason: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class EventTheme(SQLModel, table=True):
    """An event's theme; position 0 is the main one."""

    __table_args__ = (Index("ix_eventtheme_theme", "theme_id", "event_number"),)

    event_number: int = Field(foreign_key="event.number", primary_key=True)
    theme_id: str = Field(foreign_key="theme.id", primary_key=True)
    position: int


class EventPlace(SQLModel, table=True):
    """An event's place; position 0 is the main one."""

    __table_args__ = (Index("ix_eventplace_place", "place_id", "event_number"),)

    event_number: int = Field(foreign_key="event.number", primary_key=True)
    place_id: str = Field(foreign_key="place.id", primary_key=True)
    position: int


class EventPerson(SQLModel, table=True):
    """Someone who took part in an event."""

    __table_args__ = (Index("ix_eventperson_person", "person_id", "event_number"),)

    event_number: int = Field(foreign_key="event.number", primary_key=True)
    person_id: str = Field(foreign_key="person.id", primary_key=True)
    position: int


class Thread(SQLModel, table=True):
    """An event that grew from an earlier one, by the source that says so."""

    event_number: int = Field(foreign_key="event.number", primary_key=True)
    from_number: int = Field(foreign_key="event.number", primary_key=True, index=True)
    source_id: str = Field(foreign_key="source.id")


class Media(SQLModel, table=True):
    """A photograph of an event: width and height in pixels, digest its SHA-256 in hex."""

    event_number: int = Field(foreign_key="event.number", primary_key=True)
    position: int = Field(primary_key=True)
    digest: str = Field(index=True)
    media_type: str
    width: int
    height: int
    credit: str
    licence: str
    words: dict[str, PictureText] = Field(sa_column=Column(JSON, nullable=False))
    data: bytes


class Card(SQLModel, table=True):
    """The picture, PNG, that a link to an event shows elsewhere; digest is its SHA-256 in hex."""

    event_number: int = Field(foreign_key="event.number", primary_key=True)
    locale: str = Field(primary_key=True)
    digest: str = Field(index=True)
    data: bytes


class Vignette(SQLModel, table=True):
    """A small drawing, SVG to stand within a page; its id is that of an event or of a theme."""

    id: str = Field(primary_key=True)
    svg: str


class Citation(SQLModel, table=True):
    """An event's pointer into a source; `number` is what notes in the text show, from 1."""

    __table_args__ = (Index("ix_citation_source", "source_id", "event_number"),)

    event_number: int = Field(foreign_key="event.number", primary_key=True)
    source_id: str = Field(foreign_key="source.id", primary_key=True)
    number: int
    locator: str | None = None
