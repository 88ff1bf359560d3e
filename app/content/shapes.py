"""The form of each seed file: keys, and the type of each value."""

import re
from typing import Annotated, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)

from app.core.edtf import parse_bounds
from app.core.errors import DateError
from app.core.kiosk import OPTIONS, RECORDED
from app.core.locales import Locale
from app.core.pins import HASH_PATTERN
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
Standing = Literal["official", "derived", "reported", "mixed"]


class SeedShape(BaseModel):
    """A mapping of a seed file; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CitationShape(SeedShape):
    """A pointer into a source; locator is a page or article."""

    source: Slug
    locator: Words | None = None


class FigureShape(SeedShape):
    """A counted value; its label stands in each locale's Markdown under the same id, unit included."""

    id: Slug
    value: Annotated[float, Field(allow_inf_nan=False)]
    unit: Slug | None = None
    source: Slug
    date: EdtfDate | None = None


class ThreadShape(SeedShape):
    """An earlier event that led to this one, by a source that says so."""

    event: Slug
    source: Slug


class MediaShape(SeedShape):
    """A photograph beside event.yaml; its alt text and caption stand in each locale's Markdown."""

    file: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,60}\.(jpg|png|webp)$")]
    credit: Words
    licence: Annotated[str, Field(pattern=r"^[A-Za-z0-9.+-]{2,40}$")]


class EventShape(SeedShape):
    """event.yaml. The first theme and the first place are the main ones.

    other_date is the day of the same act by another account; the words tell the disagreement.
    added is the day on which the event came into the timeline; the first edition's events have none.
    """

    date: EdtfDate
    other_date: EdtfDate | None = None
    milestone: YesNo
    era: Slug
    themes: Annotated[list[Slug], Field(min_length=1)]
    places: list[Slug] = []
    people: list[Slug] = []
    confidence: Level
    citations: Annotated[list[CitationShape], Field(min_length=1)]
    figures: list[FigureShape] = []
    grew_from: list[ThreadShape] = []
    media: list[MediaShape] = []
    status: dict[Locale, Status]
    added: EdtfDate | None = None
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


class CitedShape(SeedShape):
    """What is cited by numbered notes in its words; notes count in this order."""

    order: int
    citations: Annotated[list[CitationShape], Field(min_length=1)]


class HallShape(CitedShape):
    """hall.yaml: a hall of the exhibition and the collection that is shown in it."""

    collection: Slug


class PriorityShape(CitedShape):
    """priority.yaml: a priority of Almaty-2050; its words say what is planned and what is reached."""


class ClaimShape(CitedShape):
    """claim.yaml: a figure that a source document states; the note beside it says whether it holds."""

    value: Annotated[float, Field(allow_inf_nan=False)]
    unit: Slug
    date: EdtfDate
    stated_in: Slug
    verdict: Literal["confirmed", "plausible", "unchecked", "rounded", "flagged", "forecast"]


class PointShape(SeedShape):
    """A value of a series on one date; source and status where they differ from those of the series.

    break: yes when the count changed its ground here, so that earlier values don't compare.
    """

    date: EdtfDate
    value: Annotated[float, Field(allow_inf_nan=False)]
    source: Slug | None = None
    status: Standing | None = None
    break_: YesNo = Field(default=False, alias="break")


class SeriesShape(CitedShape):
    """series.yaml: a figure over time. The first citation is the source of every point that names none."""

    unit: Slug
    status: Standing
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


class WithdrawnShape(SeedShape):
    """When and why an event was taken back."""

    day: EdtfDate
    reason: NamesShape


class MovedShape(SeedShape):
    """moved.yaml: ids that were public once; the new id by the old one, the reason by the withdrawn one."""

    renamed: dict[Slug, Slug] = {}
    withdrawn: dict[Slug, WithdrawnShape] = {}


def _check_span(text: str) -> str:
    opens, _, closes = text.partition("-")
    if opens >= closes:
        raise ValueError(f"“{text}” ends before it begins: a day's hours end by 24:00")
    return text


_Day = Annotated[
    str,
    Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$"),
    AfterValidator(_check_span),
]


class HoursShape(SeedShape):
    """When the museum is open, such as 10:00-18:00, by day; a day without hours is closed."""

    mon: _Day | None = None
    tue: _Day | None = None
    wed: _Day | None = None
    thu: _Day | None = None
    fri: _Day | None = None
    sat: _Day | None = None
    sun: _Day | None = None


class KioskShape(SeedShape):
    """kiosks/<screen>.yaml: what one museum screen does. Values of options: app.core.kiosk.

    locked names the options that the screen's address can't change; staff_pin is what the command pin prints;
    urgent: yes shortens the wait for a new revision.
    """

    lang: str | None = None
    collection: Slug | None = None
    idle: str | None = None
    warn: str | None = None
    read: str | None = None
    attract: str | None = None
    rotate: str | None = None
    diag: str | None = None
    view: str | None = None
    floor: str | None = None
    text: str | None = None
    contrast: str | None = None
    audio: str | None = None
    qr: str | None = None
    cursor: str | None = None
    hours: HoursShape | None = None
    utc_offset: Annotated[str, Field(pattern=r"^[+-](0\d|1[0-4]):[0-5]\d$")] | None = None
    night: Literal["black", "dim"] | None = None
    staff_pin: Annotated[str, Field(pattern=HASH_PATTERN)] | None = None
    stats: Literal["on", "off"] | None = None
    urgent: YesNo = False
    locked: list[str] = []

    @field_validator(*RECORDED)
    @classmethod
    def _check_option(cls, value: str | None, info: ValidationInfo) -> str | None:
        option = OPTIONS[str(info.field_name)]
        if value is not None and not option.accepts(value):
            allowed = " to ".join(map(str, option.span)) if option.span else ", ".join(option.values)
            raise ValueError(f"“{value}” is no value of {info.field_name}: {allowed or 'an id'}")
        return value

    @field_validator("locked")
    @classmethod
    def _check_locked(cls, keys: list[str]) -> list[str]:
        for key in keys:
            if key not in RECORDED:
                raise ValueError(f"“{key}” is no option that can be locked: {', '.join(RECORDED)}")
        return keys


class SourceShape(SeedShape):
    """A document: locale is its language (BCP 47), date EDTF."""

    publisher: Words
    title: Words
    url: Url | None = None
    date: EdtfDate | None = None
    locale: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    kind: Literal["official", "academic", "encyclopedia", "news", "course", "mirror", "blog"]


# Values that are free text and so must stand in double quotes, by key.
FREE_TEXT: Final = frozenset({"publisher", "title", "url", "locator", "credit", "kk", "ru", "en"})
