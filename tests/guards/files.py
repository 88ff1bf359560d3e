"""Where the guards look: our own modules, templates, style sheets and scripts."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from app.settings import ROOT

Function = ast.FunctionDef | ast.AsyncFunctionDef

PYTHON: Final = sorted(
    path for room in ("app", "deploy", "static", "tests") for path in ROOT.glob(f"{room}/**/*.py")
)
PRODUCT: Final = [path for path in PYTHON if path.is_relative_to(ROOT / "app")]
DEPLOYED: Final = [path for path in PYTHON if path.is_relative_to(ROOT / "deploy")]
TEMPLATES: Final = sorted(ROOT.glob("templates/**/*.html"))
SHEETS: Final = sorted(ROOT.glob("static/css/*.css"))
SCRIPTS: Final = sorted(ROOT.glob("static/js/**/*.js"))


def name(path: Path) -> str:
    """Give a file's place below the repository's root."""
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> str:
    """Give a file's text."""
    return path.read_text(encoding="utf-8")


@cache
def parse(path: Path) -> ast.Module:
    """Give a module's syntax tree."""
    return ast.parse(read(path))


def walk_functions(path: Path) -> Iterator[Function]:
    """Give every function of a module, nested ones too."""
    for node in ast.walk(parse(path)):
        if isinstance(node, Function):
            yield node


@cache
def list_tracked() -> tuple[Path, ...]:
    """Give the files that git keeps, or would keep at the next commit."""
    options = ["-z", "--cached", "--others", "--exclude-standard"]
    command = ["git", "-c", "safe.directory=*", "ls-files", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    paths = (ROOT / line for line in done.stdout.split("\0") if line)
    return tuple(sorted({path for path in paths if path.is_file()}))
