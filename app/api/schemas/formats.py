"""Formats of others that are JSON: GeoJSON, TimelineJS, JSON-LD."""

from typing import Literal

from pydantic import ConfigDict, Field

from app.api.schemas.shared import ListLinks, ListMeta, Schema


class GeoPointSchema(Schema):
    """A spot: longitude, then latitude, in WGS 84 degrees."""

    type: Literal["Point"]
    coordinates: list[float] = Field(min_length=2, max_length=2)


class FeatureSchema(Schema):
    """An event on a map; `time` has its `date`, or the `interval` of its first and last day, `..` if open."""

    type: Literal["Feature"]
    id: str
    geometry: GeoPointSchema | None
    time: dict[str, str | list[str]]
    properties: dict[str, object]


class FeaturesSchema(Schema):
    """A page of events as GeoJSON (RFC 7946); properties are the members of a list's items."""

    type: Literal["FeatureCollection"]
    features: list[FeatureSchema]
    links: ListLinks
    meta: ListMeta


class SlideSchema(Schema):
    """An event as TimelineJS 3 takes it; a month or a year leaves `day`, `month` out."""

    unique_id: str
    display_date: str
    start_date: dict[str, int]
    end_date: dict[str, int] = Field(default_factory=dict)
    text: dict[str, str]
    group: str


class SlidesSchema(Schema):
    """A page of events as TimelineJS 3 takes it."""

    title: dict[str, dict[str, str]]
    events: list[SlideSchema]
    links: ListLinks
    meta: ListMeta


class LinkedEventSchema(Schema):
    """An event as schema.org has it; more members of that vocabulary stand beside these."""

    model_config = ConfigDict(extra="allow")

    context: str = Field(alias="@context")
    type: Literal["Event"] = Field(alias="@type")
    id: str = Field(alias="@id")
    name: list[dict[str, str]]
    start_date: str = Field(alias="startDate")
