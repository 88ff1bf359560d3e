"""The museum screen: its options, and the list of all that it needs."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.prepared import build_database
from app.main import create_app
from app.settings import Settings
from app.web.assets import STATIC
from app.web.bundle import gather_files
from app.web.kiosk_options import read_device
from tests.content.seeds import replace
from tests.document import parse_html


def read_data(client: TestClient, query: str) -> dict[str, str]:
    """Give what the document says of itself in its data-*."""
    attributes = parse_html(client.get(f"/kiosk/{query}").text).get("html").attributes
    return {key.removeprefix("data-"): value or "" for key, value in attributes.items()}


def read_bundle(client: TestClient, query: str = "") -> dict[str, Any]:
    """Give bundle.json."""
    response = client.get(f"/kiosk/bundle.json{query}")
    assert response.status_code == 200
    return dict(response.json())


def test_a_record_sets_the_options_of_its_screen(reader: TestClient) -> None:
    data = read_data(reader, "?screen=hall-1")
    assert (data["default-locale"], data["idle-seconds"], data["text"]) == ("ru", "60", "150")


def test_a_record_says_when_its_screen_sleeps_and_who_may_open_it(reader: TestClient) -> None:
    hall = {"data-hours": "tue=10:00-18:00 sun=10:00-17:00", "data-utc-offset-minutes": "300"}
    found = parse_html(reader.get("/kiosk/?screen=hall-1").text).get("div", "night").attributes
    assert {key: found[key] for key in hall} == hall
    without = parse_html(reader.get("/kiosk/").text)
    shown = [without.get("div", name).attributes for name in ("night", "staff")]
    assert (shown[0]["data-hours"], shown[0]["data-night"], shown[1]["data-pin"]) == ("", "black", "")


@pytest.mark.parametrize(("offset", "minutes"), [("+05:00", 300), ("-03:30", -210), ("+00:00", 0)])
def test_an_offset_is_told_in_minutes(offset: str, minutes: int) -> None:
    assert read_device({"utc_offset": offset}).utc_offset_minutes == minutes


def test_the_address_comes_before_the_record_but_for_locked_keys(reader: TestClient) -> None:
    data = read_data(reader, "?screen=hall-1&lang=en&idle=30&contrast=high")
    assert (data["default-locale"], data["idle-seconds"], data["contrast"]) == ("ru", "30", "normal")


def test_bad_options_are_named(reader: TestClient) -> None:
    query = "?warn=5&idle=abc&lang=xx&collection=none&screen=nowhere&colour=red"
    errors = set(read_data(reader, query)["config-errors"].split())
    assert errors == {"warn", "idle", "lang", "collection", "screen"}


@pytest.mark.parametrize("query", ["", "?collection=none", "?collection="])
def test_without_a_collection_all_milestones_are_shown(reader: TestClient, query: str) -> None:
    wanted = reader.get("/api/v1/events?milestone=true&locale=kk").json()["data"]
    rays = parse_html(reader.get(f"/kiosk/{query}").text).find_all("g", "ray")
    assert [ray.attributes["data-event"] for ray in rays] == [event["id"] for event in wanted]


@pytest.mark.parametrize("query", ["", "?screen=hall-1&lang=ru&colour=red"])
def test_the_list_names_what_is_served(reader: TestClient, query: str) -> None:
    for file in read_bundle(reader, query)["files"]:
        body = reader.get(file["url"]).content
        assert (len(body), hashlib.sha256(body).hexdigest()) == (file["bytes"], file["sha256"])


def test_the_list_names_document_sheets_scripts_and_fonts(reader: TestClient) -> None:
    bundle = read_bundle(reader)
    ends = {file["url"].rpartition(".")[2] for file in bundle["files"]}
    assert ends == {bundle["shell"], "css", "js", "woff2", "svg", "html", "json"}


def test_the_list_names_every_module_of_the_kiosk(reader: TestClient) -> None:
    listed = {Path(file["url"]).name for file in read_bundle(reader)["files"]}
    assert {path.name for path in STATIC.glob("js/modules/kiosk_*.js")} <= listed


def test_the_document_and_the_list_are_of_one_build(reader: TestClient) -> None:
    assert read_data(reader, "")["build"] == read_bundle(reader)["build"]


def test_the_document_has_one_address_whatever_the_order(reader: TestClient) -> None:
    bundles = [read_bundle(reader, query) for query in ("?lang=ru&idle=30", "?idle=30&x=1&lang=ru")]
    assert bundles[0] == bundles[1]


def test_another_option_is_another_revision(reader: TestClient) -> None:
    revs = {read_bundle(reader, query)["rev"] for query in ("", "?lang=ru", "?screen=hall-1")}
    assert len(revs) == 3


def test_a_changed_record_is_another_revision_of_its_screen(
    tiny_client: TestClient, tiny_settings: Settings
) -> None:
    old = read_bundle(tiny_client, "?screen=hall-1")["rev"]
    replace(tiny_settings.seed / "kiosks" / "hall-1.yaml", "idle: 60", "idle: 61")
    build_database(tiny_settings.seed, tiny_settings.database, cards=False)
    with TestClient(create_app(tiny_settings), base_url="http://localhost") as client:
        assert read_bundle(client, "?screen=hall-1")["rev"] != old


def test_a_record_says_that_its_next_revision_is_urgent(reader: TestClient) -> None:
    queries = ("", "?screen=hall-1")
    assert [read_bundle(reader, query)["urgent"] for query in queries] == [False, True]


def test_all_that_a_screen_needs_is_small(real_client: TestClient) -> None:
    total = sum(file["bytes"] for file in read_bundle(real_client)["files"])
    assert 100_000 < total < 50_000_000


def test_a_sheet_brings_its_fonts_and_a_script_its_modules(tmp_path: Path) -> None:
    texts = {
        "css/a.css": 'src: url("../fonts/f.woff2")',
        "fonts/f.woff2": "",
        "js/a.js": 'import { b } from "./m/b.js";\n',
        "js/m/b.js": 'import { c } from "./c.js";\n',
        "js/m/c.js": "",
    }
    for path, text in texts.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    html = '<link href="/static/0a/css/a.css"><script src="/static/0a/js/a.js"></script>'
    assert set(gather_files(html, tmp_path)) == {f"/static/0a/{path}" for path in texts}


def test_every_part_leads_to_parts_that_are_there(reader: TestClient) -> None:
    listed = {file["url"] for file in read_bundle(reader)["files"]}
    parts = [url for url in listed if url.endswith(".html")]
    for url in parts:
        locale = url.split("/")[2]
        nodes = parse_html(reader.get(url).text).find_all()
        named = {
            node.attributes[key]
            for node in nodes
            for key in ("data-open", "data-first")
            if node.attributes.get(key)
        }
        assert {f"/kiosk/{locale}/{address}.html" for address in named} <= listed, url


@pytest.mark.parametrize(
    "path", ["kk/none.html", "kk/events/none.html", "xx/timeline.html", "kk/ring/none.html"]
)
def test_a_part_that_is_none_is_not_found(reader: TestClient, path: str) -> None:
    assert reader.get(f"/kiosk/{path}").status_code == 404


def test_a_part_has_no_link_and_one_body_whatever_is_asked(reader: TestClient) -> None:
    for url in (file["url"] for file in read_bundle(reader)["files"]):
        if url.endswith(".html"):
            body = reader.get(url).text
            assert not parse_html(body).find_all("a"), url
            assert body == reader.get(url, headers={"HX-Request": "true", "Accept-Language": "en"}).text


def test_a_code_leads_to_the_page_in_the_world(tiny_settings: Settings) -> None:
    settings = tiny_settings.model_copy(update={"public_url": "https://timeline.example.kz"})
    with TestClient(create_app(settings), base_url="http://localhost") as client:
        html = client.get("/kiosk/ru/events/1991-12-16-independence-law.html").text
    assert "timeline.example.kz/ru/events/1991-12-16-independence-law" in html


def test_without_an_address_in_the_world_there_is_no_code(reader: TestClient) -> None:
    html = reader.get("/kiosk/ru/events/1991-12-16-independence-law.html").text
    assert 'data-part="qr"' not in html


def test_every_place_with_events_stands_in_a_list_beside_the_map(reader: TestClient) -> None:
    listed = {file["url"] for file in read_bundle(reader)["files"]}
    wanted = {url for url in listed if url.startswith("/kiosk/kk/places/")}
    lines = parse_html(reader.get("/kiosk/kk/map.html").text).find_all("button", "line")
    assert wanted
    assert {f"/kiosk/kk/{line.attributes['data-open']}.html" for line in lines} == wanted
