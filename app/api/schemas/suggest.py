"""Something to go to, while its name is being typed."""

from app.api.schemas.shared import Href, Schema


class SuggestionLinks(Schema):
    """Where a suggested thing is found: its JSON and its page."""

    self: Href
    page: Href


class SuggestionSchema(Schema):
    """An event, a person or a place by its id, under its name in one locale; kind says which it is."""

    kind: str
    id: str
    text: str
    text_locale: str
    links: SuggestionLinks
