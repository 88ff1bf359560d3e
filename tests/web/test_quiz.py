"""The quiz: which five, what a form tells before it is answered, and what an answer says."""

import datetime as dt
import re
from itertools import combinations
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from app.core.locales import LOCALES, Locale
from app.core.quiz import APART, SIZE, choose_five
from app.db import Database
from app.queries.events import find_events_by_id
from app.queries.quiz import find_quiz_events
from tests.document import Element, parse_html

every_locale = pytest.mark.parametrize("locale", LOCALES)
DAYS = {f"event-{number}": dt.date(1990, 1, 1) + number * dt.timedelta(days=45) for number in range(60)}


def read(client: TestClient, locale: str = "en", number: int = 1, *answers: str) -> Element:
    """Give the page of a set, with its answer if there is one."""
    query = urlencode([("set", str(number)), *(("answer", answer) for answer in answers)])
    response = client.get(f"/{locale}/quiz?{query}")
    assert response.status_code == 200
    return parse_html(response.text)


def list_titles(page: Element) -> list[str]:
    """Give the five titles as they are shown."""
    return [label.text for label in page.find_all("label", "quiz__title")]


def find_right_answer(client: TestClient, number: int) -> list[str]:
    """Give the whole right answer of a set, taken from what a wrong one shows."""
    titles = list_titles(read(client, "en", number))
    lines = read(client, "en", number, "a1", "b2", "c3", "d4", "e5").find_all("li", "line")
    order = [line.get("span", "line__title").text for line in lines]
    return [f"{letter}{order.index(title) + 1}" for letter, title in zip("abcde", titles, strict=True)]


def test_the_five_lie_apart_and_never_in_order_of_time() -> None:
    for number in range(1, len(DAYS) + 1):
        five = choose_five(DAYS, number)
        days = [DAYS[key] for key in five]
        assert len(five) == SIZE
        assert all(abs(one - other) >= APART for one, other in combinations(days, 2))
        assert days != sorted(days)


def test_a_set_holds_the_event_that_it_is_numbered_by() -> None:
    assert all(key in choose_five(DAYS, number) for number, key in enumerate(DAYS, 1))


def test_no_five_can_be_drawn_from_days_that_lie_close() -> None:
    close = {str(number): dt.date(1991, 12, 1) + dt.timedelta(days=number) for number in range(30)}
    assert choose_five(close, 1) == []


def test_the_real_timeline_gives_forty_different_sets(real_database: Path) -> None:
    with Database(real_database, 1).session() as session:
        days = {event.id: event.first_day for event in find_quiz_events(session)}
    sets = [frozenset(choose_five(days, number)) for number in range(1, len(days) + 1)]
    assert len(sets) >= 40
    assert {len(five) for five in sets} == {SIZE}
    assert len(set(sets)) == len(sets)


@every_locale
def test_no_title_in_the_quiz_tells_its_year(real_database: Path, locale: Locale) -> None:
    with Database(real_database, 1).session() as session:
        ids = [event.id for event in find_quiz_events(session)]
        titles = [row.text.title for row in find_events_by_id(session, ids, locale)]
    assert len(titles) == len(ids)
    assert [title for title in titles if re.search(r"\d", title)] == []


@every_locale
def test_no_date_stands_in_the_form(real_client: TestClient, locale: Locale) -> None:
    form = read(real_client, locale).get("form", "quiz")
    assert form.find_all("time") == []
    values = [value for node in form.walk() for value in node.attributes.values()]
    assert [value for value in [*values, form.text] if re.search(r"(19|20)\d\d", value)] == []


def test_another_five_go_on_and_the_last_leads_to_the_first(real_client: TestClient) -> None:
    href, number = "/en/quiz?set=40", 40
    while number > 1:
        href = parse_html(real_client.get(href).text).get("a", "quiz__next").attributes["href"]
        assert href in {f"/en/quiz?set={number + 1}", "/en/quiz?set=1"}
        number = int(href.rpartition("=")[2])


def test_the_address_without_a_set_shows_the_first(real_client: TestClient) -> None:
    assert list_titles(parse_html(real_client.get("/en/quiz").text)) == list_titles(read(real_client))


@pytest.mark.parametrize("text", ["0", "-1", "999", "x", "", "1.5", "١"])
def test_a_set_that_there_is_not_is_refused(real_client: TestClient, text: str) -> None:
    assert real_client.get("/kk/quiz", params={"set": text}).status_code == 400


@every_locale
def test_a_right_answer_stands_in_five_right_places(real_client: TestClient, locale: Locale) -> None:
    page = read(real_client, locale, 3, *find_right_answer(real_client, 3))
    assert len(page.find_all("span", "quiz__yours--right")) == SIZE
    assert re.findall(r"\d", page.get("p", "quiz__score").text) == ["5", "5"]


def test_two_that_changed_places_are_wrong_and_said_to_be(real_client: TestClient) -> None:
    right = {answer[1]: answer[0] for answer in find_right_answer(real_client, 3)}
    swapped = [f"{right['2']}1", f"{right['1']}2", *(f"{right[place]}{place}" for place in "345")]
    page = read(real_client, "en", 3, *swapped)
    assert page.get("p", "quiz__score").text == "In the right place: 3 of 5"
    chosen = [note.text for note in page.find_all("span", "quiz__yours")]
    assert chosen[:3] == ["You chose place 2", "You chose place 1", "You chose place 3: right"]


@every_locale
def test_an_answer_shows_the_events_in_order_of_time_with_their_links(
    real_client: TestClient, locale: Locale
) -> None:
    page = read(real_client, locale, 5, "a5", "b4", "c3", "d2", "e1")
    days = [time.attributes["datetime"] for time in page.find_all("time", "line__date")]
    assert len(days) == SIZE
    assert days == sorted(days)
    links = [link.attributes["href"] for link in page.find_all("a", "line__link")]
    assert {real_client.get(link).status_code for link in links} == {200}


@every_locale
def test_what_is_missing_or_doubled_is_said_and_the_rest_kept(
    real_client: TestClient, locale: Locale
) -> None:
    page = read(real_client, locale, 2, "a2", "b2", "c1", "", "e9", "zz")
    assert page.get("p", "quiz__fault").attributes["role"] == "alert"
    faulty = [
        field.attributes["id"] for field in page.find_all("select") if "aria-invalid" in field.attributes
    ]
    assert faulty == ["place-a", "place-b", "place-d", "place-e"]
    chosen = [one.attributes["value"] for one in page.find_all("option") if "selected" in one.attributes]
    assert chosen == ["a2", "b2", "c1"]


def test_an_answer_without_any_choice_is_not_whole(real_client: TestClient) -> None:
    page = read(real_client, "en", 2, "", "", "", "", "")
    assert len(page.find_all("p", "quiz__row-fault")) == SIZE


def test_another_language_keeps_set_and_answer(real_client: TestClient) -> None:
    page = read(real_client, "en", 2, "a2", "c1")
    twin = page.find_all("a", "header__locale", hreflang="kk")[0].attributes["href"]
    assert twin == "/kk/quiz?set=2&answer=a2&answer=c1"


def test_a_timeline_too_small_for_five_has_no_quiz(reader: TestClient) -> None:
    assert reader.get("/kk/quiz").status_code == 404
