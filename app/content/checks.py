"""Every check of the seed in one go: form, letters, words, references."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from app.content.event_checks import check_event
from app.content.reader import open_seed_file, read_text
from app.content.reference_checks import check_known, check_once
from app.content.seed import (
    MOST_FILES,
    Entry,
    EventEntry,
    Seed,
    SeriesEntry,
    find_files,
    read_seed,
    walk_events,
)
from app.content.shapes import CitedShape, SeedShape
from app.content.shelf import ThreadEnds
from app.content.word_checks import (
    check_document,
    check_labels,
    check_letters,
    check_notes,
    check_sections,
    check_type,
)
from app.core.edtf import parse_bounds
from app.core.errors import SeedError, SeedFault

_TEXT: Final = frozenset({".yaml", ".md", ".svg"})
EVENTS_BETWEEN_REPORTS: Final = 1_000
Report = Callable[[str, int], None]
MakeRows = Callable[[EventEntry], object]


def _check_entry_words(entry: Entry[SeedShape], kind: str) -> None:
    for locale, words in entry.words.items():
        check_document(words)
        check_sections(words, locale, kind)
        check_type(words, locale)


def _check_words(seed: Seed) -> None:
    folders: dict[str, Iterable[Entry[SeedShape]]] = {
        "era": seed.eras.values(),
        "collection": seed.collections.values(),
        "hall": seed.halls.values(),
        "priority": seed.priorities.values(),
        "claim": seed.claims.values(),
        "series": seed.series.values(),
        "page": seed.pages.values(),
    }
    for kind, entries in folders.items():
        for entry in entries:
            _check_entry_words(entry, kind)


def _check_cited(seed: Seed) -> None:
    """Check the sources of halls, priorities, claims and series, and the notes that name them."""
    cited: list[Entry[CitedShape]] = [
        *seed.halls.values(),
        *seed.priorities.values(),
        *seed.claims.values(),
        *seed.series.values(),
    ]
    for entry in cited:
        if entry.facts:
            ids = [citation.source for citation in entry.facts.citations]
            check_known(entry.file, ("citations",), ids, seed.sources, "source")
            check_once(entry.file, ("citations",), ids)
            for words in entry.words.values():
                check_notes(words, set(ids))


def _check_series(seed: Seed, entry: SeriesEntry) -> None:
    if entry.facts is None:
        return
    cited = {citation.source for citation in entry.facts.citations}
    named = [point.source for point in entry.facts.points if point.source]
    check_known(entry.file, ("points",), named, seed.sources.keys() & cited, "citation")
    dates = [point.date for point in entry.facts.points]
    check_once(entry.file, ("points",), dates)
    breaks = [point.date for point in entry.facts.points if point.break_]
    for locale, words in entry.words.items():
        section = [date for date in dates if f"- {date}:" in words.text]
        check_labels(words, locale, "notes", sorted({*section, *breaks}))


def _check_moved(seed: Seed) -> None:
    """Note old ids that are not free, and renamed ones that lead nowhere."""
    if seed.moved is None or seed.moved.facts is None:
        return
    file, facts = seed.moved.file, seed.moved.facts
    for old, new in facts.renamed.items():
        check_known(file, ("renamed", old), [new], seed.events, "event")
    for part, ids in (("renamed", facts.renamed.keys()), ("withdrawn", facts.withdrawn.keys())):
        taken = facts.renamed.keys() if part == "withdrawn" else set[str]()
        for key in sorted(key for key in ids if key in taken or key in seed.events):
            line = file.line_of((part, key))
            file.fault(line, "still-there", f"“{key}” is in use.", "An id that was public is never reused.")


def _shelve(seed: Seed, entry: EventEntry, make_rows: MakeRows | None) -> None:
    """Put an event that was checked on the shelf; nothing will be written of a seed that has faults."""
    facts, rows = entry.facts, None
    if make_rows and not seed.faults:
        rows = make_rows(entry)
    bounds, updated = (parse_bounds(facts.date), parse_bounds(facts.updated)) if facts else (None, None)
    if not seed.events.add(entry.id, bounds, updated, rows):
        entry.file.fault(1, "repeated", f"“{entry.id}” stands twice.", "Keep one of the two.")
    if facts:
        threads = [ThreadEnds(entry.id, thread.event, thread.source) for thread in facts.grew_from]
        seed.events.add_threads(entry.file, threads)


def _check_events(seed: Seed, make_rows: MakeRows | None, report: Report | None) -> None:
    """Read, check and shelve the events, one at a time; what they point at must be there."""
    for number, entry in enumerate(walk_events(seed), 1):
        if entry.file.packed:
            for file in (entry.file, *(words.file for words in entry.words.values())):
                check_letters(file, file.packed.text or "" if file.packed else "")
        _check_entry_words(entry, "event")
        check_event(seed, entry)
        _shelve(seed, entry, make_rows)
        if report and number % EVENTS_BETWEEN_REPORTS == 0:
            report("read", number)
    seed.faults += seed.events.find_thread_faults()


def find_faults(
    root: Path,
    most_files: int = MOST_FILES,
    make_rows: MakeRows | None = None,
    report: Report | None = None,
) -> Seed:
    """Give the seed after all checks; `seed.faults` holds every fault of form and of content.

    `make_rows` gives what the shelf of a faultless seed holds of each event; `report` is told now and then
    how many were read.
    """
    seed = read_seed(root, most_files)
    if seed.is_refused:
        return seed
    for path in find_files(root):
        if path.suffix in _TEXT:
            file = open_seed_file(path, root, seed.faults)
            check_letters(file, read_text(file) or "")
    _check_words(seed)
    _check_cited(seed)
    _check_events(seed, make_rows, report)
    for series in seed.series.values():
        _check_series(seed, series)
    for claim in seed.claims.values():
        if claim.facts:
            check_known(claim.file, ("stated_in",), [claim.facts.stated_in], seed.sources, "source")
    _check_moved(seed)
    for hall in seed.halls.values():
        if hall.facts:
            check_known(hall.file, ("collection",), [hall.facts.collection], seed.collections, "collection")
    for kiosk in seed.kiosks.values():
        if kiosk.facts and kiosk.facts.collection:
            check_known(kiosk.file, ("collection",), [kiosk.facts.collection], seed.collections, "collection")
    for collection in seed.collections.values():
        if collection.facts:
            check_known(collection.file, ("events",), collection.facts.events, seed.events, "event")
            check_once(collection.file, ("events",), collection.facts.events)
    for key in [key for key in seed.vignettes if key not in seed.themes and key not in seed.events]:
        file = open_seed_file(root / "vignettes" / f"{key}.svg", root, seed.faults)
        file.fault(1, "stray-vignette", f"“{key}” is no event and no theme.", "Rename or remove it.")
    if not seed.events and not seed.faults:
        seed.faults.append(SeedFault(root.name, 1, "no-events", "The seed holds no event.", "Add one."))
    return seed


def check_seed(
    root: Path,
    most_files: int = MOST_FILES,
    make_rows: MakeRows | None = None,
    report: Report | None = None,
) -> Seed:
    """Give the faultless seed below `root`. Raises SeedError, which holds every fault."""
    seed = find_faults(root, most_files, make_rows, report)
    if seed.faults:
        raise SeedError(seed.faults)
    return seed
