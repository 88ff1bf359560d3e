"""The real seed: complete, in three languages, every statement with its source."""

import json
import re
from pathlib import Path

import pytest

from app.core.locales import LOCALES
from app.settings import ROOT
from tests.content.seeds import ask, list_faults

THIRTY = [
    "1991-08-29-semipalatinsk-closure",
    "1991-12-01-presidential-election",
    "1991-12-10-inauguration",
    "1991-12-16-independence-law",
    "1991-12-21-alma-ata-declaration",
    "1992-06-04-state-symbols",
    "1992-09-29-world-kurultai",
    "1993-01-28-first-constitution",
    "1993-11-15-tenge",
    "1993-12-13-npt-ratification",
    "1994-07-06-capital-decision",
    "1995-08-30-constitution",
    "1996-07-31-first-ivf-child",
    "1996-12-16-independence-monument",
    "1997-12-10-capital-moves",
    "1998-07-01-almaty-status-law",
    "2001-08-03-kbtu",
    "2002-06-04-cica-summit",
    "2003-08-28-landlocked-programme",
    "2006-06-05-financial-centre",
    "2010-07-first-president-park",
    "2011-01-30-asian-winter-games",
    "2011-12-01-almaty-metro",
    "2013-02-26-iran-talks",
    "2015-07-31-olympic-bid",
    "2016-09-18-almaty-millennium",
    "2017-01-29-universiade",
    "2017-10-31-city-of-music",
    "2019-10-kok-zhailau",
    "2021-07-01-two-million",
]
# Facts of national significance 5.
FIVE_STARS = [
    "1986-12-16-december-events",
    "1989-09-22-language-law",
    "1990-10-25-sovereignty-declaration",
    "1991-08-29-semipalatinsk-closure",
    "1991-12-10-inauguration",
    "1991-12-16-independence-law",
    "1991-12-21-alma-ata-declaration",
    "1992-03-02-un-membership",
    "1992-06-04-state-symbols",
    "1993-11-15-tenge",
    "1994-07-06-capital-decision",
    "1995-08-30-constitution",
    "1997-12-10-capital-moves",
    "1998-05-06-astana-renamed",
    "2019-03-19-presidential-transition",
    "2022-01-02-january-events",
]
ERAS = ["eve", "independence", "founding", "new-capital", "in-the-world", "transition"]
# Curated sets, and the fewest steps each may have.
COLLECTIONS = {
    "thirty": 30,
    "capital-move": 8,
    "december-1991": 4,
    "readers-almaty": 5,
    "origins": 12,
    "kazakhstan-way": 20,
    "future": 6,
    "ten-places": 10,
}
WORDS = "SELECT event.id || ' ' || eventtext.locale, {} FROM eventtext JOIN event ON number = event_number"


def ask_texts(path: Path, column: str) -> dict[str, str]:
    """Give one column of the events' words by “id locale”."""
    return {str(key): str(value) for key, value in ask(path, WORDS.format(column))}


def count_words(text: str) -> int:
    """Count what stands between spaces and holds a letter or a digit."""
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def test_the_seed_has_no_faults() -> None:
    assert [str(fault) for fault in list_faults(ROOT / "seed")] == []


def test_there_are_114_events_or_more(real_database: Path) -> None:
    (count,) = ask(real_database, "SELECT count(*) FROM event")[0]
    assert isinstance(count, int)
    assert count >= 114


def test_no_year_is_without_an_event(real_database: Path) -> None:
    years = {row[0] for row in ask(real_database, "SELECT DISTINCT substr(first_day, 1, 4) FROM event")}
    assert {str(year) for year in range(1986, 2024)} - years == set()


def test_the_thirty_are_the_thirty(real_database: Path) -> None:
    query = (
        "SELECT event.id FROM collectionevent JOIN event ON number = event_number"
        " WHERE collection_id = 'thirty' ORDER BY position"
    )
    assert [row[0] for row in ask(real_database, query)] == THIRTY


@pytest.mark.parametrize("event_id", sorted({*FIVE_STARS, *THIRTY}))
def test_what_matters_most_is_a_milestone(real_database: Path, event_id: str) -> None:
    assert ask(real_database, f"SELECT milestone FROM event WHERE id = '{event_id}'") == [(1,)]


def test_the_six_eras_stand_in_order(real_database: Path) -> None:
    assert [row[0] for row in ask(real_database, "SELECT id FROM era ORDER BY rank")] == ERAS


def test_one_era_follows_the_other_without_a_gap(real_database: Path) -> None:
    gaps = ask(
        real_database,
        "SELECT a.id FROM era a JOIN era b ON b.rank = a.rank + 1"
        " WHERE date(a.last_day, '+1 day') != b.first_day",
    )
    assert gaps == []


def test_every_event_has_its_words_in_every_locale(real_database: Path) -> None:
    counts = ask(real_database, "SELECT count(*), count(DISTINCT event_number) FROM eventtext")[0]
    events = ask(real_database, "SELECT count(*) FROM event")[0][0]
    assert isinstance(events, int)
    assert counts == (len(LOCALES) * events, events)


@pytest.mark.parametrize("table", ["eventtheme", "eventplace", "citation"])
def test_every_event_has_a_theme_a_place_and_a_citation(real_database: Path, table: str) -> None:
    query = f"SELECT id FROM event WHERE number NOT IN (SELECT event_number FROM {table})"
    assert ask(real_database, query) == []


def test_every_theme_is_used(real_database: Path) -> None:
    query = "SELECT id FROM theme WHERE id NOT IN (SELECT theme_id FROM eventtheme)"
    assert ask(real_database, query) == []


@pytest.mark.parametrize(("milestone", "least", "most"), [(1, 120, 300), (0, 80, 160)])
def test_every_story_is_long_enough_and_no_longer(
    real_database: Path, milestone: int, least: int, most: int
) -> None:
    query = f"{WORDS.format('body_text')} WHERE milestone = {milestone}"
    counts = {str(key): count_words(str(text)) for key, text in ask(real_database, query)}
    assert {key: count for key, count in counts.items() if not least <= count <= most} == {}


def test_every_lead_of_an_era_has_40_to_70_words(real_database: Path) -> None:
    leads = ask(real_database, "SELECT key || ' ' || locale, lead FROM text WHERE kind = 'era'")
    counts = {key: count_words(str(lead)) for key, lead in leads}
    assert {key: count for key, count in counts.items() if not 40 <= count <= 70} == {}


@pytest.mark.parametrize(("collection", "least"), COLLECTIONS.items())
def test_a_collection_has_its_steps(real_database: Path, collection: str, least: int) -> None:
    query = f"SELECT count(*) >= {least} FROM collectionevent WHERE collection_id = '{collection}'"
    assert ask(real_database, query) == [(1,)]


def test_a_collection_runs_forward_in_time(real_database: Path) -> None:
    query = (
        "SELECT a.collection_id, a.position"
        " FROM collectionevent a JOIN collectionevent b USING (collection_id)"
        " WHERE b.position = a.position + 1 AND b.event_number < a.event_number"
        " AND collection_id != 'ten-places'"
    )
    assert ask(real_database, query) == []


def test_the_three_halls_show_their_collections(real_database: Path) -> None:
    halls = ask(real_database, "SELECT id, collection_id FROM hall ORDER BY rank")
    assert halls == [(name, name) for name in ("origins", "kazakhstan-way", "future")]


def test_each_of_the_seven_priorities_has_2_to_5_facts(real_database: Path) -> None:
    bodies = ask(real_database, "SELECT key || ' ' || locale, body_html FROM text WHERE kind = 'priority'")
    counts = {key: str(body).count("<li>") for key, body in bodies}
    assert len(counts) == 7 * len(LOCALES)
    assert {key: count for key, count in counts.items() if not 2 <= count <= 5} == {}


def test_every_theme_and_each_of_the_thirty_has_its_drawing(real_database: Path) -> None:
    drawn = {row[0] for row in ask(real_database, "SELECT id FROM vignette")}
    themes = {row[0] for row in ask(real_database, "SELECT id FROM theme")}
    assert (themes | set(THIRTY)) - drawn == set()


def test_some_threads_are_tied(real_database: Path) -> None:
    assert ask(real_database, "SELECT count(*) >= 40 FROM thread") == [(1,)]


@pytest.mark.parametrize(("table", "least"), [("series", 23), ("claim", 24), ("person", 40), ("place", 50)])
def test_the_figures_people_and_places_are_there(real_database: Path, table: str, least: int) -> None:
    assert ask(real_database, f"SELECT count(*) >= {least} FROM {table}") == [(1,)]


def test_a_break_of_a_series_is_explained_in_every_locale(real_database: Path) -> None:
    notes = ask(real_database, "SELECT series_id || ' ' || date, note FROM seriespoint WHERE is_break")
    assert notes
    assert [key for key, note in notes if set(json.loads(str(note))) != set(LOCALES)] == []


def test_every_summary_has_25_to_60_words(real_database: Path) -> None:
    counts = {key: count_words(text) for key, text in ask_texts(real_database, "summary").items()}
    assert {key: count for key, count in counts.items() if not 25 <= count <= 60} == {}


def test_every_title_has_at_most_90_letters(real_database: Path) -> None:
    titles = ask_texts(real_database, "title")
    assert {key: title for key, title in titles.items() if not 0 < len(title) <= 90} == {}


def test_no_english_title_keeps_a_cyrillic_letter(real_database: Path) -> None:
    titles = ask_texts(real_database, "title")
    assert [title for key, title in titles.items() if key.endswith(" en") and re.search("[Ѐ-ӿ]", title)] == []


def test_no_two_locales_of_an_event_have_the_same_title(real_database: Path) -> None:
    titles = ask_texts(real_database, "title")
    ids = {key.partition(" ")[0] for key in titles}
    assert [key for key in ids if len({titles[f"{key} {locale}"] for locale in LOCALES}) < 3] == []


@pytest.mark.parametrize("column", ["facts", "disputes", "figures"])
def test_every_note_points_at_a_citation_of_its_event(real_database: Path, column: str) -> None:
    query = "SELECT id || ' ' || source_id FROM citation JOIN event ON event.number = event_number"
    known = {str(row[0]) for row in ask(real_database, query)}
    cited = {
        f"{key.partition(' ')[0]} {source}"
        for key, value in ask_texts(real_database, column).items()
        for item in json.loads(value)
        for source in item.get("citations", [item.get("citation")])
    }
    assert cited - known == set()


def test_every_story_cites(real_database: Path) -> None:
    bodies = ask_texts(real_database, "body_html")
    assert [key for key, html in bodies.items() if 'class="note"' not in html] == []


def test_no_note_is_left_as_text(real_database: Path) -> None:
    for column in ("title", "summary", "body_html", "body_text", "why_html", "disputes"):
        assert [key for key, text in ask_texts(real_database, column).items() if "[^" in text] == []


def test_every_one_of_the_thirty_says_why(real_database: Path) -> None:
    why = ask_texts(real_database, "coalesce(why_html, '')")
    assert [
        key for event_id in THIRTY for key in (f"{event_id} {locale}" for locale in LOCALES) if not why[key]
    ] == []
