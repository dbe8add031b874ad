"""The days of each step as other calendars keep them: rules that begin and end, with the days left out of them.

Only rules that simple readers of calendars understand as we do are kept as rules; what another rule names is told day
by day. So a calendar shows the days of the checklist and no others, whatever it is read by.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.exporters.summary.summary import Summary
from routine_tui.model.day.agenda import EXPECTED, StepState, states
from routine_tui.model.day.progress import days_between
from routine_tui.model.recovery.routine import Step, StepVersion
from routine_tui.model.recovery.rule import CODES, EVERY_DAY, parts_of
from routine_tui.model.recovery.schedule import Schedule

_ONE = timedelta(days=1)
_MONTHLY = {"FREQ", "INTERVAL", "BYMONTHDAY", "BYDAY"}
_Rule = tuple[str, frozenset[date]]


class Recurring(Struct, frozen=True):
    """Days of one step as one rule, or a single day."""

    step_id: str
    part: str
    """Which of the step's entries it is; the same again while its days change."""
    version: StepVersion
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
    expected: dict[str, set[date]] = {}
    for day, step_id, required, state in _states(summary):
        if state in EXPECTED and (required or as_needed):
            expected.setdefault(step_id, set()).add(day)
    for step in summary.recovery.routine.steps:
        if days := expected.get(step.id):
            yield from _of_step(step, days, summary.last)


def _states(summary: Summary) -> Iterator[tuple[date, str, bool, StepState]]:
    """Each step of each day of the span with its state; of the days so far they are gathered already."""
    for entry in summary.entries:
        yield entry.day, entry.step_id, entry.required, entry.state
    begun = summary.recorded_until
    for day in days_between(begun + _ONE if begun else summary.first, summary.last):
        for planned, state in states(summary.recovery, day, summary.today):
            yield day, planned.step_id, planned.version.required, state


def _of_step(step: Step, days: set[date], last: date) -> Iterator[Recurring]:
    for number, (begins, ends, version) in enumerate(_stretches(step)):
        left = {day for day in days if begins <= day and (ends is None or day < ends)}
        for place, part in enumerate(version.schedule.parts(last)):
            for nth, (rule, named) in enumerate(_rules(part, last)):
                if kept := _kept(named, left):
                    left -= kept
                    yield _entry(step.id, f"{number}.{place}.{nth}", version, rule, kept, named)
        runs = [run for days_of in _by_name(version, left) for run in _runs(days_of)]
        for nth, run in enumerate(sorted(runs, key=min)):
            yield _entry(step.id, f"{number}.day.{nth}", version, EVERY_DAY, run, run)


def _stretches(step: Step) -> Iterator[tuple[date, date | None, StepVersion]]:
    """The versions of a step that a calendar shows differently, each from a day until another (half-open)."""
    shown = [step.versions[0]]
    for version in step.versions[1:]:
        if _as_shown(version) != _as_shown(shown[-1]):
            shown.append(version)
    ends = [version.valid_from for version in shown[1:]]
    for version, until in zip(shown, [*ends, None], strict=True):
        yield version.valid_from, until, version


def _as_shown(version: StepVersion) -> StepVersion:
    return replace(version, valid_from=date.min, position=0)


def _rules(part: Schedule, last: date) -> Iterator[_Rule]:
    """A plain schedule as rules that every reader understands alike, each with its days; none for one that is not."""
    parts = parts_of(part.rule)
    for left_out in ("COUNT", "WKST"):  # it ends with its last day, and no rule is left that counts weeks
        parts.pop(left_out, None)
    days, interval, frequency = part.days(last), int(parts.get("INTERVAL", "1")), parts["FREQ"]
    if part.around is not None:
        return
    if part.days_on > 1:
        yield from _cycle(part, days, interval)
    elif frequency in ("DAILY", "WEEKLY") and parts.keys() <= {"FREQ", "INTERVAL"}:
        yield _text(parts), days
    elif frequency in ("DAILY", "WEEKLY") and parts.keys() == {"FREQ", "BYDAY"}:
        yield f"FREQ=WEEKLY;BYDAY={parts['BYDAY']}", days
    elif frequency == "WEEKLY" and parts.keys() == {"FREQ", "INTERVAL", "BYDAY"}:
        yield from _by_weekday(days, interval)
    elif frequency == "MONTHLY" and parts.keys() <= _MONTHLY and len(parts.keys() & {"BYMONTHDAY", "BYDAY"}) < 2:
        month_day = "" if parts.keys() & {"BYMONTHDAY", "BYDAY"} else f";BYMONTHDAY={part.first_day.day}"
        yield _text(parts) + month_day, days


def _cycle(part: Schedule, days: Collection[date], interval: int) -> Iterator[_Rule]:
    """Days in a row and days without: each day of the cycle as a rule, or each row of days, whichever are fewer."""
    rows = list(_runs(days))
    if len(rows) <= part.days_on:
        yield from ((EVERY_DAY, row) for row in rows)
        return
    for place in range(part.days_on):
        begins = part.first_day + place * _ONE
        yield f"FREQ=DAILY;INTERVAL={interval}", frozenset(day for day in days if (day - begins).days % interval == 0)


def _by_weekday(days: Collection[date], interval: int) -> Iterator[_Rule]:
    """Weekdays of every so many weeks, each as a rule: readers do not agree on where a week begins."""
    for weekday in range(len(CODES)):
        if named := frozenset(day for day in days if day.weekday() == weekday):
            yield f"FREQ=WEEKLY;INTERVAL={interval}", named


def _text(parts: dict[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _kept(named: frozenset[date], days: set[date]) -> frozenset[date]:
    """The days of a rule on which the step is expected; none where a rule would have more exceptions than days."""
    kept = named & days
    if not kept:
        return kept
    first, last = min(kept), max(kept)
    between = sum(first <= day <= last for day in named)
    return kept if between <= 2 * len(kept) else frozenset()


def _entry(
    step_id: str, part: str, version: StepVersion, rule: str, kept: frozenset[date], named: frozenset[date]
) -> Recurring:
    first, last = min(kept), max(kept)
    left_out = tuple(sorted(day for day in named - kept if first < day < last))
    return Recurring(step_id, part, version, first, last, rule if last > first else "", left_out)


def _by_name(version: StepVersion, days: Iterable[date]) -> Collection[set[date]]:
    """The days on which a step is called the same: a stage may have a name of its own."""
    found: dict[str, set[date]] = {}
    for day in days:
        found.setdefault(version.named(day), set()).add(day)
    return found.values()


def _runs(days: Iterable[date]) -> Iterator[frozenset[date]]:
    """Days that follow one another, the earliest first."""
    run: list[date] = []
    for day in sorted(days):
        if run and day != run[-1] + _ONE:
            yield frozenset(run)
            run = []
        run.append(day)
    if run:
        yield frozenset(run)
