"""The index with which a browser searches where no server does: in plain files and on a museum screen."""

from dataclasses import asdict

from sqlmodel import Session

from app.core.folding import list_letters
from app.core.locales import LOCALES, Locale
from app.queries.events import find_events
from app.queries.filters import EventFilters
from app.queries.people import find_people_by_event
from app.views.search_index import view_search_entries


def read_index(session: Session, locale: Locale) -> dict[str, object]:
    """Give every event in order of time with its folded words, and the letters that a script folds."""
    rows = {key: find_events(session, EventFilters(), key) for key in LOCALES}
    entries = view_search_entries(rows, find_people_by_event(session), locale)
    return {"letters": list_letters(), "events": [asdict(entry) for entry in entries]}
