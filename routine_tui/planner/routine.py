"""The routine: its steps are added, changed, moved and ended, each from a day on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from msgspec.structs import replace

from routine_tui.facts.guidance import routine_of
from routine_tui.model.changes import resolved
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine, StepVersion
from routine_tui.model.recovery.step_texts import cleaned_fields, cleaned_step
from routine_tui.planner.workspace import Room


class RoutineSteps(Room):
    """Adds, changes, moves and ends steps. Every change is on the disk when its method returns."""

    def add(self, new: StepVersion) -> Recovery:
        """Add a step, last in its slot. Raises OutsideWindow where it begins outside the window, BadInput."""
        cleaned = cleaned_step(new)

        def edit(recovery: Recovery) -> Recovery:
            recovery.require(cleaned.valid_from)
            return recovery.with_routine(recovery.routine.with_step(cleaned))

        return self._workspace.change(f"added {cleaned.name}", edit)

    def edit(self, step_id: str, day: date, **changes: Any) -> Recovery:
        """Change fields of a step from a day on; the days before keep what was true. Raises BadInput."""
        if "instructions" in changes:
            changes.setdefault("sources", ())

        def edit(recovery: Recovery) -> Recovery:
            recovery.require(day)
            step = recovery.routine.step(step_id)
            wanted = cleaned_fields(resolved(step.on_or_first(day), changes))
            return recovery.with_routine(recovery.routine.with_changes(step_id, day, **wanted))

        return self._workspace.change_plans(f"edited {self._workspace.name_of(step_id, day)}", edit)

    def end(self, step_id: str, day: date) -> Recovery:
        """No longer expect a step from a day on. Raises BadInput."""
        return self._change(f"stopped {self._workspace.name_of(step_id, day)}", day, lambda r: r.with_end(step_id, day))

    def bring_back(self, step_id: str, day: date) -> Recovery:
        """Expect an ended step again from a day on. Raises BadInput, as for a course that is over."""

        def edit(recovery: Recovery) -> Recovery:
            recovery.require(day)
            routine = recovery.routine.with_return(step_id, day, step_id in recovery.care.course_steps)
            courses = tuple(
                replace(one, ended_on=None) if step_id in one.step_ids else one for one in recovery.care.courses
            )
            care = recovery.care if courses == recovery.care.courses else recovery.care.having(courses=courses)
            return replace(recovery.with_routine(routine), care=care)

        return self._workspace.change_plans(f"restarted {self._workspace.name_of(step_id, day)}", edit)

    def move(self, step_id: str, day: date, by: int) -> Recovery:
        """Move a step within its slot, from a day on. Raises BadInput."""
        return self._change(
            f"moved {self._workspace.name_of(step_id, day)}", day, lambda r: r.with_move(step_id, day, by)
        )

    def use_template(self, template_id: str, day: date) -> Recovery:
        """End every step and begin a template's routine, from a day on; the days before keep what was true.

        Steps of courses, and those around the sessions of a procedure, stay: a clinician set them.
        """

        def edit(recovery: Recovery) -> Recovery:
            recovery.require(day)
            routine, of_courses = recovery.routine, recovery.care.course_steps
            for step, version in list(routine.current(day)):
                if step.id not in of_courses and version.schedule.around is None:
                    routine = routine.with_end(step.id, day)
            for step in routine_of(template_id, day).steps:
                routine = routine.with_step(step.latest, step.id)
            return recovery.with_routine(routine)

        return self._workspace.change(f"switched to template {template_id}", edit)

    def _change(self, label: str, day: date, change: Callable[[Routine], Routine]) -> Recovery:
        def edit(recovery: Recovery) -> Recovery:
            recovery.require(day)
            return recovery.with_routine(change(recovery.routine))

        return self._workspace.change(label, edit)
