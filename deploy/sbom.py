"""Write what a release holds as a CycloneDX document, checked against its schema: `make sbom`.

Runs in an environment of its own with cyclonedx-python-lib; the packages it reads about are those of .venv.
"""

import importlib.metadata
import sys
import tomllib
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from deploy.shipped import ROOT, Asset, Package, find_assets, find_packages, name_needs, normal

LICENCES = LicenseFactory()


def _hash(content: str) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=content)


def describe_package(package: Package) -> Component:
    """Give a locked package as a component."""
    return Component(
        type=ComponentType.LIBRARY,
        name=package.name,
        version=package.version,
        bom_ref=normal(package.name),
        purl=PackageURL("pypi", name=normal(package.name), version=package.version),
        licenses=[LICENCES.make_from_string(package.licence)],
        hashes=[_hash(content) for content in package.hashes],
    )


def describe_asset(asset: Asset) -> Component:
    """Give a file of others as a component; its purl is the package that it was taken or made from."""
    scope, _, name = asset.package.rpartition("/")
    return Component(
        type=ComponentType.FILE,
        name=asset.file,
        version=asset.version,
        bom_ref=asset.file,
        purl=PackageURL("npm", namespace=scope or None, name=name, version=asset.version),
        licenses=[LICENCES.make_from_string(asset.licence)],
        hashes=[_hash(asset.sha256)],
    )


def make_bom(installed: Path) -> Bom:
    """Give the document; `installed` is the folder of packages. Raises LookupError when one isn't there."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages = list(find_packages(importlib.metadata.distributions(path=[str(installed)])))
    parts = {normal(package.name): describe_package(package) for package in packages}
    assets = [describe_asset(asset) for asset in find_assets()]
    root = Component(
        type=ComponentType.APPLICATION,
        name=project["name"],
        version=project["version"],
        bom_ref=project["name"],
        licenses=[LICENCES.make_from_string(project["license"])],
    )
    bom = Bom(components=[*parts.values(), *assets])
    bom.metadata.component = root
    direct = name_needs(project["dependencies"])
    bom.register_dependency(root, [*(parts[name] for name in sorted(direct & parts.keys())), *assets])
    for package in packages:
        needs = [parts[name] for name in sorted(package.needs & parts.keys())]
        bom.register_dependency(parts[normal(package.name)], needs)
    return bom


def main() -> None:
    """Write the document to the file that the command line names; exit 1 when it can't be whole."""
    installed, target = Path(sys.argv[1]), Path(sys.argv[2])
    try:
        bom = make_bom(installed)
    except LookupError as error:
        sys.exit(str(error))
    text = JsonV1Dot6(bom).output_as_string(indent=2)
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault:
        sys.exit(f"The document is not CycloneDX 1.6: {fault}")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(f"made {target} · {len(bom.components)} components\n")


if __name__ == "__main__":
    main()
