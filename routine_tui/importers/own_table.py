"""The rows of our own table, found again among the steps: by the name that a step had on the day of the row.

A step may have been renamed or moved since, ended, or begun again from a template; its history still says what it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from routine_tui.importers.found import Habit, Record
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Step, StepVersion

_NEVER: Final = 10**6
"""More days than any life has."""


def step_of_each(recovery: Recovery, habit: Habit, rows: Sequence[Record]) -> Iterator[tuple[Record, Step | None]]:
    """Rows of one name, by their days, each with its step, or None where no step can be told; two of a day have two."""
    known = steps_named(recovery, habit)
    for _, of_one_day in groupby(rows, lambda row: row.day):
        left, free = list(of_one_day), {step.id: step for step in recovery.routine.steps}
        found: dict[int, Step] = {}
        for rule in (_of_moment, _on_the_day, _nearest):
            for place, row in enumerate(left):
                if place not in found and (step := rule(recovery, habit, row, tuple(free.values()))):
                    found[place] = free.pop(step.id)
        for place, row in enumerate(left):
            yield row, found.get(place) or next(iter(known), None)


def steps_named(recovery: Recovery, habit: Habit) -> list[Step]:
    """The steps that ever had the name of a habit, in its part of the day."""
    return [step for step in recovery.routine.steps if _was_named(step, habit)]


def in_a_cell(text: str) -> str:
    """A text as our table has it, to be compared: on one line, without what keeps a spreadsheet from obeying it."""
    return " ".join(" / ".join(line.strip() for line in text.split("\n") if line.strip()).replace("'", "").split())


# Each rule gives the step that a row is of, among those that no other row of its day is of.


def _of_moment(recovery: Recovery, habit: Habit, row: Record, steps: Sequence[Step]) -> Step | None:
    """The step that was marked at that very moment: one of that name, or else the only one of that kind."""
    marks = recovery.record(row.day).marks
    same = [
        step
        for step in steps
        if (mark := marks.get(step.id)) and row.at is not None and (mark.state, mark.at) == (row.state, row.at)
    ]
    if by_name := _on_the_day(recovery, habit, row, same) or _nearest(recovery, habit, row, same):
        return by_name
    alike = [step for step in same if step.latest.kind == habit.kind]
    return alike[0] if len(alike) == 1 else None


def _on_the_day(recovery: Recovery, habit: Habit, row: Record, steps: Sequence[Step]) -> Step | None:
    """The step that is on the list of the day under that name."""
    listed = recovery.routine.with_marked(row.day, recovery.record(row.day).marks)
    here = {one.step_id for one in listed if _is_named(one.version, habit, row.day)}
    return next((step for step in steps if step.id in here), None)


def _nearest(_: Recovery, habit: Habit, row: Record, steps: Sequence[Step]) -> Step | None:
    """The step that had that name nearest to the day."""
    return min((step for step in steps if _was_named(step, habit)), key=_far_from(row.day, habit), default=None)


def _far_from(day: date, habit: Habit) -> Callable[[Step], int]:
    """How many days lie between a day and the next one on which a step had a name."""

    def far(step: Step) -> int:
        ends = [*(version.valid_from for version in step.versions[1:]), date.max]
        spans = zip(step.versions, ends, strict=True)
        return min(
            (max((one.valid_from - day).days, (day - end).days + 1, 0) for one, end in spans if _is_named(one, habit)),
            default=_NEVER,
        )

    return far


def _was_named(step: Step, habit: Habit) -> bool:
    return any(_is_named(version, habit) for version in step.versions)


def _is_named(version: StepVersion, habit: Habit, day: date | None = None) -> bool:
    """Whether a step has a habit's name and part of the day; on a day, with the name of its stage as well."""
    if habit.slot not in (None, version.slot):
        return False
    wanted, name = in_a_cell(habit.name).casefold(), in_a_cell(version.name).casefold()
    if day is not None:
        return wanted in (name, in_a_cell(version.named(day)).casefold())
    return wanted == name or (bool(version.schedule.stages) and wanted.startswith(f"{name}, "))
