"""The run book of deploy/: every command runs, the unit has its walls, every colour and reason is told."""

import configparser
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import get_args

import pytest

from app.cli import make_parser
from app.core.health import RULES, Reason
from app.settings import ROOT, Settings
from tests.content.seeds import LAW
from tests.guards.files import read
from tests.live import find_free_port

BOOK = read(ROOT / "deploy" / "README.md")
UNIT = ROOT / "deploy" / "web" / "altyn-besik.service"
PARTS = re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", BOOK, re.MULTILINE | re.DOTALL)
BLOCKS = {title: re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL) for title, text in PARTS}
WALLS = {
    "User": "timeline",
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "CapabilityBoundingSet": "",
    "MemoryMax": "256M",
    "LimitNOFILE": "4096",
    "StateDirectory": "altyn-besik",
    "Restart": "always",
}
# systemd's part: starts what the unit starts, in its folder and with its settings.
SYSTEMCTL = """#!/usr/bin/env bash
unit={root}/etc/systemd/system/altyn-besik.service pid={root}/pid
echo "systemctl $*" >> {root}/told
case $1 in stop|restart)
  if [ -e $pid ]; then
    kill "$(cat $pid)"
    while kill -0 "$(cat $pid)" 2>/dev/null; do sleep 0.05; done
    rm $pid
  fi;;
esac
case $1 in start|restart|enable)
  mkdir -p {root}/var/lib/altyn-besik
  cd "$(sed -n 's/^WorkingDirectory=//p' $unit)"
  env $(sed -n 's/^Environment=//p' $unit) $(sed -n 's/^ExecStart=//p' $unit) > {root}/log 2>&1 < /dev/null &
  echo $! > $pid;;
esac
"""
NOTED = '#!/usr/bin/env bash\necho "$(basename "$0") $*" >> {root}/told\n'
MAKE = '#!/usr/bin/env bash\nexec /usr/bin/make --old-file venv PY={python} "$@"\n'
# A test isn't root: the owner is left out.
INSTALL = """#!/usr/bin/env bash
words=(); while [ $# -gt 0 ]; do case $1 in -o|-g) shift 2;; *) words+=("$1"); shift;; esac; done
exec /usr/bin/install "${{words[@]}}"
"""


def read_unit() -> configparser.SectionProxy:
    """Give the unit's service, the last of several values of a key."""
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign] # systemd's keys have capitals
    unit.read_string(read(UNIT))
    return unit["Service"]


class Machine:
    """A technician's machine below a folder: a server, a repository, and what systemd would do."""

    def __init__(self, root: Path, seed: Path) -> None:
        """Make a repository from our files, with a small seed, and clone it to its place."""
        self.root, self.port = root, find_free_port()
        self.origin = root / "origin"
        for name in ("app", "deploy", "static", "templates"):
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, self.origin / name, ignore=ignore)
        shutil.copytree(seed, self.origin / "seed")
        for name in ("Makefile", "requirements.lock", ".gitignore"):
            shutil.copy(ROOT / name, self.origin)
        unit = self.origin / "deploy/web/altyn-besik.service"
        unit.write_text(self.put(unit.read_text()))
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit()
        for name in ("etc/systemd/system", "var/lib/altyn-besik", "var/backups", "srv", "bin"):
            (root / name).mkdir(parents=True)
        tools = {"systemctl": SYSTEMCTL, "make": MAKE, "install": INSTALL}
        for name in ("systemctl", "make", "install", "journalctl", "useradd", "id"):
            tool = root / "bin" / name
            tool.write_text(tools.get(name, NOTED).format(root=root, python=sys.executable))
            tool.chmod(0o755)
        clone = ["git", "clone", "--quiet", str(self.origin), str(root / "srv/altyn-besik")]
        subprocess.run(clone, check=True)

    def git(self, *words: str) -> None:
        """Run git in the repository that updates come from."""
        who = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *words], cwd=self.origin, check=True)

    def commit(self) -> None:
        """Publish what the repository holds now."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=A release")

    def put(self, text: str) -> str:
        """Give a text with places below our folder and with our port."""
        text = re.sub(r"(?<![\w.])/(?=(?:srv|etc|var)/)", f"{self.root}/", text)
        return text.replace("8000", str(self.port))

    def run(self, title: str, fails: bool = False) -> str:
        """Run the commands of a part of the book; give what they said."""
        code = self.put("\n".join(BLOCKS[title])).replace(
            "make build", f"ln -sfn {sys.prefix} .venv\nmake build"
        )
        hidden = {"ALTYN_DATABASE", "ALTYN_SEED"}
        env = {key: value for key, value in os.environ.items() if key not in hidden}
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", code],
            env={**env, "PATH": f"{self.root}/bin:{env['PATH']}"},
            cwd=self.root,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=100,
        )
        assert (done.returncode != 0) is fails, done.stdout
        return done.stdout

    def version(self) -> str:
        """Give the data that the server says it serves, once it does."""
        told = re.search(r'"data_version": ?"([^"]+)"', self.run("Is it well?"))
        assert told
        return told[1]


@pytest.fixture
def machine(tmp_path: Path, tiny_seed: Path) -> Iterator[Machine]:
    """Give a machine; its server ends with the test."""
    machine = Machine(tmp_path / "machine", tiny_seed)
    yield machine
    with suppress(OSError, subprocess.CalledProcessError):
        subprocess.run([machine.root / "bin/systemctl", "stop"], check=True)


@pytest.mark.long
@pytest.mark.timeout(300)
def test_each_command_of_the_book_does_what_it_says(machine: Machine) -> None:
    reports = machine.root / "var/lib/altyn-besik/kiosk-reports.sqlite"
    title = machine.origin / "seed" / LAW / "kk.md"
    machine.run("Start at boot")
    with sqlite3.connect(reports) as connection:
        connection.execute("CREATE TABLE kept (day TEXT)")
    first = machine.version()
    machine.run("Logs")
    machine.run("Back up")

    title.write_text(title.read_text(encoding="utf-8").replace("# ", "# Жаңа ", 1), encoding="utf-8")
    machine.commit()
    machine.run("Update")
    assert machine.version() != first
    machine.run("Roll back")
    assert machine.version() == first

    title.unlink()
    machine.commit()
    assert "missing-translation" in machine.run("Update", fails=True)
    assert machine.version() == first

    reports.unlink()
    machine.run("Restore")
    assert machine.version() == first
    with sqlite3.connect(reports) as connection:
        assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("kept",)]
    ran = {title for title, blocks in BLOCKS.items() if blocks}
    assert ran == {"Start at boot", "Is it well?", "Logs", "Back up", "Update", "Roll back", "Restore"}
    told = (machine.root / "told").read_text()
    assert set(re.findall(r"\S+\.service", told)) == {UNIT.name}


@pytest.mark.parametrize(("key", "value"), WALLS.items())
def test_the_unit_of_the_server_has_its_walls(key: str, value: str) -> None:
    assert read_unit()[key] == value


def test_the_unit_starts_a_command_that_there_is() -> None:
    command = read_unit()["ExecStart"].split()
    assert command[1:3] == ["-m", "app"]
    assert make_parser(Settings()).parse_args(command[3:]).port == 8000


def test_the_unit_lets_the_server_write_the_reports_alone() -> None:
    reports = re.search(r"^Environment=ALTYN_KIOSK_REPORTS=(\S+)$", read(UNIT), re.MULTILINE)
    assert reports
    assert Path(reports[1]).parent == Path("/var/lib") / read_unit()["StateDirectory"]
    assert "ReadWritePaths" not in read(UNIT)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze")
@pytest.mark.parametrize("unit", [UNIT, ROOT / "deploy/kiosk/kiosk.service"], ids=lambda unit: unit.name)
def test_systemd_understands_the_unit(unit: Path, tmp_path: Path) -> None:
    there = re.sub(r"^(ExecStart(?:Pre)?=)\S+", rf"\g<1>{sys.executable}", read(unit), flags=re.MULTILINE)
    (tmp_path / unit.name).write_text(there)
    verify = ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit.name)]
    done = subprocess.run(verify, capture_output=True, text=True, check=False)
    assert (done.returncode, [line for line in done.stderr.splitlines() if unit.name in line]) == (0, [])


@pytest.mark.parametrize("reason", get_args(Reason))
def test_the_book_tells_each_reason_with_its_colour(reason: Reason) -> None:
    colours = {told: colour for colour, told in re.findall(r"^\| (\w+) \| `(\w+)` \|", BOOK, re.MULTILINE)}
    assert colours[reason] == (RULES[reason][0] if reason in RULES else "grey")
