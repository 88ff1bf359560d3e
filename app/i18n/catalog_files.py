"""Keep the .po files in step with the words that templates and code use."""

import io
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from app.core.locales import LOCALES, Locale
from app.i18n.messages import CATALOGS

_METHODS: Final = [("app/**.py", "python"), ("templates/**.html", "jinja2.ext:babel_extract")]
_OPTIONS: Final = {"templates/**.html": {"trimmed": "true", "silent": "false"}}
_KEYWORDS: Final = {
    "gettext": None,
    "_": None,
    "ngettext": (1, 2),
    "mark_counted": (1, 2),
    "mark": None,
    "translate": (2,),
}


def extract_messages(root: Path) -> Catalog:
    """Give every message of templates and code below `root`, without places in files."""
    found = Catalog(charset="utf-8")
    for folder in ("app", "templates"):
        rows = extract_from_dir(
            root / folder,
            [(p.split("/", 1)[1], m) for p, m in _METHODS if p.startswith(folder)],
            {p.split("/", 1)[1]: o for p, o in _OPTIONS.items()},
            keywords=_KEYWORDS,
        )
        for _file, _line, message, _comments, _context in rows:
            found.add(message)
    return found


def read_catalog(locale: Locale) -> Catalog:
    """Give the catalog file of a locale."""
    with (CATALOGS / f"{locale}.po").open("rb") as handle:
        return read_po(handle, locale=locale)


def list_differences(root: Path) -> list[str]:
    """Give a line for each message that a catalog lacks, leaves empty, or no longer needs."""
    wanted = {message.id for message in extract_messages(root) if message.id}
    lines = []
    for locale in LOCALES:
        catalog = {message.id: message for message in read_catalog(locale) if message.id}
        lines += [f"{locale}: lacks {message!r}" for message in sorted(map(str, wanted - set(catalog)))]
        lines += [
            f"{locale}: no longer needs {message!r}" for message in sorted(map(str, set(catalog) - wanted))
        ]
        lines += [
            f"{locale}: empty {message.id!r}" for message in catalog.values() if not _is_filled(message)
        ]
    return lines


def _is_filled(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(strings)


def update_catalogs(root: Path) -> None:
    """Write the catalogs anew: new messages empty (English: filled), old ones gone, sorted by message."""
    wanted = extract_messages(root)
    for locale in LOCALES:
        old, new = read_catalog(locale), Catalog(locale=locale, charset="utf-8", header_comment="")
        for message in wanted:
            if not message.id:
                continue
            kept = old.get(message.id)
            string = kept.string if kept and _is_filled(kept) else (message.id if locale == "en" else "")
            new.add(message.id, string, flags=message.flags)
        buffer = io.BytesIO()
        write_po(buffer, new, width=100, sort_output=True, omit_header=False, ignore_obsolete=True)
        (CATALOGS / f"{locale}.po").write_bytes(_plain_header(buffer.getvalue(), new))


def _plain_header(data: bytes, catalog: Catalog) -> bytes:
    """Give the file with a header of only what gettext needs: no dates, no names."""
    body = data.split(b"\n\n", 1)[1] if b"\n\n" in data else b""
    header = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Language: {catalog.locale_identifier}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    )
    return header.encode() + body
