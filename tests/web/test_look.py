"""The menu of text size, look and keys, as the server sends it: every page, no script needed to read on."""

import pytest
from starlette.testclient import TestClient

from app.core.locales import LOCALES, Locale
from app.settings import ROOT
from tests.document import Element, parse_html

LAW = "1991-12-16-independence-law"
RESTS = ["events", f"events/{LAW}", "thirty", "halls", "almaty-2050", "figures", "sources", "about", "none"]
every_page = pytest.mark.parametrize("rest", RESTS)
every_locale = pytest.mark.parametrize("locale", LOCALES)


def read(client: TestClient, rest: str, locale: Locale = "kk") -> Element:
    """Give a page, or the page of an error."""
    return parse_html(client.get(f"/{locale}/{rest}").text)


@every_locale
@every_page
def test_every_page_has_the_menu_and_the_list_of_keys(reader: TestClient, rest: str, locale: Locale) -> None:
    page = read(reader, rest, locale)
    assert page.get("details", "menu").get("summary").text
    assert page.get("dialog", "shortcuts").get("h2").text


@every_page
def test_without_scripts_a_note_stands_for_the_controls(reader: TestClient, rest: str) -> None:
    menu = read(reader, rest).get("details", "menu")
    assert "hidden" in menu.get("div", "menu__controls").attributes
    assert "hidden" not in menu.find_all("p", "menu__note")[0].attributes


@every_page
def test_the_look_is_applied_by_a_blocking_script_in_the_head(reader: TestClient, rest: str) -> None:
    scripts = read(reader, rest).get("head").find_all("script")
    looks = [one.attributes for one in scripts if one.attributes.get("src", "").endswith("/js/look.js")]
    assert [set(attributes) for attributes in looks] == [{"src"}]


def test_the_blocking_script_is_small() -> None:
    assert (ROOT / "static" / "js" / "look.js").stat().st_size <= 1200


@pytest.mark.parametrize(
    ("name", "values"),
    {
        "text": ["100", "125", "150", "200"],
        "scheme": ["system", "light", "dark", "contrast"],
        "letters": ["on", "off"],
    }.items(),
)
def test_one_of_the_choices_is_made(reader: TestClient, name: str, values: list[str]) -> None:
    fields = [one for one in read(reader, "about").find_all("input") if one.attributes.get("name") == name]
    assert [one.attributes["value"] for one in fields] == values
    assert [one.attributes["value"] for one in fields if "checked" in one.attributes] == values[:1]


@every_locale
def test_words_for_an_age_stand_ready_in_every_plural_form(reader: TestClient, locale: Locale) -> None:
    fields = read(reader, "about", locale).find_all("input")
    born = next(one.attributes for one in fields if one.attributes.get("id") == "born")
    forms = [born[f"data-age-{form}"] for form in ("one", "few", "many", "other")]
    assert all("{age}" in form for form in forms)
    assert len(set(forms)) == {"kk": 1, "ru": 3, "en": 2}[locale]


@every_page
def test_a_sign_names_one_thing(reader: TestClient, rest: str) -> None:
    nodes = read(reader, rest).walk()
    signs = [node.attributes["data-shortcut"] for node in nodes if "data-shortcut" in node.attributes]
    assert {"/", "?"} <= set(signs)
    assert sorted(set(signs) - {"t"}) == sorted(sign for sign in signs if sign != "t")
