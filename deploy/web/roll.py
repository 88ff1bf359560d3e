#!/usr/bin/env python3
"""Lead every visitor to other processes at once.

Goes on only when each process serves, and all serve the same data; ends when nobody asks those before any
more. Standard library only.
"""

import json
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

READY_SECONDS = 60.0
LEAVE_SECONDS = 30.0
LOOK_SECONDS = 0.1
NGINX = "nginx"
# The name is part of the key of each kept answer, so that none outlives its release.
RELEASE = """# Written by roll.py.
upstream timeline {{
{servers}
    keepalive 16;
    # Less than the processes' own 5 s, or a request could meet a closing connection.
    keepalive_timeout 4s;
}}
map "" $release {{
    default {name};
}}
"""


class Unfit(Exception):
    """The roll can't go on, and says why; visitors stay where they were."""


def ask_version(process: str) -> str | None:
    """Give the data_version that a process serves, or None while it isn't ready."""
    request = urllib.request.Request(f"http://{process}/readyz", headers={"Host": "localhost"})
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=2) as answer:
            version = str(json.load(answer)["data_version"])
    except (OSError, ValueError, KeyError):
        return None
    return version if re.fullmatch(r"[\w.-]+", version) else None


def wait_for_version(processes: Sequence[str]) -> str:
    """Give the data_version that all processes serve. Raises Unfit when one is silent or serves another."""
    end = time.monotonic() + READY_SECONDS
    while True:
        found = {process: ask_version(process) for process in processes}
        versions = set(found.values())
        if None not in versions and len(versions) == 1:
            return str(versions.pop())
        if None not in versions or time.monotonic() > end:
            raise Unfit(
                ", ".join(f"{process}: {version or 'not ready'}" for process, version in found.items())
            )
        time.sleep(LOOK_SECONDS)


def write_release(folder: Path, name: str, processes: Sequence[str]) -> None:
    """Write the list of processes beside the old one and put it in its place."""
    servers = "\n".join(f"    server {process} max_fails=1 fail_timeout=1s;" for process in processes)
    new = folder / "release.conf.new"
    new.write_text(RELEASE.format(servers=servers, name=name))
    new.replace(folder / "release.conf")


def find_workers(folder: Path) -> set[int]:
    """Give the processes that the nginx of this folder has below it; none when it doesn't run."""
    try:
        master = (folder / "nginx.pid").read_text().strip()
    except OSError:
        return set()
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = path.read_text(errors="replace").rpartition(")")[2].split()[1]
        except (OSError, IndexError):  # it ended while being read
            continue
        if parent == master:
            found.add(int(path.parent.name))
    return found


def reload_nginx(folder: Path) -> None:
    """Let nginx read its files anew, and wait until the workers before have answered. Raises Unfit."""
    before = find_workers(folder)
    if not before:
        return
    nginx = [NGINX, "-p", str(folder), "-c", "nginx.conf", "-e", "error.log"]
    subprocess.run([*nginx, "-s", "reload"], check=True)  # noqa: S603 - its words are ours
    end = time.monotonic() + LEAVE_SECONDS
    while before & find_workers(folder):
        if time.monotonic() > end:
            raise Unfit(f"nginx didn't take release.conf: see {folder / 'error.log'}")
        time.sleep(LOOK_SECONDS)


def roll(folder: Path, processes: Sequence[str]) -> str:
    """Lead visitors to these processes and give the name of the release. Raises Unfit."""
    name = f"{wait_for_version(processes)}-{int(time.time())}"
    write_release(folder, name, processes)
    reload_nginx(folder)
    return name


def main() -> None:
    """Roll as the command line says; exit 1 with the reason when it can't be."""
    if len(sys.argv) < 3:
        sys.exit("usage: roll.py FOLDER HOST:PORT…")
    try:
        sys.stdout.write(f"{roll(Path(sys.argv[1]), sys.argv[2:])}\n")
    except (Unfit, OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"roll.py: {error}")


if __name__ == "__main__":
    main()
