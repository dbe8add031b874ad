"""The days of each step as other calendars keep them: a rule that begins and ends, with the days left out of it.

A step that is called the same in the same part of the day is one entry, whatever its rule was or becomes: so its days
stay that entry's, and only the entry's rule changes. The rules are those that simple readers of calendars understand as
we do, so a calendar shows the days of the checklist and no others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from math import gcd

from msgspec import Struct

from routine_tui.exporters.summary.summary import Summary
from routine_tui.model.day.agenda import EXPECTED, states
from routine_tui.model.day.progress import days_between
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Slot, StepVersion
from routine_tui.model.recovery.weekday_words import CODES


class Recurring(Struct, frozen=True):
    """Days of one step as one rule, or a single day."""

    step_id: str
    slot: Slot
    title: str
    version: StepVersion
    """The step as it is on the last of these days."""
    first: date
    last: date
    """The last day, which the rule names as it does the first."""
    rule: str
    """As RFC 5545 writes it, without an end; empty for a single day."""
    left_out: tuple[date, ...] = ()
    """Days between the two that the rule names and on which the step is not expected."""


def recurring(summary: Summary, as_needed: bool = False) -> Iterator[Recurring]:
    """The days of the span on which steps are done or expected, step by step.

    Days on which a step is skipped, paused, at rest or not due are none of them. Steps that are done as needed are left
    out unless they are asked for.
    """
    return in_span(summary.recovery, summary.first, summary.last, summary.today, as_needed)


def in_span(recovery: Recovery, first: date, last: date, today: date, as_needed: bool) -> Iterator[Recurring]:
    """The same for the days of a recovery from the first to the last."""
    found: dict[tuple[str, Slot, str], list[tuple[date, StepVersion]]] = {}
    for day in days_between(first, last):
        for planned, state in states(recovery, day, today):
            version = planned.version
            if state in EXPECTED and (version.required or as_needed):
                found.setdefault((planned.step_id, version.slot, version.named(day)), []).append((day, version))
    for (step_id, slot, title), days in sorted(found.items()):
        rule, left_out = _rule([day for day, _ in days])
        yield Recurring(step_id, slot, title, days[-1][1], days[0][0], days[-1][0], rule, left_out)


def _rule(days: Sequence[date]) -> tuple[str, tuple[date, ...]]:
    """The rule that names some days, in order, and the fewest others between them; and these others."""
    first, last = days[0], days[-1]
    if first == last:
        return "", ()
    interval = gcd(*((later - day).days for day, later in pairwise(days)))
    weekdays = {day.weekday() for day in days}
    every = list(days_between(first, last))
    named = {
        "FREQ=DAILY" + (f";INTERVAL={interval}" if interval > 1 else ""): every[::interval],
        f"FREQ=WEEKLY;BYDAY={','.join(CODES[one] for one in sorted(weekdays))}": [
            day for day in every if day.weekday() in weekdays
        ],
    }
    if len({day.day for day in days}) == 1:
        named[f"FREQ=MONTHLY;BYMONTHDAY={first.day}"] = [day for day in every if day.day == first.day]
    rule = min(named, key=lambda one: len(named[one]))
    return rule, tuple(sorted(set(named[rule]) - set(days)))
