"""A kind of thing that the API gives as a list and one by one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from sqlmodel import Session

from app.api.answers import answer_item, make_not_found, read_item_locale
from app.api.contract import describe_errors, describe_parameters
from app.api.lists import PARAMETERS, Item, answer_list, find_named, read_list
from app.api.schemas import ItemAnswer, ListAnswer, PartSchema, Schema
from app.core.locales import Locale
from app.deps import SessionDep
from app.queries.named import Kind, find_titles
from app.views.links import link_api


@dataclass(frozen=True)
class Resource:
    """Such a kind: its names in the plural and singular, the shape of one, and how to find them.

    find gives all of them in their order, find_words what a search looks at, by id; both uses are one
    sentence each.
    """

    kind: str
    one: str
    shape: type[Schema]
    find: Callable[[Session, Locale], Sequence[Item]]
    find_words: Callable[[Session], Mapping[str, str]]
    list_use: str
    item_use: str


def read_titles(kind: Kind) -> Callable[[Session], Mapping[str, str]]:
    """Give a way to find the titles of all things of a kind in every locale, for searches."""
    return lambda session: find_titles(session, kind)


def add_resource(router: APIRouter, resource: Resource) -> None:
    """Give the router a list of things of this kind, and each of them by its id."""
    path = f"/{resource.kind}"
    IdPath = Annotated[str, Path(alias=f"{resource.one}_id")]  # noqa: N806 (a type)

    def show_list(request: Request, session: SessionDep) -> Response:
        asked = read_list(request, f"/api/v1{path}", resource.shape)
        items = resource.find(session, asked.locale)
        words = resource.find_words(session) if asked.query else {}
        return answer_list(request, session, asked, find_named(asked.query, items, words))

    def show_one(key: IdPath, request: Request, session: SessionDep) -> Response:
        locale = read_item_locale(request)
        items = {item.id: item for item in resource.find(session, locale)}
        if key not in items:
            raise make_not_found(key, items)
        return answer_item(request, session, link_api(locale, resource.kind, key), locale, items[key])

    router.add_api_route(
        path,
        show_list,
        operation_id=f"list_{resource.kind}",
        summary=resource.list_use,
        # A union made at run time is no type form to the checker.
        response_model=ListAnswer.__class_getitem__(resource.shape | PartSchema),  # type: ignore[arg-type]
        responses=describe_errors(400),
        openapi_extra=describe_parameters(*PARAMETERS, fields=resource.shape.model_fields),
    )
    router.add_api_route(
        f"{path}/{{{resource.one}_id}}",
        show_one,
        operation_id=f"get_{resource.one}",
        summary=resource.item_use,
        response_model=ItemAnswer.__class_getitem__(resource.shape),
        responses=describe_errors(400, 404),
        openapi_extra=describe_parameters("locale"),
    )
