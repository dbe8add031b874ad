"""How it stands with something to avoid, in words: the one home of them for screens, command line and pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from routine_tui.model.skin.avoidance import CALM_LOGS, Avoidance, Calm
from routine_tui.model.text import days_in_words, listed, short_day

HEADING: Final = "Avoid for now"
"""Stands above what is avoided."""
FINE_AGAIN: Final = "may be fine again"
"""Where every condition is met, or a clinician gave a date that has come."""
CLINICS_DIFFER: Final = "dates follow common clinic advice; clinics differ"
OWN_DATES: Final = "dates are the project's own proposal"
CLOSED: Final = "no sign of infection or open skin"
_CLOSED: Final = f"{CLOSED[:1].upper()}{CLOSED[1:]}"
OVERRIDE_HINT: Final = "Did a clinician give you another date? Enter it here. Leave blank for the usual date."
WHO_GAVE: Final = "Who gave you this date?"


class WaitingReason(NamedTuple):
    """One condition that must be met before something may be fine again."""

    text: str
    is_met: bool


def conditions_of(one: Avoidance) -> tuple[WaitingReason, ...]:
    """The conditions in words: the date, then redness, infection and the clinician's yes where these are asked."""
    if one.has_clinicians_day:
        agreed = WaitingReason(f"{_date_words(one)}, the date a clinician gave", one.day_reached)
        return (agreed,) if one.no_flag else (agreed, WaitingReason(f"{_CLOSED} since then", is_met=False))
    found = [
        WaitingReason(_date_words(one), one.day_reached),
        _calm_condition(one),
        WaitingReason(_CLOSED, one.no_flag),
    ]
    if one.item.needs_clinician:
        found.append(WaitingReason("A clinician has agreed", not one.needs_clinician))
    return tuple(found)


def general_conditions(found: Sequence[Avoidance]) -> tuple[WaitingReason, ...]:
    """The two conditions that are the same for everything on the list, whatever a clinician said of one thing."""
    return (*map(_calm_condition, found[:1]), WaitingReason(_CLOSED, all(one.no_flag for one in found)))


def until_words(one: Avoidance) -> str:
    """Until when it is avoided, and who is asked, in a few words; ``may be fine again`` where it no longer is.

    A day that has come clears nothing by itself: what is still waited for is named in its place.
    """
    if one.state == "reconsider":
        return FINE_AGAIN
    closed = [] if one.no_flag else [f"there is {CLOSED}"]
    if one.has_clinicians_day:
        return f"until {listed(closed)}" if one.day_reached else f"until {_day(one)}, as a clinician said"
    then = ", then ask a clinician" if one.needs_clinician else ""
    if not one.day_reached:
        return f"until {_last_words(one)}{then}"
    waits = [*([] if one.calm else ["redness is down"]), *closed]
    return f"until {listed(waits)}{then}" if waits else "until a clinician agrees"


class UntilParts(NamedTuple):
    """Until when a thing is avoided, in columns."""

    day: date | None
    """The date; None where none is waited for any more."""
    words: str
    """What belongs to the date, or what is waited for in its place."""


def until_parts(one: Avoidance) -> UntilParts:
    """What ``until_words`` says, with the date by itself."""
    if one.state == "reconsider" or one.day_reached:
        return UntilParts(None, until_words(one))
    if one.has_clinicians_day:
        return UntilParts(one.from_day, "as a clinician said")
    if one.needs_clinician:
        return UntilParts(one.from_day or one.last_day, "then ask a clinician")
    return UntilParts(one.from_day or one.last_day, "at least" if one.from_day else f"the whole {_length(one)}")


def quiet_line(found: Sequence[Avoidance], width: int = 80) -> str:
    """What to avoid, in one line of so many characters at most; nothing where all may be fine again.

    What a clinician is asked about comes first: those are the things that are put on the skin by choice.
    """
    kept = [one for one in found if one.state == "leave_alone"]
    if not kept:
        return ""
    words = [one.item.words for one in sorted(kept, key=lambda one: not one.item.needs_clinician)]
    lines = [f"Still avoid: {_some(words, count)}" for count in (3, 2, 1)]
    number = number_of_things(kept)
    last = f"{number} to avoid for now"
    return next((line for line in lines if len(line) <= width), last if len(last) <= width else f"Avoid: {number}")


def number_of_things(found: Sequence[Avoidance]) -> str:
    """How many things are avoided for now: ``17 things``; empty for none."""
    count = sum(one.state == "leave_alone" for one in found)
    return "" if not count else "1 thing" if count == 1 else f"{count} things"


def soonest_ends(found: Sequence[Avoidance], most: int = 2) -> list[str]:
    """What to avoid until when, the earliest end first, so many ends at most: ``Retinoids and 3 more: until 5 Dec``."""
    kept = sorted((one for one in found if one.state == "leave_alone"), key=lambda one: one.from_day or one.last_day)
    by_end: dict[str, list[str]] = {}
    for one in sorted(kept, key=lambda one: not one.item.needs_clinician):
        by_end.setdefault(until_words(one), []).append(one.item.words)
    order = list(dict.fromkeys(until_words(one) for one in kept))
    lines = [f"{_some(by_end[end], 2)}: {end}" for end in order[:most]]
    return [f"{line[:1].upper()}{line[1:]}" for line in lines]


def calm_words(found: Calm) -> str:
    """Whether the skin is calm, in one sentence, as far as the log can tell."""
    if found.is_met:
        return f"Your skin is calm: redness 0 or 1 in your last {CALM_LOGS} check-ins, and no red flag."
    waits = []
    if not found.redness:
        waits.append(f"redness of 0 or 1 in your last {CALM_LOGS} check-ins{_so_far(found.logs)}")
    if not found.no_flag:
        waits.append("no open red flag")
    return f"Your check-ins don't say yet that the skin is calm. Still needed: {listed(waits)}."


def _calm_condition(one: Avoidance) -> WaitingReason:
    return WaitingReason(f"Redness 0 or 1 in your last {CALM_LOGS} check-ins{_so_far(one.calm_logs)}", one.calm)


def _so_far(logs: int) -> str:
    return f" ({logs} of {CALM_LOGS} so far)" if logs < CALM_LOGS else ""


def _some(words: Sequence[str], count: int) -> str:
    """The first of some words, and how many more there are."""
    more = len(words) - count
    return listed(words) if more <= 0 else f"{', '.join(words[:count])} and {more} more"


def _day(one: Avoidance) -> str:
    assert one.from_day is not None
    return short_day(one.from_day, one.today)


def _last_words(one: Avoidance) -> str:
    """The list's day, or the last one of the window."""
    if one.from_day is not None:
        return f"{_day(one)} at least"
    whole = "" if one.needs_clinician else f" (the whole {_length(one)})"  # with both, a row of 80 columns is cut
    return f"{short_day(one.last_day, one.today)}{whole}"


def _date_words(one: Avoidance) -> str:
    """The date as a condition: ``5 Dec 2026 or later (in 6 days)``."""
    day = one.from_day or one.last_day
    ahead = (day - one.today).days
    near = f" (in {days_in_words(ahead)})" if ahead > 0 else ""
    end = "" if one.from_day else f", the end of the {_length(one)}"
    return f"{short_day(day)} or later{end}{near}"


def _length(one: Avoidance) -> str:
    days = (one.last_day - one.day_zero).days + 1
    return f"{days // 7} weeks" if days % 7 == 0 else days_in_words(days)
