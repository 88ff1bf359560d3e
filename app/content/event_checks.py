"""Checks of one event: what it points at exists, its date fits, its words are complete and in step."""

from app.content.markdown import SECTIONS, find_section, parse_items
from app.content.pictures import read_photograph
from app.content.reference_checks import check_known, check_once
from app.content.seed import EventEntry, Seed, Words
from app.content.shapes import EventShape
from app.content.word_checks import check_labels, check_notes
from app.core.edtf import parse_bounds, parse_span
from app.core.locales import LOCALES, Locale


def _check_event_words(entry: EventEntry, words: Words, locale: Locale) -> None:
    if not words.document.body:
        words.file.fault(words.document.title_line, "no-story", "The story is missing.", "Write it.")
    if entry.facts:
        check_notes(words, {citation.source for citation in entry.facts.citations})
        check_labels(words, locale, "figures", [figure.id for figure in entry.facts.figures])


def _check_threads(seed: Seed, entry: EventEntry, facts: EventShape) -> None:
    """Note threads by unknown sources and repeated ones; where they lead is for the shelf to say."""
    check_known(entry.file, ("grew_from",), [t.source for t in facts.grew_from], seed.sources, "source")
    check_once(entry.file, ("grew_from",), [thread.event for thread in facts.grew_from])


def _check_media(entry: EventEntry, facts: EventShape) -> None:
    names = [media.file for media in facts.media]
    check_once(entry.file, ("media",), names)
    for i, name in enumerate(names):
        try:
            read_photograph(entry.file.path.parent / name)
        except ValueError as error:
            line = entry.file.line_of(("media", i))
            entry.file.fault(line, "bad-picture", f"{name}: {error}.", "See seed/PICTURES.md.")
    for words in entry.words.values():
        line = words.document.title_line
        for name in names:
            picture = words.document.pictures.get(name)
            if picture is None or not picture.alt or not picture.caption:
                remedy = f'Add “![what it shows]({name} "caption")” to the story.'
                words.file.fault(line, "no-alt", f"{name} has no alt text and caption here.", remedy)
        for name in sorted(words.document.pictures.keys() - set(names)):
            words.file.fault(line, "unknown-picture", f"{name} is not in event.yaml.", "Add it under media.")


def _check_alike(entry: EventEntry) -> None:
    """Note locales whose list of disputes or whose reason is longer or shorter than in Kazakh."""
    counts = {}
    for locale, words in entry.words.items():
        parts = {name: find_section(words.document, locale, name) for name in ("disputes", "why")}
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


def _check_date(seed: Seed, entry: EventEntry, facts: EventShape) -> None:
    file = entry.file
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
    if facts.added and parse_bounds(facts.added).first > parse_bounds(facts.updated).first:
        problem = "The event was changed before it was added."
        file.fault(file.line_of(("added",)), "added-late", problem, "Set updated to the day of the change.")


def _check_account(entry: EventEntry, facts: EventShape) -> None:
    told = any(find_section(words.document, locale, "disputes") for locale, words in entry.words.items())
    if facts.other_date and not told:
        line = entry.file.line_of(("other_date",))
        problem = "The words don't say who gives the other date."
        entry.file.fault(line, "untold-date", problem, "Write it under what sources disagree on.")


def check_event(seed: Seed, entry: EventEntry) -> None:
    """Note what an event points at that isn't there, dates that don't fit, and words out of step."""
    facts, file = entry.facts, entry.file
    for locale, words in entry.words.items():
        _check_event_words(entry, words, locale)
    _check_alike(entry)
    if facts is None:
        return
    check_known(file, ("themes",), facts.themes, seed.themes, "theme")
    check_known(file, ("places",), facts.places, seed.places, "place")
    check_known(file, ("people",), facts.people, seed.people, "person")
    check_known(file, ("citations",), [c.source for c in facts.citations], seed.sources, "source")
    check_known(file, ("figures",), [f.source for f in facts.figures], seed.sources, "source")
    check_known(file, ("era",), [facts.era], seed.eras, "era")
    _check_threads(seed, entry, facts)
    _check_media(entry, facts)
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
        check_once(file, (name,), ids)
    _check_date(seed, entry, facts)
    _check_account(entry, facts)
