"""The planner: what a day holds and what was done of it, and the rooms in which everything else is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from routine_tui.model.day.agenda import Agenda, agenda
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.diary import Mark, MarkState
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import free_text, is_blank, listed, short_day
from routine_tui.planner.workspace import Workspace, name_on

if TYPE_CHECKING:
    from routine_tui.model.guidance import Phase
    from routine_tui.planner.case import Case
    from routine_tui.planner.change_list import ChangeList
    from routine_tui.planner.contacts import Contacts
    from routine_tui.planner.courses import Courses
    from routine_tui.planner.exports import Exports
    from routine_tui.planner.imports import Imports
    from routine_tui.planner.outlived import Outlived
    from routine_tui.planner.papers import Papers
    from routine_tui.planner.pauses import Pauses
    from routine_tui.planner.photos import Photos
    from routine_tui.planner.procedures import Procedures
    from routine_tui.planner.recoveries import Recoveries
    from routine_tui.planner.routine import RoutineSteps
    from routine_tui.planner.safety import Safety
    from routine_tui.planner.shelf import Shelf
    from routine_tui.planner.skin import Skin
    from routine_tui.planner.visits import Visits
    from routine_tui.planner.weeks import Weeks


class Planner(Workspace):
    """What the full screen and the command line ask. Every change is on the disk when its method returns.

    Each room is imported when it is first asked for, so that a start pays for none of them.
    """

    def phase(self, day: date) -> Phase:
        """The phase of the healing window on a day."""
        from routine_tui.facts import guidance
        from routine_tui.model.guidance import phase_at

        return phase_at(guidance.phases(), self.recovery.offset(day))

    def agenda(self, day: date) -> Agenda:
        """The checklist of a day. Raises OutsideWindow."""
        recovery = self.recovery
        recovery.require(day)
        return agenda(recovery, day, self.today())

    # ------------------------------------------------------------------ ticking

    def tick(
        self,
        day: date,
        step_ids: Sequence[str],
        at: time | None = None,
        note: str = "",
        amount: float | None = None,
    ) -> Recovery:
        """Record steps as done on a day, at a time of day or now. Raises OutsideWindow, BadInput for a future day.

        ``amount`` is how many hours a step was worn (0 to 24), or how often it was taken (1 to 24). Without it, a step
        that is counted was taken once more.
        """
        recovery = self._mark("ticked", "done", day, step_ids, at=at, note=free_text(note, "The note"), amount=amount)
        return recovery if amount is None else self._tell_of_most(recovery, day, step_ids)

    def skip(self, day: date, step_ids: Sequence[str], reason: str | None = "") -> Recovery:
        """Record steps as skipped on a day, with a reason; None keeps that of a step that is skipped already.

        Raises OutsideWindow, BadInput for a future day.
        """
        words = None if reason is None else free_text(reason, "The reason")
        return self._mark("skipped", "skipped", day, step_ids, reason=words)

    def untick(self, day: date, step_ids: Sequence[str]) -> Recovery:
        """Take the marks of steps back, wherever a clock let them be made. Raises OutsideWindow.

        Raises BadInput for a future day on which none of them is marked.
        """
        if not self.recovery.record(day).marks.keys() & set(step_ids):
            self.require_not_ahead(day)

        def edit(recovery: Recovery) -> Recovery:
            for step_id in step_ids:
                recovery = recovery.marked(day, step_id, None)
            return recovery

        return self.change(self._label("unticked", day, step_ids), edit)

    def note(self, day: date, text: str, append: bool = True) -> Recovery:
        """Add a line to the day's note, or replace it. Raises OutsideWindow, BadInput for a future day."""
        self.require_not_ahead(day)
        line = free_text(text, "The note")
        if append and is_blank(line):
            raise BadInput("The note is empty: type at least a word.")

        def edit(recovery: Recovery) -> Recovery:
            before = recovery.record(day).note if append else ""
            return recovery.noted(day, free_text(f"{before}\n{line}" if before else line, "The note"))

        return self.change(f"added a note on {short_day(day, self.today())}", edit)

    def step_note(self, day: date, step_id: str, text: str) -> Recovery:
        """Replace the note that belongs to a step's mark. Raises BadInput where the step is not marked."""
        line = free_text(text, "The note")

        def edit(recovery: Recovery) -> Recovery:
            mark = recovery.record(day).marks.get(step_id)
            if mark is None:
                raise BadInput("A step's note belongs to its tick: tick or skip the step first.")
            return recovery.marked(day, step_id, replace(mark, note=line))

        return self.change(self._label("noted", day, [step_id]), edit)

    def _mark(
        self,
        verb: str,
        state: MarkState,
        day: date,
        step_ids: Sequence[str],
        at: time | None = None,
        reason: str | None = "",
        note: str = "",
        amount: float | None = None,
    ) -> Recovery:
        self.require_not_ahead(day)
        moment = self.past_moment(day, at) if at else self.clock.now()

        def edit(recovery: Recovery) -> Recovery:
            for step_id in step_ids:
                before = recovery.record(day).marks.get(step_id)
                why = (before.reason if before else "") if reason is None else reason
                mark = Mark(state, moment, why, note or (before.note if before else ""))
                said = amount is not None or (before is not None and before.amount is not None)
                if state == "done" and (said or recovery.routine.step(step_id).is_measured(day)):
                    from routine_tui.model.day.measures import measured

                    mark = measured(recovery.routine.step(step_id), day, mark, before, amount)
                if before and replace(mark, at=before.at) == before and not at:
                    continue  # said twice: the first moment is the true one
                recovery = recovery.marked(day, step_id, mark)
            return recovery

        return self.change(self._label(verb, day, step_ids), edit)

    def _tell_of_most(self, recovery: Recovery, day: date, step_ids: Sequence[str]) -> Recovery:
        """Notice where more was recorded for a day than the most that was set; the record stays as it was typed."""
        from routine_tui.model.day.measures import more_than_set

        self.notices += more_than_set(recovery, day, step_ids)
        return recovery

    def _label(self, verb: str, day: date, step_ids: Sequence[str]) -> str:
        recovery = self.recovery
        today = self.today_of(recovery)
        when = "" if day == today else f" on {short_day(day, today)}"
        return f"{verb} {listed([name_on(recovery, step_id, day) for step_id in step_ids])}{when}"

    # ------------------------------------------------------------------ rooms

    @cached_property
    def routine(self) -> RoutineSteps:
        """Steps that come, change, move and end."""
        from routine_tui.planner.routine import RoutineSteps

        return RoutineSteps(self)

    @cached_property
    def skin(self) -> Skin:
        """Check-ins, what is asked once, and what a clinician said of what to avoid."""
        from routine_tui.planner.skin import Skin

        return Skin(self)

    @cached_property
    def shelf(self) -> Shelf:
        """Products, and the steps that use them."""
        from routine_tui.planner.shelf import Shelf

        return Shelf(self)

    @cached_property
    def photos(self) -> Photos:
        """Pictures added, changed, taken away and tidied."""
        from routine_tui.planner.photos import Photos

        return Photos(self)

    @cached_property
    def visits(self) -> Visits:
        """Visits, questions for them, and what is told once."""
        from routine_tui.planner.visits import Visits

        return Visits(self)

    @cached_property
    def contacts(self) -> Contacts:
        """Who was spoken to, and what was said."""
        from routine_tui.planner.contacts import Contacts

        return Contacts(self)

    @cached_property
    def papers(self) -> Papers:
        """Papers of the case added, changed and taken away."""
        from routine_tui.planner.papers import Papers

        return Papers(self)

    @cached_property
    def change_list(self) -> ChangeList:
        """When what was written."""
        from routine_tui.planner.change_list import ChangeList

        return ChangeList(self)

    @cached_property
    def case(self) -> Case:
        """The case as one file."""
        from routine_tui.planner.case import Case

        return Case(self)

    @cached_property
    def courses(self) -> Courses:
        """What a clinician set for a while, and the steps that it makes."""
        from routine_tui.planner.courses import Courses

        return Courses(self)

    @cached_property
    def procedures(self) -> Procedures:
        """Procedures, their sessions, and what rests around them."""
        from routine_tui.planner.procedures import Procedures

        return Procedures(self)

    @cached_property
    def pauses(self) -> Pauses:
        """Days on which nothing is expected, or not some steps."""
        from routine_tui.planner.pauses import Pauses

        return Pauses(self)

    @cached_property
    def recoveries(self) -> Recoveries:
        """Recoveries begun, chosen, renamed and archived."""
        from routine_tui.planner.recoveries import Recoveries

        return Recoveries(self)

    @cached_property
    def outlived(self) -> Outlived:
        """How a recovery goes on after its planned days."""
        from routine_tui.planner.outlived import Outlived

        return Outlived(self)

    @cached_property
    def weeks(self) -> Weeks:
        """What weeks were like because of the skin, and looking at it less."""
        from routine_tui.planner.weeks import Weeks

        return Weeks(self)

    @cached_property
    def safety(self) -> Safety:
        """Backups, restoring, merging, and whether the data is whole."""
        from routine_tui.planner.safety import Safety

        return Safety(self)

    @cached_property
    def imports(self) -> Imports:
        """What other programs wrote, made part of a recovery."""
        from routine_tui.planner.imports import Imports

        return Imports(self)

    @cached_property
    def exports(self) -> Exports:
        """The summary in every format, and the pages of guidance."""
        from routine_tui.planner.exports import Exports

        return Exports(self)
