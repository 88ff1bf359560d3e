"""The command line: what it says, and its exit codes 0, 1, 2 and 3, without a traceback."""

import fcntl
import re
from pathlib import Path

import pytest

from app.cli import make_parser, run
from app.core.errors import SeedError
from app.core.pins import HASH_PATTERN
from app.settings import Settings
from app.web.wire import WireProtocol
from tests.content.seeds import DECEMBER, LAW, replace


def test_check_names_all_faults_of_one_run(tiny_seed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(tiny_seed / LAW / "event.yaml", "date: 1991-12-16", "date: 1991-12-61")
    (tiny_seed / DECEMBER / "ru.md").unlink()
    replace(tiny_seed / "events/1992-06-state-symbols/event.yaml", "culture]", "cultur]")
    replace(tiny_seed / "places.yaml", "lat: 43.2386,", "lat: 43.2386, lat: 43.2387,")
    code = run(["check", "--seed", str(tiny_seed)])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        [f"seed/{DECEMBER}/ru.md:1", "missing-translation"],
        [f"seed/{LAW}/event.yaml:1", "value-error"],
        ["seed/events/1992-06-state-symbols/event.yaml:4", "unknown-theme"],
        ["seed/places.yaml:2", "duplicate-key"],
        ["4 faults"],
    ]
    assert code == 1


def test_check_of_a_sound_seed_is_fine(tiny_seed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--seed", str(tiny_seed)]) == 0
    assert capsys.readouterr().out == "0 faults\n"


def test_check_says_at_most_500_faults(tiny_seed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny_seed / "people.yaml").write_text("".join(f"Bad_{i}: {{}}\n" for i in range(600)))
    run(["check", "--seed", str(tiny_seed)])
    assert len(capsys.readouterr().out.splitlines()) == 501


def test_build_makes_the_database(tiny_seed: Path, tmp_path: Path) -> None:
    database = tmp_path / "new" / "timeline.sqlite"
    assert run(["build", "--seed", str(tiny_seed), "--database", str(database)]) == 0
    assert database.is_file()


def test_build_if_changed_leaves_a_current_file_alone(tiny_seed: Path, tmp_path: Path) -> None:
    database = tmp_path / "timeline.sqlite"
    arguments = ["build", "--seed", str(tiny_seed), "--database", str(database), "--if-changed"]
    run(arguments)
    before = database.stat().st_ino
    assert run(arguments) == 0
    assert database.stat().st_ino == before


def test_build_of_a_faulty_seed_is_exit_1(
    tiny_seed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tiny_seed / LAW / "kk.md").unlink()
    database = tmp_path / "timeline.sqlite"
    assert run(["build", "--seed", str(tiny_seed), "--database", str(database)]) == 1
    assert f"seed/{LAW}/kk.md:1: missing-translation" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [[], ["fly"], ["check", "--quick"], ["serve", "--port", "http"], ["new-event", "1991-12-16-x"]],
    ids=" ".join,
)
def test_wrong_usage_is_exit_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(arguments)
    assert ended.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_the_server_starts_with_its_limits(tiny_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    started: dict[str, object] = {}
    monkeypatch.setenv("ALTYN_DATABASE", str(tiny_settings.database))
    monkeypatch.setattr("app.cli.configure_logs", lambda: None)
    monkeypatch.setattr("app.cli.uvicorn.run", lambda _app, **flags: started.update(flags))
    assert run(["serve"]) == 0
    wanted = {
        "http": WireProtocol,
        "server_header": False,
        "proxy_headers": False,
        "forwarded_allow_ips": "",
        "access_log": False,
        "timeout_keep_alive": 5,
        "timeout_graceful_shutdown": 5,
    }
    assert {name: started[name] for name in wanted} == wanted
    # It would count idle and slow connections, and shut out others.
    assert "limit_concurrency" not in started


def test_not_everybody_is_a_proxy() -> None:
    with pytest.raises(SystemExit) as ended:
        make_parser(Settings()).parse_args(["serve", "--forwarded-allow-ips", "*"])
    assert ended.value.code == 2


def test_a_held_lock_is_exit_3(tiny_seed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (tmp_path / "timeline.sqlite.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        code = run(["build", "--seed", str(tiny_seed), "--database", str(tmp_path / "timeline.sqlite")])
    assert code == 3
    assert capsys.readouterr().err == "altyn-besik: another process is building this database\n"


def test_a_place_that_is_no_folder_is_exit_3(
    tiny_seed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    database = tmp_path / "file" / "timeline.sqlite"
    assert run(["build", "--seed", str(tiny_seed), "--database", str(database)]) == 3
    assert capsys.readouterr().err.startswith("altyn-besik: ")


def test_debug_shows_where_an_error_came_from(tiny_seed: Path, tmp_path: Path) -> None:
    (tiny_seed / LAW / "kk.md").unlink()
    with pytest.raises(SeedError):
        run(["--debug", "build", "--seed", str(tiny_seed), "--database", str(tmp_path / "timeline.sqlite")])


def test_a_new_event_holds_every_file(tiny_seed: Path) -> None:
    assert (
        run(["new-event", "1991-12-21-declaration", "--era", "independence", "--seed", str(tiny_seed)]) == 0
    )
    names = sorted(path.name for path in (tiny_seed / "events/1991-12-21-declaration").iterdir())
    assert names == ["en.md", "event.yaml", "kk.md", "ru.md"]


def test_a_new_event_is_added_on_the_day_of_its_first_change(tiny_seed: Path) -> None:
    run(["new-event", "1991-12-21-declaration", "--era", "independence", "--seed", str(tiny_seed)])
    facts = (tiny_seed / "events/1991-12-21-declaration/event.yaml").read_text(encoding="utf-8")
    days = dict(line.split(": ") for line in facts.splitlines() if line.startswith(("added", "updated")))
    assert days["added"] == days["updated"]


def test_a_new_event_waits_to_be_filled(tiny_seed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["new-event", "1991-12-21-declaration", "--era", "independence", "--seed", str(tiny_seed)])
    assert run(["check", "--seed", str(tiny_seed)]) == 1
    faulty = {line.split(":")[0] for line in capsys.readouterr().out.splitlines() if ": " in line}
    assert all(name.startswith("seed/events/1991-12-21-declaration/") for name in faulty if "/" in name)


@pytest.mark.parametrize(
    ("event_id", "code"),
    {"1991-12-16-independence-law": 1, "../1991-12-16": 1, "1991-02-30-nothing": 2, "declaration": 1}.items(),
)
def test_a_new_event_needs_an_id_of_its_own(tiny_seed: Path, event_id: str, code: int) -> None:
    before = sorted(tiny_seed.parent.rglob("*"))
    assert run(["new-event", event_id, "--era", "independence", "--seed", str(tiny_seed)]) == code
    assert sorted(tiny_seed.parent.rglob("*")) == before


def test_a_new_event_may_be_known_to_the_month_alone(tiny_seed: Path) -> None:
    assert (
        run(["new-event", "2010-07-first-president-park", "--era", "founding", "--seed", str(tiny_seed)]) == 0
    )
    folder = tiny_seed / "events" / "2010-07-first-president-park"
    assert (folder / "event.yaml").read_text(encoding="utf-8").startswith("date: 2010-07\n")


def test_pin_prints_a_line_for_the_record(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("app.cli.getpass", lambda _: "123456")
    assert run(["pin"]) == 0
    key, _, quoted = capsys.readouterr().out.strip().partition(": ")
    assert key == "staff_pin"
    assert re.fullmatch(HASH_PATTERN, quoted.strip('"'))


def test_pins_that_differ_are_exit_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = iter(["123456", "123457"])
    monkeypatch.setattr("app.cli.getpass", lambda _: next(typed))
    assert run(["pin"]) == 2
    assert capsys.readouterr().out == ""
