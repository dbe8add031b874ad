"""What weeks were like because of the skin, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from routine_tui.model.recovery.weeks import LOOKING_WORDS, MOST, WEEK_FIELDS, WeekEffect, WeekField
from routine_tui.model.text import listed, short_day

_ONE_AND_MORE: Final[dict[WeekField, tuple[str, str]]] = {
    "home": ("day at home", "days at home"),
    "off": ("day off work", "days off work"),
    "nights": ("bad night", "bad nights"),
}
NOT_TOLD: Final = "not filled in"
OTHER: Final = "somebody trusted saw"


def effect_words(one: WeekEffect) -> str:
    """One week in a line: ``2 days at home, 0 days off work, looking: hardly``; what was not answered is left out."""
    said = [_counted(name, value) for name in _ONE_AND_MORE if (value := getattr(one, name)) is not None]
    said += [f"looking: {LOOKING_WORDS[one.looking]}"] if one.looking is not None else []
    said += [f"{OTHER} {one.other} of {MOST['other']}"] if one.other is not None else []
    return ", ".join(said)


def week_words(weeks: Iterable[WeekEffect], monday: date) -> str:
    """The week that begins on a Monday in a line, or that nothing was told of it."""
    return next((effect_words(one) for one in weeks if one.monday == monday), NOT_TOLD)


def span_words(monday: date, today: date) -> str:
    """The seven days of a week: ``23 Nov to 29 Nov``."""
    return f"{short_day(monday, today)} to {short_day(monday + timedelta(days=6), today)}"


def sum_words(weeks: Sequence[WeekEffect], today: date) -> str:
    """Several weeks summed up, as a page tells them; empty where there are none.

    ``9 days off work and 31 bad nights in 6 weeks filled in (2 Nov to 13 Dec)``. What somebody trusted saw is told of
    the newest week that has it, as it is that one's number and no sum.
    """
    sums = {name: [value for one in weeks if (value := getattr(one, name)) is not None] for name in WEEK_FIELDS}
    said = [_counted(name, sum(sums[name])) for name in _ONE_AND_MORE if sums[name]]
    if sums["looking"]:
        most = max(sums["looking"])
        often = sums["looking"].count(most)
        said.append(f"looking at it {LOOKING_WORDS[most]} at the most (in {often} of {len(sums['looking'])} weeks)")
    seen = next((one for one in reversed(weeks) if one.other is not None), None)
    trusted = (
        f"{OTHER} {seen.other} of {MOST['other']} in the week from {short_day(seen.monday, today)}" if seen else ""
    )
    if not said:
        return trusted
    first, last = weeks[0].monday, weeks[-1].monday + timedelta(days=6)
    of = "1 week filled in" if len(weeks) == 1 else f"{len(weeks)} weeks filled in"
    whole = f"{listed(said)} in {of} ({short_day(first, today)} to {short_day(last, today)})"
    return "; ".join(filter(None, (whole, trusted)))


def _counted(name: WeekField, count: int) -> str:
    return f"{count} {_ONE_AND_MORE[name][count != 1]}"
