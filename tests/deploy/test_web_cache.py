"""nginx as deploy/web has it: what it keeps, asks for again, tries elsewhere and says itself."""

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from deploy.web import roll
from tests.deploy.farm import NGINX, WEB, Process, open_folder, run_nginx, wait_until
from tests.guards.files import read

needs_nginx = pytest.mark.skipif(not Path(NGINX).exists(), reason=f"no {NGINX}: make nginx")
BEAT = "/kiosk/beat"
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
# The shortest that nginx knows.
SHORT = "public, max-age=1"


@pytest.fixture
def processes() -> Iterator[tuple[Process, Process]]:
    """Give two processes that pretend."""
    with ExitStack() as stack:
        both = Process(), Process()
        for process in both:
            stack.callback(process.stop)
        yield both


@pytest.fixture
def one(processes: tuple[Process, Process]) -> Process:
    """Give one process that pretends."""
    return processes[0]


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give the folder of nginx."""
    with open_folder() as folder:
        yield folder


@pytest.fixture
def client(folder: Path, one: Process) -> Iterator[httpx.Client]:
    """Give a visitor of one process."""
    with run_nginx(folder, one) as base, httpx.Client(base_url=base, trust_env=False) as client:
        yield client


@needs_nginx
def test_a_report_is_sent_once_and_a_page_is_asked_of_the_next(
    folder: Path, processes: tuple[Process, Process]
) -> None:
    for process in processes:
        process.hangs_up = True
    with run_nginx(folder, *processes) as base:
        assert httpx.post(base + BEAT, content=b"{}").status_code == 503
        assert sum(process.count(BEAT) for process in processes) == 1
        # The one that hung up is left alone for a second, which nginx counts in whole ones.
        time.sleep(2.1)
        assert httpx.get(f"{base}/kk/").status_code == 503
    assert [process.count("/kk/") for process in processes] == [1, 1]


@needs_nginx
@pytest.mark.parametrize("target", [BEAT, "/", "/kiosk/", "/staff/kiosks", "/healthz", "/readyz", "/mcp"])
def test_what_is_for_one_visitor_is_never_kept(client: httpx.Client, one: Process, target: str) -> None:
    for _ in range(2):
        client.get(target)
        client.post(target, content=b"{}")
    assert one.count(target) == 4


@needs_nginx
def test_what_is_asked_with_a_password_is_never_kept(client: httpx.Client, one: Process) -> None:
    for _ in range(2):
        client.get("/kk/", headers={"Authorization": "Bearer secret"})
    assert client.get("/kk/").text == "/kk/"
    assert one.count("/kk/") == 3


@needs_nginx
@pytest.mark.parametrize(("control", "count"), [("public, max-age=60", 1), ("no-store", 2), ("no-cache", 2)])
def test_an_answer_is_kept_as_long_as_it_says(
    client: httpx.Client, one: Process, control: str, count: int
) -> None:
    one.headers["Cache-Control"] = control
    assert [client.get("/kk/").text for _ in range(2)] == ["/kk/", "/kk/"]
    assert one.count("/kk/") == count


@needs_nginx
def test_what_is_kept_answers_when_nobody_else_does(client: httpx.Client, one: Process) -> None:
    one.headers["Cache-Control"] = SHORT
    client.get("/kk/")
    one.hangs_up = True
    time.sleep(2.1)
    assert [client.get("/kk/").status_code for _ in range(3)] == [200] * 3
    wait_until(lambda: one.count("/kk/") > 1, "it was never asked again")
    assert client.get("/ru/").status_code == 503


@needs_nginx
def test_what_is_old_is_asked_for_by_its_tag(client: httpx.Client, one: Process) -> None:
    one.headers |= {"Cache-Control": SHORT, "ETag": '"abc"'}
    client.get("/kk/")
    time.sleep(2.1)
    assert client.get("/kk/").text == "/kk/"
    wait_until(lambda: one.count("/kk/") == 2, "it was never asked again")
    assert one.asked[-1].headers["If-None-Match"] == '"abc"'
    assert client.get("/kk/", headers={"If-None-Match": '"abc"'}).status_code == 304


@needs_nginx
def test_pages_partials_and_encodings_are_kept_apart(client: httpx.Client, one: Process) -> None:
    names = ("HX-Request-Type", "HX-History-Restore-Request", "Accept-Encoding", "Host")
    one.headers["Vary"] = "HX-Request, HX-Request-Type, Accept-Encoding"
    one.tell = lambda asked: json.dumps([asked.headers[name] for name in names])
    variants = [
        {"Accept-Encoding": "identity"},
        {"Accept-Encoding": "br"},
        {"Accept-Encoding": "br", **PARTIAL},
        {"Accept-Encoding": "br", **PARTIAL, "HX-History-Restore-Request": "true"},
        {"Accept-Encoding": "br", "Host": "other.example.org"},
    ]
    told = [client.get("/kk/", headers=headers).text for headers in variants]
    assert len(set(told)) == len(told)
    assert [client.get("/kk/", headers=headers).text for headers in variants] == told
    assert one.count("/kk/") == len(told)


@needs_nginx
def test_a_visitor_brings_no_cookie_and_no_proof(client: httpx.Client, one: Process) -> None:
    client.get("/kk/", headers={"Cookie": "a=b", "X-Forwarded-For": "10.0.0.1", "X-Forwarded-Proto": "https"})
    headers = one.asked[0].headers
    assert headers["Cookie"] is None
    assert headers.get_all("X-Forwarded-For") == ["127.0.0.1"]
    assert headers.get_all("X-Forwarded-Proto") == ["http"]


@needs_nginx
@pytest.mark.parametrize(
    ("headers", "status"),
    [({f"x-{n}": "a" * 7000 for n in range(6)}, 431), ({}, 503), ({"Host": "a/b"}, 400)],
)
def test_what_nginx_says_itself_carries_the_headers(
    client: httpx.Client, one: Process, headers: dict[str, str], status: int
) -> None:
    one.hangs_up = True
    answer = client.get("/kk/", headers=headers)
    assert answer.status_code == status
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers.get("Retry-After") == ("5" if status == 503 else None)


@needs_nginx
def test_a_body_that_no_report_has_stays_outside(client: httpx.Client, one: Process) -> None:
    assert client.post(BEAT, content=b" " * (16 * 1024 + 1)).status_code == 413
    assert client.post(BEAT, content=b" " * (16 * 1024)).status_code == 200
    assert one.count(BEAT) == 1


@needs_nginx
def test_a_roll_leaves_every_page_behind_but_not_the_files_with_a_hash(
    folder: Path, client: httpx.Client, one: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roll, "NGINX", NGINX)
    one.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    targets = ["/kk/", "/static/abc/css/a.css"]
    for target in targets:
        client.get(target)
    one.headers["Cache-Control"] = "public, max-age=3600"
    wrong = "/static/def/css/a.css"
    client.get(wrong)
    one.tell = lambda _: json.dumps({"data_version": "2026-11-22.abc"})
    assert roll.roll(folder, [one.name]).startswith("2026-11-22.abc-")
    for target in [*targets, wrong]:
        client.get(target)
    assert [one.count(target) for target in [*targets, wrong]] == [2, 1, 2]


@pytest.mark.parametrize(
    "told", ['{"status": "not ready"}', "…", '{"data_version": "other"}', '{"data_version": "{"}']
)
def test_nobody_is_led_to_processes_that_are_not_ready_or_differ(
    folder: Path, processes: tuple[Process, Process], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roll, "READY_SECONDS", 0)
    first, second = processes
    first.tell = lambda _: '{"data_version": "one"}'
    second.tell = lambda _: told
    with pytest.raises(roll.Unfit, match=second.name):
        roll.roll(folder, [first.name, second.name])
    assert list(folder.iterdir()) == []


def test_the_readme_names_each_file() -> None:
    files = {path.name for path in WEB.iterdir() if path.is_file()} - {"README.md"}
    assert [name for name in files if f"`{name}`" not in read(WEB / "README.md")] == []
