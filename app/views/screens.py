"""How the museum's screens are: each with its colour, the reasons for it, and what it said last."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from app.core.health import Colour, Reason
from app.core.hours import UTC_OFFSET, find_local
from app.core.locales import DEFAULT_LOCALE, LOCALES, NATIVE_NAMES, SHORT_NAMES, Locale
from app.i18n.dates import format_age, format_edtf, format_length, format_moment, format_number
from app.i18n.messages import mark, translate
from app.models.report import Beat
from app.queries.screens import Screen
from app.reports import DayCount, EventCount, Heard
from app.views.links import make_href
from app.views.shapes import Frame, LocaleLink, ScreenDay, ScreenEvent, ScreensView, ScreenView

PATH: Final = "/staff/kiosks"
_TITLE: Final = mark("Museum screens")
_LEAD: Final = mark("How each screen is, by what it said last.")
COLOURS: Final[dict[Colour, str]] = {
    "red": mark("Needs help now"),
    "amber": mark("Needs a look"),
    "green": mark("Works well"),
    "grey": mark("Not judged now"),
}
REASONS: Final[dict[Reason, str]] = {
    "unheard": mark("It has not reported yet."),
    "closed": mark("The museum is closed."),
    "silent": mark("No report for more than 10 minutes."),
    "unpainted": mark("Its picture stands still."),
    "restarts": mark("It starts again and again."),
    "rolled_back": mark("The new version failed; it went back to the old one."),
    "not_kept": mark("It can't work without the network."),
    "late": mark("Its report is late."),
    "behind": mark("It has shown an old version for more than a day."),
    "lost_taps": mark("Some touches were lost."),
    "errors": mark("There were errors."),
    "skew": mark("Its clock is wrong."),
}
STATES: Final = {
    "boot": mark("Starting"),
    "attract": mark("Inviting visitors"),
    "explore": mark("A visitor is here"),
    "warn": mark("Asking whether anyone is here"),
    "reset": mark("Starting anew"),
    "night": mark("Night"),
    "staff": mark("Staff panel"),
}
_DWELLS: Final = (mark("under 10 s"), mark("10–30 s"), mark("30–90 s"), mark("over 90 s"))
UNREADABLE: Final = mark(
    "The reports can't be read: the file is damaged or shut. Remove it; a new one is made."
)
UNWRITABLE: Final = mark("Reports can't be kept: the file or its folder can't be written.")
# A beat every 30 s and up to 5 s more.
_BEAT_SECONDS: Final = 32.5
_HOUR_SECONDS: Final = 3600


def _make_frame(locale: Locale) -> Frame:
    twins = (
        LocaleLink(key, NATIVE_NAMES[key], SHORT_NAMES[key], make_href(PATH, [("lang", key)]), key == locale)
        for key in LOCALES
    )
    return Frame(
        locale=locale,
        title=translate(locale, _TITLE),
        description=translate(locale, _LEAD),
        section="staff",
        locales=tuple(twins),
        canonical_href=make_href(PATH, [("lang", locale)]),
        default_href=make_href(PATH, [("lang", DEFAULT_LOCALE)]),
    )


def _name_pairs(pairs: Sequence[tuple[str, str]], locale: Locale) -> tuple[tuple[str, str], ...]:
    """Give names in a locale with their values; what nobody knows is left out."""
    return tuple((translate(locale, name), value) for name, value in pairs if value)


def _view_facts(heard: Heard, now: dt.datetime, locale: Locale) -> tuple[tuple[str, str], ...]:
    """Give what everybody on the staff understands."""
    beat = heard.beat
    touched = beat.touch_seconds
    pairs = [
        (mark("Last report"), format_age(now.timestamp() - heard.heard, locale)),
        (mark("Doing"), translate(locale, STATES[beat.state])),
        (mark("Visits today"), format_number(beat.visits_today, locale)),
        (mark("Last touch"), "" if touched is None else format_age(touched, locale)),
        (mark("Running for"), format_length(beat.uptime_seconds, locale)),
        (mark("Options that don't fit"), ", ".join(beat.config_errors)),
        (mark("Last errors"), ", ".join(beat.errors)),
    ]
    return _name_pairs(pairs, locale)


def _view_details(beat: Beat, locale: Locale) -> tuple[tuple[str, str], ...]:
    """Give what helps those who mend it."""
    number: Callable[[float], str] = lambda value: format_number(round(value), locale)  # noqa: E731
    say = partial(translate, locale)
    used, quota, skew = beat.storage_mb, beat.quota_mb, beat.skew_seconds
    room = mark("%(used)s of %(quota)s MB")
    wide, high = beat.viewport
    pairs = [
        (mark("Revision"), beat.rev),
        (mark("Revision that waits"), beat.pending),
        (mark("Revision that failed"), beat.rollback),
        (mark("Build"), beat.build),
        (mark("Storage in use"), say(room, used=number(used), quota=number(quota)) if used and quota else ""),
        (mark("Memory"), say(mark("%(size)s MB"), size=number(beat.heap_mb)) if beat.heap_mb else ""),
        (mark("Elements"), number(beat.nodes)),
        (mark("Window"), f"{wide} × {high}"),
        (mark("Stays awake"), {True: say(mark("Yes")), False: say(mark("No")), None: ""}[beat.wake_lock]),
        (mark("Clock ahead by"), "" if skew is None else _view_skew(skew, locale)),
    ]
    return _name_pairs(pairs, locale)


def _view_skew(seconds: float, locale: Locale) -> str:
    return f"{'−' if seconds < 0 else '+'}{format_length(abs(seconds), locale)}"


def _view_day(count: DayCount, locale: Locale) -> ScreenDay:
    iso = count.day.isoformat()
    hours = round(count.beats * _BEAT_SECONDS / _HOUR_SECONDS, 1)
    return ScreenDay(
        iso=iso,
        day=format_edtf(iso, locale, with_year=False),
        hours=format_number(hours, locale),
        visits=format_number(count.visits, locale),
        amber=format_number(count.amber, locale),
        red=format_number(count.red, locale),
    )


def _find_dwell(dwells: Sequence[int]) -> int | None:
    """Give the place of the middle one of all dwells whose length is known."""
    known = [place for place, count in enumerate(dwells[: len(_DWELLS)]) for _ in range(count)]
    return known[len(known) // 2] if known else None


def _view_events(
    counts: Sequence[EventCount], titles: Mapping[str, str], locale: Locale
) -> tuple[ScreenEvent, ...]:
    """Give each event that was opened, the most opened first."""
    by_event: dict[str, dict[str, tuple[int, ...]]] = {}
    for count in counts:
        by_event.setdefault(count.event, {})[count.locale] = count.dwells
    found = []
    for event, by_locale in by_event.items():
        dwells = [sum(column) for column in zip(*by_locale.values(), strict=True)]
        shares = tuple(
            (SHORT_NAMES[key], format_number(sum(by_locale.get(key, ())), locale)) for key in LOCALES
        )
        middle = _find_dwell(dwells)
        dwell = "" if middle is None else translate(locale, _DWELLS[middle])
        view = ScreenEvent(titles.get(event, event), format_number(sum(dwells), locale), shares, dwell)
        found.append((-sum(dwells), event, view))
    return tuple(view for _, _, view in sorted(found, key=lambda one: one[:2]))


def _view_screen(
    screen: Screen,
    days: Sequence[DayCount],
    counts: Sequence[EventCount],
    titles: Mapping[str, str],
    now: dt.datetime,
    locale: Locale,
) -> ScreenView:
    heard = screen.heard
    return ScreenView(
        id=screen.id,
        colour=screen.health.colour,
        colour_name=translate(locale, COLOURS[screen.health.colour]),
        reasons=tuple(translate(locale, REASONS[reason]) for reason in screen.health.reasons),
        facts=_view_facts(heard, now, locale) if heard else (),
        details=_view_details(heard.beat, locale) if heard else (),
        days=tuple(_view_day(day, locale) for day in days),
        events=_view_events(counts, titles, locale),
    )


def view_screens(
    screens: Sequence[Screen],
    days: Mapping[str, Sequence[DayCount]],
    counts: Mapping[str, Sequence[EventCount]],
    titles: Mapping[str, str],
    faults: Sequence[str],
    now: dt.datetime,
    locale: Locale,
) -> ScreensView:
    """Give the page, the worst screen first. titles are of events, faults those of the file of reports."""
    frame = _make_frame(locale)
    found = Counter(screen.health.colour for screen in screens)
    return ScreensView(
        frame=frame,
        title=frame.title,
        moment=format_moment(find_local(now, UTC_OFFSET), locale),
        counts=tuple(
            (key, translate(locale, name), found[key]) for key, name in COLOURS.items() if found[key]
        ),
        faults=tuple(translate(locale, fault) for fault in faults),
        screens=tuple(
            _view_screen(one, days.get(one.id, ()), counts.get(one.id, ()), titles, now, locale)
            for one in sorted(screens, key=lambda one: list(COLOURS).index(one.health.colour))
        ),
    )
