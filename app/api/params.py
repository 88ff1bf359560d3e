"""Query parameters of the API: strict forms, every fault listed at once."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from starlette.requests import Request

from app.api.errors import ApiError, Fault
from app.core.folding import LONGEST_QUERY, MOST_WORDS
from app.core.locales import DEFAULT_LOCALE, LOCALES, Locale, parse_locale
from app.core.slugs import find_nearest

DEFAULT_LIMIT: Final = 50
MOST_LIMIT: Final = 200
_DIGITS: Final = re.compile(r"[0-9]{1,4}")


@dataclass
class Parameters:
    """The parameters of one request; `faults` grows while they are read."""

    values: Mapping[str, list[str]]
    faults: list[Fault] = field(default_factory=list)

    def fault(self, name: str, code: str, hint: str | None = None) -> None:
        """Note a wrong parameter."""
        self.faults.append(Fault(f"query.{name}", code, hint))

    def get(self, name: str) -> str | None:
        """Give a single value, or None when it is absent or empty."""
        found = self.values.get(name)
        return found[0] or None if found else None

    def raise_faults(self) -> None:
        """Raise ApiError when anything was wrong; the first fault names the problem."""
        if self.faults:
            raise ApiError(400, self.faults[0].code, self.faults)


def read_parameters(
    request: Request, single: Collection[str], repeatable: Collection[str] = ()
) -> Parameters:
    """Give the parameters, noting unknown, repeated and empty ones."""
    values: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        values.setdefault(name, []).append(value)
    parameters = Parameters(values)
    known = {*single, *repeatable}
    for name, found in values.items():
        if name not in known:
            near = find_nearest(name, known, 1)
            parameters.fault("", "unknown_parameter", near[0] if near else ", ".join(sorted(known)))
        elif not all(found):
            parameters.fault(name, "empty_parameter")
        elif name in single and len(found) > 1:
            parameters.fault(name, "repeated_parameter")
        elif any("\ufffd" in value for value in found):
            parameters.fault(name, "not_utf8")
    return parameters


def read_locale(parameters: Parameters) -> Locale:
    """Give the locale; Kazakh when it is absent or wrong."""
    text = parameters.get("locale")
    locale = parse_locale(text) if text else DEFAULT_LOCALE
    if locale is None:
        parameters.fault("locale", "unknown_locale", ", ".join(LOCALES))
    return locale or DEFAULT_LOCALE


def read_limit(parameters: Parameters) -> int:
    """Give the size of a page, 1–200; digits 0–9 only."""
    text = parameters.get("limit")
    if text is None:
        return DEFAULT_LIMIT
    if not _DIGITS.fullmatch(text) or not 1 <= int(text) <= MOST_LIMIT:
        parameters.fault("limit", "invalid_parameter", f"1…{MOST_LIMIT}")
        return DEFAULT_LIMIT
    return int(text)


def read_truth(parameters: Parameters, name: str) -> bool | None:
    """Give true or false, or None when it is absent."""
    text = parameters.get(name)
    if text is not None and text not in {"true", "false"}:
        parameters.fault(name, "invalid_parameter", "true, false")
    return None if text is None else text == "true"


def read_ids(parameters: Parameters, name: str, known: Collection[str]) -> tuple[str, ...]:
    """Give the values of a repeatable parameter, each of which must be known."""
    ids = tuple(dict.fromkeys(parameters.values.get(name, [])))
    for key in ids:
        if key and key not in known:
            parameters.fault(name, "unknown_value", ", ".join(find_nearest(key, known)) or None)
    return ids


def read_choice(parameters: Parameters, name: str, known: Collection[str]) -> str | None:
    """Give one of the known words, or None when it is absent or wrong."""
    text = parameters.get(name)
    if text is not None and text not in known:
        parameters.fault(name, "invalid_parameter", ", ".join(known))
    return text if text in known else None


def read_names(parameters: Parameters, name: str, known: Collection[str]) -> tuple[str, ...]:
    """Give words with a comma between, each of which must be known."""
    text = parameters.get(name)
    if not text:
        return ()
    names = tuple(dict.fromkeys(text.split(",")))
    for word in names:
        if word not in known:
            near = find_nearest(word, known) or known
            parameters.fault(name, "unknown_value", ", ".join(near))
    return names


def read_fields(parameters: Parameters, known: tuple[str, ...]) -> tuple[str, ...]:
    """Give the members to show in the order of the shape, `id` always among them; all when none is named."""
    wanted = read_names(parameters, "fields", known)
    return tuple(name for name in known if name == "id" or name in wanted) if wanted else known


def read_query(parameters: Parameters) -> str:
    """Give the search text in NFC: at most 200 characters and 10 words."""
    text = unicodedata.normalize("NFC", parameters.get("q") or "")
    if len(text) > LONGEST_QUERY or len(text.split()) > MOST_WORDS:
        parameters.fault("q", "too_long", f"{LONGEST_QUERY} / {MOST_WORDS}")
    return text
