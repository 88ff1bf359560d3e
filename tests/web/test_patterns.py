"""The page of all components: off by default; on, it holds every macro and every partial in every state."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, get_args

import pytest
from jinja2 import Environment, Template, nodes
from jinja2.runtime import Macro
from starlette.testclient import TestClient

from app.core.locales import LOCALES, Locale
from app.i18n.dates import Certainty
from app.main import create_app
from app.settings import ROOT, Settings
from tests.document import Element, parse_html

TEMPLATES = ROOT / "templates"
SKIES = ("night", "before-dawn", "dawn", "morning", "noon", "golden-hour")
FAMILIES = ("sovereignty", "world", "people", "knowledge", "land")
every_locale = pytest.mark.parametrize("locale", LOCALES)


@pytest.fixture(scope="module")
def client(real_database: Path) -> Iterator[TestClient]:
    """Give a client of an application that serves the page."""
    app = create_app(Settings(database=real_database, connections=2, patterns=True))
    with TestClient(app, base_url="http://localhost") as client:
        yield client


@pytest.fixture(scope="module")
def pages(client: TestClient) -> dict[str, Element]:
    """Give the page in each locale."""
    return {locale: parse_html(client.get(f"/{locale}/_patterns").text) for locale in LOCALES}


def list_macros() -> set[tuple[str, str]]:
    """Give every macro with the template that defines it."""
    return {
        (f"macros/{path.name}", macro.name)
        for path in (TEMPLATES / "macros").iterdir()
        for macro in Environment(extensions=["jinja2.ext.i18n"])
        .parse(path.read_text(encoding="utf-8"))
        .find_all(nodes.Macro)
    }


@every_locale
def test_the_page_is_off_by_default(real_client: TestClient, locale: Locale) -> None:
    assert real_client.get(f"/{locale}/_patterns").status_code == 404


@pytest.mark.parametrize("target", ["/sitemap.xml", "/robots.txt", "/llms.txt", "/en/", "/kiosk/"])
def test_nothing_leads_to_the_page(client: TestClient, target: str) -> None:
    assert "_patterns" not in client.get(target).text


def test_search_engines_are_told_to_leave_it_out(pages: dict[str, Element]) -> None:
    metas = {
        node.attributes.get("name"): node.attributes.get("content") for node in pages["kk"].find_all("meta")
    }
    assert metas["robots"] == "noindex"


# Parts of the museum screen and of the page for its staff, which stand in no page of visitors.
ELSEWHERE: Final = {"macros/kiosk.html", "macros/light.html"}


def test_every_macro_is_called_and_every_partial_included(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    called, loaded = set[tuple[str, str]](), set[str]()
    invoke, load = Macro._invoke, Environment.get_template

    def note_macro(macro: Macro, arguments: list[object], autoescape: bool) -> object:
        path = Path(macro._func.__code__.co_filename)
        called.add((path.relative_to(TEMPLATES).as_posix(), macro.name))
        return invoke(macro, arguments, autoescape)

    def note_template(environment: Environment, name: str, parent: str | None = None) -> Template:
        loaded.add(name)
        return load(environment, name, parent)

    monkeypatch.setattr(Macro, "_invoke", note_macro)
    monkeypatch.setattr(Environment, "get_template", note_template)
    assert client.get("/kk/_patterns?anew").status_code == 200
    assert {(path, name) for path, name in list_macros() - called if path not in ELSEWHERE} == set()
    assert {f"partials/{path.name}" for path in (TEMPLATES / "partials").iterdir()} - loaded == set()


@every_locale
def test_a_node_of_each_certainty_stands_as_a_line_and_as_a_milestone(
    pages: dict[str, Element], locale: Locale
) -> None:
    items = pages[locale].find_all("", "item")
    for kind in ("item--line", "item--milestone"):
        chosen = [item for item in items if kind in item.attributes["class"].split()]
        assert {item.attributes.get("data-certainty", "exact") for item in chosen} == set(get_args(Certainty))


@every_locale
@pytest.mark.parametrize(
    ("block", "variants"),
    {
        "sky": SKIES,
        "chip": FAMILIES,
        "theme": FAMILIES,
        "vignette": FAMILIES,
        "map__place": ("lit", "major"),
        "timeline": ("era", "year", "month", "day", "true"),
    }.items(),
)
def test_every_variant_of_a_component_is_there(
    pages: dict[str, Element], locale: Locale, block: str, variants: tuple[str, ...]
) -> None:
    assert [one for one in variants if not pages[locale].find_all("", f"{block}--{one}")] == []


@every_locale
@pytest.mark.parametrize(
    "name",
    [
        *(
            "item__found",
            "item__disputed",
            "item__doubt",
            "item__citations",
            "year__more",
            "fold",
            "vignette",
        ),
        *("chip--chosen", "empty__spelling", "empty__ways", "map__ring", "chart__break", "chart__key--twin"),
        *("points__break", "claim__verdict--flagged", "capital__bar", "quiz__fault", "quiz__row-fault"),
        *("notice__box", "page__incident", "band__frame", "strip__axis", "picture__credit", "share__qr"),
    ],
)
def test_every_part_of_a_state_is_there(pages: dict[str, Element], locale: Locale, name: str) -> None:
    assert pages[locale].find_all("", name)


@every_locale
def test_no_id_stands_twice(pages: dict[str, Element], locale: Locale) -> None:
    ids = [node.attributes["id"] for node in pages[locale].walk() if "id" in node.attributes]
    assert sorted({one for one in ids if ids.count(one) > 1}) == []


@every_locale
def test_each_section_can_be_pointed_at_and_stands_in_the_contents(
    pages: dict[str, Element], locale: Locale
) -> None:
    sections = pages[locale].find_all("", "patterns__section")
    links = pages[locale].get("ul", "patterns__list").find_all("", "patterns__link")
    assert [f"#{one.attributes['id']}" for one in sections] == [one.attributes["href"] for one in links]
    assert all(one.find_all("h2", "patterns__title") for one in sections)
