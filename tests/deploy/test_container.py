"""The container may do nothing but answer, however it is started."""

import re

import pytest
import yaml

from app.settings import ROOT
from tests.guards.files import read

FLAGS = [
    *("--read-only", "--tmpfs /tmp:", "--cap-drop ALL", "--security-opt no-new-privileges"),
    *("--memory 256m", "--ulimit nofile=4096:4096"),
]
WALLS = {
    "user": "10001:10001",
    "read_only": True,
    "cap_drop": ["ALL"],
    "security_opt": ["no-new-privileges:true"],
    "mem_limit": "256m",
    "ulimits": {"nofile": {"soft": 4096, "hard": 4096}},
}


def read_last_stage() -> str:
    """Give the lines of the Dockerfile that make the image which runs."""
    return re.split(r"^FROM .*\n", read(ROOT / "Dockerfile"), flags=re.MULTILINE)[-1]


@pytest.mark.parametrize("flag", FLAGS)
def test_the_readme_starts_it_with_each_wall(flag: str) -> None:
    (command,) = re.findall(r"^docker run (?:.*\\\n)*.*$", read(ROOT / "README.md"), re.MULTILINE)
    assert flag in command


def test_the_compose_file_starts_it_with_each_wall() -> None:
    service = yaml.safe_load(read(ROOT / "deploy/compose.yaml"))["services"]["timeline"]
    assert {name: service.get(name) for name in WALLS} == WALLS
    assert [place.partition(":")[0] for place in service["tmpfs"]] == ["/tmp"]
    assert "volumes" not in service


def test_the_image_runs_as_nobody_and_tells_when_it_is_ready() -> None:
    stage = read_last_stage()
    assert re.findall(r"^USER (.*)$", stage, re.MULTILINE) == ["10001:10001"]
    assert re.search(r"^HEALTHCHECK .*\\\n.*/readyz", stage, re.MULTILINE)


def test_the_image_installs_nothing_and_holds_what_the_first_stage_made() -> None:
    stage = read_last_stage()
    assert not re.search(r"^(RUN|ADD) ", stage, re.MULTILINE)
    copies = re.findall(r"^COPY (.*)$", stage, re.MULTILINE)
    assert copies
    assert [line for line in copies if not line.startswith("--from=build ")] == []


def test_the_packages_come_as_wheels_with_the_right_hashes() -> None:
    assert re.search(r"--require-hashes --only-binary :all: --no-deps", read(ROOT / "Dockerfile"))
