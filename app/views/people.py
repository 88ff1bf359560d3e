"""People in the order of the alphabet, and one of them with all events."""

from collections.abc import Sequence
from typing import Final

from app.core.alphabet import sort_key
from app.core.locales import Locale
from app.i18n.messages import mark, translate
from app.models import Person
from app.queries.events import EventRow
from app.views.event import view_person
from app.views.items import view_item
from app.views.links import link_room, make_frame
from app.views.shapes import PeopleView, PersonLine, PersonPage

_TITLE: Final = mark("People")
_LEAD: Final = mark("Everyone whom the events of the timeline name, by the alphabet.")


def view_people(counted: Sequence[tuple[Person, int]], locale: Locale) -> PeopleView:
    """Give the list of all people."""
    title, lead = translate(locale, _TITLE), translate(locale, _LEAD)
    ordered = sorted(counted, key=lambda pair: sort_key(pair[0].name(locale), locale))
    return PeopleView(
        frame=make_frame(locale, "/people", title, lead, "people"),
        title=title,
        lead=lead,
        people=tuple(PersonLine(view_person(person, locale), count) for person, count in ordered),
    )


def view_person_page(person: Person, rows: Sequence[EventRow], locale: Locale) -> PersonPage:
    """Give someone's page with their events."""
    name = person.name(locale)
    description = translate(locale, mark("Events of the timeline: %(name)s"), name=name)
    return PersonPage(
        frame=make_frame(locale, f"/people/{person.id}", name, description, "people"),
        title=name,
        events=tuple(view_item(row, locale) for row in rows),
        people_href=link_room(locale, "people"),
    )
