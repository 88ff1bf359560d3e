"""Our Markdown: title, summary, story with numbered notes, and a few named sections, to HTML and text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from app.core.locales import Locale

# Headings of the sections that have a meaning of their own.
SECTIONS: Final[dict[Locale, dict[str, str]]] = {
    "kk": {
        "disputes": "Дереккөздер неде келіспейді",
        "figures": "Сандар",
        "why": "Неліктен отыздың қатарында",
        "notes": "Ескертпелер",
        "plan": "Жоспарланғаны",
        "reached": "Жүзеге асқаны",
    },
    "ru": {
        "disputes": "О чём спорят источники",
        "figures": "Цифры",
        "why": "Почему в числе тридцати",
        "notes": "Примечания",
        "plan": "Задумано",
        "reached": "Достигнуто",
    },
    "en": {
        "disputes": "What sources disagree on",
        "figures": "Figures",
        "why": "Why it is among the thirty",
        "notes": "Notes",
        "plan": "Planned",
        "reached": "Reached",
    },
}
# Those that each kind of file may have.
SECTIONS_OF: Final[dict[str, tuple[str, ...]]] = {
    "event": ("disputes", "figures", "why"),
    "series": ("notes",),
    "priority": ("plan", "reached"),
}
_NOTE: Final = re.compile(r"\[\^([a-z0-9-]{1,80})\]")
_PICTURE: Final = re.compile(r'^!\[([^\]\n]*)\]\(([^)\s]+)(?: "([^"\n]*)")?\)[ \t]*\n?', re.MULTILINE)


@dataclass
class Section:
    """A part of a file under its heading: text and the line where the text begins."""

    heading: str
    line: int
    text: str


@dataclass(frozen=True)
class PictureWords:
    """What a picture shows, for those who don't see it, and the caption under it."""

    alt: str
    caption: str


@dataclass
class Document:
    """A Markdown file in parts; `sections` are those under second-level headings, `pictures` by file name."""

    title: str = ""
    title_line: int = 1
    summary: str = ""
    body: str = ""
    sections: list[Section] = field(default_factory=list)
    pictures: dict[str, PictureWords] = field(default_factory=dict)


@dataclass(frozen=True)
class Statement:
    """Words up to a run of notes, and the source ids of these notes."""

    text: str
    citations: tuple[str, ...]


def parse_document(text: str) -> Document:
    """Give the parts: first heading = title, first paragraph = summary, rest = body, then sections."""
    document = Document()
    heads = list(re.finditer(r"^(#{1,2}) +(.+?)\s*$", text, re.MULTILINE))
    for i, head in enumerate(heads):
        end = heads[i + 1].start() if i + 1 < len(heads) else len(text)
        raw = text[head.end() : end]
        content = raw.lstrip("\n")
        line = text.count("\n", 0, head.end() + len(raw) - len(content)) + 1
        if len(head[1]) == 2:
            document.sections.append(Section(head[2], line, content.rstrip()))
        elif not document.title:
            document.title, document.title_line = head[2], text.count("\n", 0, head.start()) + 1
            first, _, rest = content.partition("\n\n")
            document.summary = " ".join(first.split())
            pictures = _PICTURE.findall(rest)
            document.pictures = {file: PictureWords(alt, caption) for alt, file, caption in pictures}
            document.body = _PICTURE.sub("", rest).strip("\n")
    return document


def find_section(document: Document, locale: Locale, name: str) -> Section | None:
    """Give the section with a meaning of its own, or None when the file has none."""
    heading = SECTIONS[locale][name]
    return next((part for part in document.sections if part.heading == heading), None)


def find_notes(text: str) -> list[tuple[str, int]]:
    """Give each note's source id with its line, counted from 0 within `text`."""
    return [(found[1], text.count("\n", 0, found.start())) for found in _NOTE.finditer(text)]


def parse_items(text: str) -> list[tuple[str, int]]:
    """Give the items of a list with their lines, counted from 0 within `text`."""
    items: list[tuple[str, int]] = []
    for number, line in enumerate(text.splitlines()):
        if line.startswith("- "):
            items.append((line[2:].strip(), number))
        elif line.strip() and items:
            items[-1] = (f"{items[-1][0]} {line.strip()}", items[-1][1])
    return items


def _read_note(state: StateInline, silent: bool) -> bool:
    found = _NOTE.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("note", "sup", 0).content = found[1]
    state.pos = found.end()
    return True


def _write_note(
    _renderer: RendererProtocol, tokens: list[Token], index: int, _options: object, env: Mapping[str, int]
) -> str:
    number = env[tokens[index].content]
    return f'<sup class="note"><a href="#source-{number}">{number}</a></sup>'


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False}).enable(["heading", "list", "emphasis", "backticks"])
    parser.inline.ruler.before("text", "note", _read_note)
    parser.add_render_rule("note", _write_note)
    return parser


_PARSER: Final = _make_parser()


# A story is asked for as HTML, as statements and as plain text, one after the other.
@lru_cache(maxsize=1)
def _parse(text: str) -> list[Token]:
    return _PARSER.parse(text)


def render(text: str, notes: Mapping[str, int]) -> str:
    """Give HTML of paragraphs, lists, headings, emphasis and code; notes[source id] is the number shown."""
    return str(_PARSER.renderer.render(_parse(text), _PARSER.options, dict(notes))).strip()


def render_inline(text: str, notes: Mapping[str, int]) -> str:
    """Give HTML of one line, without a paragraph around it."""
    return str(_PARSER.renderInline(text, dict(notes)))


def parse_statements(text: str) -> list[Statement]:
    """Give the story's statements in order: words without marks, with the sources noted behind them."""
    statements: list[Statement] = []
    for block in _parse(text):
        words, notes = "", list[str]()
        for token in block.children or []:
            if token.type == "note":
                notes.append(token.content)
                continue
            if notes:
                statements.append(Statement(words.strip(), tuple(notes)))
                words, notes = "", []
            words += " " if token.type == "softbreak" else token.content
        if words.strip():
            statements.append(Statement(words.strip(), tuple(notes)))
    return statements


def strip_marks(text: str) -> str:
    """Give plain text: paragraphs parted by one empty line, notes and emphasis gone."""
    blocks = [block for block in _parse(text) if block.type == "inline"]
    lines = (
        "".join(" " if t.type == "softbreak" else t.content for t in block.children or [] if t.type != "note")
        for block in blocks
    )
    return "\n\n".join(line.strip() for line in lines)
