"""What a technician copies to a museum screen, and the sheets for the staff."""

import configparser
import json
import re
from pathlib import Path

import pytest

from app.core.locales import LOCALES
from app.settings import ROOT
from deploy.kiosk.supervisor import SWITCHES, Screen
from tests.guards.files import read

KIOSK = ROOT / "deploy" / "kiosk"
POLICIES = json.loads(read(KIOSK / "kiosk.json"))
REGISTRY = read(KIOSK / "windows" / "policies.reg")
GUIDES = [KIOSK / "guide" / f"{locale}.html" for locale in LOCALES]
PAGES = [*GUIDES, KIOSK / "splash.html"]


def list_headings(guide: Path) -> list[str]:
    """Give the names of a guide's parts, the same in every language."""
    return re.findall(r'<h2 id="([a-z]+)"', read(guide))


def read_unit(section: str, key: str) -> str:
    """Give one value of the unit file."""
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign] # systemd's keys have capitals
    unit.read_string(read(KIOSK / "kiosk.service"))
    return unit[section][key]


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [
        ("Service", "Restart", "always"),
        ("Service", "WatchdogSec", "60"),
        ("Service", "NotifyAccess", "all"),
        ("Service", "User", "kiosk"),
        ("Unit", "StartLimitIntervalSec", "0"),
    ],
)
def test_the_unit_never_gives_up(section: str, key: str, value: str) -> None:
    assert read_unit(section, key) == value


def test_the_unit_makes_the_folders_that_the_supervisor_writes_to() -> None:
    screen = Screen("https://timeline.example.kz/kiosk/")
    assert screen.profile.is_relative_to(f"/var/lib/{read_unit('Service', 'StateDirectory')}")
    assert screen.ready.parent == screen.profile
    assert screen.run == Path("/run") / read_unit("Service", "RuntimeDirectory")
    assert read_unit("Service", "RuntimeDirectoryPreserve") == "yes"


def test_the_unit_starts_the_supervisor_with_an_address_that_the_policies_allow() -> None:
    program, address = read_unit("Service", "ExecStart").split()[-2:]
    assert f"`{program}`" in read(KIOSK / "README.md")
    assert address.startswith(POLICIES["URLAllowlist"][0] + "/kiosk/")


@pytest.mark.parametrize("word", ["incognito", "guest", "remote-debugging-port", "disable-web-security"])
def test_no_switch_throws_the_page_away_or_opens_a_door(word: str) -> None:
    launched = [*SWITCHES, read_unit("Service", "ExecStart")]
    assert [switch for switch in launched if word in switch] == []


def test_the_supervisor_has_at_most_250_lines() -> None:
    assert len(read(KIOSK / "supervisor.py").splitlines()) <= 250


def test_the_policies_leave_the_supervisor_its_way_in() -> None:
    assert "DeveloperToolsAvailability" not in POLICIES
    assert "RemoteDebuggingAllowed" not in POLICIES
    assert "DeveloperToolsAvailability" not in REGISTRY


def test_the_policies_open_nothing_but_the_timeline_and_the_splash() -> None:
    assert POLICIES["URLBlocklist"][0] == "*"
    site, folder = POLICIES["URLAllowlist"]
    assert site == "https://timeline.example.kz"
    assert Screen.splash.startswith(folder + "/")


def test_the_registry_holds_the_same_policies() -> None:
    values = dict(re.findall(r'^"(\w+)"=dword:(\d+)$', REGISTRY, re.MULTILINE))
    values.pop("AllowEdgeSwipe")
    plain = {key: int(value) for key, value in POLICIES.items() if not isinstance(value, list)}
    assert {key: int(value) for key, value in values.items()} == plain
    lists = {key for key, value in POLICIES.items() if isinstance(value, list)}
    assert set(re.findall(r"Chrome\\(\w+)\]", REGISTRY)) == lists


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_asks_nobody_for_anything(page: Path) -> None:
    linked = re.findall(r'(?:href|src|srcset|action)="([^"]*)"|url\(([^)]*)\)', read(page))
    assert {first or second for first, second in linked} <= {"guide.css"}
    assert "<script" not in read(page)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_splash_speaks_three_languages(locale: str) -> None:
    assert f'<p lang="{locale}">' in read(KIOSK / "splash.html")


def test_the_splash_has_the_night_of_the_kiosk() -> None:
    night = re.search(r"--night: (#\w+)", read(ROOT / "static" / "css" / "tokens.css"))
    assert night
    assert f"background: {night[1]}" in read(KIOSK / "splash.html")


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_a_guide_has_the_parts_of_the_others(guide: Path) -> None:
    wanted = ["morning", "visitors", "evening", "trouble", "never", "call"]
    assert list_headings(guide) == wanted
    assert f'<html lang="{guide.stem}">' in read(guide)
    counts = [len(re.findall(rf"<{tag}\b", read(guide))) for tag in ("li", "tr", "p", "span")]
    assert counts == [len(re.findall(rf"<{tag}\b", read(GUIDES[0]))) for tag in ("li", "tr", "p", "span")]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_a_guide_quotes_the_screen_as_it_speaks(guide: Path) -> None:
    stage = read(ROOT / "templates" / "kiosk" / "stage.html") + read(KIOSK / "splash.html")
    spoken = re.findall(rf'<(?:span|p) lang="{guide.stem}">([^<]+)<', stage)
    quoted = [words for words in spoken if words in read(guide)]
    assert len(quoted) == 4, "invitation, question, answer, splash"


@pytest.mark.parametrize("part", ["Debian 13", "Windows 11", "Android", "Acceptance"])
def test_the_readme_has_a_part_for_each_system(part: str) -> None:
    assert f"\n## {part}\n" in read(KIOSK / "README.md")


def test_the_acceptance_switches_the_mains_off() -> None:
    text = " ".join(read(KIOSK / "README.md").split())
    assert "server off, mains off, mains on → attract within 90 s" in text


def test_the_readme_names_each_file() -> None:
    names = {path.name for path in KIOSK.rglob("*.*") if path.is_file() and "__pycache__" not in path.parts}
    assert [
        name for name in names - {"README.md", "guide.css"} if name not in read(KIOSK / "README.md")
    ] == []
