"""What Chromium prints: every title, the sources under each event, a year at the head of each sheet."""

import io
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Browser

from app.core.locales import Locale
from tests.browser.visit import EVENT, NewContext, every_locale, open_visit, read_titles

pytestmark = pytest.mark.long

pypdf = pytest.importorskip("pypdf")

MM = 72 / 25.4
Printer = Callable[[str], Any]


@pytest.fixture(scope="module")
def print_page(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Printer]:
    """Give what prints the page at an address, once, on the paper that its style sheet names."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)

    @cache
    def print_page(address: str) -> Any:
        page = context.new_page()
        page.goto(address)
        document = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        page.close()
        return document

    yield print_page
    context.close()


def flatten(text: str) -> str:
    """Give text without spaces: lines break where they must."""
    return "".join(text.split())


def read_all(document: Any) -> str:
    """Give all words of a document, without spaces."""
    return flatten("".join(sheet.extract_text() for sheet in document.pages))


def find_missing(document: Any, titles: list[str]) -> list[str]:
    """Give the titles that the document lacks."""
    words = read_all(document)
    return [title for title in titles if flatten(title) not in words]


def measure(document: Any) -> set[tuple[int, int]]:
    """Give the sizes of the sheets in millimetres, width first."""
    return {(round(sheet.mediabox.width / MM), round(sheet.mediabox.height / MM)) for sheet in document.pages}


def read_head(sheet: Any) -> str:
    """Give the uppermost words of a sheet."""
    found: list[tuple[float, str]] = []

    def note(text: str, user: list[float], matrix: list[float], _font: object, _size: float) -> None:
        if text.strip():
            found.append((user[5] + matrix[5] * user[3], text.strip()))

    sheet.extract_text(visitor_text=note)
    return max(found)[1]


@every_locale
def test_no_title_is_missing_on_paper(print_page: Printer, locale: Locale) -> None:
    document = print_page(f"/{locale}/events?print")
    assert find_missing(document, list(read_titles(locale).values())) == []
    assert measure(document) == {(210, 297)}


@every_locale
def test_no_title_is_missing_on_the_strip(print_page: Printer, locale: Locale) -> None:
    document = print_page(f"/{locale}/events?scale=true&print")
    assert find_missing(document, list(read_titles(locale).values())) == []
    assert measure(document) == {(420, 297)}


@pytest.mark.parametrize(
    ("query", "size"), {"zoom=year": (210, 297), "scale=true&zoom=year": (420, 297)}.items()
)
def test_no_title_is_missing_when_the_timeline_itself_is_printed(
    print_page: Printer, query: str, size: tuple[int, int]
) -> None:
    document = print_page(f"/ru/events?{query}")
    assert find_missing(document, list(read_titles("ru").values())) == []
    assert measure(document) == {size}


def test_a_year_runs_at_the_head_of_each_sheet(print_page: Printer) -> None:
    heads = [read_head(sheet) for sheet in print_page("/kk/events?print").pages]
    assert heads[0] == "Алтын бесік"
    # A year, or the years of an era that begins there; the last sheet may hold the address alone.
    assert [head for head in heads[1:-1] if not re.match(r"(19|20)\d\d", head)] == []


def test_each_sheet_has_its_number(print_page: Printer) -> None:
    sheets = print_page("/en/events?theme=sport&print").pages
    numbers = [re.findall(r"Алтын бесік · (\d+)", sheet.extract_text()) for sheet in sheets]
    assert numbers == [[str(number)] for number in range(1, len(sheets) + 1)]


@every_locale
def test_the_sources_of_an_event_stand_between_its_title_and_the_next(
    print_page: Printer, new_context: NewContext, locale: Locale
) -> None:
    page = open_visit(new_context, f"/{locale}/events?era=independence&print").page
    item = page.locator(f"#e-{EVENT}")
    sources = [flatten(text) for text in item.locator(".item__citations cite").all_inner_texts()]
    titles = [flatten(text) for text in page.locator(".item__link").all_inner_texts()]
    at = titles.index(flatten(read_titles(locale)[EVENT]))
    words = read_all(print_page(f"/{locale}/events?era=independence&print"))
    told = words.partition(titles[at])[2].partition(titles[at + 1])[0]
    assert len(sources) > 3
    # A sheet may end within a title; its number and its year stand in between then.
    assert sum(source in told for source in sources) >= len(sources) - 1


@every_locale
@pytest.mark.parametrize("query", ["era=independence", "era=independence&scale=true"])
def test_the_last_sheet_says_where_it_all_stands(print_page: Printer, query: str, locale: Locale) -> None:
    last = flatten(print_page(f"/{locale}/events?{query}&print").pages[-1].extract_text())
    assert f"/{locale}/events?{query}" in last


@every_locale
def test_an_event_prints_its_story_its_disputes_and_its_sources(
    print_page: Printer, new_context: NewContext, locale: Locale
) -> None:
    page = open_visit(new_context, f"/{locale}/events/{EVENT}").page
    words = read_all(print_page(f"/{locale}/events/{EVENT}"))
    for part in (".event__story p", ".dispute__list li", ".source__publisher", ".share__address"):
        texts = page.locator(part).all_inner_texts()
        assert texts
        # The first words of each: a note or a new sheet may stand further on.
        assert [text for text in texts if flatten(text)[:25] not in words] == []


def test_the_bars_and_buttons_stay_off_paper(new_context: NewContext) -> None:
    page = open_visit(new_context, f"/en/events/{EVENT}").page
    page.emulate_media(media="print")
    for part in (".header", ".footer", ".steps", ".share__button", ".choose", "#frame-text"):
        assert not page.locator(part).first.is_visible(), part
