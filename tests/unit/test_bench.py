"""The measurement's own arithmetic: what is read of wrk and of processes, ratios, verdicts, the table."""

import csv
import json
import os
import sqlite3
from pathlib import Path

import pytest

from tests.bench.chart import draw_chart
from tests.bench.data import build_table
from tests.bench.load import Load, make_sample, parse_report
from tests.bench.plan import DATASETTE, HELLO, NGINX, PRODUCT, PROXY, UNKEPT, plan_runs
from tests.bench.processes import list_tree, measure_cpu, measure_memory, parse_memory, parse_stat
from tests.bench.questions import list_questions
from tests.bench.results import Results, Sample, read_results
from tests.bench.servers import Server
from tests.bench.table import align, write_table, write_targets
from tests.bench.targets import Target, judge

TICKS = os.sysconf("SC_CLK_TCK")
WRK = """\
Running 1s test @ http://127.0.0.1:8000/
  1 threads and 8 connections
Requests/sec:   2689.16

{"requests": 2732, "seconds": 1.016000, "bytes": 167931904, "p50_ms": 2.2500, "p99_ms": 217.7300, "errors": 1}
"""


def make_stat(parent: int, user: int, system: int, name: str = "python") -> str:
    """Give a line of /proc/PID/stat; the times are in ticks."""
    return f"7 ({name}) S {parent} 7 7 0 -1 4194304 9 0 0 0 {user} {system} 900 900 20 0 3 0 1234 5678 90\n"


def make_process(proc: Path, process: int, parent: int, ticks: int = 0, memory_kb: int = 0) -> None:
    """Write a process as /proc shows it."""
    folder = proc / str(process)
    folder.mkdir()
    (folder / "stat").write_text(make_stat(parent, ticks, 0))
    (folder / "smaps_rollup").write_text(f"Rss:  99999 kB\nPss:  {memory_kb} kB\nPss_Anon:  7 kB\n")


def sample(pace: float, cpu_us: float = 1.0) -> Sample:
    """Give a sample with this many requests a second."""
    return Sample(pace, p50_ms=1, p99_ms=2, cpu_us=cpu_us, memory_mb=3, errors=0)


def make_results(**servers: list[Sample | None]) -> Results:
    """Give results of one answer."""
    return Results({"event": dict(servers)})


def test_the_report_of_wrk_is_its_last_line() -> None:
    assert parse_report(WRK) == Load(2732, 1.016, 167931904, 2.25, 217.73, 1)


def test_a_sample_counts_the_cost_of_one_request() -> None:
    found = make_sample(Load(200, 2.0, 1, 1.5, 9.5, 3), cpu_seconds=0.5, memory_mb=80)
    assert found == Sample(
        requests_per_second=100, p50_ms=1.5, p99_ms=9.5, cpu_us=2500, memory_mb=80, errors=3
    )


def test_a_run_without_an_answer_is_no_sample() -> None:
    assert make_sample(Load(0, 1.0, 0, 0, 0, 0), 1.0, 1.0) is None


@pytest.mark.parametrize("name", ["python", "a b", "odd) S 1 (name"])
def test_processor_time_is_that_of_user_and_system(name: str) -> None:
    stat = parse_stat(make_stat(3, 4 * TICKS, TICKS, name))
    assert (stat.parent, stat.cpu_seconds) == (3, 5.0)


def test_memory_is_read_in_megabytes() -> None:
    assert parse_memory("VmPeak:\t  1 kB\nVmHWM:\t  1000 kB\n", "VmHWM") == 1.024


def test_memory_that_is_not_told_is_none() -> None:
    assert parse_memory("Name:\tpython\n", "VmHWM") == 0


def test_a_tree_holds_grandchildren_and_no_neighbours() -> None:
    stats = {
        number: parse_stat(make_stat(parent, 0, 0)) for number, parent in ((5, 1), (6, 5), (7, 6), (8, 1))
    }
    assert list_tree(5, stats) == [5, 6, 7]


def test_processor_time_is_that_of_the_whole_tree(tmp_path: Path) -> None:
    for process, parent, ticks in ((5, 1, TICKS), (6, 5, 2 * TICKS), (8, 1, 100 * TICKS)):
        make_process(tmp_path, process, parent, ticks=ticks)
    assert measure_cpu(5, tmp_path) == 3


def test_memory_is_the_share_of_the_whole_tree(tmp_path: Path) -> None:
    for process, parent, memory_kb in ((5, 1, 1000), (6, 5, 500), (8, 1, 9000)):
        make_process(tmp_path, process, parent, memory_kb=memory_kb)
    assert measure_memory(5, tmp_path) == pytest.approx(1.536)


def test_a_ratio_is_the_median_of_the_ratios_of_rounds() -> None:
    # Of medians it would be 20 / 10: the third round was slow for both.
    results = make_results(mine=[sample(10), sample(20), sample(30)], its=[sample(10), sample(5), sample(10)])
    assert results.find_ratio("event", "mine", "its", "requests_per_second") == 3


def test_a_ratio_leaves_out_rounds_without_an_answer() -> None:
    results = make_results(mine=[sample(10), None, sample(10)], its=[sample(5), sample(5), None])
    assert results.find_ratio("event", "mine", "its", "requests_per_second") == 2


def test_what_was_not_asked_has_no_ratio() -> None:
    assert make_results(mine=[sample(10)]).find_ratio("event", "mine", "its", "cpu_us") is None


def test_a_median_leaves_out_rounds_without_an_answer() -> None:
    results = make_results(mine=[None, sample(10), sample(30), sample(20)])
    assert results.find_median("event", "mine", "requests_per_second") == 20


@pytest.mark.parametrize(
    ("found", "is_most", "verdict"),
    [
        (2.0, True, "met"),
        (2.1, True, "missed"),
        (2.0, False, "met"),
        (1.9, False, "missed"),
        (None, True, "not measured"),
    ],
)
def test_a_verdict_knows_which_side_of_the_limit_is_good(
    found: float | None, is_most: bool, verdict: str
) -> None:
    assert Target("a", 2.0, found, is_most).verdict == verdict


def test_kept_answers_are_judged_by_the_worst() -> None:
    rows: dict[str, dict[str, list[Sample | None]]] = {
        "event": {PRODUCT: [sample(1, 11)], HELLO: [sample(1, 10)]},
        "page": {PRODUCT: [sample(1, 15)], HELLO: [sample(1, 10)]},
        "event" + UNKEPT: {PRODUCT: [sample(1, 90)], HELLO: [sample(1, 10)]},
    }
    targets = {target.name: target for target in judge(Results(rows))}
    assert targets["kept: CPU × hello, the worst"].found == 1.5


def test_growth_is_told_beside_a_smaller_table() -> None:
    def make(cpu_us: float) -> Results:
        return Results({"event" + UNKEPT: {PRODUCT: [sample(1, cpu_us)], HELLO: [sample(1, 10)]}})

    targets = {target.name: target for target in judge(make(60), make(40))}
    assert targets["growth: event"].found == 1.5
    assert targets["growth: list of 50"].verdict == "not measured"


def test_results_are_read_as_they_were_written(tmp_path: Path) -> None:
    results = make_results(mine=[sample(10), None])
    results.figures["start_seconds"] = 2.5
    (tmp_path / "results.json").write_text(json.dumps({**results.as_json(), "targets": []}))
    assert read_results(tmp_path / "results.json") == results


def test_numbers_end_below_each_other_and_words_begin_so() -> None:
    assert align([["a", "req/s"], ["long", "5"]], 1) == "a     req/s\nlong      5\n"


def test_the_table_has_a_line_for_each_server_and_dashes_for_what_is_not_known() -> None:
    results = Results({"event": {PRODUCT: [sample(50, 20)], HELLO: [sample(100, 10)], NGINX: [None]}})
    lines = [line.split() for line in write_table(results).splitlines()]
    assert lines[1] == ["event", PRODUCT, "50", "1.00", "2.00", "20", "3", "0", "0.50", "2.00", "–", "–"]
    assert lines[3] == ["event", NGINX, *"––––––––", "–"]


def test_targets_tell_their_side() -> None:
    lines = write_targets([Target("a", 0.25, 0.5, False)]).splitlines()
    assert lines[1].split() == ["a", "≥", "0.25", "0.50", "met"]


def test_the_chart_holds_no_script() -> None:
    drawn = draw_chart(Results({"event": {PRODUCT: [sample(50)], HELLO: [None]}}))
    assert b"<svg" in drawn
    assert b"<script" not in drawn


def test_a_table_has_the_rows_of_one_language_and_finds_them(tmp_path: Path) -> None:
    words = [f"{word}_{locale}" for locale in ("kk", "ru", "en") for word in ("title", "summary", "body")]
    head = ["id", "first_day", "era", *words]
    path = tmp_path / "text.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(
            [head, ["a", "1991-12-16", "founding", *(f"{word} one\ntwo\x85three" for word in words)]]
        )
    build_table(path.read_bytes().decode(), tmp_path / "table.sqlite")
    connection = sqlite3.connect(tmp_path / "table.sqlite")
    sought = "SELECT rowid FROM events_ru_fts WHERE events_ru_fts MATCH 'title_ru'"
    found = connection.execute(f"SELECT title FROM events_ru WHERE rowid IN ({sought})").fetchall()
    whole = connection.execute("SELECT * FROM events").fetchall()
    connection.close()
    assert found == [("title_ru one\ntwo\x85three",)]
    assert len(whole[0]) == len(head)


def test_what_is_compared_follows_one_another_and_is_asked_in_one_way() -> None:
    servers = {name: Server(1, f"http://{name}", 0) for name in (PRODUCT, HELLO, NGINX, PROXY, DATASETTE)}
    runs = list(plan_runs(list_questions("x"), servers, Server(2, "http://unkept", 0), '"tag"'))
    event = [run for run in runs if run.answer == "event"]
    unkept = [run for run in runs if run.answer == "event" + UNKEPT]
    assert [run.server for run in event] == [PRODUCT, HELLO, NGINX, PROXY]
    assert [run.server for run in unkept] == [PRODUCT, HELLO, DATASETTE]
    assert len({json.dumps(dict(run.headers)) for run in event}) == 1
    assert (event[0].process, unkept[0].process) == (1, 2)
