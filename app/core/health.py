"""How a museum screen is, by what it said last: green, amber, red or grey. Source: the kiosk's section 9."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

Colour = Literal["green", "amber", "red", "grey"]
Reason = Literal[
    "unheard",
    "closed",
    "silent",
    "unpainted",
    "restarts",
    "rolled_back",
    "not_kept",
    "late",
    "behind",
    "lost_taps",
    "errors",
    "skew",
]
LATE_SECONDS: Final = 90
SILENT_SECONDS: Final = 600
BEHIND_SECONDS: Final = 24 * 60 * 60
UNPAINTED_SECONDS: Final = 60
SKEW_SECONDS: Final = 60
# So long a screen may take to have everything on the device.
INSTALL_SECONDS: Final = 600
# So many starts within so many seconds are too many.
RESTARTS: Final = ((3, 300), (6, 900))
LOST_TAP: Final = "lost_tap"


@dataclass(frozen=True)
class Facts:
    """What is known of a screen; times in seconds.

    heard is since its last report, None if it never sent one; opened since the museum opened, None while it
    is closed; behind since it was first seen with an old revision, else None; unpainted is the
    age of its last frame, starts are those of its last boots. is_kept: it has everything on the device.
    """

    heard: float | None
    opened: float | None
    behind: float | None = None
    unpainted: float = 0
    uptime: float = 0
    starts: tuple[float, ...] = ()
    skew: float = 0
    errors: tuple[str, ...] = ()
    is_kept: bool = True
    was_rolled_back: bool = False

    @property
    def silent(self) -> float:
        """Give the seconds without a report in which one was due."""
        return min(self.heard or 0, self.opened or 0)


@dataclass(frozen=True)
class Health:
    """The colour of a screen, and why, the worst first."""

    colour: Colour
    reasons: tuple[Reason, ...]


def _has_restarted_too_often(facts: Facts) -> bool:
    return any(sum(age <= span for age in facts.starts) >= most for most, span in RESTARTS)


# Those that make it red come first.
RULES: Final[dict[Reason, tuple[Colour, Callable[[Facts], bool]]]] = {
    "silent": ("red", lambda facts: facts.silent > SILENT_SECONDS),
    "unpainted": ("red", lambda facts: facts.unpainted > UNPAINTED_SECONDS),
    "restarts": ("red", _has_restarted_too_often),
    "rolled_back": ("red", lambda facts: facts.was_rolled_back and facts.behind is not None),
    "not_kept": ("red", lambda facts: not facts.is_kept and facts.uptime > INSTALL_SECONDS),
    "late": ("amber", lambda facts: LATE_SECONDS < facts.silent <= SILENT_SECONDS),
    "behind": ("amber", lambda facts: (facts.behind or 0) > BEHIND_SECONDS),
    "lost_taps": ("amber", lambda facts: LOST_TAP in facts.errors),
    "errors": ("amber", lambda facts: any(error != LOST_TAP for error in facts.errors)),
    "skew": ("amber", lambda facts: abs(facts.skew) > SKEW_SECONDS),
}


def judge(facts: Facts) -> Health:
    """Give the colour of a screen: grey before its first report and while the museum is closed."""
    if facts.heard is None:
        return Health("grey", ("unheard",))
    reasons = tuple(reason for reason, (_, applies) in RULES.items() if applies(facts))
    if facts.opened is None:
        return Health("grey", ("closed", *reasons))
    colours = {RULES[reason][0] for reason in reasons}
    return Health("red" if "red" in colours else "amber" if colours else "green", reasons)
