"""Every step on every day of a span, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from msgspec import Struct

from routine_tui.exporters.escapes import lines, one_line, one_paragraph
from routine_tui.model.day.agenda import StepState, states
from routine_tui.model.day.progress import Adherence, CalendarCell, cell, counted, days_between
from routine_tui.model.recovery.diary import Mark
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Kind, Slot, StepVersion


class StepOfDay(Struct, frozen=True):
    """One step on one day."""

    day: date
    offset: int
    slot: Slot
    step_id: str
    name: str
    kind: Kind
    product: str
    required: bool
    state: StepState
    at: datetime | None
    """When it was done or skipped, with its UTC offset."""
    reason: str
    note: str
    times: int = 0
    """How often it was done; 0 where it was not."""
    hours: float | None = None
    """For how many hours it was worn; None where it is not measured in hours, or nothing was said."""
    amount: tuple[float, Literal["hours", "times"]] | None = None
    """How much was done; None where it is done or not, or nothing was said."""


class StepTally(Struct, frozen=True):
    """How one step went."""

    step_id: str
    slot: Slot
    name: str
    required: bool
    adherence: Adherence
    """Of the days on which it was required."""
    as_needed: int
    """How often it was done on days on which it was as needed."""


class Skipped(Struct, frozen=True):
    """Days on which one step was skipped for one reason."""

    slot: Slot
    name: str
    reason: str
    """Empty for none given."""
    days: tuple[date, ...]


class Week(Struct, frozen=True):
    """One week of the calendar."""

    begins: date
    cells: tuple[CalendarCell | None, ...]
    """Seven; None for a day outside the span."""
    adherence: Adherence


def entries(recovery: Recovery, first: date, last: date, today: date) -> Iterator[StepOfDay]:
    """Every step of every day from the first to the last, in the order of the checklist."""
    for day in days_between(first, last):
        record = recovery.record(day)
        for planned, state in states(recovery, day, today):
            version, mark = planned.version, record.marks.get(planned.step_id)
            done = mark if mark and mark.state == "done" else None
            yield StepOfDay(
                day,
                recovery.offset(day),
                version.slot,
                planned.step_id,
                one_line(version.name),
                version.kind,
                one_line(version.product),
                version.required,
                state,
                mark.at if mark else None,
                one_paragraph(mark.reason) if mark else "",
                lines(mark.note) if mark else "",
                _times(version, done.amount) if done and done.counts else 0,
                done.amount if done and version.hours else None,
                _amount(version, done),
            )


def _times(version: StepVersion, amount: float | None) -> int:
    return 1 if version.required or version.hours else int(amount or 1)


def _amount(version: StepVersion, done: Mark | None) -> tuple[float, Literal["hours", "times"]] | None:
    if done is None or (done.amount is None and (version.hours or not version.most_per_day)):
        return None
    return (1 if done.amount is None else done.amount, "hours" if version.hours else "times")


def tally(some: Iterable[StepOfDay]) -> Adherence:
    """Adherence over some entries."""
    return counted(entry.state for entry in some if entry.required)


def by_step(some: Sequence[StepOfDay]) -> tuple[StepTally, ...]:
    """How each step went, under its newest name: as the newest day lists them, then those that had left the list."""
    newest = [entry for entry in some if entry.day == some[-1].day]
    steps: dict[str, list[StepOfDay]] = {entry.step_id: [] for entry in (*newest, *some)}
    for entry in some:
        steps[entry.step_id].append(entry)
    return tuple(_step_tally(found) for found in steps.values())


def _step_tally(found: list[StepOfDay]) -> StepTally:
    newest = found[-1]
    return StepTally(newest.step_id, newest.slot, newest.name, newest.required, tally(found), as_needed(found))


def as_needed(some: Iterable[StepOfDay]) -> int:
    """How often something was done on days on which it was as needed."""
    return sum(entry.times for entry in some if not entry.required)


def skipped(some: Iterable[StepOfDay]) -> tuple[Skipped, ...]:
    """What was skipped, by step and reason, in the order in which each came up first."""
    days: dict[tuple[str, str], list[StepOfDay]] = {}
    for entry in some:
        if entry.state == "skipped":
            days.setdefault((entry.step_id, entry.reason), []).append(entry)
    return tuple(
        Skipped(found[-1].slot, found[-1].name, reason, tuple(entry.day for entry in found))
        for (_, reason), found in days.items()
    )


def weeks(
    recovery: Recovery, first: date, last: date, today: date, some: Iterable[StepOfDay], first_weekday: int = 0
) -> tuple[Week, ...]:
    """The span as calendar weeks that begin on a weekday (0 is Monday), each with what it adds up to."""

    def begins(day: date) -> date:
        return day - timedelta(days=(day.weekday() - first_weekday) % 7)

    by_week: dict[date, list[StepOfDay]] = {}
    for entry in some:
        by_week.setdefault(begins(entry.day), []).append(entry)
    found: list[Week] = []
    week = begins(first)
    while week <= last:
        days = days_between(week, week + timedelta(days=6))
        cells = tuple(cell(recovery, day, today) if first <= day <= last else None for day in days)
        found.append(Week(week, cells, tally(by_week.get(week, ()))))
        week += timedelta(days=7)
    return tuple(found)


def by_weekday(some: Iterable[StepOfDay]) -> tuple[Adherence, ...]:
    """Adherence by weekday, Monday first."""
    days: list[list[StepOfDay]] = [[] for _ in range(7)]
    for entry in some:
        days[entry.day.weekday()].append(entry)
    return tuple(tally(found) for found in days)
