"""Scripts: modules that connect, without eval, innerHTML, globals or words that a visitor could see."""

import re
from pathlib import Path

import pytest

from app.settings import ROOT
from tests.guards import files

# The one script that keeps what the reader chose.
KEEPER = ROOT / "static" / "js" / "look.js"
# The one script that keeps a visit, for the minute in which its page may come back.
VISIT_KEEPER = ROOT / "static" / "js" / "modules" / "kiosk_kept.js"
BASE = ROOT / "static" / "js" / "modules" / "kiosk_queue.js"
# What puts the kiosk on the device, answers from there, and says to the server how the kiosk is; what finds
# where no server does.
ASKERS = {
    "static/js/kiosk_worker.js",
    "static/js/modules/finder.js",
    *(f"static/js/modules/kiosk_{name}.js" for name in ("beat", "parts", "revisions", "search")),
}
MODULES = [path for path in files.SCRIPTS if path.parent.name == "modules"]
# What the server makes one script of: modules in the only forms that it reads.
JOINED = [path for path in MODULES if not path.stem.startswith("kiosk")]
IMPORT = re.compile(r'import (\{[\w, ]+\}|\* as \w+) from "\./\w+\.js";')
EXPORT = re.compile(r"export ((async )?function|const) \w+")
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)
STRING = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`")
FORBIDDEN = {
    "HTML from text": r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|setHTML\w*)\b",
    "document.write": r"\bdocument\.write",
    "eval": r"\beval\s*\(|\bnew Function\b|\bFunction\s*\(",
    "a timer that runs text": r"\bset(?:Timeout|Interval)\s*\(\s*[\"'`]",
    "a global": r"\b(?:window|globalThis|self)\.\w+\s*=(?!=)",
    "a dialog": r"\b(?:alert|confirm|prompt)\s*\(",
    "a word for developers": r"\bconsole\.|\bdebugger\b",
    "something kept on the device": r"document\.cookie",
    "a request that isn't fetched": r"\bXMLHttpRequest\b|\bsendBeacon\b|\bWebSocket\b",
}
ASKING = r"\bfetch\s*\("
# A capital and small letters, or words before a full stop, read like language; selectors and keys don't.
SENTENCE = re.compile(r"^[A-Z][a-z]+(?: [a-z]+)+|[a-z]{2,} [a-z]{2,}[.!?…]|^[A-Z][a-z]+[.!?…]$")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def read_code(path: Path) -> str:
    """Give a script without comments."""
    return COMMENT.sub("", files.read(path))


def list_strings(path: Path) -> list[str]:
    """Give the texts of all string literals of a script."""
    return ["".join(found) for found in STRING.findall(read_code(path))]


def list_behaviours() -> list[str]:
    """Give the names that templates have in data-behaviour."""
    found = (re.findall(r"data-behaviour=\"([^\"]+)\"", files.read(path)) for path in files.TEMPLATES)
    return sorted({name for named in found for names in named for name in names.split()})


@pytest.mark.parametrize("pattern", FORBIDDEN.values(), ids=FORBIDDEN)
@pytest.mark.parametrize("path", files.SCRIPTS, ids=files.name)
def test_a_script_does_without(path: Path, pattern: str) -> None:
    assert re.findall(pattern, read_code(path)) == []


def test_few_scripts_ask_the_network_themselves() -> None:
    assert {files.name(path) for path in files.SCRIPTS if re.search(ASKING, read_code(path))} == ASKERS


def test_one_script_alone_keeps_a_base_on_the_device() -> None:
    assert [path for path in files.SCRIPTS if re.search(r"\bindexedDB\b", read_code(path))] == [BASE]


@pytest.mark.parametrize(("storage", "keeper"), [("localStorage", KEEPER), ("sessionStorage", VISIT_KEEPER)])
def test_one_script_alone_keeps_something_on_the_device(storage: str, keeper: Path) -> None:
    assert [path for path in files.SCRIPTS if re.search(rf"\b{storage}\b", read_code(path))] == [keeper]


@pytest.mark.parametrize("path", files.SCRIPTS, ids=files.name)
def test_a_script_holds_no_cyrillic_words(path: Path) -> None:
    assert [text for text in list_strings(path) if CYRILLIC.search(text)] == []


@pytest.mark.parametrize("path", files.SCRIPTS, ids=files.name)
def test_a_script_holds_no_english_sentences(path: Path) -> None:
    assert [text for text in list_strings(path) if SENTENCE.search(text)] == []


@pytest.mark.parametrize("path", files.SCRIPTS, ids=files.name)
def test_a_script_imports_by_relative_address(path: Path) -> None:
    addresses = re.findall(r"(?<![\"'])\b(?:from|import)\s*\(?\s*[\"']([^\"']+)[\"']", read_code(path))
    assert [one for one in addresses if not (path.parent / one).resolve().is_file()] == []


@pytest.mark.parametrize("name", list_behaviours())
def test_a_behaviour_exports_connect(name: str) -> None:
    module = ROOT / "static" / "js" / "modules" / f"{name}.js"
    assert re.search(r"^export function connect\(\w+\)", files.read(module), re.MULTILINE)


@pytest.mark.parametrize("path", JOINED, ids=files.name)
def test_a_module_is_written_in_the_forms_that_can_be_joined(path: Path) -> None:
    lines = files.read(path).splitlines()
    assert [line for line in lines if line.startswith("import ") and not IMPORT.fullmatch(line)] == []
    assert [line for line in lines if re.match(r"\s*export\b", line) and not EXPORT.match(line)] == []
    assert [line for line in lines if line.count("`") % 2] == []


@pytest.mark.parametrize("path", JOINED, ids=files.name)
def test_what_a_module_imports_is_exported(path: Path) -> None:
    for names, other in re.findall(
        r'^import \{ (.+) \} from "\./(\w+)\.js";', files.read(path), re.MULTILINE
    ):
        exported = re.findall(
            r"^export (?:(?:async )?function|const) (\w+)", files.read(path.with_stem(other)), re.MULTILINE
        )
        assert set(names.split(", ")) <= set(exported)


def test_every_module_is_used() -> None:
    imported = {
        Path(address).stem
        for path in files.SCRIPTS
        for address in re.findall(r"(?<![\"'])\b(?:from|import\()\s*[\"']([^\"']+)[\"']", read_code(path))
    }
    assert {path.stem for path in MODULES} == imported | set(list_behaviours())


@pytest.mark.parametrize("path", files.SCRIPTS, ids=files.name)
def test_a_script_says_what_it_does_at_its_head(path: Path) -> None:
    assert re.search(r"^(?://|/\*\*)", files.read(path), re.MULTILINE)
