"""What a release holds that others made: the packages of the server and the files in static/, with licences.

Standard library only. `deploy/sbom.py` writes it down as an SBOM; a test refuses any other licence.
"""

import importlib.metadata
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
FOLDERS: Final = ("static/vendor", "static/fonts", "static/map")
# SPDX. A further one is a decision: read it first.
ALLOWED: Final = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-CMU", "PSF-2.0"),
        "OFL-1.1",
        # pygal: used as it comes, and exchanged for another version by installing that.
        "LGPL-3.0-or-later",
    }
)
# What these say of themselves is no SPDX expression: taken from the licence that lies in the package.
READ: Final = {
    "edtf": "MIT",
    "feedgenerator": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "pygal": "LGPL-3.0-or-later",
    "segno": "BSD-3-Clause",
    "uvloop": "MIT OR Apache-2.0",
}
_PIN: Final = re.compile(
    r"^([\w.-]+)==(\S+)( ;[^\n\\]*)?((?: *\\\n +--hash=sha256:[0-9a-f]{64})+)", re.MULTILINE
)
_ROW: Final = re.compile(
    r"^\| `(?P<file>[^`]+)` \| npm `(?P<name>[^`]+)`[^|]* \| (?P<version>[\d.]+) \| (?P<licence>[\w.-]+)"
    r" \| `(?P<sum>[0-9a-f]{64})` \|$",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Package:
    """A locked package; hashes are the SHA-256 of its wheels, needs the normal names of what it asks for."""

    name: str
    version: str
    licence: str
    hashes: tuple[str, ...]
    needs: frozenset[str]


@dataclass(frozen=True)
class Asset:
    """A file of others below the root, the npm package that it comes from, and its own SHA-256."""

    file: str
    package: str
    version: str
    licence: str
    sha256: str


def normal(name: str) -> str:
    """Give a package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def name_needs(requirements: Iterable[str]) -> frozenset[str]:
    """Give the normal names in requirements such as `click>=8.0 ; python_version < "4"`, without extras."""
    plain = (requirement for requirement in requirements if "extra ==" not in requirement)
    return frozenset(normal(re.split(r"[^\w.-]", requirement, maxsplit=1)[0]) for requirement in plain)


def find_licence(told: importlib.metadata.Distribution) -> str:
    """Give an installed package's licence as SPDX, or what it says of itself instead."""
    said = told.metadata.json
    expression = said.get("license_expression") or READ.get(normal(str(said["name"]))) or said.get("license")
    return str(expression or "none said")


def find_packages(installed: Iterable[importlib.metadata.Distribution]) -> Iterator[Package]:
    """Give each package of requirements.lock that this system takes.

    Raises LookupError when one isn't installed in the version that is locked.
    """
    found = {normal(told.metadata["Name"]): told for told in installed}
    for name, version, marker, rest in _PIN.findall((ROOT / "requirements.lock").read_text(encoding="utf-8")):
        told = found.get(normal(name))
        if told and told.version == version:
            hashes = tuple(re.findall(r"sha256:(\w+)", rest))
            yield Package(name, version, find_licence(told), hashes, name_needs(told.requires or ()))
        elif not marker:
            raise LookupError(f"{name} {version} is locked and not installed: make venv")


def find_assets() -> Iterator[Asset]:
    """Give each file of others that visitors get, as the VERSIONS.md of its folder lists it."""
    for folder in FOLDERS:
        for row in _ROW.finditer((ROOT / folder / "VERSIONS.md").read_text(encoding="utf-8")):
            yield Asset(f"{folder}/{row['file']}", row["name"], row["version"], row["licence"], row["sum"])


def is_allowed(licence: str) -> bool:
    """Say whether every licence that an SPDX expression names is allowed."""
    return set(re.split(r" AND | OR ", licence)) <= ALLOWED
