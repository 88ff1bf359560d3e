"""/suggest: titles, people and places that begin so."""

from typing import Final

from fastapi import APIRouter, Request, Response

from app.api.answers import answer
from app.api.contract import describe_errors, describe_parameters
from app.api.params import read_locale, read_parameters, read_query
from app.api.schemas import ListAnswer, ListLinks, ListMeta, SuggestionLinks, SuggestionSchema
from app.core.locales import Locale
from app.deps import SessionDep
from app.i18n.messages import mark
from app.queries.named import get_release
from app.queries.suggest import Suggestion, find_suggestions
from app.views.links import link_room, make_href

router = APIRouter()

_KINDS: Final = {"event": "events", "person": "people", "place": "places"}


def _shape(suggestion: Suggestion, locale: Locale) -> SuggestionSchema:
    kind = _KINDS[suggestion.kind]
    return SuggestionSchema(
        kind=suggestion.kind,
        id=suggestion.id,
        text=suggestion.text,
        text_locale=suggestion.locale,
        links=SuggestionLinks(
            self=make_href(f"/api/v1/{kind}/{suggestion.id}", [("locale", locale)]),
            page=link_room(locale, kind, suggestion.id),
        ),
    )


@router.get(
    "/suggest",
    operation_id="suggest",
    summary=mark("Suggest up to ten events, people and places whose name begins so, in any language."),
    response_model=ListAnswer[SuggestionSchema],
    responses=describe_errors(400),
    openapi_extra=describe_parameters("q", "locale"),
)
def suggest(request: Request, session: SessionDep) -> Response:
    """Give what a visitor may be typing; nothing typed is an empty list."""
    parameters = read_parameters(request, ("q", "locale"))
    locale, typed = read_locale(parameters), read_query(parameters)
    parameters.raise_faults()
    items = [_shape(found, locale) for found in find_suggestions(session, typed, locale)]
    here = make_href("/api/v1/suggest", [("locale", locale), ("q", typed)])
    suggestions = ListAnswer(
        data=items,
        links=ListLinks(self=here, next=None, prev=None, first=here),
        meta=ListMeta(locale=locale, data_version=get_release(session).data_version, total=len(items)),
    )
    return answer(request, suggestions, locale)
