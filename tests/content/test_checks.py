"""Every fault of the seed is found, with its file and its line."""

import shutil
from pathlib import Path

import pytest

from tests.content.seeds import (
    COLLECTION,
    DECEMBER,
    HALL,
    LAW,
    SERIES,
    add,
    list_faults,
    place_faults,
    replace,
)

OATH, RENAMED = "1991-12-10-inauguration", "1991-12-16-independence-day"
# What is broken: file, old text, new text; and where the one fault must be: file (if another), line, code.
EDITS = {
    "a date that does not exist": (f"{LAW}/event.yaml", "1991-12-16", "1991-02-30", 1, "value-error"),
    "a date in Arabic digits": (f"{LAW}/event.yaml", "1991-12-16", "١٩٩١-١٢-١٦", 1, "value-error"),
    "an unknown theme": (f"{LAW}/event.yaml", "[independence,", "[independense,", 4, "unknown-theme"),
    "an unknown place": (f"{LAW}/event.yaml", "[almaty]", "[almatty]", 5, "unknown-place"),
    "an unknown person": (f"{LAW}/event.yaml", "[nursultan-", "[nursulta-", 6, "unknown-person"),
    "an unknown era": (f"{LAW}/event.yaml", "era: independence", "era: space-age", 3, "unknown-era"),
    "another era's date": (f"{LAW}/event.yaml", "era: independence", "era: founding", 3, "wrong-era"),
    "a change before the beginning": (
        f"{LAW}/event.yaml",
        "updated: 2026-11-05",
        "added: 2026-11-06\nupdated: 2026-11-05",
        12,
        "added-late",
    ),
    "an id of another month": (f"{LAW}/event.yaml", "1991-12-16", "1991-11-16", 1, "id-date"),
    "a theme twice": (f"{LAW}/event.yaml", ", statehood]", ", independence]", 4, "repeated"),
    "a place twice": (f"{LAW}/event.yaml", "[almaty]", "[almaty, almaty]", 5, "repeated"),
    "a status of one locale missing": (f"{LAW}/event.yaml", "ru: reviewed, ", "", 11, "no-status"),
    "an unknown status": (f"{LAW}/event.yaml", "ru: reviewed", "ru: fine", 11, "literal-error"),
    "neither yes nor no": (f"{LAW}/event.yaml", "milestone: yes", "milestone: true", 2, "value-error"),
    "an unknown key": (
        f"{LAW}/event.yaml",
        "confidence:",
        "confidense: low\nconfidence:",
        7,
        "extra-forbidden",
    ),
    "an unknown level": (f"{LAW}/event.yaml", "confidence: high", "confidence: sure", 7, "literal-error"),
    "a missing key": (f"{LAW}/event.yaml", "confidence: high\n", "", 1, "missing"),
    "no citations": (
        "events/1989-09-22-language-law/event.yaml",
        "citations:\n- {source: museum-guide}",
        "citations: []",
        6,
        "too-short",
    ),
    "free text without quotes": (f"{LAW}/event.yaml", '"art. 1"', "art. 1", 9, "bare-text"),
    "a duplicate key": (f"{LAW}/event.yaml", "confidence:", "era: eve\nconfidence:", 7, "duplicate-key"),
    "an anchor": (f"{LAW}/event.yaml", "[almaty]", "&here [almaty]", 5, "yaml-trick"),
    "a tag": (f"{LAW}/event.yaml", "confidence: high", "confidence: !!str high", 7, "yaml-trick"),
    "a tab before a key": (
        f"{LAW}/event.yaml",
        "- {source: city-paper}",
        "\t- {source: city-paper}",
        10,
        "not-yaml",
    ),
    "a tab behind a key": (f"{LAW}/event.yaml", "confidence: high", "confidence:\thigh", 7, "hidden-sign"),
    "a bracket left open": (f"{LAW}/event.yaml", "[almaty]", "[almaty", 6, "not-yaml"),
    "a figure that is no number": (f"{DECEMBER}/event.yaml", "8500", "many", 12, "float-parsing"),
    "a figure without end": (f"{DECEMBER}/event.yaml", "8500", "inf", 12, "finite-number"),
    "a figure that is not a number": (f"{DECEMBER}/event.yaml", "8500", "nan", 12, "finite-number"),
    "a figure of an unknown source": (
        f"{DECEMBER}/event.yaml",
        "persons, source: city-paper",
        "persons, source: city-papers",
        12,
        "unknown-source",
    ),
    "a renamed id that leads nowhere": (
        "moved.yaml",
        "independence-law",
        "independence-act",
        2,
        "unknown-event",
    ),
    "a renamed id in use": ("moved.yaml", "1991-12-16-independence-day", OATH, 2, "still-there"),
    "a withdrawn id in use": ("moved.yaml", "1990-01-01-rumour", OATH, 4, "still-there"),
    "an id renamed and withdrawn": ("moved.yaml", "1990-01-01-rumour", RENAMED, 4, "still-there"),
    "an old id that is none": ("moved.yaml", "1991-12-16-independence-day", "Old Name", 2, "value-error"),
    "a day of withdrawal that does not exist": ("moved.yaml", "11-04", "11-31", 5, "value-error"),
    "a withdrawal without a reason in Russian": (
        "moved.yaml",
        ' ru: "Событие не подтвердилось.",',
        "",
        6,
        "missing",
    ),
    "a figure without a label": (
        f"{DECEMBER}/ru.md",
        "## Цифры\n\n- people-detained: Задержанные, человек, примерно",
        "",
        1,
        "no-label",
    ),
    "a label of no figure": (
        f"{DECEMBER}/ru.md",
        "примерно",
        "примерно\n- people-hurt: Раненые",
        17,
        "unknown-label",
    ),
    "an unknown section": (
        f"{LAW}/en.md",
        "## Why it is among the thirty",
        "## Why is it here",
        9,
        "unknown-section",
    ),
    "a note on a source not cited": (
        f"{LAW}/kk.md",
        "қабылданды.[^law-text]",
        "қабылданды.[^museum-guide]",
        5,
        "unknown-note",
    ),
    "a dispute in one locale less": (
        f"{DECEMBER}/en.md",
        "\n- Name: protest or uprising.[^museum-guide]",
        "",
        1,
        "unequal",
    ),
    "no reason in one locale": (
        f"{LAW}/ru.md",
        "\n\n## Почему в числе тридцати\n\nЭто *основной* закон государства.[^law-text]",
        "",
        1,
        "unequal",
    ),
    "no title": (f"{LAW}/en.md", "# Independence is proclaimed\n\n", "", 1, "no-title"),
    "a long title": (f"{LAW}/en.md", "Independence is proclaimed", "Long " * 18 + "x", 1, "long-title"),
    "a word of mixed letters": (f"{LAW}/kk.md", "Президент оған", "Прeзидент оған", 5, "mixed-script"),
    "an accent stored apart": (f"{LAW}/ru.md", "Верховный", "Верховныи\u0306", 3, "not-nfc"),
    "a zero-width space": (f"{LAW}/en.md", "Supreme", "Su\u200bpreme", 3, "hidden-sign"),
    "a sign that turns the direction": (f"{LAW}/en.md", "Supreme", "\u202eSupreme", 3, "hidden-sign"),
    "mixed letters in a name": ("themes.yaml", "Мәдениет", "Mәдениет", 3, "mixed-script"),
    "a hidden sign in a name": ("people.yaml", "Nursultan", "Nur\u00adsultan", 2, "hidden-sign"),
    "an id that is none": ("themes.yaml", "science:", "Big_Science:", 5, "bad-id"),
    "a place off the globe": ("places.yaml", "43.2386", "143.2386", 2, "less-than-equal"),
    "a source with a script address": (
        "sources/law-text.yaml",
        "https://adilet.zan.kz/law",
        "javascript:alert(1)",
        3,
        "value-error",
    ),
    "a source with a user name": (
        "sources/law-text.yaml",
        "https://adilet",
        "https://me@adilet",
        3,
        "value-error",
    ),
    "a source of unknown kind": ("sources/law-text.yaml", "official", "rumour", 6, "literal-error"),
    "an unknown event in a collection": (
        COLLECTION,
        "12-10-inauguration",
        "12-10-inaugurations",
        3,
        "unknown-event",
    ),
    "an event twice in a collection": (
        COLLECTION,
        "1991-12-16-independence-law",
        "1991-12-10-inauguration",
        4,
        "repeated",
    ),
    "a thread to an unknown event": (
        f"{LAW}/event.yaml",
        "event: 1986-12-16-december-events",
        "event: 1986-12-16-december",
        14,
        "unknown-event",
    ),
    "a thread by an unknown source": (
        f"{LAW}/event.yaml",
        "december-events, source: city-paper",
        "december-events, source: city-press",
        14,
        "unknown-source",
    ),
    "a thread back in time": (
        f"{LAW}/event.yaml",
        "event: 1986-12-16-december-events",
        "event: 1992-06-state-symbols",
        14,
        "backward-thread",
    ),
    "a thread to itself": (
        f"{LAW}/event.yaml",
        "event: 1986-12-16-december-events",
        "event: 1991-12-16-independence-law",
        14,
        "backward-thread",
    ),
    "a series without sources": (
        SERIES,
        "\n- {source: museum-guide}\n- {source: city-paper}",
        " []",
        4,
        "too-short",
    ),
    "a point of a source not cited": (
        SERIES,
        "1600, source: city-paper",
        "1600, source: law-text",
        8,
        "unknown-citation",
    ),
    "a date twice in a series": (SERIES, "date: 1992", "date: 1990", 10, "repeated"),
    "a break without a note": (
        "series/city-people/en.md",
        "- 1991: The city",
        "- 1990: The city",
        7,
        "no-label",
    ),
    "a hall of an unknown collection": (
        HALL,
        "collection: thirty",
        "collection: forty",
        4,
        "unknown-collection",
    ),
    "a claim of an unknown source": (
        "claims/city-growth/claim.yaml",
        "stated_in: museum-guide",
        "stated_in: museum",
        5,
        "unknown-source",
    ),
    "an unknown verdict": ("claims/city-growth/claim.yaml", "rounded", "wrong", 6, "literal-error"),
    "a priority's section unknown": (
        "priorities/green-city/ru.md",
        "## Задумано",
        "## Мечты",
        7,
        "unknown-section",
    ),
    "a priority's note on a source not cited": (
        "priorities/green-city/kk.md",
        "ағаш.[^city-paper]",
        "ағаш.[^law-text]",
        7,
        "unknown-note",
    ),
    "an unknown sky": ("eras/eve/era.yaml", "night", "nightly", 4, "literal-error"),
}
# One slip that is two faults, or a thing that is gone for those that point at it.
ECHOES = {
    "a tab before a key",
    "no title",
    "an unknown section",
    "a place off the globe",
    "a source with a script address",
    "a source with a user name",
    "a source of unknown kind",
}


@pytest.mark.parametrize(("file", "old", "new", "line", "code"), EDITS.values(), ids=EDITS)
def test_a_fault_is_named_once_with_its_line(
    tiny_seed: Path, file: str, old: str, new: str, line: int, code: str
) -> None:
    replace(tiny_seed / file, old, new)
    assert place_faults(tiny_seed).count((file, line, code)) == 1


@pytest.mark.parametrize("name", [name for name in EDITS if name not in ECHOES])
def test_a_fault_makes_no_other_seem_wrong(tiny_seed: Path, name: str) -> None:
    file, old, new, *_ = EDITS[name]
    replace(tiny_seed / file, old, new)
    assert len(place_faults(tiny_seed)) == 1


def test_the_tiny_seed_has_no_faults(tiny_seed: Path) -> None:
    assert list_faults(tiny_seed) == []


def test_a_fault_says_what_to_do(tiny_seed: Path) -> None:
    replace(tiny_seed / LAW / "event.yaml", "[independence,", "[independense,")
    assert list_faults(tiny_seed)[0].remedy == "Did you mean independence?"


def test_a_missing_translation_is_a_fault(tiny_seed: Path) -> None:
    (tiny_seed / LAW / "ru.md").unlink()
    assert place_faults(tiny_seed) == [(f"{LAW}/ru.md", 1, "missing-translation")]


def test_a_missing_event_file_is_a_fault(tiny_seed: Path) -> None:
    (tiny_seed / "events/1993-first-notes/event.yaml").unlink()
    assert place_faults(tiny_seed) == [("events/1993-first-notes/event.yaml", 1, "missing-file")]


def test_an_empty_file_is_a_fault(tiny_seed: Path) -> None:
    (tiny_seed / "events/1993-first-notes/event.yaml").write_text("")
    assert place_faults(tiny_seed) == [("events/1993-first-notes/event.yaml", 1, "empty")]


def test_a_title_alone_lacks_summary_and_story(tiny_seed: Path) -> None:
    (tiny_seed / "events/1993-first-notes/en.md").write_text("# A currency of its own\n")
    file = "events/1993-first-notes/en.md"
    assert place_faults(tiny_seed) == [(file, 1, "no-story"), (file, 1, "no-summary")]


def test_a_list_in_place_of_a_mapping_is_a_fault(tiny_seed: Path) -> None:
    add(tiny_seed / "sources/law-text.yaml", "")
    (tiny_seed / "themes.yaml").write_text("- independence\n")
    assert ("themes.yaml", 1, "not-a-mapping") in place_faults(tiny_seed)


def test_bytes_that_are_no_utf8_are_a_fault(tiny_seed: Path) -> None:
    path = tiny_seed / "sources/law-text.yaml"
    path.write_bytes(path.read_bytes() + b"\n# \xff\n")
    assert ("sources/law-text.yaml", 8, "not-utf8") in place_faults(tiny_seed)


def test_a_byte_order_mark_is_a_hidden_sign(tiny_seed: Path) -> None:
    path = tiny_seed / "sources/law-text.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert place_faults(tiny_seed) == [("sources/law-text.yaml", 1, "hidden-sign")]


def test_a_control_character_is_a_fault(tiny_seed: Path) -> None:
    replace(tiny_seed / "sources/museum-guide.yaml", "Museum", "Mus\x01eum")
    assert ("sources/museum-guide.yaml", 1, "not-yaml") in place_faults(tiny_seed)


def test_a_large_file_is_a_fault(tiny_seed: Path) -> None:
    add(tiny_seed / LAW / "en.md", "x" * 1_000_000)
    assert place_faults(tiny_seed) == [(f"{LAW}/en.md", 1, "too-large")]


def test_a_link_that_leads_out_is_a_fault(tiny_seed: Path) -> None:
    path = tiny_seed / LAW / "en.md"
    target = path.rename(tiny_seed.parent / "elsewhere.md")
    path.symlink_to(target)
    assert place_faults(tiny_seed) == [(f"{LAW}/en.md", 1, "missing-file")]


@pytest.mark.parametrize("levels", [21, 5_000, 100_000])
def test_deep_nesting_is_a_fault_and_no_crash(tiny_seed: Path, levels: int) -> None:
    add(tiny_seed / "themes.yaml", f"deep: {'[' * levels}{']' * levels}\n")
    assert ("themes.yaml", 6, "too-deep") in place_faults(tiny_seed)


def test_an_alias_bomb_is_refused_before_it_is_walked(tiny_seed: Path) -> None:
    lines = ["a0: &a0 x"] + [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 30)]
    (tiny_seed / "themes.yaml").write_text("\n".join(lines))
    assert ("themes.yaml", 30, "yaml-trick") in place_faults(tiny_seed)


def test_a_file_among_the_events_is_a_fault(tiny_seed: Path) -> None:
    (tiny_seed / "events" / "notes.txt").write_text("later")
    assert place_faults(tiny_seed) == [("events/notes.txt", 1, "stray-file")]


def test_a_folder_that_is_no_id_is_a_fault(tiny_seed: Path) -> None:
    (tiny_seed / "events" / "1993 Теңге").mkdir()
    assert place_faults(tiny_seed) == [("events/1993 Теңге", 1, "bad-id")]


@pytest.mark.parametrize("date", ["1993?", "1993%", "1993/1995", "1993-22", "1993/.."])
def test_an_id_begins_with_what_is_known_of_the_date(tiny_seed: Path, date: str) -> None:
    replace(tiny_seed / "events/1993-first-notes/event.yaml", "1993~", date)
    assert list_faults(tiny_seed) == []


def test_a_source_may_be_titled_as_it_was_printed(tiny_seed: Path) -> None:
    replace(tiny_seed / "sources/law-text.yaml", "Constitutional law on", "Мемлекеттiк")
    assert list_faults(tiny_seed) == []


def test_no_folder_is_one_fault(tmp_path: Path) -> None:
    assert [fault.code for fault in list_faults(tmp_path / "nowhere")] == ["no-seed"]


def test_a_seed_without_events_is_a_fault(tiny_seed: Path) -> None:
    for folder in ("events", "collections", "halls", "kiosks", "vignettes"):
        shutil.rmtree(tiny_seed / folder)
    (tiny_seed / "moved.yaml").write_text("renamed: {}")
    assert [fault.code for fault in list_faults(tiny_seed)] == ["no-events"]
