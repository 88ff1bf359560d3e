"""Guided tours and the capital's move: every step by links, the right spot, the right counts."""

import re

import pytest
from starlette.testclient import TestClient

from app.core.locales import LOCALES, Locale
from tests.document import Element, parse_html

every_locale = pytest.mark.parametrize("locale", LOCALES)
WRONG = [
    "tours/none",
    "tours/ten-places?step=0",
    "tours/ten-places?step=11",
    "tours/ten-places?step=x",
    "tours/ten-places?step=٢",
]


def read(client: TestClient, address: str) -> Element:
    """Give a page."""
    response = client.get(address)
    assert response.status_code == 200
    return parse_html(response.text)


@every_locale
@pytest.mark.parametrize(("tour", "least"), [("ten-places", 10), ("capital-move", 8), ("thirty", 30)])
def test_a_tour_is_walked_by_its_links(
    real_client: TestClient, tour: str, least: int, locale: Locale
) -> None:
    address, titles = f"/{locale}/tours/{tour}", list[str]()
    while address:
        page = read(real_client, address)
        titles.append(page.get("h1").text)
        following = [link for link in page.find_all("a", "tour__step") if link.attributes["rel"] == "next"]
        address = following[0].attributes["href"] if following else ""
    assert len(titles) == len(set(titles)) >= least


@every_locale
def test_a_stop_says_where_it_stands_among_all(real_client: TestClient, locale: Locale) -> None:
    page = read(real_client, f"/{locale}/tours/ten-places?step=3")
    assert page.get("p", "tour__count").text == "3 / 10"
    current = [link.text for link in page.find_all("a", "tour__link") if link.attributes.get("aria-current")]
    assert [text.replace(" ", "") for text in current] == [f"3{page.get('h1').text}".replace(" ", "")]


def test_the_first_stop_has_none_before_and_the_last_none_behind(real_client: TestClient) -> None:
    ends = [read(real_client, f"/en/tours/ten-places?step={n}").find_all("a", "tour__step") for n in (1, 10)]
    assert [[link.attributes["rel"] for link in links] for links in ends] == [["next"], ["prev"]]


def test_the_ten_places_have_ten_spots_on_the_plan_of_almaty(real_client: TestClient) -> None:
    lit = []
    for number in range(1, 11):
        page = read(real_client, f"/en/tours/ten-places?step={number}")
        lit += [mark.attributes["href"] for mark in page.find_all("a", "map__place--lit")]
    assert len(set(lit)) == 10


@every_locale
def test_the_capital_moves_in_eight_steps_from_one_city_to_the_other(
    real_client: TestClient, locale: Locale
) -> None:
    steps = read(real_client, f"/{locale}/capital").find_all("li", "capital__step")
    spots = [step.attributes["data-spot"] for step in steps]
    assert len(spots) >= 8
    assert spots == sorted(spots)
    assert set(spots) == {"almaty", "astana"}


def test_counts_are_those_of_the_series_and_none_is_made_up(real_client: TestClient) -> None:
    page = read(real_client, "/en/capital")
    told = {}
    for step in page.find_all("li", "capital__step"):
        year = step.find_all("time")[0].attributes["datetime"][:4]
        told[year] = [re.sub(r"\D", "", count.text) for count in step.find_all("dd", "capital__count")]
    assert told["2023"] == ["2161797", "1354507"]
    assert told["1994"] == told["1997"] == told["1998"] == []


@every_locale
@pytest.mark.parametrize("rest", WRONG)
def test_an_unknown_stop_is_refused(real_client: TestClient, rest: str, locale: Locale) -> None:
    assert real_client.get(f"/{locale}/{rest}").status_code in {400, 404}
