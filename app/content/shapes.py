"""The form of each seed file: keys, and the type of each value."""

import re
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from app.core.edtf import parse_bounds
from app.core.errors import DateError
from app.core.locales import Locale
from app.core.slugs import is_slug


def _check_slug(text: str) -> str:
    if not is_slug(text):
        raise ValueError(f"“{text}” is no id: use a–z, 0–9 and hyphens, at most 80")
    return text


def _check_edtf(text: str) -> str:
    try:
        parse_bounds(text)
    except DateError as error:
        raise ValueError(str(error)) from error
    return text


def _check_url(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s@/]+(/\S*)?", text) or len(text) > 2000:
        raise ValueError("the address must begin with http:// or https://, without user name or spaces")
    return text


def _parse_yes(value: object) -> object:
    answers = {"yes": True, "no": False}
    if value not in answers:
        raise ValueError("write yes or no")
    return answers[str(value)]


Slug = Annotated[str, AfterValidator(_check_slug)]
EdtfDate = Annotated[str, AfterValidator(_check_edtf)]
Url = Annotated[str, AfterValidator(_check_url)]
YesNo = Annotated[bool, BeforeValidator(_parse_yes)]
Words = Annotated[str, Field(min_length=1, max_length=10_000)]
Level = Literal["high", "medium", "low"]
Status = Literal["draft", "reviewed"]


class SeedShape(BaseModel):
    """A mapping of a seed file; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CitationShape(SeedShape):
    """A pointer into a source; locator is a page or article."""

    source: Slug
    locator: Words | None = None


class FigureShape(SeedShape):
    """A counted value; its label stands in each locale's Markdown under the same id."""

    id: Slug
    value: Annotated[float, Field(allow_inf_nan=False)]
    source: Slug
    date: EdtfDate | None = None


class EventShape(SeedShape):
    """event.yaml. The first theme and the first place are the main ones."""

    date: EdtfDate
    milestone: YesNo
    era: Slug
    themes: Annotated[list[Slug], Field(min_length=1)]
    places: list[Slug] = []
    people: list[Slug] = []
    confidence: Level
    citations: Annotated[list[CitationShape], Field(min_length=1)]
    figures: list[FigureShape] = []
    status: dict[Locale, Status]
    updated: EdtfDate


class EraShape(SeedShape):
    """era.yaml; both ends are included."""

    order: int
    from_: EdtfDate = Field(alias="from")
    to: EdtfDate
    sky: Literal["night", "before-dawn", "dawn", "morning", "noon", "golden-hour"]


class CollectionShape(SeedShape):
    """collection.yaml; events in the order in which they are walked."""

    order: int
    events: Annotated[list[Slug], Field(min_length=1)]


class PointShape(SeedShape):
    """A value of a series on one date."""

    date: EdtfDate
    value: Annotated[float, Field(allow_inf_nan=False)]


class SeriesShape(SeedShape):
    """series.yaml: a figure over time; breaks in the count are told in the words beside it."""

    order: int
    unit: Slug
    status: Literal["official", "derived", "reported", "mixed"]
    source: Slug
    points: Annotated[list[PointShape], Field(min_length=1)]


class NamesShape(SeedShape):
    """A label in each locale."""

    kk: Words
    ru: Words
    en: Words


class ThemeShape(NamesShape):
    """A theme and its colour family."""

    family: Literal["sovereignty", "world", "people", "knowledge", "land"]


class PlaceShape(NamesShape):
    """A place: WGS 84 degrees; estimate: yes when the point was set by an editor's own judgement."""

    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    precision: Literal["building", "site", "city", "area"]
    estimate: YesNo = False


class PersonShape(NamesShape):
    """Someone who took part in an event."""


class SourceShape(SeedShape):
    """A document: locale is its language (BCP 47), date EDTF."""

    publisher: Words
    title: Words
    url: Url | None = None
    date: EdtfDate | None = None
    locale: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    kind: Literal["official", "academic", "encyclopedia", "news"]


# Values that are free text and so must stand in double quotes, by key.
FREE_TEXT: Final = frozenset({"publisher", "title", "url", "locator", "kk", "ru", "en"})
