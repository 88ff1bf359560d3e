"""Charts in the pages: every value once, by name, with no script or style; lines cut at breaks."""

import re

import pytest
from starlette.testclient import TestClient

from app.core.locales import LOCALES, Locale
from app.settings import ROOT
from tests.document import Element, parse_html

SERIES = sorted(path.name for path in (ROOT / "seed" / "series").iterdir())
UNJOINED = re.compile(r".*-(points|reported|census|budget-revenue)")
ELEMENTS = {"svg", "g", "path", "text", "circle", "a", "title"}
ATTRIBUTES = {
    *("viewbox", "transform", "class", "d", "x", "y", "cx", "cy", "r"),
    *("href", "aria-label", "aria-hidden", "role"),
}
NAMES = {
    "kk": "2015\xa0ж. 1\xa0қаңтар: 1\xa0641\xa0444 адам",
    "ru": "1\xa0января 2015\xa0г.: 1\xa0641\xa0444 человека",
    "en": "1\xa0January 2015: 1,641,444 persons",
}
every_locale = pytest.mark.parametrize("locale", LOCALES)
every_series = pytest.mark.parametrize("series", SERIES)


def read(client: TestClient, series: str, locale: Locale = "kk") -> Element:
    """Give the page of a series."""
    response = client.get(f"/{locale}/figures/{series}")
    assert response.status_code == 200
    return parse_html(response.text)


def list_lines(page: Element, number: int = 0) -> list[int]:
    """Give how many points each line joins: of the series, or as number 1 of its twin."""
    groups = page.get("svg", "chart__drawing").find_all("g", f"chart__serie-{number}")
    paths = [path for group in groups for path in group.find_all("path", "chart__line")]
    return [len(re.findall(r"[\d.-]+ [\d.-]+", path.attributes["d"])) for path in paths]


@every_series
def test_every_value_is_drawn_once_and_leads_to_its_row(real_client: TestClient, series: str) -> None:
    page = read(real_client, series)
    rows = [f"#{row.attributes['id']}" for row in page.get("tbody").find_all("tr")]
    links = page.get("svg", "chart__drawing").find_all("a", "chart__point")
    assert [link.attributes["href"] for link in links] == rows
    assert len(page.find_all("circle", "chart__dot")) == len(rows)


@every_series
def test_a_name_of_a_point_tells_what_its_row_tells(real_client: TestClient, series: str) -> None:
    page = read(real_client, series)
    for row in page.get("tbody").find_all("tr"):
        point = page.get("a", "chart__point", href=f"#{row.attributes['id']}")
        date, value = row.find_all("th")[0].text, row.find_all("td")[0].texts[0]
        label = " ".join(point.attributes["aria-label"].split())
        assert label.startswith(" ".join(f"{date}: {value} ".split()))
        assert label == point.get("title").text


@every_locale
def test_a_point_is_named_in_the_language_of_the_page(real_client: TestClient, locale: Locale) -> None:
    page = read(real_client, "almaty-population", locale)
    names = [link.attributes["aria-label"] for link in page.find_all("a", "chart__point")]
    assert NAMES[locale] in names


@every_locale
@pytest.mark.parametrize("rest", ["", *(f"/{series}" for series in SERIES)])
def test_no_drawing_holds_a_script_or_a_style(real_client: TestClient, rest: str, locale: Locale) -> None:
    page = parse_html(real_client.get(f"/{locale}/figures{rest}").text)
    drawings = [*page.find_all("svg", "chart__drawing"), *page.find_all("svg", "sparkline")]
    nodes = [node for drawing in drawings for node in drawing.walk()]
    assert nodes
    assert {node.tag for node in nodes} <= ELEMENTS
    assert {key.lower() for node in nodes for key in node.attributes} <= ATTRIBUTES


def test_the_line_is_cut_at_each_break(real_client: TestClient) -> None:
    page = read(real_client, "almaty-population")
    assert list_lines(page) == [15, 7, 2]
    assert list_lines(page, 1) == [22, 2]
    assert len(page.find_all("path", "chart__break")) == 2


@every_series
def test_each_break_has_a_mark_with_words(real_client: TestClient, series: str) -> None:
    page = read(real_client, series)
    breaks = page.find_all("path", "chart__break")
    assert len(breaks) == len(page.find_all("tr", "points__break"))
    assert {mark.get("title").text for mark in breaks} == {
        key.text for key in page.find_all("span", "chart__key--break")
    }
    assert bool(page.find_all("text", "chart__word")) == bool(breaks)


@every_series
def test_counts_that_make_no_row_are_not_joined(real_client: TestClient, series: str) -> None:
    assert (list_lines(read(real_client, series)) == []) == bool(UNJOINED.fullmatch(series))


@every_locale
@pytest.mark.parametrize(("series", "other"), [("almaty", "astana"), ("astana", "almaty")])
def test_the_two_cities_are_compared(
    real_client: TestClient, series: str, other: str, locale: Locale
) -> None:
    key = read(real_client, f"{series}-population", locale).get("a", "chart__key--twin")
    assert key.attributes["href"] == f"/{locale}/figures/{other}-population"
    assert key.text


def test_other_series_are_compared_with_none(real_client: TestClient) -> None:
    page = read(real_client, "astana-life-expectancy")
    assert page.find_all("a", "chart__key--twin") == []
    assert list_lines(page, 1) == []


@every_locale
def test_the_axis_has_few_numbers_of_the_locale(real_client: TestClient, locale: Locale) -> None:
    axis = read(real_client, "almaty-population", locale).get("g", "chart__y")
    comma = "." if locale == "en" else ","
    numbers = ("0", "0.5", "1", "1.5", "2", "2.5")
    assert [text.text for text in axis.find_all("text")] == [one.replace(".", comma) for one in numbers]


def test_each_card_has_a_small_drawing_for_the_eye_alone(real_client: TestClient) -> None:
    page = parse_html(real_client.get("/kk/figures").text)
    drawings = page.find_all("svg", "sparkline")
    assert len(drawings) == len(SERIES)
    assert {drawing.attributes.get("aria-hidden") for drawing in drawings} == {"true"}
    assert [link for drawing in drawings for link in drawing.find_all("a")] == []
