"""The errors of the product: raised low, turned into HTTP or an exit code once, at the edge."""

from dataclasses import dataclass


class TimelineError(Exception):
    """Any failure that the product foresees."""


class DateError(TimelineError):
    """A string is no EDTF date that we accept."""


class BuildBusy(TimelineError):
    """Another process is building the same database."""


class PinUnfit(TimelineError):
    """A PIN is too short, too long, not of digits, or was typed differently the second time."""


class ExtraMissing(TimelineError):
    """A setting asks for packages that aren't installed."""


class TooBusy(TimelineError):
    """As many answers of this kind are being made as may be at once."""


class DatabaseUnfit(TimelineError):
    """A database file is missing, damaged, or of another form than this program reads."""


class ReportsUnfit(TimelineError):
    """The file with the reports of museum screens can't be read or written."""


@dataclass(eq=False)  # not frozen: whoever passes an exception on sets its traceback
class NotFound(TimelineError):
    """No row answers to that key."""

    kind: str
    key: str

    def __str__(self) -> str:
        """Give kind and key, for logs."""
        return f"{self.kind} {self.key} not found"


@dataclass(eq=False)
class Renamed(TimelineError):
    """What is asked for bears another id now."""

    old: str
    new: str


@dataclass(eq=False)
class Withdrawn(TimelineError):
    """What is asked for was withdrawn; the reason is worded by locale."""

    reason: dict[str, str]


@dataclass(eq=False)
class SiteFault(TimelineError):
    """A page leads to what can't become a file, and why not."""

    page: str
    link: str
    problem: str

    def __str__(self) -> str:
        """Give page, link and problem."""
        return f"{self.page} leads to {self.link}, which {self.problem}"


class BadAddress(TimelineError):
    """A site can't stand at that address."""


@dataclass(frozen=True, order=True)
class SeedFault:
    """One fault in the seed: where it is, what is wrong, and what the curator can do."""

    path: str
    line: int
    code: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Give one line: file:line: code: problem Remedy."""
        return f"{self.path}:{self.line}: {self.code}: {self.problem} {self.remedy}"


class SeedError(TimelineError):
    """The seed has faults; `faults` holds all of them, ordered by file and line."""

    def __init__(self, faults: list[SeedFault]) -> None:
        """Keep the faults in the order of files and lines."""
        self.faults = sorted(set(faults))
        super().__init__(f"{len(self.faults)} faults in the seed")
