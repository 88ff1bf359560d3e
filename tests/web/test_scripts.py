"""A page's behaviours come as one script, which holds each module whole and once."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.web.assets import STATIC
from app.web.render import TEMPLATES
from app.web.scripts import find_behaviours, join_scripts, strip_remarks
from tests.document import parse_html

PAGES = ["events", "thirty", "capital", "quiz", "collections/thirty", "figures/city-people", "developers"]
PAGES += ["events/1991-12-16-independence-law", "nothing"]
# On the left as it is written, on the right as it is served.
REMARKS = [
    ("// Why.\nconst a = 1;\n", "const a = 1;\n"),
    ("/** What it gives. */\nexport const a = 1;\n", "export const a = 1;\n"),
    ("/* One line,\n   two lines. */\n.a { b: c; }\n", ".a { b: c; }\n"),
    ("/* One. */\n.a { b: c; }\n/* Two. */\n", ".a { b: c; }\n"),
    ("if (a) {\n  b('//c');\n}\n", "if (a) {\nb('//c');\n}\n"),
    ("// Without an end", ""),
]
# Two behaviours, and what both import.
JOINED = """\
const $c = (() => {
const own = 1;
const c = 2;
function d() {}
return { c, d };
})();
const $b = (() => {
const { c, d } = $c;
async function b() {}
return { b };
})();
const $a = (() => {
const { c } = $c;
const b = $b;
const a = b;
return { a };
})();
const $app = (() => {
function start(all) {
all.a.connect();
}
return { start };
})();
$app.start({ b: $b, a: $a });
"""


def write(folder: Path, texts: dict[str, str]) -> Path:
    """Write files into a folder; gives the folder."""
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def read_scripts(text: str) -> list[str]:
    """Give the addresses of a page's modules."""
    return re.findall(r'<script type="module" src="([^"]+)">', text)


@pytest.mark.parametrize("rest", PAGES)
def test_one_script_brings_every_behaviour_that_the_page_names(reader: TestClient, rest: str) -> None:
    text = reader.get(f"/kk/{rest}").text
    nodes = parse_html(text).walk()
    named = {name for node in nodes for name in node.attributes.get("data-behaviour", "").split()}
    (script,) = read_scripts(text)
    assert named <= set(Path(script).stem.split(","))
    answer = reader.get(script)
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "immutable" in answer.headers["cache-control"]


def test_a_page_without_its_charts_does_not_bring_what_draws_them(reader: TestClient) -> None:
    (script,) = read_scripts(reader.get("/kk/events").text)
    assert not {"chart", "copy", "leaf", "order", "ring", "steps"} & set(Path(script).stem.split(","))


def test_what_comes_into_the_drawer_names_no_behaviour_that_the_timeline_lacks() -> None:
    assert find_behaviours("partials/_overview.html", TEMPLATES) == ()


def test_a_template_has_the_behaviours_of_all_that_it_is_made_of(tmp_path: Path) -> None:
    texts = {
        "pages/a.html": '{% extends "base.html" if x else "other.html" %}{% from "macros/b.html" import b %}',
        "macros/b.html": '<p data-behaviour="second first">',
        "base.html": '{% include "partials/_c.html" %}<p data-behaviour="first">',
        "partials/_c.html": '{% include "partials/_c.html" %}<p data-behaviour="fourth">',
        "other.html": '<p data-behaviour="third">',
        "pages/d.html": '<p data-behaviour="fifth">',
    }
    assert find_behaviours("pages/a.html", write(tmp_path, texts)) == ("first", "fourth", "second", "third")


def test_a_module_stands_once_and_behind_what_it_imports(tmp_path: Path) -> None:
    texts = {
        "js/app.js": "export function start(all) {\n  all.a.connect();\n}\n",
        "js/modules/a.js": 'import { c } from "./c.js";\nimport * as b from "./b.js";\nexport const a = b;\n',
        "js/modules/b.js": 'import { c, d } from "./c.js";\nexport async function b() {}\n',
        "js/modules/c.js": "const own = 1;\nexport const c = 2;\nexport function d() {}\n",
    }
    assert join_scripts("b,a", write(tmp_path, texts)) == JOINED


@pytest.mark.parametrize(("written", "served"), REMARKS)
def test_what_only_readers_of_the_code_need_is_not_served(written: str, served: str) -> None:
    assert strip_remarks(written) == served


@pytest.mark.parametrize(
    "names", ["press,press", "press,none", "press,", ",", "press,../app", "press,%2e%2e/x"]
)
def test_scripts_that_are_none_or_come_twice_are_not_found(reader: TestClient, names: str) -> None:
    assert reader.get(f"/static/0000000000/js/modules/{names}.js").status_code == 404


def test_a_module_by_itself_is_served_as_it_is_written(reader: TestClient) -> None:
    answer = reader.get("/static/0000000000/js/modules/overview.js")
    assert answer.content == (STATIC / "js" / "modules" / "overview.js").read_bytes()
