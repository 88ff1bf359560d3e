"""Read YAML as text with the line of every value; nothing is guessed, nothing is executed."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from app.content.shapes import FREE_TEXT
from app.core.errors import SeedFault

LARGEST_FILE_BYTES: Final = 1_000_000
_DEEPEST: Final = 20
# The C parser where PyYAML has it: ten times faster, same result.
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Tree = str | list["Tree"] | dict[str, "Tree"] | None
Place = tuple[str | int, ...]
Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True)
class Packed:
    """A file that lies in a line of a pack: the line, counted from 1, and its text, None when missing."""

    line: int
    text: str | None


@dataclass
class SeedFile:
    """A file being read: its name below the seed, its text, and the faults found so far.

    A packed one bears the name of its pack; path is where it would lie on its own.
    """

    path: Path
    name: str
    faults: list[SeedFault]
    packed: Packed | None = None
    lines: dict[Place, int] = field(default_factory=dict)

    @property
    def is_there(self) -> bool:
        """Say whether there is such a file, be it a regular one or not."""
        return self.packed.text is not None if self.packed else self.path.exists()

    def make_fault(self, line: int, code: str, problem: str, remedy: str) -> SeedFault:
        """Give a fault at a line counted from 1; that of a packed file names the line of the pack too."""
        if self.packed:
            inner = f"{self.path.parent.name}/{self.path.name}:{line}"
            return SeedFault(self.name, self.packed.line, code, f"{inner}: {problem}", remedy)
        return SeedFault(self.name, line, code, problem, remedy)

    def fault(self, line: int, code: str, problem: str, remedy: str) -> None:
        """Note a fault at a line counted from 1."""
        self.faults.append(self.make_fault(line, code, problem, remedy))

    def line_of(self, place: Place) -> int:
        """Give the line of a value, or of the nearest thing around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def open_seed_file(path: Path, root: Path, faults: list[SeedFault]) -> SeedFile:
    """Give a file of the seed with a name for messages, below the seed's own folder name."""
    return SeedFile(path, f"{root.name}/{path.relative_to(root).as_posix()}", faults)


def _read_bytes(file: SeedFile) -> bytes | None:
    if file.packed:
        return file.packed.text.encode("utf-8", "surrogatepass") if file.packed.text is not None else None
    return file.path.read_bytes() if file.path.is_file() and not file.path.is_symlink() else None


def read_text(file: SeedFile) -> str | None:
    """Give the text of a regular UTF-8 file of at most 1 MB, or note the fault and give None."""
    raw = _read_bytes(file)
    if raw is None:
        file.fault(1, "missing-file", "The file is missing or no regular file.", "Add it to the folder.")
        return None
    if len(raw) > LARGEST_FILE_BYTES:
        file.fault(1, "too-large", "The file is larger than 1 MB.", "Split it.")
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        file.fault(line, "not-utf8", "The text is not UTF-8.", "Save the file as UTF-8.")
        return None


def _refuse_tricks(file: SeedFile, text: str) -> bool:
    """Note anchors, aliases, tags and deep nesting; give True when there are none.

    Depth is counted here, since composing a tree of 100 000 levels ends the process.
    """
    clean, depth = True, 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            line = event.start_mark.line + 1 if event.start_mark else 1
            file.fault(line, "too-deep", "The nesting is too deep.", "Make it flatter.")
            return False
        tagged = getattr(event, "tag", None) is not None
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or tagged:
            line = event.start_mark.line + 1 if event.start_mark else 1
            file.fault(line, "yaml-trick", "Anchors, aliases and tags are refused.", "Write the value out.")
            clean = False
    return clean


def _convert_mapping(file: SeedFile, node: yaml.MappingNode, place: Place) -> dict[str, Tree]:
    tree: dict[str, Tree] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key in tree:
            first = file.lines[(*place, key)]
            file.fault(
                line,
                "duplicate-key",
                f"“{key}” stands twice (first in line {first}).",
                "Keep one of the two.",
            )
            continue
        file.lines[(*place, key)] = line
        is_word = isinstance(value_node, yaml.ScalarNode) and key in FREE_TEXT and "status" not in place
        if is_word and value_node.style != '"':
            file.fault(
                line, "bare-text", f"“{key}” is free text without quotes.", 'Put it in double quotes: "…".'
            )
        tree[key] = _convert(file, value_node, (*place, key))
    return tree


def _convert(file: SeedFile, node: yaml.Node, place: Place) -> Tree:
    file.lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _convert_mapping(file, node, place)
    if isinstance(node, yaml.SequenceNode):
        return [_convert(file, child, (*place, i)) for i, child in enumerate(node.value)]
    return str(node.value)


def read_yaml(file: SeedFile) -> Tree:
    """Give a YAML file's values as text, lists and mappings, or note the faults and give None.

    Refused: duplicate keys, anchors, aliases, tags, tabs, free text without double quotes.
    """
    text = read_text(file)
    if text is None:
        return None
    try:
        if not _refuse_tricks(file, text):
            return None
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        file.fault(
            line, "not-yaml", f"This is no YAML: {error.problem}.", "Look for a colon, quote or indent."
        )
        return None
    except yaml.YAMLError:
        file.fault(1, "not-yaml", "A character that YAML does not allow.", "Remove control characters.")
        return None
    return _convert(file, node, ()) if node else None


def _remedy(problem_type: str) -> str:
    return {
        "extra_forbidden": "Remove the key or correct its spelling; seed/README.md lists the keys.",
        "missing": "Add it.",
    }.get(problem_type, "Correct the value; seed/README.md shows the form.")


def validate(file: SeedFile, tree: Tree, shape: type[Shape], at: Place = ()) -> Shape | None:
    """Give `tree` as `shape`, or note each wrong value with its line and give None."""
    if tree is None:
        if not file.faults or file.faults[-1].path != file.name:
            file.fault(1, "empty", "The file is empty.", "Fill it or remove it.")
        return None
    try:
        return shape.model_validate(tree)
    except ValidationError as error:
        for problem in error.errors():
            place = (*at, *problem["loc"])
            name = ".".join(str(part) for part in place) or "the file"
            message = problem["msg"].removeprefix("Value error, ")
            code = problem["type"].replace("_", "-")
            file.fault(file.line_of(place), code, f"{name}: {message}.", _remedy(problem["type"]))
        return None
