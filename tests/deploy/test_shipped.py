"""What a release holds of others: each package and file known, with a licence that we allow."""

import importlib.metadata
from pathlib import Path

import pytest

from app.settings import ROOT
from deploy import shipped
from tests.guards.files import read

PACKAGES = list(shipped.find_packages(importlib.metadata.distributions()))
ASSETS = list(shipped.find_assets())
LOCK = read(ROOT / "requirements.lock")


def test_each_locked_package_is_known_with_all_its_hashes() -> None:
    conditional = sum("==" in line and ";" in line for line in LOCK.splitlines())
    pins = sum("==" in line and not line.startswith(" ") for line in LOCK.splitlines())
    assert pins - conditional <= len(PACKAGES) <= pins
    if len(PACKAGES) == pins:
        assert sum(len(package.hashes) for package in PACKAGES) == LOCK.count("--hash=sha256:")


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_the_licence_of_a_package_is_allowed(package: shipped.Package) -> None:
    assert shipped.is_allowed(package.licence), f"{package.name}: {package.licence[:80]}"


@pytest.mark.parametrize("folder", shipped.FOLDERS)
def test_each_row_of_a_table_of_files_is_an_asset(folder: str) -> None:
    rows = [line for line in read(ROOT / folder / "VERSIONS.md").splitlines() if line.startswith("| `")]
    assert len(rows) == sum(asset.file.startswith(f"{folder}/") for asset in ASSETS)


@pytest.mark.parametrize("asset", ASSETS, ids=lambda asset: asset.file)
def test_the_licence_of_a_file_of_others_is_allowed(asset: shipped.Asset) -> None:
    assert shipped.is_allowed(asset.licence)


def test_no_licence_is_allowed_or_noted_that_nothing_has() -> None:
    licences = " ".join([package.licence for package in PACKAGES] + [asset.licence for asset in ASSETS])
    assert [licence for licence in shipped.ALLOWED if licence not in licences] == []
    assert shipped.READ.keys() <= {shipped.normal(package.name) for package in PACKAGES}


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "none said", "MIT AND SSPL-1.0", "UNKNOWN", ""])
def test_another_licence_is_not_allowed(licence: str) -> None:
    assert not shipped.is_allowed(licence)


def test_a_package_that_says_no_licence_has_none_allowed(tmp_path: Path) -> None:
    folder = tmp_path / "new_thing-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: new-thing\nVersion: 1.0\n")
    (told,) = importlib.metadata.distributions(path=[str(tmp_path)])
    assert not shipped.is_allowed(shipped.find_licence(told))


def test_a_locked_package_that_is_not_installed_is_said() -> None:
    with pytest.raises(LookupError, match="make venv"):
        list(shipped.find_packages([]))
