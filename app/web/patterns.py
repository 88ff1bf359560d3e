"""The page of all components in all states: for those who work on them, off unless a setting asks for it."""

from dataclasses import replace
from typing import Final, cast

from fastapi import APIRouter
from sqlmodel import Session
from starlette.responses import Response

from app.core.locales import LOCALES, Locale
from app.core.quiz import choose_five
from app.deps import BaseDep, LocaleDep, SessionDep
from app.i18n.messages import mark, translate
from app.queries.detail import find_vignette, find_vignettes, get_event
from app.queries.events import find_collection_events, find_event_texts, find_events_by_id, find_sources
from app.queries.figures import find_all_points, find_claims, find_points, find_series, find_twin, get_series
from app.queries.filters import EventFilters
from app.queries.named import count_by_place, find_texts, get_era, get_place, get_text
from app.queries.quiz import find_quiz_events
from app.queries.rooms import find_cited_texts, get_cited_text
from app.queries.timeline import TimelineData, find_timeline
from app.queries.words import understand
from app.views.booklet import view_booklet
from app.views.event import view_event
from app.views.figures import view_figures, view_series
from app.views.links import make_frame
from app.views.overview import view_overview
from app.views.patterns import (
    view_chips,
    view_drawings,
    view_errors,
    view_marks,
    view_photograph,
    view_thread,
)
from app.views.places import view_places
from app.views.quiz import view_quiz
from app.views.shapes import (
    BookletView,
    CapitalStep,
    EventView,
    FiguresView,
    OverviewView,
    PatternsView,
    QuizView,
    SeriesView,
    ThirtyView,
    TimelineView,
    TourView,
)
from app.views.state import TimelineState
from app.views.thirty import choose_row, view_thirty
from app.views.timeline import view_timeline
from app.views.tours import view_capital, view_tour
from app.web.render import RendererDep

router = APIRouter(include_in_schema=False, prefix="/{locale}")
PATH: Final = "/_patterns"
_TITLE: Final = mark("Components")
_LEAD: Final = mark("Every component in every state, made of the parts that the pages are made of.")
_EVENT: Final = "1991-12-16-independence-law"
_SERIES: Final = "almaty-population"
_TOUR: Final = "ten-places"
# A name with two letters changed: nothing is found, and the right spelling is offered.
_MISSPELT: Final[dict[Locale, str]] = {"kk": "Семйе", "ru": "Семйе", "en": "Semye"}
_CHOSEN: Final = "sport"


def _view_event(session: Session, locale: Locale, base: str) -> EventView:
    detail = get_event(session, _EVENT, locale)
    era = get_era(session, detail.row.event.era_id)
    title = get_text(session, "era", era.id, locale).title
    return view_event(detail, title, era.sky, locale, base)


def _view_sought(session: Session, locale: Locale) -> TimelineView:
    """Give a search that finds nothing, within a filter."""
    query = _MISSPELT[locale]
    filters = EventFilters(themes=(_CHOSEN,), query=query, search=understand(session, query))
    view = view_timeline(find_timeline(session, filters, locale), TimelineState(filters), locale)
    return replace(view, kept=())


def _view_overview(session: Session, data: TimelineData, locale: Locale) -> OverviewView:
    series, words = find_series(session), find_texts(session, "series", locale)
    points = find_all_points(session)
    return view_overview(
        data.rows, data.places, data.place_counts, series, points, words, TimelineState(), locale
    )


def _view_series(session: Session, locale: Locale) -> SeriesView:
    found, text = get_series(session, _SERIES), get_cited_text(session, "series", _SERIES, locale)
    return view_series(
        found, find_points(session, _SERIES), find_twin(session, _SERIES, locale), text, locale
    )


def _view_figures(session: Session, locale: Locale) -> FiguresView:
    """Give all series, and a claim of each verdict."""
    texts = find_cited_texts(session, "claim", locale)
    claims = {claim.verdict: (claim, source, texts[claim.id]) for claim, source in find_claims(session)}
    words = find_texts(session, "series", locale)
    return view_figures(find_series(session), find_all_points(session), words, list(claims.values()), locale)


def _view_step(session: Session, locale: Locale) -> CapitalStep:
    """Give a step of the capital's move in a year that counts both cities."""
    rows = find_collection_events(session, "capital-move", locale)
    cities = (get_place(session, "almaty"), get_place(session, "astana"))
    points = {
        city.id: {point.date: point for point, _ in find_points(session, f"{city.id}-population")}
        for city in cities
    }
    words = get_text(session, "collection", "capital-move", locale)
    view = view_capital(rows, words, find_vignettes(session, rows), cities, points, locale)
    return next(step for step in view.steps if step.counts)


def _view_quiz(session: Session, locale: Locale) -> QuizView:
    """Give the quiz after an answer that is not whole: one place twice, one chosen, two missing."""
    events = find_quiz_events(session)
    five = choose_five({event.id: event.first_day for event in events}, 1)
    rows = find_events_by_id(session, five, locale)
    return cast(QuizView, view_quiz(rows, 1, len(events), {"a": 1, "b": 1, "c": 3}, locale))


def _view_tour(session: Session, data: TimelineData, locale: Locale) -> TourView:
    rows = find_collection_events(session, _TOUR, locale)
    words, counts = get_text(session, "collection", _TOUR, locale), count_by_place(session, EventFilters())
    return view_tour(rows, 2, words, find_vignette(session, rows[1]), data.places, counts, locale)


def _view_thirty(session: Session, locale: Locale) -> ThirtyView:
    rows = find_collection_events(session, "thirty", locale)
    words, chosen = get_text(session, "collection", "thirty", locale), choose_row(rows, None)
    return view_thirty(rows, words, chosen, find_vignette(session, chosen), locale, None)


def _view_booklet(data: TimelineData, locale: Locale, base: str) -> BookletView:
    """Give the first sheet of the strip, which ends with the address."""
    view = view_booklet(data, {}, TimelineState(is_true=True), locale, base)
    return replace(view, strip=view.strip[:1])


@router.get(PATH, name="patterns")
def patterns(locale: LocaleDep, session: SessionDep, renderer: RendererDep, base: BaseDep) -> Response:
    """Show every component."""
    data = find_timeline(session, EventFilters(), locale, with_vignettes=True)
    timeline = view_timeline(replace(data, vignettes={}), TimelineState(), locale)
    sought = _view_sought(session, locale)
    row = next(row for row in data.rows if row.event.id == _EVENT)
    other = find_event_texts(session, row.event.number)[LOCALES[LOCALES.index(locale) - 1]]
    sources = find_sources(session, [row.event.number])[row.event.number]
    event = _view_event(session, locale, base)
    places = view_places(data.places, count_by_place(session, EventFilters()), locale)
    title, lead = translate(locale, _TITLE), translate(locale, _LEAD)
    view = PatternsView(
        frame=make_frame(locale, PATH, title, lead, "patterns"),
        title=title,
        lead=lead,
        thread=view_thread(data, row, other, sources, locale),
        timeline=timeline,
        sought=sought,
        filtered=replace(sought, query=""),
        chips=view_chips(timeline.themes),
        event=event,
        photograph=view_photograph(renderer.asset("media/readme-thirty.png"), event.item),
        drawings=view_drawings(data, locale),
        places=places,
        marks=view_marks(places),
        overview=_view_overview(session, data, locale),
        series=_view_series(session, locale),
        figures=_view_figures(session, locale),
        step=_view_step(session, locale),
        quiz=_view_quiz(session, locale),
        tour=_view_tour(session, data, locale),
        thirty=_view_thirty(session, locale),
        booklet=_view_booklet(data, locale, base),
        errors=view_errors(locale),
    )
    return renderer.respond("pages/patterns.html", None, view, locale)
