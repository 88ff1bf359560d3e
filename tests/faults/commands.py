"""The product's command line in processes that have read its code before: a tenth of a second each."""

import hashlib
import multiprocessing
import os
import resource
import sys
from collections.abc import Sequence
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from app.cli import run
from tests.faults.figures import LONGEST_SECONDS


def _run(
    arguments: Sequence[str], output: Path, database: Path | None, most_bytes: int | None, user: int | None
) -> None:
    descriptor = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(descriptor, sys.stdout.fileno())
    os.dup2(descriptor, sys.stderr.fileno())
    if most_bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    if database is not None:
        os.environ["ALTYN_DATABASE"] = str(database)
    if user is not None:
        os.setuid(user)
    sys.exit(run(arguments))


def start(
    *arguments: str,
    output: Path,
    database: Path | None = None,
    most_bytes: int | None = None,
    user: int | None = None,
) -> ForkServerProcess:
    """Start a command: no file may grow beyond `most_bytes`, and it is another user's if one is named."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "app.main"])
    process = context.Process(target=_run, args=(arguments, output, database, most_bytes, user))
    process.start()
    return process


def finish(process: ForkServerProcess) -> int | None:
    """Give the exit code of a command, negative for the signal that ended it; None if it never ended."""
    process.join(LONGEST_SECONDS)
    code = process.exitcode
    process.kill()
    return code


def name_build(seed: Path, database: Path) -> tuple[str, ...]:
    """Give the arguments of a build."""
    return ("build", "--no-cards", "--seed", str(seed), "--database", str(database))


def sum_of(path: Path) -> str:
    """Give the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
