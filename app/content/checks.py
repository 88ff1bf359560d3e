"""Checks across files: what an event points at exists, words are complete, letters are right."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Final

from app.content.markdown import SECTIONS, Section, find_notes, parse_items
from app.content.reader import Place, SeedFile, open_seed_file, read_text
from app.content.seed import EventEntry, Seed, Words, find_files, read_seed
from app.core.edtf import parse_bounds, parse_span
from app.core.errors import SeedError, SeedFault
from app.core.locales import LOCALES, Locale
from app.core.slugs import find_nearest

TITLE_LETTERS: Final = 90
_WORD: Final = re.compile(r"[^\W\d_]+")
_LATIN: Final = re.compile(r"[A-Za-z]")
_CYRILLIC: Final = re.compile(r"[Ѐ-ӿ]")


def _check_known(file: SeedFile, place: Place, ids: Iterable[str], known: Collection[str], kind: str) -> None:
    for i, key in enumerate(ids):
        if key not in known:
            near = ", ".join(find_nearest(key, known))
            remedy = f"Did you mean {near}?" if near else "Add it to the seed first."
            file.fault(
                file.line_of((*place, i)), f"unknown-{kind}", f"“{key}” is no {kind} of the seed.", remedy
            )


def _check_once(file: SeedFile, place: Place, ids: Sequence[str]) -> None:
    for i, key in enumerate(ids):
        if key in ids[:i]:
            file.fault(
                file.line_of((*place, i)), "repeated", f"“{key}” stands twice.", "Keep one of the two."
            )


def _check_letters(file: SeedFile, text: str) -> None:
    """Note text that is not NFC, hidden signs, and words that mix Cyrillic and Latin letters.

    Titles of sources are quoted as they were printed: old Kazakh ones may hold a Latin i.
    """
    is_quoted = file.path.parent.name == "sources"
    for number, line in enumerate(text.split("\n"), 1):
        if not unicodedata.is_normalized("NFC", line):
            file.fault(number, "not-nfc", "Letters and accents are stored apart.", "Save the text as NFC.")
        if any(unicodedata.category(sign) in {"Cc", "Cf"} for sign in line.rstrip("\r")):
            file.fault(number, "hidden-sign", "A control or invisible character.", "Remove it.")
        for word in _WORD.findall(re.sub(r"\[\^[^\]]*\]", " ", line)):
            if _LATIN.search(word) and _CYRILLIC.search(word) and not is_quoted:
                file.fault(
                    number, "mixed-script", f"“{word}” mixes Cyrillic and Latin letters.", "Retype the word."
                )


def _check_document(words: Words) -> None:
    document = words.document
    if not document.title:
        words.file.fault(1, "no-title", "The title is missing.", "Begin the file with “# Title”.")
    elif len(document.title) > TITLE_LETTERS:
        problem = f"The title has {len(document.title)} letters."
        words.file.fault(document.title_line, "long-title", problem, f"Keep it to {TITLE_LETTERS}.")
    if not document.summary:
        words.file.fault(document.title_line, "no-summary", "The first paragraph is missing.", "Write it.")


def find_section(words: Words, locale: Locale, name: str) -> Section | None:
    """Give the section with a meaning of its own, or None when the file has none."""
    heading = SECTIONS[locale][name]
    return next((part for part in words.document.sections if part.heading == heading), None)


def _check_figures(entry: EventEntry, words: Words, locale: Locale) -> None:
    if entry.facts is None:
        return
    known = [figure.id for figure in entry.facts.figures]
    section = find_section(words, locale, "figures")
    labels = parse_items(section.text) if section else []
    line = section.line if section else words.document.title_line
    named = [item.partition(":")[0] for item, _ in labels]
    for key in set(known) - set(named):
        words.file.fault(line, "no-label", f"The figure “{key}” has no label.", f"Add “- {key}: …”.")
    for (item, offset), key in zip(labels, named, strict=True):
        if key not in known or not item.partition(":")[2].strip():
            words.file.fault(
                line + offset, "unknown-figure", f"“{key}” is no figure here.", "Remove the line."
            )


def _check_event_words(entry: EventEntry, words: Words, locale: Locale) -> None:
    document = words.document
    if not document.body:
        words.file.fault(document.title_line, "no-story", "The story is missing.", "Write it.")
    for section in document.sections:
        if section.heading not in SECTIONS[locale].values():
            known = "; ".join(SECTIONS[locale].values())
            line = section.line
            words.file.fault(line, "unknown-section", f"“{section.heading}” is no section.", f"Use: {known}.")
    cited = {citation.source for citation in entry.facts.citations} if entry.facts else set()
    for key, offset in find_notes(words.text):
        if entry.facts and key not in cited:
            problem = f"The note “{key}” is not among the event's citations."
            words.file.fault(offset + 1, "unknown-note", problem, "Add the source to event.yaml.")
    _check_figures(entry, words, locale)


def _check_alike(entry: EventEntry) -> None:
    """Note locales whose list of disputes or whose reason is longer or shorter than in Kazakh."""
    counts = {}
    for locale, words in entry.words.items():
        parts = {name: find_section(words, locale, name) for name in ("disputes", "why")}
        counts[locale] = {name: len(parse_items(p.text)) or 1 if p else 0 for name, p in parts.items()}
    for locale, count in counts.items():
        first = counts.get("kk", count)
        for name in count:
            if count[name] != first[name]:
                words = entry.words[locale]
                problem = (
                    f"“{SECTIONS[locale][name]}” has {count[name]} items, the Kazakh text {first[name]}."
                )
                words.file.fault(words.document.title_line, "unequal", problem, "Bring them into step.")


def _check_event(seed: Seed, entry: EventEntry) -> None:
    facts, file = entry.facts, entry.file
    for locale, words in entry.words.items():
        _check_event_words(entry, words, locale)
    _check_alike(entry)
    if facts is None:
        return
    _check_known(file, ("themes",), facts.themes, seed.themes, "theme")
    _check_known(file, ("places",), facts.places, seed.places, "place")
    _check_known(file, ("people",), facts.people, seed.people, "person")
    _check_known(file, ("citations",), [c.source for c in facts.citations], seed.sources, "source")
    _check_known(file, ("figures",), [f.source for f in facts.figures], seed.sources, "source")
    _check_known(file, ("era",), [facts.era], seed.eras, "era")
    for locale in LOCALES:
        if locale not in facts.status:
            line = file.line_of(("status",))
            file.fault(line, "no-status", f"The status of {locale} is missing.", "Write draft or reviewed.")
    for name, ids in (
        ("themes", facts.themes),
        ("places", facts.places),
        ("people", facts.people),
        ("citations", [c.source for c in facts.citations]),
        ("figures", [f.id for f in facts.figures]),
    ):
        _check_once(file, (name,), ids)
    first, start = parse_bounds(facts.date).first, parse_span(facts.date).start
    if not entry.id.startswith(f"{start.year}-{start.month:02}" if start.month else str(start.year)):
        file.fault(
            file.line_of(("date",)), "id-date", "The folder's name begins with another day.", "Rename it."
        )
    era = seed.eras.get(facts.era)
    if era and era.facts:
        begin, end = parse_bounds(era.facts.from_).first, parse_bounds(era.facts.to).last
        if not begin <= first <= (end or first):
            file.fault(
                file.line_of(("era",)), "wrong-era", "The date lies outside the era.", "Choose the era."
            )


def find_faults(root: Path) -> Seed:
    """Give the seed after all checks; `seed.faults` holds every fault of form and of content."""
    seed = read_seed(root)
    folders = (seed.events, seed.eras, seed.collections, seed.series, seed.pages)
    for path in find_files(root):
        file = open_seed_file(path, root, seed.faults)
        _check_letters(file, read_text(file) or "")
    for words_of_one in (entry.words for folder in folders for entry in folder.values()):
        for words in words_of_one.values():
            _check_document(words)
    for event in seed.events.values():
        _check_event(seed, event)
    for series in seed.series.values():
        if series.facts:
            _check_known(series.file, ("source",), [series.facts.source], seed.sources, "source")
    for collection in seed.collections.values():
        if collection.facts:
            _check_known(collection.file, ("events",), collection.facts.events, seed.events, "event")
            _check_once(collection.file, ("events",), collection.facts.events)
    if not seed.events and not seed.faults:
        seed.faults.append(SeedFault(root.name, 1, "no-events", "The seed holds no event.", "Add one."))
    return seed


def check_seed(root: Path) -> Seed:
    """Give the faultless seed below `root`. Raises SeedError, which holds every fault."""
    seed = find_faults(root)
    if seed.faults:
        raise SeedError(seed.faults)
    return seed
