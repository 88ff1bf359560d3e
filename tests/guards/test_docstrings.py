"""Every module, class and public function says what it gives back."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guards import files


def walk_public(body: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Give the public functions at a module's top and in its classes; nested functions are details."""
    for node in body:
        if isinstance(node, files.Function) and (not node.name.startswith("_") or node.name == "__init__"):
            yield prefix + node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from walk_public(node.body, f"{node.name}.")


def read_first_line(node: ast.AST) -> str:
    """Give the first line of the docstring of a module, class or function, or nothing."""
    if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        return ""
    return (ast.get_docstring(node) or "").partition("\n")[0].strip()


@pytest.mark.parametrize("path", files.PYTHON, ids=files.name)
def test_a_module_says_what_it_is(path: Path) -> None:
    assert read_first_line(files.parse(path))


@pytest.mark.parametrize("path", files.PYTHON, ids=files.name)
def test_a_class_says_what_it_is(path: Path) -> None:
    classes = [node for node in ast.walk(files.parse(path)) if isinstance(node, ast.ClassDef)]
    assert [node.name for node in classes if not read_first_line(node)] == []


@pytest.mark.parametrize("path", [*files.PRODUCT, *files.DEPLOYED], ids=files.name)
def test_a_public_function_says_what_it_gives(path: Path) -> None:
    public = walk_public(files.parse(path).body)
    assert [key for key, node in public if not read_first_line(node)] == []


@pytest.mark.parametrize("path", files.PYTHON, ids=files.name)
def test_the_first_line_of_a_docstring_is_a_sentence(path: Path) -> None:
    firsts = filter(None, map(read_first_line, ast.walk(files.parse(path))))
    assert [line for line in firsts if not line.endswith((".", "?", "!", ":"))] == []


@pytest.mark.parametrize(
    "path", [path for path in files.PYTHON if path.name.startswith("test_")], ids=files.name
)
def test_the_name_of_a_test_is_a_sentence(path: Path) -> None:
    tests = [node.name for node in files.walk_functions(path) if node.name.startswith("test_")]
    assert [test for test in tests if test.count("_") < 3] == []
