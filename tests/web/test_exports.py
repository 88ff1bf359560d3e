"""What other programs fetch: feed, calendar, sitemap, files for robots, manifest; read by foreign readers."""

import datetime as dt
import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar
from PIL import Image
from starlette.testclient import TestClient

from app.api.prepared import build_database
from app.core.edtf import parse_bounds
from app.core.locales import LOCALES, Locale
from app.main import create_app
from app.settings import ROOT, Settings
from tests.content.seeds import replace
from tests.document import Element, parse_html

BASE = "https://example.org"
LAW = "1991-12-16-independence-law"
DECEMBER = "1986-12-16-december-events"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
PAGES = ["events", "thirty", "halls", "halls/origins", "collections/thirty", "almaty-2050", "figures"]
PAGES += ["figures/city-people", "sources", "sources/law-text", "about", "developers", f"events/{LAW}"]
every_locale = pytest.mark.parametrize("locale", LOCALES)


def read(client: TestClient, address: str) -> Element:
    """Give a page."""
    return parse_html(client.get(address).text)


def read_feed(client: TestClient, address: str) -> ET.Element:
    """Give a feed as an XML reader has it."""
    answer = client.get(address)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    return ET.fromstring(answer.content)


@every_locale
def test_the_feed_has_what_the_format_needs(public_client: TestClient, locale: Locale) -> None:
    feed = read_feed(public_client, f"/{locale}/feed.atom")
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == locale
    for owner in (feed, *feed.findall(f"{ATOM}entry")):
        assert [len(owner.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert re.fullmatch(r"tag:[a-z-]+,\d{4}:\S+", owner.findtext(f"{ATOM}id", ""))
        assert dt.datetime.fromisoformat(owner.findtext(f"{ATOM}updated", "")).tzinfo is not None
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{BASE}/{locale}/feed.atom", "alternate": f"{BASE}/{locale}/events"}


@every_locale
def test_the_feed_holds_whole_stories_whose_notes_lead_home(
    public_client: TestClient, locale: Locale
) -> None:
    entries = read_feed(public_client, f"/{locale}/feed.atom").findall(f"{ATOM}entry")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 6
    for entry in entries:
        (link,) = entry.findall(f"{ATOM}link")
        path = urlsplit(str(link.get("href"))).path
        story = parse_html(entry.findtext(f"{ATOM}content", ""))
        page = read(public_client, path)
        assert page.get("div", "event__story").text in story.text
        assert page.get("p", "sky__lead").text in story.text
        hrefs = {note.attributes["href"].partition("#")[0] for note in story.find_all("a")}
        assert hrefs == {f"{BASE}{path}"}


def test_the_newest_change_comes_first(tiny_seed: Path, tiny_settings: Settings) -> None:
    event = tiny_seed / "events" / DECEMBER / "event.yaml"
    old = re.findall(r"^updated: .+$", event.read_text(encoding="utf-8"), re.MULTILINE)[0]
    replace(event, old, "updated: 2030-01-02")
    build_database(tiny_seed, tiny_settings.database, cards=False)
    with TestClient(create_app(tiny_settings), base_url="http://localhost") as client:
        feed = read_feed(client, "/en/feed.atom")
    assert feed.findtext(f"{ATOM}updated") == "2030-01-02T00:00:00+00:00"
    assert feed.findtext(f"{ATOM}entry/{ATOM}id", "").endswith(DECEMBER)


def test_the_feed_of_the_real_timeline_has_a_page_of_entries(real_client: TestClient) -> None:
    assert len(read_feed(real_client, "/kk/feed.atom").findall(f"{ATOM}entry")) == 50


@pytest.mark.parametrize(
    ("root", "kazakh"), [("/feed.atom", "/kk/feed.atom"), ("/events.ics", "/kk/events.ics")]
)
def test_at_the_root_of_the_site_kazakh_comes_first(reader: TestClient, root: str, kazakh: str) -> None:
    answer = reader.get(root)
    assert answer.content == reader.get(kazakh).content
    assert answer.headers["content-language"] == "kk"


def read_calendar(client: TestClient, locale: Locale) -> Any:
    """Give a calendar as another program has it."""
    answer = client.get(f"/{locale}/events.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.headers["content-disposition"] == f'attachment; filename="altyn-besik-{locale}.ics"'
    return Calendar.from_ical(answer.content)


@every_locale
def test_the_calendar_holds_whole_days_of_each_year(public_client: TestClient, locale: Locale) -> None:
    entries = read_calendar(public_client, locale).walk("VEVENT")
    assert len(entries) == 4  # of six: one is known to the month, one to the year
    for entry in entries:
        key = str(entry["uid"]).removesuffix("@altyn-besik")
        bounds = parse_bounds(json.loads(public_client.get(f"/api/v1/events/{key}").text)["data"]["date"])
        assert bounds.last is not None
        assert (entry.start, entry.end) == (bounds.first, bounds.last + dt.timedelta(days=1))
        assert entry["url"] == f"{BASE}/{locale}/events/{key}"
        assert entry["summary"] == read(public_client, f"/{locale}/events/{key}").get("h1").text
        assert entry["summary"].params["LANGUAGE"] == locale
        assert entry["categories"].cats
        assert entry["rrule"] == {"FREQ": ["YEARLY"]}


def test_an_entry_of_the_calendar_is_found_on_a_map(public_client: TestClient) -> None:
    law = next(
        entry for entry in read_calendar(public_client, "en").walk("VEVENT") if LAW in str(entry["uid"])
    )
    place = public_client.get(f"/api/v1/events/{LAW}").json()["data"]["place"]
    assert (law["geo"].latitude, law["geo"].longitude) == (place["lat"], place["lon"])


def test_an_address_that_leads_nowhere_is_left_out_of_the_calendar(reader: TestClient) -> None:
    assert not any("url" in entry for entry in read_calendar(reader, "en").walk("VEVENT"))


@pytest.mark.parametrize(
    ("locale", "note"),
    [("kk", "Күні нақты емес: "), ("ru", "Дата неточна: "), ("en", "The date is not exact: ")],
)
def test_a_date_that_is_not_exact_says_so(real_client: TestClient, locale: Locale, note: str) -> None:
    entries = read_calendar(real_client, locale).walk("VEVENT")
    marked = {str(entry["uid"]) for entry in entries if str(entry["description"]).startswith(note)}
    files = ROOT.glob("seed/events/*/event.yaml")
    dates = {
        path.parent.name: path.read_text(encoding="utf-8").split("date: ")[1].split()[0] for path in files
    }
    inexact = {f"{key}@altyn-besik" for key, date in dates.items() if "~" in date or "?" in date}
    assert marked == inexact & {str(entry["uid"]) for entry in entries}
    assert marked


@pytest.mark.parametrize(
    "address", ["/kk/feed.atom", "/kk/events.ics", "/sitemap.xml", "/manifest.webmanifest"]
)
def test_what_programs_have_is_not_sent_again(reader: TestClient, address: str) -> None:
    etag = reader.get(address).headers["etag"]
    assert reader.get(address, headers={"if-none-match": etag}).status_code == 304


def read_sitemap(client: TestClient) -> dict[str, ET.Element]:
    """Give the entries of the sitemap by address."""
    root = ET.fromstring(client.get("/sitemap.xml").content)
    return {url.findtext(f"{SITEMAP}loc", ""): url for url in root.findall(f"{SITEMAP}url")}


def test_the_sitemap_holds_every_page_and_each_answers(public_client: TestClient) -> None:
    paths = {urlsplit(address).path for address in read_sitemap(public_client)}
    assert {f"/{locale}/{rest}" for locale in LOCALES for rest in PAGES} <= paths
    assert {path: public_client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


def test_the_sitemap_names_the_twins_of_each_page(public_client: TestClient) -> None:
    for address, url in read_sitemap(public_client).items():
        twins = {link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")}
        rest = urlsplit(address).path[4:]
        wanted: dict[str, str] = {locale: f"{BASE}/{locale}/{rest}" for locale in LOCALES}
        assert twins == {**wanted, "x-default": wanted["kk"]}
        assert dt.date.fromisoformat(url.findtext(f"{SITEMAP}lastmod", "")).year > 2000


def test_the_pages_that_the_header_leads_to_are_in_the_sitemap(public_client: TestClient) -> None:
    page = read(public_client, "/en/about")
    links = [*page.get("header").find_all("a"), *page.get("footer").find_all("a")]
    hrefs = {link.attributes["href"] for link in links}
    pages = {href for href in hrefs if re.fullmatch(r"/(kk|ru|en)/[\w/-]+", href)}
    assert pages
    assert {f"{BASE}{href}" for href in pages} - set(read_sitemap(public_client)) == set()


def test_robots_are_kept_from_kiosk_and_api(public_client: TestClient) -> None:
    lines = public_client.get("/robots.txt").text.splitlines()
    assert {"User-agent: *", "Disallow: /api/", "Disallow: /kiosk/"} <= set(lines)
    assert lines[-1] == f"Sitemap: {BASE}/sitemap.xml"


def test_without_a_public_address_robots_get_no_sitemap(reader: TestClient) -> None:
    assert "Sitemap" not in reader.get("/robots.txt").text


def test_every_address_for_assistants_answers(reader: TestClient) -> None:
    text = reader.get("/llms.txt").text
    assert text.startswith("# Алтын бесік")
    addresses = re.findall(r"\]\((/[^)]*)\)", text)
    assert len(addresses) > 20
    broken = {one: status for one in addresses if (status := reader.get(one).status_code) != 200}
    assert broken == {}
    assert "CC BY 4.0" in text


def test_the_manifest_is_fetched_anew_and_its_icons_are_what_it_says(reader: TestClient) -> None:
    answer = reader.get("/manifest.webmanifest")
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-type"] == "application/manifest+json"
    manifest = answer.json()
    assert (manifest["start_url"], manifest["scope"], manifest["lang"]) == ("/", "/", "kk")
    raster = [icon for icon in manifest["icons"] if icon["type"] == "image/png"]
    assert [(icon["sizes"], icon["purpose"]) for icon in raster] == [
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    ]
    for icon in raster:
        with Image.open(BytesIO(reader.get(icon["src"]).content)) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]
            assert (picture.mode == "RGB") == (icon["purpose"] == "maskable")


@pytest.mark.parametrize("rest", ["feed.atom", "events.ics"])
def test_an_unknown_locale_has_no_feed(reader: TestClient, rest: str) -> None:
    assert reader.get(f"/de/{rest}").status_code == 404
