"""Dates, texts and seed files of any kind are read, or refused in words. `make fuzz` asks far more."""

import shutil
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.checks import check_seed
from app.content.event_rows import make_rows
from app.content.markdown import parse_document, render, render_inline
from app.core.days import find_month
from app.core.edtf import parse_bounds
from app.core.errors import DateError, SeedError
from app.core.locales import LOCALES
from app.i18n.dates import format_edtf
from tests.conftest import TINY_SEED
from tests.document import parse_html

POINT: Final = r"(19|20)[0-9]{2}(-[0-3][0-9](-[0-3][0-9])?)?[?~%]?"
DATES: Final = (
    st.text(max_size=20)
    | st.text(alphabet="0123456789-/~?%X. ", max_size=24)
    | st.from_regex(rf"{POINT}(/({POINT})?)?", fullmatch=True)
)
MARKS: Final = [
    *("# ", "## ", "- ", "1. ", "> ", "**", "*", "_", "`", "[", "](", ")", "![", "[^a]", "<b>", "</b>"),
    *("<script>", "<!--", "&lt;", "&", "javascript:x", "\\", "|", "қ", "«", "\n", "\n\n", "```\n", "\t"),
    *("e\u0301", "\u200b", "\u2028", "\x00"),
]
TEXTS: Final = st.lists(st.sampled_from(MARKS) | st.text(max_size=6), max_size=30).map("".join)
# What an editor's Markdown may become; every attribute is our own.
TAGS: Final = {"p", "ul", "ol", "li", "em", "strong", "code", "sup", "a", "h1", "h2", "h3", "h4", "h5", "h6"}
LAW: Final = "events/1989-09-22-language-law"
FILES: Final = ["themes.yaml", "places.yaml", "moved.yaml", f"{LAW}/event.yaml", f"{LAW}/kk.md"]
BITS: Final = [
    *(b": ", b"- ", b"&a ", b"*a", b"!!python/object:os.system ", b"<<: ", b"{", b"]", b"'", b'"', b"#"),
    *(b"null", b"1e999", b"~", b"## ", b"\x00", b"\xff", b"\t", b"\n", b"---\n", b"\xef\xbb\xbf", b"9" * 40),
]


@given(DATES)
def test_a_date_is_read_or_refused(text: str) -> None:
    try:
        bounds = parse_bounds(text)
    except DateError:
        return
    assert bounds.last is None or bounds.first <= bounds.last
    assert find_month(text) == f"{bounds.first}"[: len(find_month(text))]
    for locale in LOCALES:
        assert str(bounds.first.year) in format_edtf(text, locale)


@given(TEXTS)
def test_a_text_becomes_harmless_html(text: str) -> None:
    for made in (render(text, {"a": 1}), render_inline(text, {"a": 1})):
        elements = parse_html(made).find_all()
        assert {element.tag for element in elements} <= TAGS
        found = {(key, value) for element in elements for key, value in element.attributes.items()}
        assert {pair for pair in found if pair[0] != "start"} <= {("class", "note"), ("href", "#source-1")}
    parse_document(text)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a seed of which each example breaks a file, and puts it right again."""
    return Path(shutil.copytree(TINY_SEED, tmp_path_factory.mktemp("fuzz") / "seed"))


@settings(max_examples=max(10, settings().max_examples // 4))
@given(
    name=st.sampled_from(FILES),
    place=st.floats(0, 1),
    cut=st.integers(0, 30),
    bits=st.lists(st.sampled_from(BITS), max_size=4),
)
def test_a_broken_file_is_refused_by_its_name(
    root: Path, name: str, place: float, cut: int, bits: list[bytes]
) -> None:
    path = root / name
    whole = path.read_bytes()
    at = int(place * len(whole))
    path.write_bytes(whole[:at] + b"".join(bits) + whole[at + cut :])
    try:
        check_seed(root, make_rows=make_rows)
        faults = []
    except SeedError as error:
        faults = error.faults
    finally:
        path.write_bytes(whole)
    assert all(fault.code and fault.problem and fault.line >= 1 for fault in faults)
