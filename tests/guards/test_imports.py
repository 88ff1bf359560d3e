"""Imports point one way, and the web framework stays in the rooms of the web."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.settings import ROOT
from tests.guards import files

WEB_ROOMS = {"main", "web", "api", "deps"}
FRAMEWORKS = {"fastapi", "starlette"}
CORE = [path for path in files.PRODUCT if path.parent.name == "core"]


def find_room(path: Path) -> str:
    """Give the room that a module belongs to: `app/web/pages.py` → web, `app/main.py` → main."""
    return path.relative_to(ROOT / "app").with_suffix("").parts[0]


def walk_imports(path: Path) -> Iterator[str]:
    """Give the full name of every module that a module imports from, wherever in it."""
    for node in ast.walk(files.parse(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_imports_point_downwards() -> None:
    """In a process of its own: import-linter switches off every logger that it didn't set up."""
    lint = "from importlinter.cli import lint_imports as lint; raise SystemExit(lint(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", lint], cwd=ROOT, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "path", [path for path in files.PRODUCT if find_room(path) not in WEB_ROOMS], ids=files.name
)
def test_the_web_framework_stays_in_the_rooms_of_the_web(path: Path) -> None:
    assert FRAMEWORKS & {module.partition(".")[0] for module in walk_imports(path)} == set()


@pytest.mark.parametrize("path", files.PRODUCT, ids=files.name)
def test_the_program_asks_no_other_host(path: Path) -> None:
    # Names of options of a connection that somebody else opened.
    names = [] if path == ROOT / "app/web/protocol.py" else ["socket"]
    asking = [
        *names,
        "http.client",
        "urllib.request",
        "ftplib",
        "smtplib",
        "ssl",
        "httpx",
        "requests",
        "aiohttp",
    ]
    assert set(walk_imports(path)) & set(asking) == set()


@pytest.mark.parametrize("path", files.PRODUCT, ids=files.name)
def test_no_wait_is_measured_by_a_clock_that_may_be_set(path: Path) -> None:
    nodes = list(ast.walk(files.parse(path)))
    called = {ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)}
    taken = {
        f"{node.module}.{alias.name}"
        for node in nodes
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert (called | taken) & {"time.time", "time.time_ns"} == set()


@pytest.mark.parametrize("path", CORE, ids=files.name)
def test_the_core_needs_the_standard_library_and_edtf_alone(path: Path) -> None:
    foreign = {
        module
        for module in walk_imports(path)
        if module.partition(".")[0] not in {*sys.stdlib_module_names, "edtf"}
        and not module.startswith("app.core")
    }
    assert foreign == set()


@pytest.mark.parametrize("path", files.PRODUCT, ids=files.name)
def test_nobody_keeps_an_engine_settings_or_app_at_the_top_of_a_module(path: Path) -> None:
    makers = {"create_engine", "create_app", "Settings", "FastAPI", "TimelineApp", "Database"}
    calls = [
        node.value.func.id
        for node in files.parse(path).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
    ]
    assert makers & set(calls) == set()
