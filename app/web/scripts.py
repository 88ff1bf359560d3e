"""The behaviours of a page as one script: small files would each be asked for, and packed, by themselves."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException

# A module begins its imports and exports at the start of a line; these are the forms that it may take.
_IMPORT: Final = re.compile(r'^import (?:\* as )?(.+) from "\./(\w+)\.js";$', re.MULTILINE)
_EXPORT: Final = re.compile(r"^export (?=(?:async )?(?:function|const) (\w+))", re.MULTILINE)
# A comment that has its lines to itself, empty lines, and the space before a line.
_UNREAD: Final = re.compile(
    r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)?(?:\n|\Z)|^[ \t]+", re.MULTILINE | re.DOTALL
)
_BEHAVIOURS: Final = re.compile(r'data-behaviour="([^"]+)"')
_TEMPLATE: Final = re.compile(r'"((?:\w+/)?\w+\.html)"')


def strip_remarks(text: str) -> str:
    """Give a script or a sheet without what only its readers need."""
    return _UNREAD.sub("", text)


@cache
def find_behaviours(template: str, root: Path) -> tuple[str, ...]:
    """Give what a template names in data-behaviour, with all that it extends, includes and imports."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = {template}
    while waiting:
        name = waiting.pop()
        seen.add(name)
        text = (root / name).read_text("utf-8")
        found.update(" ".join(_BEHAVIOURS.findall(text)).split())
        waiting |= set(_TEMPLATE.findall(text)) - seen
    return tuple(sorted(found))


def _gather(names: list[str], folder: Path, gathered: dict[str, str]) -> dict[str, str]:
    """Give the text of modules and of those that they import, each behind all that it imports."""
    for name in names:
        if name not in gathered:
            text = (folder / f"{name}.js").read_text("utf-8")
            _gather([needed for _, needed in _IMPORT.findall(text)], folder, gathered)
            gathered[name] = text
    return gathered


def _wrap(name: str, text: str) -> str:
    """Give a module as a constant that holds what it exports; its own names stay its own."""
    exported = ", ".join(_EXPORT.findall(text))
    body = _EXPORT.sub("", _IMPORT.sub(r"const \1 = $\2;", strip_remarks(text)))
    return f"const ${name} = (() => {{\n{body}return {{ {exported} }};\n}})();\n"


def join_scripts(text: str, root: Path) -> str:
    """Give one script that connects the behaviours that a visitor names, comma between.

    Raises HTTPException 404 for one that is none, or that comes twice.
    """
    names = text.split(",")
    folder = root / "js" / "modules"
    known = {path.stem for path in folder.glob("*.js")}
    if len(set(names)) < len(names) or not known.issuperset(names):
        raise HTTPException(404)
    modules = _gather(names, folder, {}) | {"app": (root / "js" / "app.js").read_text("utf-8")}
    wrapped = "".join(_wrap(name, module) for name, module in modules.items())
    return f"{wrapped}$app.start({{ {', '.join(f'{name}: ${name}' for name in names)} }});\n"
