"""Style sheets: layers, logical properties, no ids, no `!important`, letters that can be read."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.settings import ROOT
from tests.guards import files

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# The order of layers, and faces, which belong to no layer.
UNLAYERED = re.compile(r"@layer [\w, ]+;|@font-face \{[^{}]*\}|@import [^;]+;")
SELECTOR = re.compile(r"([^{};]+)\{")
DECLARATION = re.compile(r"(?<=[{;\s])([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])")
SIDES = "left|right|top|bottom"
PHYSICAL = re.compile(
    rf"(?:(?:margin|padding|scroll-margin|scroll-padding|overflow-clip-margin)-(?:{SIDES})"
    rf"|border-(?:{SIDES})(?:-.+)?|border-(?:top|bottom)-(?:left|right)-radius|{SIDES}"
    r"|(?:min-|max-)?(?:width|height))"
)
LAYERS = ["reset", "vendor", "tokens", "base", "layout", "components", "kiosk", "print", "utilities"]
SIZE = re.compile(r"(\d*\.?\d+)(rem|px|pt|em)\b")


def read_sheet(path: Path) -> str:
    """Give a sheet without comments."""
    return COMMENT.sub("", files.read(path))


def walk_declarations(path: Path) -> Iterator[tuple[str, str]]:
    """Give property and value of each declaration."""
    for found in DECLARATION.finditer(read_sheet(path)):
        yield found[1], found[2].strip()


def split_top(text: str) -> list[str]:
    """Give the preludes of the blocks that stand at the top of a sheet."""
    tops, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        if sign == "{":
            if depth == 0:
                tops.append(text[start:at].strip())
            depth += 1
        elif sign == "}":
            depth -= 1
            start = at + 1
    return tops


@pytest.mark.parametrize("path", files.SHEETS, ids=files.name)
def test_every_rule_stands_in_a_layer(path: Path) -> None:
    tops = split_top(UNLAYERED.sub("", read_sheet(path)))
    assert [top for top in tops if not re.fullmatch(rf"@layer ({'|'.join(LAYERS)})", top)] == []


def test_the_order_of_layers_is_said_once() -> None:
    orders = [found for path in files.SHEETS for found in re.findall(r"@layer ([^;{]+);", read_sheet(path))]
    assert orders == [", ".join(LAYERS)]


@pytest.mark.parametrize("path", files.SHEETS, ids=files.name)
def test_nothing_is_important(path: Path) -> None:
    assert "!important" not in read_sheet(path)


@pytest.mark.parametrize("path", files.SHEETS, ids=files.name)
def test_no_selector_names_an_id(path: Path) -> None:
    selectors = [found.strip() for found in SELECTOR.findall(read_sheet(path))]
    assert [one for one in selectors if not one.startswith("@") and re.search(r"#[\w-]", one)] == []


@pytest.mark.parametrize("path", files.SHEETS, ids=files.name)
def test_properties_are_logical(path: Path) -> None:
    assert [key for key, _ in walk_declarations(path) if PHYSICAL.fullmatch(key)] == []


@pytest.mark.parametrize("path", files.SHEETS, ids=files.name)
def test_text_is_aligned_by_its_direction(path: Path) -> None:
    sides = {"left", "right"}
    keys = {"text-align", "float", "clear"}
    assert [(key, value) for key, value in walk_declarations(path) if key in keys and value in sides] == []


@pytest.mark.parametrize("path", files.SHEETS, ids=files.name)
def test_a_sheet_fetches_from_our_own_static_folder_alone(path: Path) -> None:
    targets = re.findall(r"url\(\s*[\"']?([^\"')]+)", read_sheet(path))
    assert [one for one in targets if not (path.parent / one).resolve().is_file()] == []


@pytest.mark.parametrize("path", files.SHEETS, ids=files.name)
def test_a_sheet_imports_only_those_of_others_into_their_layer(path: Path) -> None:
    allowed = re.compile(r'@import url\("\.\./vendor/[\w.-]+\.css"\) layer\(vendor\);')
    assert "@import" not in allowed.sub("", read_sheet(path))


@pytest.mark.parametrize("path", [path for path in files.SHEETS if path.stem != "print"], ids=files.name)
def test_text_is_at_least_one_rem(path: Path) -> None:
    sizes = [value for key, value in walk_declarations(path) if key == "font-size"]
    fixed = [float(found[1]) for value in sizes if (found := re.fullmatch(r"(\d*\.?\d+)rem", value))]
    assert [size for size in fixed if size < 1] == []


@pytest.mark.parametrize("path", [path for path in files.SHEETS if path.stem != "print"], ids=files.name)
def test_a_fluid_size_of_text_begins_at_one_rem(path: Path) -> None:
    values = [value for key, value in walk_declarations(path) if key == "font-size" or key.endswith("-size")]
    least = [re.match(r"clamp\((\d*\.?\d+)rem", value) for value in values]
    assert [found[0] for found in least if found and float(found[1]) < 1] == []


def test_every_sheet_is_used() -> None:
    used = {
        word
        for path in files.TEMPLATES
        for words in re.findall(r"\bsheets\(([^)]*)\)", files.read(path))
        for word in re.findall(r"\w+", words)
    }
    assert {path.stem for path in files.SHEETS} == used


def test_every_custom_property_that_is_read_is_set_somewhere() -> None:
    sheets = "".join(map(read_sheet, files.SHEETS))
    scripts = "".join(map(files.read, files.SCRIPTS))
    read = set(re.findall(r"var\((--[\w-]+)\)", sheets))
    written = set(re.findall(r"(--[\w-]+)\s*:", sheets)) | set(re.findall(r"[\"'](--[\w-]+)[\"']", scripts))
    assert read - written == set()


def test_the_sheets_lie_where_the_server_looks() -> None:
    assert all(path.parent == ROOT / "static" / "css" for path in files.SHEETS)
