"""Checks of the words: letters, spaces and quotes of each language, and the parts of a file."""

import re
import unicodedata
from typing import Final

from app.content.markdown import SECTIONS, SECTIONS_OF, find_notes, find_section, parse_items
from app.content.reader import SeedFile
from app.content.seed import Words
from app.core.locales import Locale

TITLE_LETTERS: Final = 90
PART_LETTERS: Final = 10_000
_WORD: Final = re.compile(r"[^\W\d_]+")
_LATIN: Final = re.compile(r"[A-Za-z]")
_CYRILLIC: Final = re.compile(r"[Ѐ-ӿ]")
_UNSEEN: Final = re.compile(r"\[\^[^\]]*\]|\]\([^)]*\)")
_CYRILLIC_TIES: Final = (
    r"\d (?:\d{3}\b|[%₸°]|(?:млн|млрд|трлн|мың|тыс|км|га|г|гг|ж|жж)\b|"
    r"(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)|"
    r"(?:январ|феврал|март|апрел|ма[йя]\b|июн|июл|август|сентябр|октябр|ноябр|декабр))|№ \d"
)
_ENGLISH_TIES: Final = (
    r"\d (?:\d{3}\b|(?:million|billion|trillion|per cent|km|ha)\b|(?:January|February|March|April|May|June|"
    r"July|August|September|October|November|December)\b)"
)
# What is wrong in a text of each language: pattern, code, problem, remedy.
_TYPE: Final = {
    "kk": ((_CYRILLIC_TIES, '[“”"]', "« »"),),
    "ru": ((_CYRILLIC_TIES, '[“”"]', "« »"),),
    "en": ((_ENGLISH_TIES, '[«»„"]', "“ ”"),),
}


def _is_hidden(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf"}


def check_letters(file: SeedFile, text: str) -> None:
    """Note text that is not NFC, hidden signs, and words that mix Cyrillic and Latin letters.

    Titles of sources are quoted as they were printed: old Kazakh ones may hold a Latin i.
    """
    is_quoted = file.path.parent.name == "sources"
    for number, line in enumerate(text.split("\n"), 1):
        if not unicodedata.is_normalized("NFC", line):
            file.fault(number, "not-nfc", "Letters and accents are stored apart.", "Save the text as NFC.")
        shown = line.rstrip("\r")
        # Most lines need no look at each sign: what is printable is not hidden.
        if not shown.replace("\u00a0", " ").isprintable() and any(map(_is_hidden, shown)):
            file.fault(number, "hidden-sign", "A control or invisible character.", "Remove it.")
        if is_quoted or not (_LATIN.search(line) and _CYRILLIC.search(line)):
            continue
        for word in _WORD.findall(_UNSEEN.sub(" ", line)):
            if _LATIN.search(word) and _CYRILLIC.search(word):
                file.fault(
                    number, "mixed-script", f"“{word}” mixes Cyrillic and Latin letters.", "Retype the word."
                )


def check_type(words: Words, locale: Locale) -> None:
    """Note plain spaces that would part a number from its word, foreign quotes, and double spaces."""
    ((ties, quotes, own),) = _TYPE[locale]
    for number, line in enumerate(words.text.split("\n"), 1):
        text = re.sub("„[^“]*“", "", _UNSEEN.sub("", line))
        for found in re.finditer(ties, text):
            problem = f"“{found[0]}” may be parted at the end of a line."
            words.file.fault(number, "loose-number", problem, "Put a no-break space (U+00A0) between them.")
        if re.search(quotes, text):
            words.file.fault(number, "foreign-quotes", f"Quotes other than {own}.", f"Use {own}.")
        if re.search(r"\S[ \u00a0]{2,}", line):
            words.file.fault(number, "double-space", "Two spaces in a row.", "Keep one.")


def check_document(words: Words) -> None:
    """Note a missing or long title, a missing first paragraph, and parts that are too long."""
    document = words.document
    if not document.title:
        words.file.fault(1, "no-title", "The title is missing.", "Begin the file with “# Title”.")
    elif len(document.title) > TITLE_LETTERS:
        problem = f"The title has {len(document.title)} letters."
        words.file.fault(document.title_line, "long-title", problem, f"Keep it to {TITLE_LETTERS}.")
    if not document.summary:
        words.file.fault(document.title_line, "no-summary", "The first paragraph is missing.", "Write it.")
    parts = [(document.title_line, document.summary), (document.title_line, document.body)]
    parts += [(section.line, section.text) for section in document.sections]
    for line, text in parts:
        if len(text) > PART_LETTERS:
            problem = f"A part of the text has {len(text)} letters."
            words.file.fault(line, "long-text", problem, f"Keep each part to {PART_LETTERS}.")


def check_sections(words: Words, locale: Locale, kind: str) -> None:
    """Note headings that have no meaning in this kind of file."""
    known = [SECTIONS[locale][name] for name in SECTIONS_OF.get(kind, ())]
    for section in words.document.sections:
        if known and section.heading not in known:
            problem = f"“{section.heading}” is no section."
            words.file.fault(section.line, "unknown-section", problem, f"Use: {'; '.join(known)}.")


def check_notes(words: Words, cited: set[str]) -> None:
    """Note marks of sources that are not among the citations."""
    for key, offset in find_notes(words.text):
        if key not in cited:
            problem = f"The note “{key}” is not among the citations."
            words.file.fault(offset + 1, "unknown-note", problem, "Add the source to the YAML file.")


def check_labels(words: Words, locale: Locale, name: str, known: list[str]) -> None:
    """Note items `- id: words` of a section that miss one of the known ids, or name an unknown one."""
    section = find_section(words.document, locale, name)
    labels = parse_items(section.text) if section else []
    line = section.line if section else words.document.title_line
    named = [item.partition(":")[0] for item, _ in labels]
    for key in sorted(set(known) - set(named)):
        words.file.fault(line, "no-label", f"“{key}” has no words here.", f"Add “- {key}: …”.")
    for (item, offset), key in zip(labels, named, strict=True):
        if key not in known or not item.partition(":")[2].strip():
            words.file.fault(line + offset, "unknown-label", f"“{key}” is unknown here.", "Remove the line.")
