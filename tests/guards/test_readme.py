"""The README names every setting and every command."""

import argparse
import re

import pytest

from app.cli import make_parser
from app.settings import ROOT, Settings
from tests.guards import files

README = ROOT / "README.md"


def list_commands() -> list[str]:
    """Give the names of the commands of the command line."""
    parser = make_parser(Settings())
    (commands,) = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return sorted(commands.choices)


@pytest.mark.parametrize("field", sorted(Settings.model_fields))
def test_the_readme_names_each_setting(field: str) -> None:
    assert f"ALTYN_{field.upper()}" in files.read(README)


@pytest.mark.parametrize("command", list_commands())
def test_the_readme_names_each_command(command: str) -> None:
    assert re.search(rf"(altyn-besik|python -m app) {command}\b", files.read(README))


def test_the_readme_names_no_setting_that_is_gone() -> None:
    named = set(re.findall(r"\bALTYN_([A-Z_]+)\b", files.read(README)))
    assert named - {field.upper() for field in Settings.model_fields} == set()


@pytest.mark.parametrize("task", ["run", "test", "check"])
def test_the_readme_names_each_task_that_a_newcomer_needs(task: str) -> None:
    assert f"make {task}" in files.read(README)


def test_each_promise_of_security_names_a_test_that_is_there() -> None:
    rows = re.findall(r"^\| (?!promise|---)(.+?) \| (.+) \|$", files.read(ROOT / "SECURITY.md"), re.MULTILINE)
    named = {promise: re.findall(r"`(tests/[\w/]+\.py)`", tests) for promise, tests in rows}
    assert named
    assert all(named.values())
    assert [path for paths in named.values() for path in paths if not (ROOT / path).is_file()] == []
