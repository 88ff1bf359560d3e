"""Shapes kept inside a column as JSON, and the number of the database's form."""

from typing import Final

from typing_extensions import TypedDict

# Raised with every change to the tables; a file of another form is not served (PRAGMA user_version).
FORM_VERSION: Final = 10


class Fact(TypedDict):
    """A statement of the story with the ids of the sources that carry it."""

    text: str
    citations: list[str]


class Dispute(TypedDict):
    """What sources disagree on: plain text, its HTML, and the sources of both sides."""

    text: str
    html: str
    citations: list[str]


class Figure(TypedDict):
    """A counted value; `name` says in words what is counted, with the unit; `unit` is for programs."""

    id: str
    name: str
    value: float
    unit: str | None
    date: str | None
    citation: str


class PictureText(TypedDict):
    """What a photograph shows and its caption, in one locale."""

    alt: str
    caption: str
