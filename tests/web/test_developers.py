"""The page for developers: what stands in it, and that every example of it does what it says."""

import csv
import html
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from app.api.lines import walk_lines
from app.core.locales import LOCALES, Locale
from app.export.dump import publish_dump
from app.settings import ROOT, Settings
from app.views.developers import TOOLS
from app.web.developers import read_examples
from tests import live
from tests.document import Element, parse_html

every_locale = pytest.mark.parametrize("locale", LOCALES)
needs_curl = pytest.mark.skipif(shutil.which("curl") is None, reason="no curl")
needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="no Node.js")
NODE = ["node", "--input-type=module", "--eval"]
TABLES = ["libreoffice", "sheets", "excel"]
SPAN = "from=1991&to=1995"


@pytest.fixture(scope="module")
def site(real_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a server with the real timeline and its dump."""
    database = tmp_path_factory.mktemp("site") / "timeline.sqlite"
    shutil.copyfile(real_database, database)
    publish_dump(database, database, walk_lines)
    with live.serve(Settings(database=database, connections=2)) as address:
        yield address


def read_page(page: str) -> Element:
    """Give the page's article."""
    return parse_html(page).get("article", "page")


def read_codes(page: str) -> dict[str, str]:
    """Give the code of each example as the page shows it, line breaks and all, by its id."""
    found = re.findall(r'<code id="([a-z]+)-text">(.*?)</code>', page, re.DOTALL)
    return {key: html.unescape(code) for key, code in found}


def copy_code(site: str, example: str, locale: Locale = "en") -> str:
    """Give what a reader of the page copies."""
    return read_codes(httpx.get(f"{site}/{locale}/developers").text)[example]


def ask(site: str, address: str) -> Any:
    """Give the JSON at an address of the site."""
    return httpx.get(f"{site}{address}").raise_for_status().json()


def start(program: list[str], code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Give how the code ended."""
    command = [*program, code]
    return subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True, timeout=60)


def run(program: list[str], code: str, folder: Path) -> str:
    """Give what the code prints; it must end well."""
    done = start(program, code, folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


def run_shell(code: str, folder: Path) -> str:
    """Give what bash prints."""
    return run(["bash", "-euo", "pipefail", "-c"], code, folder)


def test_every_file_of_an_example_has_its_tool() -> None:
    assert set(read_examples()) == set(TOOLS)


@pytest.mark.parametrize("seed", ["seed", "tests/fixtures/seed"])
@every_locale
def test_every_text_has_every_example_once_in_the_same_order(seed: str, locale: Locale) -> None:
    text = (ROOT / seed / "pages" / "developers" / f"{locale}.md").read_text(encoding="utf-8")
    assert re.findall(r"^\[\[(.+)\]\]$", text, re.MULTILINE) == list(TOOLS)


@every_locale
def test_the_page_shows_every_example_with_its_tool(reader: TestClient, locale: Locale) -> None:
    page = read_page(reader.get(f"/{locale}/developers").text)
    assert [tool.text for tool in page.find_all("figcaption")] == list(TOOLS.values())
    assert "[[" not in page.text


@every_locale
def test_examples_name_the_site_and_the_locale_that_are_read(
    reader: TestClient, public_client: TestClient, locale: Locale
) -> None:
    for client, base in ((reader, "http://localhost"), (public_client, "https://example.org")):
        codes = read_codes(client.get(f"/{locale}/developers").text)
        assert len(codes) == len(TOOLS)
        assert {key for key, code in codes.items() if base not in code} == set()
        locales = re.findall(r"locale=(\w+)|/([a-z]{2})/events", " ".join(codes.values()))
        assert {first or second for first, second in locales} == {locale}


def test_an_example_scrolls_by_keyboard_and_bears_a_name(reader: TestClient) -> None:
    boxes = read_page(reader.get("/en/developers").text).find_all("pre")
    assert len(boxes) == len(TOOLS)
    assert {(box.attributes["tabindex"], box.attributes["role"]) for box in boxes} == {("0", "group")}


def test_without_a_script_there_is_no_button_that_does_nothing(reader: TestClient) -> None:
    buttons = read_page(reader.get("/en/developers").text).find_all("button")
    assert len(buttons) == len(TOOLS)
    assert all("hidden" in button.attributes for button in buttons)


def test_the_page_is_found_from_every_page(reader: TestClient) -> None:
    footer = parse_html(reader.get("/ru/about").text).get("footer")
    assert "/ru/developers" in {link.attributes["href"] for link in footer.find_all("a")}
    assert "/ru/developers" in reader.get("/llms.txt").text


@needs_curl
@every_locale
def test_the_first_request_gets_an_event(site: str, locale: Locale, tmp_path: Path) -> None:
    got = json.loads(run_shell(copy_code(site, "first", locale), tmp_path))
    assert got["data"]["id"] == "1991-12-16-independence-law"
    assert got["data"]["text_locale"] == locale


@needs_curl
def test_the_filters_leave_what_they_say(site: str, tmp_path: Path) -> None:
    events = json.loads(run_shell(copy_code(site, "filters"), tmp_path))["data"]
    assert len(events) == 5
    assert all(event["last_day"] >= "1991-01-01" and event["first_day"] <= "1995-08-31" for event in events)
    assert all({"independence", "statehood"} & set(event["themes"]) for event in events)


@needs_curl
def test_the_second_request_is_answered_without_a_body(site: str, tmp_path: Path) -> None:
    assert run_shell(copy_code(site, "caching"), tmp_path) == "304\n"
    assert json.loads((tmp_path / "events.json").read_text(encoding="utf-8"))["data"]
    kept = tmp_path / "none.json"
    assert not kept.exists() or not kept.read_bytes()


def test_paging_walks_to_the_last_event(site: str, tmp_path: Path) -> None:
    lines = run([sys.executable, "-c"], copy_code(site, "paging"), tmp_path).splitlines()
    milestones = ask(site, "/api/v1/events?locale=en&milestone=true&limit=200")["data"]
    assert len(milestones) > 10
    assert lines == [f"{event['date']} {event['title']}" for event in milestones]


def list_found(site: str) -> list[str]:
    """Give what the example of the search has to print."""
    found = ask(site, "/api/v1/events?locale=en&q=теңге")["data"]
    assert found
    return [f"{event['date']} {event['title']} {site}{event['links']['page']}" for event in found]


@needs_node
def test_the_search_runs_in_node(site: str, tmp_path: Path) -> None:
    printed = run(NODE, copy_code(site, "search"), tmp_path)
    assert printed.splitlines() == list_found(site)


@needs_node
def test_the_search_says_what_was_wrong(site: str, tmp_path: Path) -> None:
    code = copy_code(site, "search").replace("locale=en", "locale=de")
    done = start(NODE, code, tmp_path)
    assert done.returncode != 0
    assert "Error: unknown_locale:" in done.stderr


@pytest.mark.parametrize("example", TABLES)
def test_a_spreadsheet_gets_a_row_for_each_event(site: str, example: str) -> None:
    (address,) = re.findall(r"https?://[^\"\s]+", copy_code(site, example))
    answer = httpx.get(address)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    # As a spreadsheet reads it: UTF-8, commas, cells in double quotes that may hold line breaks.
    head, *rows = csv.reader(answer.content.decode("utf-8-sig").splitlines(keepends=True), strict=True)
    assert {len(row) for row in rows} == {len(head)}
    wanted = [event["id"] for event in ask(site, f"/api/v1/events?{SPAN}&limit=200")["data"]]
    assert [row[head.index("id")] for row in rows] == wanted
    assert {"title_kk", "title_ru", "title_en"} <= set(head)


def test_excel_gets_a_mark_of_its_encoding_and_no_formula(site: str) -> None:
    code = copy_code(site, "excel")
    (address,) = re.findall(r"https?://[^\"\s]+", code)
    assert httpx.get(address).content.startswith(b"\xef\xbb\xbf")
    assert "Encoding = 65001" in code


def test_the_dump_is_fetched_checked_and_read(site: str, tmp_path: Path) -> None:
    lines = run([sys.executable, "-c"], copy_code(site, "dump"), tmp_path).splitlines()
    eras = ask(site, "/api/v1/eras")["data"]
    assert sorted(lines) == sorted(f"{era['id']} {era['event_count']}" for era in eras)
    timeline = sqlite3.connect(tmp_path / "timeline.sqlite")
    assert timeline.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    timeline.close()


@every_locale
def test_the_frame_shows_a_page_of_ours(site: str, locale: Locale) -> None:
    frame = parse_html(copy_code(site, "embed", locale)).get("iframe")
    assert httpx.get(frame.attributes["src"]).status_code == 200
    assert frame.attributes["title"]
