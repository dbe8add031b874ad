"""A day as the person sees it: its steps in order, each with its state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from routine_tui.model.day.counting import counting_since
from routine_tui.model.recovery.diary import Mark
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Step, StepOnDay, StepVersion

StepState = Literal["done", "skipped", "paused", "due", "open", "not_due", "ahead"]
EXPECTED: frozenset[StepState] = frozenset({"done", "due", "open", "ahead"})
"""States in which a required step is expected on its day."""


class ChecklistItem(Struct, frozen=True):
    """One line of the checklist."""

    number: int
    """Its place on the list, from 1."""
    step_id: str
    version: StepVersion
    """The step as it is on that day."""
    state: StepState
    mark: Mark | None

    @property
    def takes_more(self) -> bool:
        """Whether it is done, and was set to be done more often on a day than is recorded."""
        mark = self.mark
        return mark is not None and mark.state == "done" and (mark.amount or 1) < self.version.most_per_day


class Agenda(Struct, frozen=True):
    """One day of the checklist."""

    day: date
    items: tuple[ChecklistItem, ...]
    note: str
    is_blank: bool = False
    """Whether it is a day before anything counted."""

    @property
    def done(self) -> int:
        """How many required steps are done."""
        return sum(item.version.required and item.state == "done" for item in self.items)

    @property
    def due(self) -> int:
        """How many required steps are expected that day, done ones included."""
        return sum(item.version.required and item.state in EXPECTED for item in self.items)

    @property
    def next(self) -> ChecklistItem | None:
        """The first required step that is due and not marked."""
        return next((item for item in self.items if item.state == "due" and item.version.required), None)


def agenda(recovery: Recovery, day: date, today: date) -> Agenda:
    """The checklist of a day, seen from ``today``."""
    record = recovery.record(day)
    items = tuple(
        ChecklistItem(number, planned.step_id, planned.version, state, record.marks.get(planned.step_id))
        for number, (planned, state) in enumerate(states(recovery, day, today), start=1)
    )
    return Agenda(day, items, record.note, day < counting_since(recovery, today))


def states(recovery: Recovery, day: date, today: date) -> Iterator[tuple[StepOnDay, StepState]]:
    """The steps of a day in order, each with its state. A mark wins over everything: what was done was done."""
    record = recovery.days.get(day)
    marks = record.marks if record else {}
    for planned in recovery.routine.with_marked(day, marks) if marks else recovery.routine.on(day):
        state = _state(recovery, day, today, planned, marks.get(planned.step_id))
        if state is not None:
            yield planned, state


def state_of(recovery: Recovery, step: Step, day: date, today: date) -> StepState | None:
    """The state of one step on a day, as ``states`` gives it; None where the step is no part of the day.

    The step may be one that is only thought of: an id that the routine does not have is in no mark.
    """
    record, version = recovery.days.get(day), step.on(day)
    mark = record.marks.get(step.id) if record else None
    if version is None or (mark is None and not version.covers(day)):
        return None
    return _state(recovery, day, today, StepOnDay(step.id, version), mark)


def _state(recovery: Recovery, day: date, today: date, planned: StepOnDay, mark: Mark | None) -> StepState | None:
    """The state of a step of the routine on a day; None for one that is tied to a session of other days."""
    if mark is not None and mark.counts:
        return mark.state
    if mark is not None and not planned.version.covers(day):
        return None
    if not recovery.care.is_around(day, planned.version):
        return None
    if day < today and day < counting_since(recovery, today):
        return "not_due"
    if not recovery.expects(day) or day not in planned.version.schedule.days(max(day, recovery.last_day)):
        return "not_due"
    if recovery.is_paused(day, planned.step_id, planned.version):
        return "paused"
    return "due" if day == today else "open" if day < today else "ahead"
