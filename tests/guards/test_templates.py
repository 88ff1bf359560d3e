"""Templates hold no code, compile, and give swap targets a single root with an id."""

import ast
import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from jinja2 import Environment, StrictUndefined
from starlette.testclient import TestClient

from app.core.locales import LOCALES
from app.settings import ROOT
from app.web.render import Renderer
from tests.document import parse_html
from tests.guards import files

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
SWAP_TARGETS = {
    "/kk/events": "event-list",
    "/kk/events?q=zzzz": "event-list",
    "/kk/thirty": "thirty",
    "/kk/overview": "overview-box",
    "/kk/events?theme=nothing": "notice-box",
    "/kk/nothing": "notice-box",
}
INLINE = {
    "a script without src": r"<script(?![^>]*\b(?:src=|type=\"application/(?:ld\+)?json\"))",
    "words inside a script with src": r"<script[^>]*\bsrc=[^>]*>\s*[^<\s]",
    "a style element": r"<style\b",
    "a style attribute": r"\sstyle\s*=",
    "an event handler": r"\son[a-z]+\s*=",
    "htmx code": r"\bhx-on\b|\bhx-vals\s*=\s*[\"']js:|[\"'\s]js:",
    "a filter or block that turns escaping off": r"\|\s*safe\b|\bautoescape\b|\bMarkup\b",
    "an address that runs or holds code": r"javascript:|data:[a-z]+/|vbscript:",
    "a frame, object or base": r"<(?:iframe|object|embed|base)\b",
}
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
TAG = re.compile(r"<[a-zA-Z][^<>]*>", re.DOTALL)
QUOTED = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")
WORDS = re.compile(r"[^\W\d_]{2,}")
# Said in all three languages at once, or a name: not for the catalogs.
UNTRANSLATED = {
    *("Алтын бесік", "· Алтын бесік"),
    *("Бастау үшін экранды түртіңіз", "Коснитесь экрана", "Touch to begin"),
    *("Сіз осындасыз ба?", "Вы ещё здесь?", "Are you still here?"),
    *("Иә, жалғастыру", "Да, продолжить", "Yes, continue"),
    *("Басынан бастау", "Начать заново", "Start again"),
}


def make_environment() -> Environment:
    """Give the environment that the server renders with."""
    return Renderer("tree")._make_environment("kk")


def place(path: Path) -> str:
    """Give a template's name as the server loads it."""
    return path.relative_to(ROOT / "templates").as_posix()


def read_markup(path: Path) -> str:
    """Give a template's HTML without comments and without what Jinja does."""
    return JINJA.sub("", COMMENT.sub("", files.read(path)))


def test_a_missing_value_is_an_error_and_not_an_empty_string() -> None:
    assert make_environment().undefined is StrictUndefined


def test_values_are_escaped() -> None:
    assert make_environment().from_string("{{ '<b>' }}").render() == "&lt;b&gt;"


@pytest.mark.parametrize("path", files.PRODUCT, ids=files.name)
def test_one_module_alone_lets_text_stand_as_html(path: Path) -> None:
    calls = [node for node in ast.walk(files.parse(path)) if isinstance(node, ast.Call) and node.args]
    named = [node for node in calls if getattr(node.func, "id", getattr(node.func, "attr", "")) == "Markup"]
    loose = [node.lineno for node in named if not isinstance(node.args[0], ast.Constant)]
    assert bool(loose) is (path == ROOT / "app/views/trusted.py")


@pytest.mark.parametrize("path", files.TEMPLATES, ids=files.name)
def test_a_template_compiles(path: Path) -> None:
    assert make_environment().get_template(place(path)).name == place(path)


@pytest.mark.parametrize("pattern", INLINE.values(), ids=INLINE)
@pytest.mark.parametrize("path", files.TEMPLATES, ids=files.name)
def test_a_template_holds_no_code(path: Path, pattern: str) -> None:
    assert re.findall(pattern, COMMENT.sub("", files.read(path)), re.IGNORECASE) == []


@pytest.mark.parametrize("path", files.TEMPLATES, ids=files.name)
def test_attributes_are_quoted(path: Path) -> None:
    tags = [QUOTED.sub("", tag) for tag in TAG.findall(read_markup(path))]
    assert [tag for tag in tags if "=" in tag] == []


@pytest.mark.parametrize("path", files.TEMPLATES, ids=files.name)
def test_every_visible_word_is_marked_for_translation(path: Path) -> None:
    text = re.sub(
        r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", "", COMMENT.sub("", files.read(path)), flags=re.DOTALL
    )
    pieces = (piece.strip() for piece in re.split(r"<[^<>]*>", JINJA.sub("", text)))
    assert {piece for piece in pieces if WORDS.search(piece)} - UNTRANSLATED == set()


@pytest.mark.parametrize("path", files.TEMPLATES, ids=files.name)
def test_a_partial_is_named_with_an_underscore(path: Path) -> None:
    assert path.name.startswith("_") or path.parent.name != "partials"


@pytest.mark.parametrize(("address", "root_id"), SWAP_TARGETS.items(), ids=SWAP_TARGETS)
def test_a_swap_target_has_a_single_root_with_its_id(reader: TestClient, address: str, root_id: str) -> None:
    roots = parse_html(reader.get(address, headers=PARTIAL).text).children
    assert [root.attributes.get("id") for root in roots] == [root_id]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "rest",
    [
        "",
        "events",
        "events/1991-12-16-independence-law",
        "thirty",
        "places",
        "places/almaty",
        "overview",
        "events?print",
        "events?scale=true&print",
        "events?embed",
        "about",
        "developers",
        "none",
    ],
)
def test_no_id_stands_twice_in_a_page(reader: TestClient, locale: str, rest: str) -> None:
    nodes = parse_html(reader.get(f"/{locale}/{rest}").text).walk()
    ids = [node.attributes["id"] for node in nodes if "id" in node.attributes]
    assert sorted(set(ids)) == sorted(ids)


def test_the_environment_of_the_app_is_the_one_that_is_tested(tiny_app: FastAPI) -> None:
    assert isinstance(tiny_app.state.renderer, Renderer)
