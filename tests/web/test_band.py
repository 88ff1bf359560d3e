"""The woven band without script: links by year, stitches by month, its weight; threads and nodes."""

import gzip
import re
from collections import Counter

import pytest
from starlette.testclient import TestClient

from app.core.locales import LOCALES, Locale
from tests.document import Element, parse_html
from tests.web.test_levels import list_events, read

LAW = "1991-12-16-independence-law"
NAMES = {"kk": "1991 жыл, 2 оқиға", "ru": "1991 год, 2 события", "en": "1991, 2 events"}
STITCH = re.compile(r"M(\d+) (\d+)([vh])(\d+)")
QUERIES = ["", "zoom=all", "zoom=month&theme=culture", "zoom=day&from=1991", "q=constitution&scale=true"]
every_locale = pytest.mark.parametrize("locale", LOCALES)


def list_stitches(page: Element) -> list[tuple[str, int, str, int]]:
    """Give family, month from 0, direction (v across, h along) and length of each stitch."""
    return [
        (path.attributes["class"].rpartition("--")[2], int(month), way, int(length))
        for path in page.find_all("path", "band__stitch")
        for month, _, way, length in STITCH.findall(path.attributes["d"])
    ]


def count_months(events: list[str]) -> Counter[int]:
    """Give the number of events of each month from 0, by ids whose dates know the month."""
    known = [found for key in events if (found := re.match(r"(\d{4})-(\d{2})-", key))]
    return Counter((int(found[1]) - 1986) * 12 + int(found[2]) - 1 for found in known)


def cut_band(html: str) -> str:
    """Give the source of the band."""
    found = re.search(r'<nav class="band".*?</nav>', html, re.DOTALL)
    assert found
    return found[0]


@every_locale
def test_a_year_is_a_link_named_with_its_number_of_events(reader: TestClient, locale: Locale) -> None:
    links = read(reader, "", locale).find_all("a", "band__link")
    assert [link.text for link in links] == ["1986", "1989", "1991", "1992", "1993"]
    assert links[2].attributes["aria-label"] == NAMES[locale]


def test_a_month_is_a_stitch_as_long_as_its_number_of_events(real_client: TestClient) -> None:
    page = read(real_client, "zoom=year")
    months = count_months(list_events(page))
    lengths = {month: length for _, month, way, length in list_stitches(page) if way == "v"}
    assert lengths == {month: 10 * count for month, count in months.items()}
    assert max(lengths.values()) == 40


def test_a_stitch_keeps_its_length_when_a_filter_leaves_less(reader: TestClient) -> None:
    assert {length for _, _, way, length in list_stitches(read(reader)) if way == "v"} == {10, 20}


def test_a_stitch_has_the_colour_of_its_theme(reader: TestClient) -> None:
    families = {month: family for family, month, _, _ in list_stitches(read(reader, "place=almaty"))}
    assert families[12 * 5 + 11] == "sovereignty"


def test_an_event_of_which_the_year_alone_is_known_lies_along_it(reader: TestClient) -> None:
    along = [(month, length) for _, month, way, length in list_stitches(read(reader)) if way == "h"]
    assert along == [(12 * 7, 11)]


def test_a_milestone_is_a_mark_on_the_edge(reader: TestClient) -> None:
    page = read(reader, "zoom=year")
    marks = page.get("svg", "band__weave").find_all("use")
    items = page.find_all("li", "item--milestone")
    days = {item.get("time").attributes["datetime"][:7] for item in items}
    assert len(marks) == len(days) > 0


@pytest.mark.parametrize("query", QUERIES)
@every_locale
def test_the_band_is_light(real_client: TestClient, locale: Locale, query: str) -> None:
    band = cut_band(real_client.get(f"/{locale}/events?{query}").text)
    assert len(gzip.compress(band.encode(), 6)) <= 2048
    assert len(list(parse_html(band).walk())) <= 250


def test_the_slider_finds_its_words_in_the_page(reader: TestClient) -> None:
    track = read(reader, "", "ru").get("div", "band__track").attributes
    months, words = track["data-months"].split("|"), track["data-words"].split("|")
    assert (track["data-first"], len(track["data-counts"])) == ("1986", 38 * 12)
    assert (months[11], len(months)) == ("декабрь {year}\u00a0г.", 12)
    assert words == ["0 событий", "1 событие", "2 события"]
    assert track["data-counts"][12 * 5 + 11] == "2"


def test_the_years_of_a_page_of_a_level_lead_to_their_own_pages(real_client: TestClient) -> None:
    links = read(real_client, "zoom=month").find_all("a", "band__link")
    link = next(link for link in links if link.text == "2011")
    page = parse_html(real_client.get(link.attributes["href"].partition("#")[0]).text)
    assert list_events(page)[0].startswith("2011")


def test_an_event_names_the_events_that_it_grew_from(reader: TestClient) -> None:
    links = {
        link.attributes["data-event"]: link.attributes.get("data-threads", "").split()
        for link in read(reader).find_all("a", "item__link")
    }
    assert any(links.values())
    assert all(other < key for key, others in links.items() for other in others)


def test_an_end_that_a_filter_takes_away_is_not_named(real_client: TestClient) -> None:
    page = read(real_client, "theme=culture")
    named = {
        end
        for link in page.find_all("a", "item__link")
        for end in link.attributes.get("data-threads", "").split()
    }
    assert named <= set(list_events(page))


def test_true_time_draws_a_date_as_long_as_it_may_mean(reader: TestClient) -> None:
    bodies = read(reader, "scale=true&zoom=year").find_all("article", "item__body")
    lengths = {body.attributes["id"]: re.findall(r"long-(\d+)", body.attributes["class"]) for body in bodies}
    assert lengths["e-1992-06-state-symbols"] == ["1"]
    assert lengths["e-1993-first-notes"] == ["12"]
    assert lengths[f"e-{LAW}"] == []


def test_even_steps_draw_no_length(reader: TestClient) -> None:
    bodies = read(reader).find_all("article", "item__body")
    assert not [body for body in bodies if "long-" in body.attributes["class"]]
