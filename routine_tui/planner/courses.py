"""Courses: what a clinician set for a while, which is done as steps of the routine."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from routine_tui.model.by_id import by_id, newcomer
from routine_tui.model.changes import Members, onto, resolved, with_changes
from routine_tui.model.day.course_days import last_day_of, steps_of, version_of
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Kind, Routine, Slot, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.step_texts import cleaned_fields, cleaned_step
from routine_tui.model.text import clipped
from routine_tui.planner.workspace import Room


class Regimen(Struct, frozen=True):
    """What is done of a course: the same in each of its slots."""

    schedule: Schedule
    slots: tuple[Slot, ...]
    kind: Kind = "prescription"
    required: bool = True
    product: str = ""
    cue: str = ""
    instructions: str = ""
    hours: str = ""
    """How many hours a day it is worn; empty for what is only done or not."""
    most_per_day: int = 0
    """How often at most a day where it is as needed; 0 where nothing was set."""

    def fields(self) -> dict[str, Any]:
        """The fields that each of its steps has."""
        return {
            "kind": self.kind,
            "schedule": self.schedule,
            "required": self.required,
            "product": self.product,
            "cue": self.cue,
            "instructions": self.instructions,
            "hours": self.hours,
            "most_per_day": self.most_per_day,
        }


class CourseChange(Struct, frozen=True):
    """What is to be different about a course from a day on."""

    about: dict[str, Any] = field(default_factory=dict)
    """Fields of the course itself, which hold for all of it."""
    steps: dict[str, Any] = field(default_factory=dict)
    """Fields of its steps, from the day on."""
    slots: tuple[Slot, ...] | Members | None = None
    """The slots from the day on, or those that come and go; None for those there are."""


class Courses(Room):
    """Adds, changes and ends courses. Every change is on the disk when its method returns."""

    def add(self, course: Course, regimen: Regimen) -> Recovery:
        """Add a course, and one step for each of its slots, from its first day on; its id may be empty.

        Raises OutsideWindow where it begins after the window, BadInput.
        """
        new = replace(course.cleaned(), id=course.id or uuid.uuid4().hex)
        if not regimen.slots:
            raise BadInput("A treatment needs a time of day: morning, day or evening.")

        def edit(recovery: Recovery) -> Recovery:
            first = max(new.first_day, recovery.day_zero)
            recovery.require(first)
            routine, step_ids = recovery.routine, []
            for slot in dict.fromkeys(regimen.slots):
                version = cleaned_step(StepVersion(first, slot, name=new.label, **regimen.fields()))
                routine, step_id = _with_step(routine, version, first)
                step_ids.append(step_id)
            kept = replace(new, step_ids=tuple(step_ids))
            care = recovery.care.having(courses=(*recovery.care.courses, kept))
            return replace(recovery.with_routine(routine), care=care)

        return self._workspace.change_plans(f"added {clipped(new.label)}", edit)

    def edit(self, course_id: str, day: date, change: CourseChange) -> Recovery:
        """Change a course, and its steps from a day on; the days before that keep theirs. Raises BadInput."""

        def edit(recovery: Recovery) -> Recovery:
            old = course_of(recovery, course_id)
            about = change.about if change.slots is None else {**change.about, "ended_on": None}
            new = with_changes(old, about).cleaned()
            fields = cleaned_fields(_steps_changes(recovery, old, day, change.steps))
            if new.label != old.label:
                fields["name"] = new.label
            routine = recovery.routine
            if fields or change.slots is not None:
                recovery.require(day)
                routine, new = _changed(recovery, new, day, fields, change.slots)
            kept = tuple(new if one.id == course_id else one for one in recovery.care.courses)
            care = recovery.care if new == old else recovery.care.having(courses=kept)
            return replace(recovery.with_routine(routine), care=care)

        return self._workspace.change_plans(f"edited {self._label(course_id)}", edit)

    def end(self, course_id: str, day: date, why: str = "") -> Recovery:
        """No longer expect a course from a day on, before its time. What was recorded stays. Raises BadInput."""

        def edit(recovery: Recovery) -> Recovery:
            old = course_of(recovery, course_id)
            last = last_day_of(recovery, old)
            if last is not None and last < day:
                raise BadInput(f"{clipped(old.label)} ended on {last}: there is nothing to stop.")
            recovery.require(day)
            routine = recovery.routine
            for step in steps_of(recovery, old):
                routine = routine.with_end(step.id, day)
            new = replace(old, ended_why=why, ended_on=day).cleaned()
            kept = tuple(new if one.id == course_id else one for one in recovery.care.courses)
            return replace(recovery.with_routine(routine), care=recovery.care.having(courses=kept))

        return self._workspace.change_plans(f"stopped {self._label(course_id)}", edit)

    def _label(self, course_id: str) -> str:
        return clipped(course_of(self._workspace.recovery, course_id).label)


def course_of(recovery: Recovery, course_id: str) -> Course:
    """The course of an id. Raises BadInput where it is not there any more."""
    return by_id(recovery.care.courses, course_id, "course")


def _steps_changes(recovery: Recovery, course: Course, day: date, changes: dict[str, Any]) -> dict[str, Any]:
    """What is to be different about the steps of a course, put onto how they are on a day."""
    version = version_of(recovery, course, day)
    return changes if version is None else resolved(version, changes)


def _changed(
    recovery: Recovery, course: Course, day: date, fields: dict[str, Any], slots: Sequence[Slot] | Members | None
) -> tuple[Routine, Course]:
    """The routine with a course's steps changed from a day on: slots that go end there, slots that come begin there."""
    routine, step_ids = recovery.routine, list(course.step_ids)
    steps = steps_of(recovery, course)
    known = {step.id: step.on_or_first(day).slot for step in steps}
    there = tuple(known[step.id] for step in steps if not step.on_or_first(day).ended)
    wanted = tuple(known.values()) if slots is None else tuple(dict.fromkeys(onto(there, slots)))
    if not wanted:
        raise BadInput("A treatment needs a time of day: morning, day or evening.")
    for step in steps:
        changes = fields if known[step.id] in wanted else {"ended": True}
        back = {"ended": False} if slots is not None and known[step.id] in wanted else {}
        routine = routine.with_changes(step.id, day, **changes, **back)
        begins = routine.step(step.id).versions[0].schedule.first_day
        routine = routine.with_earlier(step.id, max(begins, day))
    for slot in wanted:
        if slot not in known.values() and steps:
            like = routine.step(steps[0].id).on(day) or steps[0].versions[0]
            of_shelf = {} if "product" not in fields else {"product_id": ""}
            version = replace(like, valid_from=day, slot=slot, ended=False, **of_shelf, **fields)
            routine, step_id = _with_step(routine, version, day)
            step_ids.append(step_id)
    return routine, replace(course, step_ids=tuple(step_ids))


def _with_step(routine: Routine, version: StepVersion, day: date) -> tuple[Routine, str]:
    """A routine with one more step; a prescribed one stands before the moisturiser and the sunscreen of its slot.

    The order is cleanser, prescribed, moisturiser, sunscreen (see ``order_advice``).
    """
    known, routine = routine.steps, routine.with_step(version)
    step_id = newcomer(known, routine.steps).id
    if version.kind == "prescription":
        row = [one for _, one in routine.current(day) if one.slot == version.slot][:-1]
        after = next((place for place, one in enumerate(row) if one.kind in ("moisturiser", "sunscreen")), len(row))
        if after < len(row):
            routine = routine.with_move(step_id, day, after - len(row))
    return routine, step_id
