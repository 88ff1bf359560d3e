"""The supervisor as systemd starts it, with a real Chromium and a real museum, while processes are killed.

Each limit is the specification's (section 12, row 26); a busy machine gets PATIENCE times as much. What it
really took is printed: `pytest -rP` shows it.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Error, Page, Playwright, expect

from app.core.errors import ReportsUnfit
from app.reports import Heard
from app.settings import ROOT
from tests.browser.kiosk.museum import Museum, open_museum
from tests.live import find_chromium, find_free_port

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.timeout(300)]
KIOSK: Final = ROOT / "deploy" / "kiosk"
EVENT: Final = "1991-12-16-independence-law"
OPENED: Final = f'html[data-open="events/{EVENT}"][data-locale="en"]'
# The last of two switches wins: headless has no Wayland. The door is the test's own, beside the pipe.
WRAPPER: Final = """#!/bin/sh
exec {} "$@" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --ozone-platform=headless \\
  --remote-debugging-port={}
"""
KEPT: Final = """() => {
  const kept = JSON.parse(sessionStorage.getItem("visit"));
  return kept?.event && kept.locale === "en";
}"""
SAID: Final = "() => ({ ...document.documentElement.dataset })"
PATIENCE: Final = 4
START_SECONDS: Final = 15
SYSTEMD_SECONDS: Final = 2
POLL_SECONDS: Final = 0.05


def find_processes(session: int) -> dict[int, str]:
    """Give the command lines of all processes that began below one, even if their parent is gone."""
    found: dict[int, str] = {}
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if int((process / "stat").read_text().rpartition(")")[2].split()[3]) == session:
                found[int(process.name)] = (process / "cmdline").read_text().replace("\0", " ")
    return found


def is_renderer(command: str) -> bool:
    """Say whether a process draws a page."""
    return "--type=renderer" in command


def is_browser(command: str) -> bool:
    """Say whether a process is the browser itself, with the scripts that start it."""
    return "--user-data-dir=" in command and "--type=" not in command


@dataclass
class Machine:
    """A machine with a screen: what systemd does for its supervisor, and what befalls its processes."""

    museum: Museum
    folder: Path
    playwright: Playwright
    session: int = 0
    boots: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Install the browser."""
        self.door, self.browser = find_free_port(), self.folder / "chromium"
        self.browser.write_text(WRAPPER.format(find_chromium(), self.door))
        self.browser.chmod(0o755)
        self.log = (self.folder / "log").open("ab")
        (self.folder / "run").mkdir()

    def start(self) -> None:
        """Start the supervisor, as the unit file does."""
        for lock in (self.folder / "profile").glob("Singleton*"):
            lock.unlink()
        named = {
            "STATE_DIRECTORY": str(self.folder),
            "RUNTIME_DIRECTORY": str(self.folder / "run"),
            "KIOSK_BROWSER": str(self.browser),
            "KIOSK_SPLASH": (KIOSK / "splash.html").as_uri(),
        }
        address = f"{self.museum.address}/kiosk/?idle=900&read=0"
        command = [sys.executable, str(KIOSK / "supervisor.py"), address]
        self.process = subprocess.Popen(
            command, env=os.environ | named, stderr=self.log, start_new_session=True
        )

    def send(self, kind: signal.Signals, is_meant: Callable[[str], bool]) -> None:
        """Send a signal to all processes that are meant."""
        meant = [pid for pid, command in find_processes(self.process.pid).items() if is_meant(command)]
        assert meant, "there is no such process"
        self.read_state()  # A page that came of its own accord isn't the one that is waited for.
        for pid in meant:
            with suppress(ProcessLookupError):
                os.kill(pid, kind)

    def end(self) -> None:
        """Kill the supervisor and all that it started, as a power cut does."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()
        while left := find_processes(self.process.pid):
            for pid in left:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(POLL_SECONDS)

    def read_state(self) -> str:
        """Give the state in the first report of a page that wasn't heard of before, or nothing."""
        heard: dict[str, Heard] = {}
        with suppress(ReportsUnfit), self.museum.app.state.reports.read() as ledger:  # It is just being made.
            heard = ledger.find_heard() if ledger else {}
        for one in heard.values():
            if one.beat.boot not in self.boots:
                self.boots.add(one.beat.boot)
                return str(one.beat.state)
        return ""

    def wait(self, what: str, state: str, seconds: float, read: Callable[[], str] | None = None) -> None:
        """Wait until a new page is in a state, and print how long it took."""
        read, began = read or self.read_state, time.monotonic()
        while (now := read()) != state:
            took = time.monotonic() - began
            log = (self.folder / "log").read_text()
            assert took < PATIENCE * seconds, f"{what}: {now or 'no page'} after {took:.0f} s\n{log}"
            time.sleep(POLL_SECONDS)
        print(f"{what}: {state} after {time.monotonic() - began:.1f} s (limit {seconds:.0f} s)")

    @contextmanager
    def open_page(self) -> Iterator[Page]:
        """Give the page by the test's own door: the only one there is."""
        browser = self.playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{self.door}")
        try:
            (page,) = browser.contexts[0].pages
            yield page
        finally:
            browser.close()

    def look(self) -> dict[str, str]:
        """Give what the page says of itself."""
        with self.open_page() as page:
            return dict(page.evaluate(SAID))


@pytest.fixture
def machine(tiny_database: Path, tmp_path: Path, playwright: Playwright) -> Iterator[Machine]:
    """Give a machine whose screen shows six events, in attract."""
    with open_museum(tiny_database, tmp_path) as museum:
        # What the server makes once for all screens is made by now.
        museum.read_bundle()
        machine = Machine(museum, tmp_path, playwright)
        machine.start()
        try:
            machine.wait("start", "attract", START_SECONDS)
            yield machine
        finally:
            machine.end()
            machine.log.close()


def test_a_visit_comes_back_when_its_renderer_is_killed(machine: Machine) -> None:
    with machine.open_page() as page:
        page.locator(".kiosk__begin").click()
        expect(page.locator('html[data-state="explore"]')).to_be_attached()
        page.locator('[data-part="locale-en"]').click()
        page.locator(f'.ray[data-event="{EVENT}"]').dispatch_event("click")
        expect(page.locator(OPENED)).to_be_attached()
        page.wait_for_function(KEPT)
    machine.send(signal.SIGKILL, is_renderer)
    machine.wait("renderer killed", "explore", 5)
    with machine.open_page() as page:
        expect(page.locator(OPENED)).to_be_attached()


def test_a_renderer_that_hangs_gives_way(machine: Machine) -> None:
    machine.send(signal.SIGSTOP, is_renderer)
    machine.wait("renderer stopped", "attract", 40)


def test_another_browser_shows_the_page_and_after_a_power_cut_the_device_alone(machine: Machine) -> None:
    machine.send(signal.SIGKILL, is_browser)
    machine.wait("browser killed", "attract", 10)
    machine.wait("on the device", "True", 15, lambda: str((machine.folder / "profile/kiosk-ready").exists()))
    machine.museum.stop()

    def read_state() -> str:
        with suppress(Error, ValueError):  # The browser isn't there yet, or its page is just being loaded.
            return machine.look().get("state", "")
        return ""

    machine.end()
    time.sleep(SYSTEMD_SECONDS)
    machine.start()
    machine.wait("all killed, no server", "attract", 15 - SYSTEMD_SECONDS, read_state)


def test_crashes_in_a_row_lead_to_safe_mode(machine: Machine) -> None:
    modes = []
    for number in range(1, 6):
        machine.send(signal.SIGKILL, is_renderer)
        # The fourth one brings another browser.
        machine.wait(f"crash {number}", "attract", 10 if number == 4 else 5)
        modes.append(machine.look().get("boot", ""))
    assert modes == ["", "safe", "safe", "safe", "older"]
