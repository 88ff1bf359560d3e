"""The index with which a browser searches where no server does: in plain files and on a museum screen."""

from dataclasses import asdict

from sqlmodel import Session

from app.core.folding import list_letters
from app.core.locales import LOCALES, Locale
from app.queries.events import find_events
from app.queries.filters import EventFilters
from app.queries.people import find_people_by_event
from app.views.search_index import view_search_entries


def read_indexes(session: Session) -> dict[Locale, dict[str, object]]:
    """Give, by locale, every event in order of time with its folded words, and the letters to fold."""
    rows = {locale: find_events(session, EventFilters(), locale) for locale in LOCALES}
    people, letters = find_people_by_event(session), list_letters()
    return {
        locale: {
            "letters": letters,
            "events": [asdict(entry) for entry in view_search_entries(rows, people, locale)],
        }
        for locale in LOCALES
    }
