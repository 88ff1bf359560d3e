"""Hostile content: each file is refused with its place, with exit code 1; the database stays as it was."""

import json
import multiprocessing
import os
import re
import resource
import shutil
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from app.cli import run
from app.content.seed import MOST_FILES
from tests.content.seeds import LAW, VIGNETTE, replace

FACTS, WORDS, SOURCE, PACK = (
    f"{LAW}/event.yaml",
    f"{LAW}/en.md",
    "sources/law-text.yaml",
    "events/more.ndjson",
)
BOMB = "\n".join(["a0: &a0 x"] + [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 30)])
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{}</svg>'
# A file of the seed, the code of its fault, and what stands in it.
CONTENTS: dict[str, tuple[str, str, bytes | str]] = {
    "nothing": (FACTS, "empty", b""),
    "noughts": (FACTS, "not-yaml", b"\0" * 100),
    "bytes that are no text": (FACTS, "not-utf8", bytes(range(256))),
    "UTF-16": (FACTS, "not-utf8", "date: 1991-12-16".encode("utf-16")),
    "a lone surrogate": (WORDS, "not-utf8", b"# \xed\xa0\x80\n"),
    "an overlong slash": (WORDS, "not-utf8", b"# \xc0\xaf\n"),
    "a bomb of aliases": (FACTS, "yaml-trick", BOMB),
    "an alias of itself": (FACTS, "yaml-trick", "a: &a [*a]"),
    "a tag that runs a program": (FACTS, "yaml-trick", "date: !!python/object/apply:os.system [id]"),
    "a tag of one's own": (FACTS, "yaml-trick", "date: !own 1991"),
    "a hundred thousand brackets": (FACTS, "too-deep", "[" * 100_000),
    "a merge of keys": (FACTS, "extra-forbidden", "<<: {date: 1991}"),
    "two documents": (FACTS, "not-yaml", "date: 1991\n---\ndate: 1992\n"),
    "a directive": (FACTS, "not-yaml", "%YAML 9.9\n---\ndate: 1991\n"),
    "a key twice": (FACTS, "duplicate-key", "date: 1991\ndate: 1992\n"),
    "a list": (FACTS, "model-type", "- date"),
    "a number": (FACTS, "model-type", "9" * 400_000),
    "a megabyte and more": (FACTS, "too-large", "#" * 1_000_001),
    "a database": (SOURCE, "not-yaml", b"SQLite format 3\0" + b"\0" * 84),
    "an archive": (SOURCE, "not-yaml", b"PK\3\4" + b"\0" * 26),
    "a page": (SOURCE, "model-type", "<script>alert(1)</script>"),
    "a picture of elsewhere": (
        WORDS,
        "unknown-picture",
        "# Title\n\nA summary.\n\n![x](https://example.org/x.png)\n",
    ),
    "a letter that turns the direction": (WORDS, "hidden-sign", "# Ti\u202etle\n\nA summary.\n\nA story.\n"),
    "a sign without width": (WORDS, "hidden-sign", "# Ti\u200btle\n\nA summary.\n\nA story.\n"),
    "a word of two alphabets": (WORDS, "mixed-script", "# Tіtle\n\nA summary.\n\nA story.\n"),
    "an escape for a terminal": (WORDS, "hidden-sign", "# \x1b[2JTitle\n\nA summary.\n\nA story.\n"),
    "a drawing that runs": (VIGNETTE, "bad-vignette", SVG.format("<script>alert(1)</script>")),
    "a drawing that asks elsewhere": (
        VIGNETTE,
        "bad-vignette",
        SVG.format('<image href="https://example.org/x.png"/>'),
    ),
    "a drawing that listens": (VIGNETTE, "bad-vignette", SVG.format('<path d="M0 0" onload="alert(1)"/>')),
    "a drawing of entities": (
        VIGNETTE,
        "bad-vignette",
        f'<!DOCTYPE svg [<!ENTITY a "aaaa">]>{SVG.format("&a;")}',
    ),
    "no line of a pack": (PACK, "not-packed", "{"),
    "not a number in a pack": (PACK, "not-packed", '{"id": NaN}'),
    "a way out in a pack": (PACK, "not-packed", '{"id": "../../x"}'),
    "a name twice in a pack": (PACK, "not-packed", '{"id": "1991-01-01-a", "id": "1991-01-01-b"}'),
    "a thousand brackets in a pack": (PACK, "not-packed", "[" * 100_000),
    "another file in a pack": (PACK, "not-packed", '{"id": "1991-01-01-a", "../x": ""}'),
}
SECRET = "secret of the house"
MOST_CPU_SECONDS, MOST_MEMORY_KB = 2, 256 * 1024


def put(seed: Path, name: str) -> None:
    """Write hostile contents into the seed."""
    file, _, contents = CONTENTS[name]
    (seed / file).write_bytes(contents if isinstance(contents, bytes) else contents.encode())


def point_out(seed: Path) -> None:
    """Let a file be a link to one outside of the seed."""
    outside = seed.parent / "outside.yaml"
    outside.write_text(SECRET)
    (seed / FACTS).unlink()
    (seed / FACTS).symlink_to(outside)


def make_pipe(seed: Path) -> None:
    """Let a file be a pipe, from which nothing ever comes."""
    (seed / FACTS).unlink()
    os.mkfifo(seed / FACTS)


def make_folder(seed: Path) -> None:
    """Let a file be a folder."""
    (seed / FACTS).unlink()
    (seed / FACTS).mkdir()


def link_a_folder(seed: Path) -> None:
    """Let a whole folder of the seed be a link to one outside of it."""
    (seed / "sources").rename(seed.parent / "outside")
    (seed / "sources").symlink_to(seed.parent / "outside")


def lead_to_a_script(seed: Path) -> None:
    """Let a source have an address that runs."""
    text = (seed / SOURCE).read_text(encoding="utf-8")
    (seed / SOURCE).write_text(re.sub(r"https?://", "javascript://", text), encoding="utf-8")


def lead_to_a_long_address(seed: Path) -> None:
    """Let a source have an address of more than 2,000 signs."""
    replace(seed / SOURCE, "https://adilet.zan.kz/law", f"https://adilet.zan.kz/{'l' * 1980}")


def name_a_day_that_never_was(seed: Path) -> None:
    """Let an event be on a day that doesn't exist."""
    replace(seed / FACTS, "1991-12-16", "99999999999999999999-99-99")


ACTS: list[tuple[Callable[[Path], None], str, str]] = [
    (point_out, FACTS, "missing-file"),
    (make_pipe, FACTS, "missing-file"),
    (make_folder, FACTS, "missing-file"),
    (link_a_folder, "sources", "stray-link"),
    (lead_to_a_script, SOURCE, "value-error"),
    (lead_to_a_long_address, SOURCE, "value-error"),
    (name_a_day_that_never_was, FACTS, "value-error"),
]


def build(seed: Path, database: Path, *options: str) -> int:
    """Give the exit code of a build."""
    return run(["build", "--seed", str(seed), "--database", str(database), *options])


def check_refused(seed: Path, capsys: pytest.CaptureFixture[str], file: str, code: str) -> None:
    """The seed is refused with this fault and its place, and the database beside it stays."""
    database = seed.parent / "timeline.sqlite"
    database.write_bytes(b"what is served")
    before = {path.name for path in seed.parent.iterdir()}
    assert build(seed, database) == 1
    told = capsys.readouterr()
    *faults, count = told.out.splitlines()
    assert re.fullmatch(r"[1-9]\d* faults?", count)
    assert [line for line in faults if not re.match(r"seed(/[^:]+)?:[1-9]\d*: [a-z0-9-]+: ", line)] == []
    assert any(re.match(rf"seed/{re.escape(file)}:\d+: {code}: ", line) for line in faults), faults
    assert "Traceback" not in told.err
    assert SECRET not in told.out
    assert database.read_bytes() == b"what is served"
    assert {path.name for path in seed.parent.iterdir()} == before


@pytest.mark.parametrize("name", CONTENTS)
def test_hostile_contents_are_refused_with_their_place(
    tiny_seed: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    put(tiny_seed, name)
    check_refused(tiny_seed, capsys, *CONTENTS[name][:2])


@pytest.mark.parametrize(("act", "file", "code"), ACTS)
def test_what_misleads_is_refused_with_its_place(
    tiny_seed: Path,
    capsys: pytest.CaptureFixture[str],
    act: Callable[[Path], None],
    file: str,
    code: str,
) -> None:
    act(tiny_seed)
    check_refused(tiny_seed, capsys, file, code)


def test_a_seed_of_more_than_50_mb_is_refused_and_can_be_allowed(
    tiny_seed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (tiny_seed / LAW / "large.jpg").open("wb") as file:
        file.truncate(MOST_FILES * 10_000)  # takes no place on the disk
    put(tiny_seed, "a key twice")
    check = ["check", "--seed", str(tiny_seed)]
    assert run(check) == 1
    assert re.fullmatch(
        r"seed:1: too-large-seed: The seed is larger than 50 MB\. .*\n1 fault\n", capsys.readouterr().out
    )
    run([*check, "--most-files", str(MOST_FILES * 2)])
    assert "too-large-seed" not in capsys.readouterr().out


def measure(sound: Path, results: Path) -> None:
    """Check each hostile seed and write down what it took: a process of its own shows its whole memory."""
    # What would go on for ever ends here.
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    resource.setrlimit(resource.RLIMIT_DATA, (1 << 30, 1 << 30))
    seconds = {}
    for name, act in {**dict.fromkeys(CONTENTS), **{act.__name__: act for act, *_ in ACTS}}.items():
        seed = Path(shutil.copytree(sound, results.parent / name.replace(" ", "-") / "seed"))
        if act:
            act(seed)
        else:
            put(seed, name)
        began = time.process_time()
        with redirect_stdout(StringIO()):
            assert build(seed, seed.parent / "timeline.sqlite") == 1
        seconds[name] = time.process_time() - began
    # Of this program alone: what the system counts for a process begins with the one that it was forked from.
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    results.write_text(json.dumps({"seconds": seconds, "peak_kb": int(status["VmHWM"].split()[0])}))


def test_hostile_contents_take_neither_time_nor_memory(tiny_seed: Path, tmp_path: Path) -> None:
    """The seconds are those of the processor, and a few hundredths each on a desk: no clock decides."""
    process = multiprocessing.get_context("spawn").Process(
        target=measure, args=(tiny_seed, tmp_path / "told")
    )
    process.start()
    process.join()
    assert process.exitcode == 0
    told = json.loads((tmp_path / "told").read_text())
    assert len(told["seconds"]) == len(CONTENTS) + len(ACTS)
    assert {name: took for name, took in told["seconds"].items() if took > MOST_CPU_SECONDS} == {}
    assert told["peak_kb"] <= MOST_MEMORY_KB
