"""Procedures: their sessions are planned, moved, done and called off; what rests around a session moves with it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

from msgspec.structs import replace

from routine_tui.model.by_id import by_id
from routine_tui.model.changes import Members, onto, with_changes
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.procedure import Around, AroundSince, Procedure, Session, planned
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import SLOTS, Routine, Slot, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.text import clipped, free_text, one_line, short_day
from routine_tui.planner.workspace import Room


class Procedures(Room):
    """Adds, changes and removes procedures and sessions. Every change is on the disk when its method returns."""

    def add(self, procedure: Procedure, days: Sequence[date] = (), around: Sequence[Around] = ()) -> Recovery:
        """Add a procedure, with sessions on some days and with what rests around each; its id may be empty.

        What is used in the place of a step that rests becomes a step itself, tied to the sessions. Raises BadInput.
        """
        new = replace(procedure.cleaned(), id=procedure.id or uuid.uuid4().hex)
        today = self._workspace.today()
        resting = _cleaned(around)
        if resting:
            new = replace(new, around=(AroundSince(today, resting),))
        sessions = tuple(planned(uuid.uuid4().hex, new.id, day, today) for day in dict.fromkeys(days))
        longest = timedelta(days=max([0, *(one.before for one in resting)]))

        def edit(recovery: Recovery) -> Recovery:
            care = recovery.care.having(
                procedures=(*recovery.care.procedures, new),
                sessions=(*recovery.care.sessions, *sessions),
            )
            first = min([today, *(day - longest for day in days if day <= today)])
            return _with_replacements(replace(recovery, care=care), new, resting, recovery.nearest(first))

        return self._workspace.change_plans(f"planned {clipped(new.label)}", edit)

    def edit(self, procedure_id: str, around: Sequence[Around] | Members | None = None, **changes: Any) -> Recovery:
        """Change a procedure. A change of what rests around its sessions holds from today on; past days stay.

        ``around`` is all that rests, or what comes and goes. Raises BadInput.
        """
        today = self._workspace.today()

        def edit(recovery: Recovery) -> Recovery:
            old = procedure_of(recovery, procedure_id)
            new = with_changes(old, changes).cleaned()
            resting = None if around is None else _cleaned(onto(old.around_on(today), around))
            if resting is not None:
                new = new.with_around(resting, today)
            kept = tuple(new if one.id == procedure_id else one for one in recovery.care.procedures)
            changed = replace(recovery, care=recovery.care.having(procedures=kept))
            if resting is None or new.around == old.around:
                return changed  # steps that the person called something else stay
            return _with_replacements(changed, new, resting, recovery.nearest(today))

        return self._workspace.change_plans(f"edited {self._label(procedure_id)}", edit)

    def remove(self, procedure_id: str) -> Recovery:
        """Take a procedure with its sessions away, as if it had never been agreed on. Raises BadInput.

        Steps in the place of others end today; what was recorded for them stays.
        """
        today = self._workspace.today()

        def edit(recovery: Recovery) -> Recovery:
            old = procedure_of(recovery, procedure_id)
            care = recovery.care.having(
                procedures=tuple(one for one in recovery.care.procedures if one.id != procedure_id),
                sessions=tuple(one for one in recovery.care.sessions if one.procedure_id != procedure_id),
            )
            return _with_replacements(replace(recovery, care=care), old, (), recovery.nearest(today))

        return self._workspace.change_plans(f"deleted {self._label(procedure_id)}", edit)

    # ------------------------------------------------------------------ sessions

    def plan(
        self, procedure_id: str, day: date, at: time | None = None, done: bool = False, note: str = ""
    ) -> Recovery:
        """Plan one more session, or record a past one as done. Raises BadInput."""
        new = planned(uuid.uuid4().hex, procedure_id, day, self._workspace.today(), at)
        new = replace(new, done=done, done_on=day if done else None, note=free_text(note, "The note"))
        self._require_done(day, done)

        def edit(recovery: Recovery) -> Recovery:
            procedure_of(recovery, procedure_id)
            return replace(recovery, care=recovery.care.having(sessions=(*recovery.care.sessions, new)))

        return self._workspace.change_plans(
            f"planned {self._label(procedure_id)} on {short_day(day, self._workspace.today())}", edit
        )

    def move(self, session_id: str, day: date) -> Recovery:
        """Move a session; what is tied to it moves along, and past days keep what was true. Raises BadInput."""
        return self.edit_session(session_id, day=day)

    def call_off(self, session_id: str) -> Recovery:
        """Call a session off from today on; it stays in the list. Raises BadInput."""
        return self.edit_session(session_id, day=None)

    def edit_session(self, session_id: str, **changes: Any) -> Recovery:
        """Change a session's ``day`` (None for called off), ``at``, ``done`` or ``note``. Raises BadInput."""
        today = self._workspace.today()

        def edit(recovery: Recovery) -> Recovery:
            fields = dict(changes)
            old = session_of(recovery, session_id)
            fields.setdefault("done", old.done)
            new = replace(old, done=False, done_on=None)
            if "day" in fields:
                new = new.moved(fields.pop("day"), today)
            if "note" in fields:
                fields["note"] = free_text(fields["note"], "The note")
            new = replace(new, **fields, done_on=new.day if fields["done"] else None)
            self._require_done(new.day, new.done)
            kept = tuple(new if one.id == session_id else one for one in recovery.care.sessions)
            return replace(recovery, care=recovery.care.having(sessions=kept))

        session = session_of(self._workspace.recovery, session_id)
        verb = "moved" if "day" in changes and changes["day"] not in (None, session.day) else "edited"
        return self._workspace.change_plans(f"{verb} a session of {self._label(session.procedure_id)}", edit)

    # ------------------------------------------------------------------ helpers

    def _label(self, procedure_id: str) -> str:
        return clipped(procedure_of(self._workspace.recovery, procedure_id).label)

    def _require_done(self, day: date | None, done: bool) -> None:
        if done and (day is None or day > self._workspace.today()):
            raise BadInput("A session that is in the future or cancelled can't be done: change its date first.")


def procedure_of(recovery: Recovery, procedure_id: str) -> Procedure:
    """The procedure of an id. Raises BadInput where it is not there any more."""
    return by_id(recovery.care.procedures, procedure_id, "procedure")


def session_of(recovery: Recovery, session_id: str) -> Session:
    """The session of an id. Raises BadInput where it is not there any more."""
    return by_id(recovery.care.sessions, session_id, "session")


def _cleaned(around: Sequence[Around]) -> tuple[Around, ...]:
    """The same with cleaned texts, and without what rests on no day. Raises BadInput."""
    return tuple(
        replace(
            one,
            target=one_line(one.target, "What is paused"),
            instead=one_line(one.instead, "What is used instead", required=False),
        )
        for one in around
        if one.before or one.days_after
    )


def _with_replacements(recovery: Recovery, procedure: Procedure, around: Sequence[Around], day: date) -> Recovery:
    """The recovery with one step for each thing that is used in the place of a resting step, in each of its slots.

    These steps are tied to the sessions of the procedure. From ``day`` on, a step that is no longer wanted ends, and
    one that is wanted on other days changes.
    """
    wanted = _wanted(recovery, procedure.id, around, day)
    routine = recovery.routine
    of_courses = {step_id for course in recovery.care.courses for step_id in course.step_ids}
    for step in recovery.routine.steps:
        version = step.on_or_first(day)
        if step.id in of_courses or not _is_tied(version, procedure.id):
            continue
        if span := wanted.pop((version.name, version.slot), None):
            schedule = replace(version.schedule, around=(procedure.id, *span))
            routine = routine.with_changes(step.id, day, schedule=schedule, ended=False)
        elif not version.ended:
            routine = routine.with_end(step.id, day)
    for (name, slot), span in wanted.items():
        schedule = Schedule(day, around=(procedure.id, *span))
        routine = routine.with_step(StepVersion(day, slot, "other", name, schedule))
    return recovery if routine is recovery.routine else recovery.with_routine(routine)


def _wanted(
    recovery: Recovery, procedure_id: str, around: Sequence[Around], day: date
) -> dict[tuple[str, Slot], tuple[int, int]]:
    """The first and last day around a session (0 is its day) on which a thing replaces others, by name and slot."""
    found: dict[tuple[str, Slot], tuple[int, int]] = {}
    for one in around:
        if not one.instead:
            continue
        for slot in _slots(recovery.routine, procedure_id, one, day):
            first, last = -one.before, one.days_after - 1
            known = found.get((one.instead, slot), (first, last))
            found[one.instead, slot] = min(first, known[0]), max(last, known[1])
    return found


def _is_tied(version: StepVersion, procedure_id: str) -> bool:
    """Whether a step is done around the sessions of a procedure only."""
    return version.schedule.around is not None and version.schedule.around[0] == procedure_id


def _slots(routine: Routine, procedure_id: str, around: Around, day: date) -> list[Slot]:
    """The slots of the required steps that rest; of all that rest where none is required; evening where none rests."""
    resting = [
        version
        for step, version in routine.current(day)
        if around.means(step.id, version) and not _is_tied(version, procedure_id)
    ]
    meant = {one.slot for one in resting if one.required} or {one.slot for one in resting}
    return [slot for slot in SLOTS if slot in meant] or ["evening"]
