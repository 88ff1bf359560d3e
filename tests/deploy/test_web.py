"""The drill of deploy/web: its README under load; a process dies, new texts come, all processes end."""

import itertools
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import httpx
import pytest

from app.core.locales import LOCALES
from app.db import check_file
from tests.deploy.farm import LONGEST_SECONDS, NGINX, Site, open_folder, read_blocks, wait_until

EVENT: Final = "1991-12-16-independence-law"
PARTIAL: Final = {"HX-Request": "true", "HX-Request-Type": "partial"}
# Stands in every title of one seed, so that no page can hide where its rows come from.
MARKS: Final = {"old": "(70701)", "new": "(80802)"}
TOKENS: Final = re.compile(r"\(70701\)|\(80802\)|(?<=\"data_version\":\")[^\"]+")
ONCE: Final = (
    *("X-Content-Type-Options", "Referrer-Policy", "Content-Security-Policy", "Permissions-Policy"),
    *("Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Cache-Control", "ETag", "Vary"),
)
VISITORS: Final = 4


@dataclass(frozen=True)
class Place:
    """An address as it is asked for; any number behind `free` makes another one with the same words."""

    address: str
    headers: tuple[tuple[str, str], ...] = ()
    free: str = ""
    numbers: int = 1_000_000


def list_places() -> list[Place]:
    """Give pages, partials, lists and events of the API in three locales."""
    places = []
    for locale in LOCALES:
        pages = [f"/{locale}/{path}" for path in ("", "events", "thirty", f"events/{EVENT}")]
        places += [Place(page, free="?n=") for page in pages]
        places += [Place(page, tuple(PARTIAL.items()), "?n=") for page in pages[1:3]]
        places.append(Place(f"/api/v1/events?locale={locale}", free="&limit=", numbers=200))
        places.append(Place(f"/api/v1/events/{EVENT}?locale={locale}"))
    return places


PLACES: Final = list_places()


@dataclass(frozen=True)
class Seen:
    """What a visitor saw: when it was asked for, and the marks and versions in it."""

    began: float
    address: str
    status: int
    tokens: frozenset[str]
    fault: str = ""


@dataclass
class Visitor:
    """Asks for one place after another, every other time at an address that nobody asked for before."""

    base: str
    number: int
    seen: list[Seen] = field(default_factory=list)
    kept: dict[Place, tuple[str, frozenset[str]]] = field(default_factory=dict)

    def walk(self, is_over: threading.Event) -> None:
        """Ask until it is over, on a connection of its own each time, so that nothing is tried twice."""
        limits = httpx.Limits(max_keepalive_connections=0)
        with httpx.Client(
            base_url=self.base, limits=limits, timeout=LONGEST_SECONDS, trust_env=False
        ) as client:
            for step in itertools.count():
                if is_over.wait(0.05):
                    return
                place = PLACES[(step * 5 + self.number) % len(PLACES)]
                fresh = step * VISITORS + self.number if place.free and step % 2 else None
                self.seen.append(self.ask(client, place, fresh))

    def ask(self, client: httpx.Client, place: Place, fresh: int | None = None) -> Seen:
        """Ask for a place, by its tag where it was seen before."""
        address, headers = place.address, dict(place.headers)
        if fresh is not None:
            address += f"{place.free}{fresh % place.numbers + 1}"
        elif place in self.kept:
            headers["If-None-Match"] = self.kept[place][0]
        began = time.monotonic()
        try:
            answer = client.get(address, headers=headers)
        except httpx.HTTPError as error:
            return Seen(began, address, 0, frozenset(), repr(error))
        counts = {name: len(answer.headers.get_list(name)) for name in ONCE}
        fault = "".join(f"{count} × {name} " for name, count in counts.items() if count != 1)
        if answer.status_code == 304:
            return Seen(began, address, 304, self.kept[place][1], fault)
        tokens = frozenset(TOKENS.findall(answer.text))
        if fresh is None and answer.status_code == 200:
            self.kept[place] = (answer.headers.get("ETag", ""), tokens)
        return Seen(began, address, answer.status_code, tokens, fault)


@dataclass
class Crowd:
    """All visitors."""

    visitors: list[Visitor]

    @property
    def seen(self) -> list[Seen]:
        """Give what all of them saw."""
        return [seen for visitor in self.visitors for seen in visitor.seen]

    def wait_for(self, more: int) -> None:
        """Return when they have asked so many times more."""
        enough = len(self.seen) + more
        wait_until(lambda: len(self.seen) >= enough, f"{enough} answers")


@contextmanager
def let_in(base: str) -> Iterator[Crowd]:
    """Give visitors who ask all the time, until the end of the block."""
    crowd, is_over = Crowd([Visitor(base, number) for number in range(VISITORS)]), threading.Event()
    threads = [threading.Thread(target=visitor.walk, args=(is_over,)) for visitor in crowd.visitors]
    for thread in threads:
        thread.start()
    try:
        yield crowd
    finally:
        is_over.set()
        for thread in threads:
            thread.join()


def mark_titles(seed: Path, mark: str) -> None:
    """Put a mark at the end of every title of every event, instead of the mark that stands there."""
    for path in seed.glob("events/*/??.md"):
        title, _, rest = path.read_text(encoding="utf-8").partition("\n")
        path.write_text(f"{title.partition(' (')[0]} {mark}\n{rest}", encoding="utf-8")


@pytest.fixture
def site(tiny_seed: Path) -> Iterator[Site]:
    """Give a technician's folder; whatever runs ends with the test."""
    with open_folder() as folder:
        site = Site(folder, tiny_seed)
        try:
            yield site
        finally:
            site.leave()


def name_releases(site: Site) -> dict[str, str]:
    """Give old or new for each mark and each data_version."""
    groups = {"old": "blue", "new": "green"}
    versions = {check_file(site.folder / group / "timeline.sqlite"): age for age, group in groups.items()}
    return versions | {mark: age for age, mark in MARKS.items()}


def judge(seen: list[Seen], releases: dict[str, str]) -> list[str]:
    """Give the age of each answer. No request failed, and none is of two releases."""
    assert [one for one in seen if one.status not in {200, 304} or one.fault] == []
    ages = [{releases[token] for token in one.tokens} for one in seen]
    assert [one for one, age in zip(seen, ages, strict=True) if len(age) != 1] == []
    return [age.pop() for age in ages]


def check_without_processes(site: Site, client: httpx.Client, visitor: Visitor) -> None:
    """What was asked for before is still answered; what wasn't says when to come back."""
    wait_until(site.is_asleep, "the processes don't end")
    answers = [visitor.ask(client, place) for place in PLACES]
    assert set(judge(answers, name_releases(site))) == {"new"}
    sorry = client.get("/kk/about")
    assert (sorry.status_code, sorry.headers["Retry-After"]) == (503, "5")
    assert "Сәл күтіңіз" in sorry.text


def check_the_wall(site: Site, client: httpx.Client) -> None:
    """The product's own limits hold behind nginx, and it believes nginx, and nobody else, who asks."""
    assert client.get(f"/kk/?{'x' * 5000}").status_code == 414
    assert client.request("GET", "/kk/", content=b"{}").status_code == 400
    assert client.get("/kk/", headers={"Host": "elsewhere.example.org"}).status_code == 400
    beat = f"http://127.0.0.1:{site.ports['8003']}/kiosk/beat"
    for forwarded, status in (("127.0.0.1", 415), ("203.0.113.9", 404)):
        answer = httpx.post(beat, headers={"X-Forwarded-For": forwarded}, content=b"{}", trust_env=False)
        assert answer.status_code == status


@pytest.mark.timeout(400)
@pytest.mark.skipif(not Path(NGINX).exists(), reason=f"no {NGINX}: make nginx")
def test_a_process_dies_new_texts_come_all_end_and_no_visitor_notices(site: Site) -> None:
    files, settings, start, change, stop, leave = read_blocks()
    mark_titles(site.seed, MARKS["old"])
    site.run(files)
    site.listen()
    site.run(settings)
    site.run(start)
    with let_in(site.base) as crowd:
        crowd.wait_for(100)
        site.kill("blue", 1)
        crowd.wait_for(100)
        mark_titles(site.seed, MARKS["new"])
        began = time.monotonic()
        site.run(change)
        ended = time.monotonic()
        crowd.wait_for(150)
    releases = name_releases(site)
    ages = judge(crowd.seen, releases)
    assert len(releases) == 4
    assert {age for age, one in zip(ages, crowd.seen, strict=True) if one.began < began} == {"old"}
    assert {age for age, one in zip(ages, crowd.seen, strict=True) if one.began > ended} == {"new"}
    with httpx.Client(base_url=site.base, trust_env=False) as client:
        check_the_wall(site, client)
        visitor = Visitor(site.base, 0)
        judge([visitor.ask(client, place) for place in PLACES], releases)
        site.run(stop)
        check_without_processes(site, client, visitor)
    site.run(leave)
    wait_until(lambda: not (site.folder / "nginx.pid").exists(), "nginx doesn't end")
