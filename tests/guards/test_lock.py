"""The lock files pin every package by version and hash, and name no address."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Older ones have known holes: in Host, paths, forms and ranges, in chunked bodies, in the sandbox.
FLOORS = {"starlette": (1, 3, 1), "h11": (0, 16), "jinja2": (3, 1, 6)}
LOCKS = ["requirements.lock", "requirements-dev.lock", "tests/bench/datasette.txt"]


def _read(lock: str) -> str:
    return (ROOT / lock).read_text(encoding="utf-8")


def _normal(name: str) -> str:
    """Give the package's name as the registry compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _names(requirements: list[str]) -> set[str]:
    """Give the normal names in a list of requirements such as `fonttools[woff]>=4.60`."""
    return {_normal(re.split(r"[^\w.-]", requirement, maxsplit=1)[0]) for requirement in requirements}


def _pins(lock: str) -> dict[str, str]:
    """Give the version of each package that the lock holds with a hash."""
    entries = _read(lock).replace("\\\n", " ").splitlines()
    return {
        _normal(found[1]): found[2]
        for entry in entries
        if (found := re.match(r"([\w.-]+)(?:\[[\w,-]+\])?==(\S+) .*--hash=sha256:[0-9a-f]{64}", entry))
    }


def _project() -> tuple[set[str], set[str]]:
    """Give the names of the packages that the server needs, and of those that development needs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return _names(project["project"]["dependencies"]), _names(project["dependency-groups"]["dev"])


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    assert "://" not in _read(lock)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_each_package_with_a_hash(lock: str) -> None:
    entries = [line for line in _read(lock).splitlines() if line and not line.startswith((" ", "#"))]
    assert len(entries) == len(_pins(lock))


def test_each_package_of_the_server_is_locked() -> None:
    server, _ = _project()
    assert server - _pins("requirements.lock").keys() == set()


def test_each_package_of_development_is_locked() -> None:
    server, development = _project()
    assert (server | development) - _pins("requirements-dev.lock").keys() == set()


def test_development_has_the_server_packages_in_the_same_versions() -> None:
    server, development = _pins("requirements.lock"), _pins("requirements-dev.lock")
    assert {name: development.get(name) for name in server} == server


def test_the_server_needs_no_http_client_and_no_form_parser() -> None:
    assert {"httpx", "httpx2", "requests", "python-multipart"} & _pins("requirements.lock").keys() == set()


@pytest.mark.parametrize("lock", LOCKS[:2])
@pytest.mark.parametrize("name", FLOORS)
def test_no_lock_goes_back_to_a_version_with_known_holes(lock: str, name: str) -> None:
    assert tuple(int(part) for part in _pins(lock)[name].split(".")) >= FLOORS[name]
