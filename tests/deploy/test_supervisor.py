"""The kiosk's supervisor, with a browser that crashes, hangs and ends as a plan says."""

import contextlib
import json
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from deploy.kiosk import supervisor
from deploy.kiosk.supervisor import Browser, Gone, Screen, Supervisor

ADDRESS = "https://timeline.example.kz/kiosk/?screen=hall-1"
FAKE = Path(__file__).parent / "fake_browser.py"


class Enough(Exception):
    """The test has seen what it waited for."""


@dataclass
class Museum:
    """A screen with the fake browser, and what its supervisor told systemd."""

    folder: Path
    ends_with: str = "attract"
    times: int = 1
    told: list[str] = field(default_factory=list)
    options: dict[str, float] = field(default_factory=dict)
    is_server_there: bool = True

    def tell(self, state: str) -> None:
        """Take a state; the last one that the test waits for ends the watch."""
        self.told.append(state.rpartition("=")[2])
        if self.told.count(self.ends_with) >= self.times:
            raise Enough

    @property
    def screen(self) -> Screen:
        """Give the screen, whose times are short but for those that a good browser never reaches."""
        screen = Screen(
            ADDRESS,
            (sys.executable, str(FAKE), str(self.folder / "plan"), str(self.folder / "log")),
            self.folder,
            self.folder / "ready",
            self.folder,
            tell=self.tell,
            reach=lambda _: self.is_server_there,
        )
        short = {"probe": 0.05, "answer": 60.0, "load": 60.0, "retry": 0.05}
        return replace(screen, **{**short, **self.options})  # type: ignore[arg-type] # floats all

    def play(self, *plan: str) -> list[str]:
        """Let the supervisor run until it has seen enough, and give what it told."""
        (self.folder / "plan").write_text(json.dumps(plan))
        with pytest.raises(Enough):
            Supervisor(self.screen).run()
        return self.told

    def read_log(self, method: str) -> list[str]:
        """Give the addresses, or nothing, of all messages of one method."""
        lines = (self.folder / "log").read_text().splitlines()
        return [line.partition(" ")[2] for line in lines if line.startswith(f"{method} ")]


@pytest.fixture
def museum(tmp_path: Path) -> Museum:
    """Give a museum whose supervisor stops at the first attract state."""
    return Museum(tmp_path)


def test_a_page_that_is_well_is_loaded_once(museum: Museum) -> None:
    museum.times = 3
    assert museum.play("attract") == ["attract"] * 3
    assert museum.read_log("Page.navigate") == [ADDRESS]


def test_a_loaded_page_has_no_history_to_go_back_to(museum: Museum) -> None:
    museum.times = 2
    museum.play("attract")
    assert len(museum.read_log("Page.resetNavigationHistory")) == 1


def test_a_dead_page_is_loaded_again_by_the_same_browser(museum: Museum) -> None:
    assert museum.play("crash", "attract") == ["dead", "attract"]
    assert len(museum.read_log("Page.navigate")) == 2
    assert len(museum.read_log("Target.setDiscoverTargets")) == 1


def test_a_crash_between_two_probes_ends_the_wait(museum: Museum) -> None:
    (museum.folder / "plan").write_text('["crash"]')
    with contextlib.closing(Browser(museum.screen)) as browser:
        browser.take_tab()
        browser.load(ADDRESS)
        browser.evaluate(supervisor.STATE)
        browser.listen(3600)
        assert browser.is_crashed


def test_a_page_that_hangs_is_ended_and_loaded_again(museum: Museum) -> None:
    museum.options["answer"] = 1.5
    assert museum.play("hang", "attract") == ["dead", "attract"]
    assert len(museum.read_log("Page.crash")) == 1
    assert len(museum.read_log("Target.setDiscoverTargets")) == 1


def test_a_dead_page_is_not_ended_once_more(museum: Museum) -> None:
    museum.play("crash", "attract")
    assert museum.read_log("Page.crash") == []


def test_a_page_that_hangs_and_does_not_end_goes_with_its_browser(museum: Museum) -> None:
    (museum.folder / "ready").touch()
    museum.options.update(answer=1.5, end=0.1)
    museum.is_server_there = False
    assert museum.play("stuck", "attract") == ["dead", "attract"]
    assert len(museum.read_log("Page.crash")) == 1
    assert len(museum.read_log("Target.setDiscoverTargets")) == 2


def test_a_page_that_dies_while_it_is_loaded_counts_and_stays_on_the_device(museum: Museum) -> None:
    (museum.folder / "ready").touch()
    museum.is_server_there = False
    museum.play("early", "early", "attract")
    assert museum.read_log("Page.navigate")[-1].endswith("boot=safe")


def test_a_dead_page_is_seen_within_5_and_a_hanging_one_within_40_seconds() -> None:
    screen = Screen(ADDRESS)
    assert screen.retry + 2 <= 5
    assert screen.probe + screen.answer + screen.end + screen.retry + 5 <= 40, "5 s for the next browser"
    assert screen.probe + screen.answer + 3 * screen.load < 60, "systemd's watchdog would end it before"


def test_a_page_that_never_leaves_boot_is_loaded_again(museum: Museum) -> None:
    museum.options["boot"] = 0
    assert museum.play("boot", "attract") == ["boot", "attract"]


def test_a_page_may_take_its_time_to_boot(museum: Museum) -> None:
    museum.ends_with, museum.times = "boot", 3
    museum.play("boot")
    assert len(museum.read_log("Page.navigate")) == 1


def test_a_page_that_is_no_kiosk_is_loaded_again(museum: Museum) -> None:
    museum.options["boot"] = 0
    assert museum.play("", "attract") == ["dead", "attract"]


def test_a_browser_that_ends_is_followed_by_another(museum: Museum) -> None:
    museum.play("exit", "attract")
    assert len(museum.read_log("Target.setDiscoverTargets")) == 2


def test_after_three_reloads_in_vain_another_browser_starts(museum: Museum) -> None:
    museum.play("crash", "crash", "crash", "crash", "attract")
    assert len(museum.read_log("Target.setDiscoverTargets")) == 2
    assert museum.told == ["dead"] * 4 + ["attract"]


def test_a_good_probe_forgives_earlier_reloads(museum: Museum) -> None:
    (museum.folder / "ready").touch()
    museum.ends_with, museum.times = "dead", 5
    museum.play("brief")
    assert museum.told == ["attract", "dead"] * 5
    assert len(museum.read_log("Target.setDiscoverTargets")) == 1


@pytest.mark.parametrize(
    ("boots", "mode"),
    [
        ([0], ""),
        ([0, 100], ""),
        ([0, 100, 300], "safe"),
        ([0, 100, 301], ""),
        ([0, 180, 360, 540, 720, 900], "older"),
        ([0, 180, 360, 540, 720, 901], ""),
        ([0, 1, 2, 3, 4, 5], "older"),
        ([900, 901, 5], ""),
    ],
)
def test_boots_close_together_choose_the_mode(boots: list[float], mode: str) -> None:
    assert supervisor.choose_mode(boots, boots[-1]) == mode


def test_the_third_boot_is_safe_and_the_sixth_older(museum: Museum) -> None:
    museum.play(*["crash"] * 5, "attract")
    safe, older = f"{ADDRESS}&boot=safe", f"{ADDRESS}&boot=older"
    assert museum.read_log("Page.navigate") == [ADDRESS, ADDRESS, safe, safe, safe, older]


def test_a_disk_without_room_does_not_cost_the_screen(museum: Museum) -> None:
    for name in ("ready", "boots.json"):
        (museum.folder / name).symlink_to("no/room")
    museum.times = 3
    museum.play("crash", "crash", "attract")
    assert museum.read_log("Page.navigate") == [ADDRESS, ADDRESS, f"{ADDRESS}&boot=safe"]
    assert len(museum.read_log("Target.setDiscoverTargets")) == 1


def test_boots_are_counted_on_when_the_supervisor_itself_was_ended(museum: Museum) -> None:
    for times in (1, 2, 3):
        museum.times = times
        museum.play("attract")
    assert museum.read_log("Page.navigate")[-1].endswith("boot=safe")


def test_a_damaged_count_of_boots_begins_anew(museum: Museum) -> None:
    (museum.folder / "boots.json").write_text("[1, 2")
    museum.play("attract")
    assert museum.read_log("Page.navigate") == [ADDRESS]


def test_safe_mode_ends_after_a_calm_while(museum: Museum) -> None:
    boots = museum.folder / "boots.json"
    boots.write_text(json.dumps([time.monotonic()] * 2))
    (museum.folder / "plan").write_text('["attract"]')
    museum.options["calm"], museum.times = 0, 3

    def tell(state: str) -> None:
        boots.write_text("[]")  # As if the boots were long ago.
        kept.boots.clear()
        museum.tell(state)

    kept = Supervisor(replace(museum.screen, tell=tell))
    with pytest.raises(Enough):
        kept.run()
    assert museum.read_log("Page.navigate") == [f"{ADDRESS}&boot=safe", ADDRESS]


def write_memory(museum: Museum, used_percent: int) -> None:
    """Let the machine have so much of its memory in use."""
    text = f"MemTotal:     100 kB\nMemFree:     1 kB\nMemAvailable:    {100 - used_percent} kB\n"
    (museum.folder / "meminfo").write_text(text)


def play_memory(museum: Museum, used_percent: int, state: str, rest: float = 0) -> int:
    """Give how many browsers were started until the state was seen three times."""
    write_memory(museum, used_percent)
    museum.ends_with, museum.times, museum.options["memory_rest"] = state, 3, rest
    (museum.folder / "plan").write_text(json.dumps([state]))
    with pytest.raises(Enough):
        Supervisor(replace(museum.screen, meminfo=museum.folder / "meminfo")).run()
    return len(museum.read_log("Target.setDiscoverTargets"))


def test_the_browser_starts_anew_when_memory_passes_85_percent(museum: Museum) -> None:
    assert play_memory(museum, 86, "attract") == 3


def test_the_browser_stays_up_to_85_percent_of_memory(museum: Museum) -> None:
    assert play_memory(museum, 85, "attract") == 1


def test_memory_never_ends_a_visit(museum: Museum) -> None:
    assert play_memory(museum, 99, "explore") == 1


def test_memory_that_others_fill_does_not_stop_the_screen(museum: Museum) -> None:
    assert play_memory(museum, 99, "attract", rest=3600) == 1


def test_the_splash_stands_until_the_server_answers(museum: Museum) -> None:
    museum.is_server_there, museum.ends_with, museum.times = False, "splash", 2
    museum.play("attract")
    assert museum.read_log("Page.navigate") == []
    museum.is_server_there, museum.ends_with, museum.times = True, "attract", 1
    museum.play("attract")
    assert museum.read_log("Page.navigate") == [ADDRESS]


def test_a_page_on_the_device_needs_no_server(museum: Museum) -> None:
    museum.times = 2
    museum.play("attract")
    museum.is_server_there, museum.times = False, 3
    museum.play("attract")
    assert museum.read_log("Page.navigate") == [ADDRESS, ADDRESS]


def test_a_device_that_lost_its_page_waits_for_the_server_again(museum: Museum) -> None:
    (museum.folder / "ready").touch()
    museum.is_server_there, museum.ends_with = False, "splash"
    museum.play("refused")
    assert museum.read_log("Page.navigate") == [ADDRESS]


def test_the_tab_is_chosen_by_its_origin(museum: Museum) -> None:
    (museum.folder / "plan").write_text('["attract"]')
    browser = Browser(museum.screen)
    browser.take_tab()
    browser.close()
    assert browser._session == {"sessionId": "session of tab"}


def test_a_browser_without_a_tab_is_given_up(museum: Museum) -> None:
    browser = Browser(replace(museum.screen, splash="chrome://none/"))
    browser.screen = replace(museum.screen, answer=0.3)
    with pytest.raises(Gone):
        browser.take_tab()
    browser.close()


@pytest.mark.parametrize("place", ["\0altyn-besik-test", "socket"])
def test_systemd_hears_that_the_screen_is_watched(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{place}-{os.getpid()}" if place.startswith("\0") else str(tmp_path / place)
    monkeypatch.setenv("NOTIFY_SOCKET", address.replace("\0", "@"))
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(address)
        supervisor.notify("READY=1\nWATCHDOG=1\nSTATUS=attract")
        assert systemd.recv(200) == b"READY=1\nWATCHDOG=1\nSTATUS=attract"


def test_every_round_pats_the_watchdog(museum: Museum) -> None:
    heard: list[str] = []
    (museum.folder / "plan").write_text('["crash", "attract"]')

    def tell(state: str) -> None:
        heard.append(state)
        museum.tell(state)

    with pytest.raises(Enough):
        Supervisor(replace(museum.screen, tell=tell)).run()
    assert len(heard) == 2
    assert all(state.startswith("READY=1\nWATCHDOG=1\n") for state in heard)


class Server(BaseHTTPRequestHandler):
    """A server that answers with the status in the path, or leads to another host."""

    def do_GET(self) -> None:
        """Answer."""
        status = int(self.path.strip("/"))
        self.send_response(status)
        if status == 302:
            self.send_header("Location", f"http://localhost:{self.server.server_port}/200")  # type: ignore[attr-defined] # HTTPServer has it
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (http.server's name)
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    """Give the address of a server on this machine."""
    with HTTPServer(("127.0.0.1", 0), Server) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "is_there"), [("200", True), ("404", False), ("500", False), ("302", False)]
)
def test_only_the_server_itself_counts_as_reachable(server: str, path: str, is_there: bool) -> None:
    assert supervisor.is_reachable(f"{server}/{path}") is is_there


def test_a_closed_port_is_not_reachable() -> None:
    assert not supervisor.is_reachable("http://127.0.0.1:1/kiosk/")
