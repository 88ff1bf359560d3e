#!/usr/bin/env python3
"""Keep the museum screen showing its page: start Chromium, probe the page, reload it, restart the browser.

Standard library only. Chromium hears commands by its pipe: JSON, a NUL after each message, no open port.
"""

import fcntl
import itertools
import json
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

SWITCHES = [
    *("--kiosk", "--no-first-run", "--noerrdialogs", "--hide-crash-restore-bubble", "--disable-pinch"),
    *("--overscroll-history-navigation=0", "--disable-features=OverscrollHistoryNavigation,Translate"),
    *("--check-for-update-interval=31536000", "--disable-component-update", "--ozone-platform=wayland"),
    *("--autoplay-policy=no-user-gesture-required", "--password-store=basic", "--remote-debugging-pipe"),
]
STATE = "document.documentElement?.dataset.state ?? ''"
READY = "document.documentElement?.dataset.ready"


class Gone(Exception):
    """This browser is no use any more: another has to be started."""


def get_origin(url: str) -> tuple[str, str]:
    """Give scheme and host with port of an address."""
    return urlsplit(url)[:2]


def choose_mode(boots: Sequence[float], now: float) -> str:
    """Give "older" after six boots in 15 minutes, "safe" after three in 5, else nothing."""
    if sum(now - 900 <= boot <= now for boot in boots) >= 6:
        return "older"
    return "safe" if sum(now - 300 <= boot <= now for boot in boots) >= 3 else ""


def measure_memory(meminfo: str) -> float:
    """Give the part of memory that is in use, from the text of /proc/meminfo."""
    sizes = {line.split(":")[0]: int(line.split()[1]) for line in meminfo.splitlines()}
    return 1 - sizes["MemAvailable"] / sizes["MemTotal"]


def notify(state: str) -> None:
    """Tell systemd a state such as WATCHDOG=1; without systemd nobody is told. Source: sd_notify(3)."""
    if place := os.environ.get("NOTIFY_SOCKET"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as post, suppress(OSError):
            post.sendto(state.encode(), "\0" + place[1:] if place.startswith("@") else place)


def is_reachable(address: str) -> bool:
    """Say whether the server itself answers 200; a portal elsewhere that it leads to doesn't count."""
    with suppress(OSError, ValueError), urlopen(address, timeout=5) as answer:  # noqa: S310 (the technician's own)
        return get_origin(answer.url) == get_origin(address)
    return False


@dataclass(frozen=True)
class Screen:
    """What is shown, with which browser, where files lie; times in seconds of the monotonic clock."""

    address: str
    browser: Sequence[str] = (os.environ.get("KIOSK_BROWSER", "chromium"),)
    profile: Path = Path(os.environ.get("STATE_DIRECTORY", "/var/lib/kiosk"), "profile")
    ready: Path = profile / "kiosk-ready"  # there while the device holds the whole page
    run: Path = Path(os.environ.get("RUNTIME_DIRECTORY", "/run/kiosk"))  # emptied by a reboot, as is time
    splash: str = os.environ.get("KIOSK_SPLASH", "file:///usr/share/kiosk/splash.html")
    meminfo: Path = Path("/proc/meminfo")
    probe: float = 10  # from one probe of the page to the next
    answer: float = 20  # a page that hasn't answered by then hangs: with probe and end 40 s at most
    end: float = 3  # what its process may take to end when asked; after that the browser goes with it
    load: float = 8  # what the browser itself may take to answer
    boot: float = 30  # a page that shows no state by then isn't the kiosk, or its script is broken
    retry: float = 2  # from one question to the server to the next, and from a browser to the next
    calm: float = 3600  # without a boot for so long, safe mode ends
    memory: float = 0.85  # when more is in use, the browser starts anew as soon as nobody is there
    memory_rest: float = 600  # but only after so long: memory that others fill mustn't stop the screen
    tell: Callable[[str], None] = notify
    reach: Callable[[str], bool] = is_reachable


class Browser:
    """One Chromium and the tab that it shows."""

    def __init__(self, screen: Screen) -> None:
        """Start it on the splash."""
        self.screen, self.is_crashed, self.started = screen, False, time.monotonic()
        self._numbers, self._unread, self._tab, self._session = itertools.count(1), b"", "", dict[str, Any]()
        (commands, self._writer), (self._reader, answers) = os.pipe(), os.pipe()
        # Out of the way of 3 and 4, where Chromium reads commands and writes answers.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (commands, answers)]
        actions = [(os.POSIX_SPAWN_DUP2, end, number) for number, end in enumerate(ends, 3)]
        command = [*screen.browser, *SWITCHES, f"--user-data-dir={screen.profile}", screen.splash]
        self._pid = os.posix_spawnp(command[0], command, os.environ, file_actions=actions, setpgroup=0)
        for end in (commands, answers, *ends):
            os.close(end)

    def take_tab(self) -> None:
        """Find the tab by its origin: Chromium lists inner pages too. Raises Gone without a tab."""
        until, shown = time.monotonic() + self.screen.answer, (self.screen.address, self.screen.splash)
        self.ask("Target.setDiscoverTargets", discover=True)
        while time.monotonic() < until:
            for target in self.ask("Target.getTargets").get("targetInfos", []):
                if target["type"] == "page" and get_origin(target["url"]) in map(get_origin, shown):
                    self._tab = target["targetId"]
                    self._session = self.ask("Target.attachToTarget", targetId=self._tab, flatten=True)
                    return
            self.listen(0.2)
        raise Gone("it has no tab")

    def ask(self, method: str, seconds: float | None = None, **params: object) -> dict[str, Any]:
        """Give the answer, empty when it is a refusal, comes late, or the tab crashes."""
        until, number = time.monotonic() + (seconds or self.screen.load), next(self._numbers)
        message = {"id": number, "method": method, "params": params, **self._session}
        os.write(self._writer, json.dumps(message).encode() + b"\0")
        while not self.is_crashed and (answer := self._receive(until)) is not None:
            if answer.get("id") == number:
                return dict(answer.get("result", {}))
        return {}

    def evaluate(self, expression: str) -> object:
        """Give the value of an expression in the page, None from a page that is dead or hangs."""
        answer = self.ask("Runtime.evaluate", self.screen.answer, expression=expression, returnByValue=True)
        return answer.get("result", {}).get("value")

    def load(self, address: str) -> str | None:
        """Load a page and give its fault, empty when it came, None when the browser doesn't say."""
        self.is_crashed = False
        answer = self.ask("Page.navigate", url=address)
        return answer.get("errorText", "" if "frameId" in answer else None)

    def listen(self, seconds: float) -> None:
        """Wait, but not on when the tab crashes. Raises Gone when browser or tab end."""
        until = time.monotonic() + seconds
        while not self.is_crashed and self._receive(until):
            pass

    def close(self) -> None:
        """End the browser with all its processes, as a power cut would: the profile bears that."""
        os.killpg(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._reader)
        os.close(self._writer)

    def _receive(self, until: float) -> dict[str, Any] | None:
        while b"\0" not in self._unread:
            if not select.select([self._reader], [], [], max(0, until - time.monotonic()))[0]:
                return None
            if not (data := os.read(self._reader, 65536)):
                raise Gone("it ended")
            self._unread += data
        text, _, self._unread = self._unread.partition(b"\0")
        message: dict[str, Any] = json.loads(text)
        if message.get("params", {}).get("targetId") == self._tab:
            self.is_crashed |= message["method"] == "Target.targetCrashed"
            if message["method"] == "Target.targetDestroyed":
                raise Gone("its tab was closed")
        return message


@dataclass
class Supervisor:
    """Browser after browser for one screen, its mode, when the page was last loaded, and the last boots."""

    screen: Screen
    mode: str = ""
    loaded: float = 0
    boots: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Start browser after browser, without end."""
        while True:
            try:
                self.live()
            except (Gone, OSError) as fault:
                print(f"The browser starts anew: {fault}", file=sys.stderr, flush=True)
            time.sleep(self.screen.retry)

    def live(self) -> None:
        """Show first the splash, then the page in one browser. Raises Gone when another is needed."""
        with closing(Browser(self.screen)) as browser:
            browser.take_tab()
            while not (self.screen.ready.exists() or self.screen.reach(self.screen.address)):
                self.screen.tell("READY=1\nWATCHDOG=1\nSTATUS=splash")
                browser.listen(self.screen.retry)
                if browser.is_crashed:
                    raise Gone("the splash crashed")
            self._load(browser)
            self._watch(browser)

    def _watch(self, browser: Browser) -> None:
        failures = 0
        while True:
            browser.listen(self.screen.probe)
            state = browser.evaluate(STATE)
            self.screen.tell(f"READY=1\nWATCHDOG=1\nSTATUS={state or 'dead'}")
            if state not in (None, "", "boot"):
                failures = 0
                browser.ask("Page.resetNavigationHistory")  # Nothing leads back to the splash.
                if state in ("attract", "night"):
                    self._tend(browser)
            elif state is None or time.monotonic() - self.loaded > self.screen.boot:
                if not browser.is_crashed:  # It hangs, and would keep the next page waiting.
                    browser.ask("Page.crash", self.screen.end)
                if (failures := failures + 1) > 3 or not browser.is_crashed:
                    raise Gone("three reloads were in vain, or the page hangs and doesn't end")
                self._load(browser)

    def _tend(self, browser: Browser) -> None:
        if not self.screen.ready.exists() and browser.evaluate(READY) == "true":
            with suppress(OSError):  # A full disk costs what is kept, never the screen.
                self.screen.ready.touch()
        now, used = time.monotonic(), measure_memory(self.screen.meminfo.read_text())
        if used > self.screen.memory and now - browser.started > self.screen.memory_rest:
            raise Gone(f"{used:.0%} of memory are in use")
        if self.mode and now - self.loaded > self.screen.calm:
            self._load(browser)

    def _load(self, browser: Browser) -> None:
        self.loaded, boots_file = time.monotonic(), self.screen.run / "boots.json"
        with suppress(OSError, ValueError):
            self.boots = self.boots or json.loads(boots_file.read_text())
        self.boots = [*self.boots[-5:], self.loaded]
        self.mode = choose_mode(self.boots, self.loaded)
        join = "&" if "?" in self.screen.address else "?"
        query = f"{join}boot={self.mode}" if self.mode else ""  # Another option would bring another revision.
        if fault := browser.load(self.screen.address + query):  # Not on the device; a dead one may be.
            self.screen.ready.unlink(missing_ok=True)
            self.boots.pop()
        with suppress(OSError):
            boots_file.write_text(json.dumps(self.boots))
        if fault != "":
            raise Gone(f"the page didn't come: {fault}")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    Supervisor(Screen(sys.argv[1])).run()
