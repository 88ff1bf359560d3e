"""Which server is asked for what: the bytes of the product's answers are handed to the others first."""

import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from tests.bench.data import build_table, find_some_id
from tests.bench.hello import UNCHANGED
from tests.bench.questions import PACKED, Question, list_questions
from tests.bench.servers import Server, run_datasette, run_hello, run_nginx, run_product

PRODUCT, HELLO, NGINX, PROXY, DATASETTE = "product", "hello", "nginx", "nginx proxy", "Datasette"
SERVERS: Final = (PRODUCT, HELLO, NGINX, PROXY, DATASETTE)
UNKEPT: Final = ", not kept"
NOT_MODIFIED: Final = "event, 304"
# A stream is made anew for each client.
_STREAMS: Final = frozenset({"CSV"})


@dataclass(frozen=True)
class Run:
    """One server asked for one answer."""

    answer: str
    server: str
    process: int
    url: str
    headers: Mapping[str, str]
    most_clients: int | None = None


@dataclass(frozen=True)
class Field:
    """Everything that is measured: the product, its rows in a plain table, and the runs of a round."""

    product: Server
    table: Path
    runs: Sequence[Run]


def fetch(url: str, headers: Mapping[str, str]) -> tuple[bytes, str]:
    """Give an answer's body and its ETag. Raises HTTPError unless it is a good one."""
    with urllib.request.urlopen(urllib.request.Request(url, headers=dict(headers))) as answer:
        return answer.read(), answer.headers.get("ETag", "")


def _make_run(answer: str, name: str, server: Server, address: str, headers: Mapping[str, str]) -> Run:
    return Run(answer, name, server.process, server.base + address, headers)


def _write_bodies(folder: Path, product: Server, questions: Sequence[Question]) -> str:
    """Write what the product answers, packed and plain, one file each; give the ETag of the first, packed."""
    folder.mkdir()
    tags = []
    for number, question in enumerate(questions):
        for kind, encoding in (("packed", PACKED), ("plain", {})):
            body, tag = fetch(product.base + question.address, {**question.headers, **encoding})
            (folder / f"{kind}-{number}").write_bytes(body)
            tags.append(tag)
    return tags[0]


def _plan_kept(number: int, question: Question, servers: Mapping[str, Server]) -> Iterator[Run]:
    headers = {**question.headers, **PACKED}
    for name in (PRODUCT, HELLO, NGINX, PROXY):
        address = f"/packed-{number}" if name in {HELLO, NGINX} else question.address
        yield _make_run(question.name, name, servers[name], address, headers)


def _plan_unkept(
    number: int, question: Question, unkept: Server, others: Mapping[str, Server]
) -> Iterator[Run]:
    answer = question.name + UNKEPT
    runs = [
        _make_run(answer, PRODUCT, unkept, question.address, question.headers),
        _make_run(answer, HELLO, others[HELLO], f"/plain-{number}", question.headers),
    ]
    if question.table:
        runs.append(_make_run(answer, DATASETTE, others[DATASETTE], question.table, {}))
    yield from (replace(run, most_clients=question.most_clients) for run in runs)


def plan_runs(
    questions: Sequence[Question], servers: Mapping[str, Server], unkept: Server, tag: str
) -> Iterator[Run]:
    """Give the runs of one round; those that are compared follow one another."""
    unchanged = {**PACKED, "If-None-Match": tag}
    yield _make_run(NOT_MODIFIED, PRODUCT, servers[PRODUCT], questions[0].address, unchanged)
    yield _make_run(NOT_MODIFIED, HELLO, servers[HELLO], UNCHANGED, unchanged)
    for number, question in enumerate(questions):
        if question.name not in _STREAMS:
            yield from _plan_kept(number, question, servers)
    for number, question in enumerate(questions):
        yield from _plan_unkept(number, question, unkept, servers)


@contextmanager
def set_up(folder: Path, database: Path) -> Iterator[Field]:
    """Start every server on the same data, and give what there is to measure."""
    table = folder / "table.sqlite"
    with ExitStack() as stack:
        product = stack.enter_context(run_product(database))
        rows = fetch(f"{product.base}/api/v1/events.csv", {})[0].decode()
        build_table(rows, table)
        questions = list_questions(find_some_id(rows))
        tag = _write_bodies(folder / "files", product, questions)
        unkept = stack.enter_context(run_product(database, "tests.bench.unkept"))
        hello = stack.enter_context(run_hello(folder / "files"))
        nginx, proxy = stack.enter_context(run_nginx(folder, product))
        datasette = stack.enter_context(run_datasette(table))
        servers = dict(zip(SERVERS, (product, hello, nginx, proxy, datasette), strict=True))
        runs = list(plan_runs(questions, servers, unkept, tag))
        for run in runs:
            if run.answer != NOT_MODIFIED:
                fetch(run.url, run.headers)  # warms it, and shows that it answers
        yield Field(product, table, runs)
