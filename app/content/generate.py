"""A seed of any size for measurements: made-up events whose sentences are shuffled from the real ones."""

import datetime as dt
import random
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from app.content.checks import check_seed
from app.content.markdown import strip_marks
from app.content.packs import PACK_SUFFIX, pack
from app.content.seed import Seed, walk_events
from app.core.edtf import parse_bounds
from app.core.errors import SeedError, SeedFault
from app.core.locales import LOCALES, Locale

# What a generated seed takes over from the real one; events, and all that names events, it doesn't.
_KEPT: Final = ("eras", "pages", "themes.yaml", "places.yaml", "people.yaml")
_SOURCES: Final = ("generated-one", "generated-two", "generated-three")
_SOURCE: Final = """\
title: "Generated for measurements: no source at all"
publisher: "{name}"
kind: blog
locale: en
"""
_FACTS: Final = """\
date: {date}
milestone: {milestone}
era: {era}
themes: [{themes}]
places: [{places}]
people: [{people}]
confidence: {confidence}
citations:
- {{source: {first}}}
- {{source: {second}}}
status: {{kk: draft, ru: draft, en: draft}}
updated: {updated}
"""
_COLLECTION: Final = "order: 1\nevents: [{events}]\n"
_MOVED: Final = "renamed: {}\nwithdrawn: {}\n"
_THIRTY: Final = 30
_EVENTS_IN_A_PACK: Final = 1_000
_SENTENCE_END: Final = re.compile(r"(?<=[.!?]) (?=[A-ZА-ЯӘҒҚҢӨҰҮҺІ])")
_SHORTEST, _LONGEST = 40, 200
_TITLE_LETTERS: Final = 70


@dataclass(frozen=True)
class _Stock:
    """What generated events are made of: real sentences and titles by locale, eras, ids."""

    sentences: dict[Locale, list[str]]
    titles: dict[Locale, list[str]]
    eras: list[tuple[str, dt.date, dt.date]]
    themes: list[str]
    places: list[str]
    people: list[str]


def _cut_sentences(text: str) -> list[str]:
    flat = re.sub(r"[ \n]+", " ", strip_marks(text))
    return [part for part in _SENTENCE_END.split(flat) if _SHORTEST <= len(part) <= _LONGEST]


def _take_stock(seed: Seed) -> _Stock:
    sentences: dict[Locale, list[str]] = {locale: [] for locale in LOCALES}
    titles: dict[Locale, list[str]] = {locale: [] for locale in LOCALES}
    for event in walk_events(seed):
        for locale in LOCALES:
            document = event.words[locale].document
            sentences[locale] += _cut_sentences(document.body)
            titles[locale].append(document.title)
    eras = [
        (era.id, parse_bounds(era.sound.from_).first, parse_bounds(era.sound.to).last or dt.date.max)
        for era in seed.eras.values()
    ]
    return _Stock(sentences, titles, eras, list(seed.themes), list(seed.places), list(seed.people))


def _make_facts(stock: _Stock, date: str, day: dt.date, cited: Sequence[str], chance: random.Random) -> str:
    era = next(key for key, first, last in stock.eras if first <= day <= last)
    return _FACTS.format(
        date=date,
        milestone="yes" if chance.random() < 0.05 else "no",
        era=era,
        themes=", ".join(chance.sample(stock.themes, chance.randint(1, 2))),
        places=", ".join(chance.sample(stock.places, chance.randint(0, 2))),
        people=", ".join(chance.sample(stock.people, chance.randint(0, 3))),
        confidence=chance.choice(("high", "medium", "low")),
        first=cited[0],
        second=cited[1],
        updated=f"2026-{chance.randint(1, 9):02}-{chance.randint(1, 28):02}",
    )


def _make_words(
    stock: _Stock, number: int, cited: Sequence[str], chance: random.Random
) -> Iterator[tuple[Locale, str]]:
    """Give a title with the event's number, a summary, and a story of three sentences, in each locale.

    Where there are a million, each is told in short.
    """
    for locale in LOCALES:
        title = chance.choice(stock.titles[locale])[:_TITLE_LETTERS].rstrip(" –,:«“(")
        summary, *told = chance.choices(stock.sentences[locale], k=4)
        story = [f"{sentence}[^{chance.choice(cited)}]" for sentence in told]
        # Its digits in threes, as people write them: else every event would add a word to the vocabulary.
        shown = f"{number:,}".replace(",", "\u00a0")
        yield locale, "\n\n".join([f"# {title} ({shown})", summary, *story]) + "\n"


def _walk_events(stock: _Stock, events: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Give the id and the line of a pack of one event after the other."""
    begin, end = min(first for _, first, _ in stock.eras), max(last for _, _, last in stock.eras)
    for number in range(1, events + 1):
        day = begin + dt.timedelta(days=chance.randint(0, (end - begin).days))
        date = day.isoformat() if chance.random() < 0.9 else f"{day:%Y-%m}"
        day = parse_bounds(date).first if parse_bounds(date).first >= begin else day
        key, cited = f"{date}-generated-{number}", chance.sample(_SOURCES, 2)
        texts = {"event.yaml": _make_facts(stock, date, day, cited, chance)}
        texts |= {f"{locale}.md": text for locale, text in _make_words(stock, number, cited, chance)}
        yield key, pack(key, texts)


def _write_events(stock: _Stock, target: Path, events: int, chance: random.Random) -> list[str]:
    """Write the events in packs of a thousand, and give the ids of the first thirty in order of time."""
    made, shown = _walk_events(stock, events, chance), list[str]()
    (target / "events").mkdir()
    number = 0
    while some := list(islice(made, _EVENTS_IN_A_PACK)):
        number += 1
        path = target / "events" / f"generated-{number:04}{PACK_SUFFIX}"
        path.write_text("".join(line for _, line in some), encoding="utf-8")
        shown += [key for key, _ in some[: _THIRTY - len(shown)]]
    return sorted(shown)


def write_generated_seed(root: Path, target: Path, events: int, number: int) -> None:
    """Write a seed of `events` made-up events to the new folder `target`; same `number`, same bytes.

    Eras, themes, places, people and pages are those of the seed at `root`. Raises SeedError when that is
    faulty or when `target` is already there.
    """
    if target.exists():
        fault = SeedFault(target.name, 1, "taken", "There is such a folder.", "Choose a new one.")
        raise SeedError([fault])
    stock = _take_stock(check_seed(root))
    for name in _KEPT:
        copy = shutil.copytree if (root / name).is_dir() else shutil.copy
        target.mkdir(parents=True, exist_ok=True)
        copy(root / name, target / name)
    (target / "sources").mkdir()
    for name in _SOURCES:
        (target / "sources" / f"{name}.yaml").write_text(_SOURCE.format(name=name), encoding="utf-8")
    (target / "moved.yaml").write_text(_MOVED, encoding="utf-8")
    shown = _write_events(stock, target, events, random.Random(number))  # noqa: S311
    thirty = target / "collections" / "thirty"
    shutil.copytree(root / "collections" / "thirty", thirty)
    (thirty / "collection.yaml").write_text(_COLLECTION.format(events=", ".join(shown)), encoding="utf-8")
